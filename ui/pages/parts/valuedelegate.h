// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tablelook.h"
#include "ui/text/sentences.h"

namespace keel {

/// A TableDelegate for keys and values, which keep their own order in a right-to-left window: "+963 944" must not turn
/// into "944 963+".
class ValueDelegate : public TableDelegate
{
    Q_OBJECT

public:
    using TableDelegate::TableDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        TableDelegate::initStyleOption(option, index);
        if (option->direction == Qt::RightToLeft && !option->text.isEmpty())
            option->text = say::isolate(option->text);
    }
};

} // namespace keel
