// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QStyledItemDelegate>

namespace keel {

class RecentModel;

/// One line of the strip "Recent": time, icon, link, what happened.
class RecentDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int rowHeight = 24;

    RecentDelegate(const RecentModel& model, const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_model(model), m_theme(theme)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {option.rect.width(), rowHeight};
    }

private:
    const RecentModel& m_model;
    const Theme& m_theme;
};

} // namespace keel
