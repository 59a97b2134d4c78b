// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview/recentdelegate.h"

#include "ui/models/recentmodel.h"
#include "ui/shell/paint.h"
#include "ui/text/sentences.h"

#include <QPainter>

namespace keel {

void RecentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const RecentEvent& event = m_model.at(index.row());
    const QRect& row = option.rect;
    const paint::Canvas canvas{*painter, m_theme, row, option.direction};
    const StateLook look = lookOf(event.state);
    const paint::TextStyle time{m_theme.font(Type::Small), m_theme.color(Role::Second)};
    painter->save();
    const auto place = [&](int left, int right) {
        return QRect(row.left() + left, row.top(), right - left, row.height());
    };
    paint::text(canvas, place(0, 60), say::clock(event.at, m_model.zone()), time);
    paint::icon(canvas, QRect(row.left() + 64, row.top() + 5, 14, 14), look.icon, m_theme.color(look.colour));
    paint::text(canvas, place(86, 186), event.link.value, {m_theme.font(Type::Small, true), m_theme.color(Role::Text)});
    paint::text(canvas, place(190, row.width()), event.text, time);
    painter->restore();
}

} // namespace keel
