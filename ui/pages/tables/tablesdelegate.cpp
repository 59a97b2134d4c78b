// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tables/tablesdelegate.h"

#include "ui/models/tablelistmodel.h"
#include "ui/shell/paint.h"
#include "ui/text/sentences.h"

#include <QPainter>

namespace keel {

namespace {

constexpr int padding = 8;

} // namespace

void TablesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int column = index.column();
    const double load = column == TableListModel::Load ? index.data(TableListModel::SortRole).toDouble() : -1;
    painter->save();
    if (column == TableListModel::State) {
        drawGround(painter, option, index);
        paintState(*painter, option, index);
        drawLine(painter, option.rect);
    } else if (load >= 0) {
        drawGround(painter, option, index);
        paintLoad(*painter, option, load);
        drawLine(painter, option.rect);
    } else {
        QStyleOptionViewItem own(option);
        if (column == TableListModel::Table)
            own.font = theme().mono();
        const qint64 raw = index.data(TableListModel::SortRole).toLongLong();
        const bool waits = (column == TableListModel::PendingForward || column == TableListModel::PendingReverse ||
                            column == TableListModel::Errors) &&
                           raw > 0;
        if (waits)
            own.font = theme().font(Type::Body, true);
        TableDelegate::paint(painter, own, index);
    }
    painter->restore();
}

void TablesDelegate::paintState(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // One more than Down: the table stands still by itself while its link runs.
    const int raw = std::min(index.data(TableListModel::SortRole).toInt(), static_cast<int>(LinkState::Down));
    const StateLook look = lookOf(static_cast<LinkState>(raw));
    const QRect cell = option.rect;
    const paint::Canvas canvas{painter, theme(), cell, option.direction};
    const QColor ink = theme().color(look.colour);
    paint::icon(canvas, QRect(cell.left() + padding, cell.center().y() - 7, 16, 16), look.icon, ink);
    paint::text(canvas, cell.adjusted(padding + 24, 0, -padding, 0), index.data().toString(),
                {theme().font(Type::Body, true), ink});
}

void TablesDelegate::paintLoad(QPainter& painter, const QStyleOptionViewItem& option, double progress) const
{
    const QRect cell = option.rect.adjusted(padding, 0, -padding, 0);
    const paint::Canvas canvas{painter, theme(), option.rect, option.direction};
    const int textWidth = 44;
    const QRect rail(cell.left() + textWidth, cell.center().y() - 2, std::max(0, cell.width() - textWidth), 6);
    paint::text(canvas, QRect(cell.left(), cell.top(), textWidth - 6, cell.height()), say::percent(progress),
                {theme().font(Type::Small), theme().color(Role::Text)});
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().color(Role::Border));
    painter.drawRoundedRect(canvas.mirrored(rail), 3, 3);
    const QRect done(rail.left(), rail.top(), qRound(rail.width() * std::clamp(progress, 0.0, 1.0)), rail.height());
    painter.setBrush(theme().color(Role::Busy));
    painter.drawRoundedRect(canvas.mirrored(done), 3, 3);
}

} // namespace keel
