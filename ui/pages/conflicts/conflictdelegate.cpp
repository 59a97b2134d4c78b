// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflictdelegate.h"

#include "ui/models/conflictlistmodel.h"
#include "ui/shell/paint.h"
#include "ui/text/sentences.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int Height = 68;
constexpr int Margin = 16;

} // namespace

QSize ConflictDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, Height};
}

void ConflictDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QRect box = option.rect;
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(box, m_theme.color(keel::Role::Tint));
    painter->fillRect(QRect(box.left(), box.bottom(), box.width(), 1), m_theme.color(keel::Role::Grid));
    const paint::Canvas canvas{*painter, m_theme, box, option.direction};
    const QRect inner = box.adjusted(Margin, 6, -Margin, -6);
    using Model = ConflictListModel;
    const auto textOf = [&index](int role) { return index.data(role).toString(); };

    const QFont small = m_theme.font(Type::Small);
    const QString when = say::isolate(textOf(Model::WhenRole));
    const int whenWidth = QFontMetrics(small).horizontalAdvance(when) + 2;
    paint::text(canvas, QRect(inner.right() - whenWidth + 1, inner.top(), whenWidth, 20), when,
                {small, m_theme.color(keel::Role::Second), Qt::AlignTrailing | Qt::AlignVCenter, Qt::ElideNone});
    const int nameRoom = inner.width() - whenWidth - 8;
    const int nameWidth = paint::text(canvas, QRect(inner.left(), inner.top(), nameRoom, 20), textOf(Qt::DisplayRole),
                                      {m_theme.font(Type::Body, true), m_theme.color(keel::Role::Text)});
    paint::text(
        canvas, QRect(inner.left() + nameWidth + 6, inner.top(), nameRoom - nameWidth - 6, 20), textOf(Model::KeyRole),
        {m_theme.mono(), m_theme.color(keel::Role::Text), Qt::AlignLeading | Qt::AlignVCenter, Qt::ElideMiddle});
    paint::text(canvas, QRect(inner.left(), inner.top() + 19, inner.width(), 18), textOf(Model::ClassRole),
                {m_theme.font(Type::Caption), m_theme.color(keel::Role::Second)});

    const QString winner = textOf(Model::WinnerRole);
    if (winner.isEmpty())
        return;
    const bool held = index.data(Model::HeldRole).toBool();
    const bool isA = index.data(Model::WinnerSideRole).toInt() == 0;
    const QColor colour = m_theme.color(held ? keel::Role::Held : isA ? keel::Role::SideA : keel::Role::SideB);
    const int line = inner.top() + 37;
    paint::icon(canvas, QRect(inner.left(), line + 3, 14, 14), held ? "hand"_L1 : "check"_L1, colour);
    const int winnerWidth = paint::text(canvas, QRect(inner.left() + 20, line, inner.width() - 20, 20), winner,
                                        {m_theme.font(Type::Small, true), colour});
    const int left = inner.left() + 20 + winnerWidth + 8;
    paint::text(canvas, QRect(left, line, inner.right() - left + 1, 20), textOf(Model::PolicyRole),
                {small, m_theme.color(keel::Role::Second)});
}

} // namespace keel
