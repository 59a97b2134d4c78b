// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tablelook.h"

namespace keel {

/// State as icon and word, names in mono, pending in the colour of its direction, first load as a bar.
class TablesDelegate : public TableDelegate
{
    Q_OBJECT

public:
    using TableDelegate::TableDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintState(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintLoad(QPainter& painter, const QStyleOptionViewItem& option, double progress) const;
};

} // namespace keel
