// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflicttimeline.h"

#include "ui/text/sentences.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int AxisY = 32;

/// To the millisecond: what decides a conflict is often less than a second.
QString preciseClock(const QDateTime& at, const QTimeZone& zone)
{
    return at.toTimeZone(zone).toString(u"HH:mm:ss.zzz"_s);
}

} // namespace

ConflictTimeline::ConflictTimeline(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setLayoutDirection(Qt::LeftToRight);
}

void ConflictTimeline::setRecord(const ConflictRecord& record, const QString& a, const QString& b,
                                 const QTimeZone& zone)
{
    const bool known = record.changedAtA && record.changedAtB;
    setVisible(known);
    if (!known)
        return;
    const Mark markA{a, preciseClock(*record.changedAtA, zone), Role::SideA};
    const Mark markB{b, preciseClock(*record.changedAtB, zone), Role::SideB};
    const qint64 apart = record.changedAtA->msecsTo(*record.changedAtB);
    m_first = apart >= 0 ? markA : markB;
    m_second = apart >= 0 ? markB : markA;
    m_between = apart == 0 ? tr("same time") : tr("%1 later").arg(say::duration(Milliseconds(std::abs(apart))));
    setAccessibleName(tr("%1 at %2, %3 at %4: %5", "side, time, side, time, time between")
                          .arg(m_first.name, m_first.time, m_second.name, m_second.time, m_between));
    update();
}

void ConflictTimeline::paintMark(QPainter& painter, int x, const Mark& mark) const
{
    const QColor colour = m_theme.color(mark.colour);
    QColor halo = colour;
    halo.setAlphaF(0.25F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(halo);
    painter.drawRect(x - 7, AxisY - 7, 14, 14);
    painter.setBrush(colour);
    painter.drawEllipse(QPoint(x, AxisY), 5, 5);
    painter.setPen(colour);
    painter.setFont(m_theme.font(Type::Small, true));
    painter.drawText(QRect(x - 110, 2, 220, 20), Qt::AlignCenter, mark.name);
    painter.setPen(m_theme.color(Role::Second));
    painter.setFont(m_theme.mono(Type::Caption));
    painter.drawText(QRect(x - 110, AxisY + 10, 220, 20), Qt::AlignCenter, mark.time);
}

void ConflictTimeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int left = width() / 4;
    const int right = width() * 3 / 4;
    painter.setPen(QPen(m_theme.color(Role::ControlBorder), 1));
    painter.drawLine(QPointF(8, AxisY + 0.5), QPointF(width() - 8, AxisY + 0.5));
    paintMark(painter, left, m_first);
    paintMark(painter, right, m_second);
    painter.setFont(m_theme.font(Type::Small, true));
    const int textWidth = painter.fontMetrics().horizontalAdvance(m_between) + 16;
    const QRect middle(width() / 2 - textWidth / 2, AxisY - 10, textWidth, 20);
    painter.setPen(QPen(m_theme.color(Role::Text), 1.5));
    if (middle.left() > left + 12) {
        painter.drawLine(QPointF(left + 12, AxisY + 0.5), QPointF(middle.left(), AxisY + 0.5));
        painter.drawLine(QPointF(middle.right(), AxisY + 0.5), QPointF(right - 12, AxisY + 0.5));
    }
    painter.fillRect(middle, m_theme.color(Role::Card));
    painter.drawText(middle, Qt::AlignCenter, m_between);
}

} // namespace keel
