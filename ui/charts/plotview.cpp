// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plotview.h"

#include <QChart>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QValueAxis>

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr qreal LabelWidth = 56;
constexpr qreal LabelHeight = 22;
constexpr qreal LeastLabelDistance = 84;

QString timeLabel(double ms, const QTimeZone& zone, bool seconds)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(qint64(ms), Qt::UTC).toTimeZone(zone);
    return QLocale().toString(at.time(), seconds ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

/// Seconds between labels so that they do not touch.
int labelStep(double spanMs, qreal width)
{
    constexpr std::array<int, 14> steps{5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600};
    for (const int step : steps) {
        if (width * step * 1000 / spanMs >= LeastLabelDistance)
            return step;
    }
    return 43200;
}

} // namespace

PlotView::PlotView(const Theme& theme, ChartCursor& cursor, ValueText valueText, QWidget* parent)
    : QChartView(parent), m_theme(theme), m_cursor(cursor), m_valueText(std::move(valueText)),
      m_time(new QValueAxis(this)), m_value(new QValueAxis(this))
{
    QChart* c = chart();
    c->setTheme(QChart::ChartThemeLight);
    c->setBackgroundVisible(false);
    c->setPlotAreaBackgroundVisible(false);
    c->legend()->hide();
    c->setMargins(QMargins(0, 0, 0, 0));
    c->setAnimationOptions(QChart::NoAnimation);
    c->setLayoutDirection(Qt::LeftToRight);
    c->addAxis(m_time, Qt::AlignBottom);
    c->addAxis(m_value, Qt::AlignLeft);
    for (QValueAxis* axis : {m_time, m_value}) {
        axis->setLabelsVisible(false);
        axis->setGridLineVisible(false);
        axis->setLineVisible(false);
    }
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight);
    connect(&m_cursor, &ChartCursor::moved, this, [this] { viewport()->update(); });
    connect(&m_theme, &Theme::changed, this, [this] { viewport()->update(); });
}

QRectF PlotView::plot() const
{
    return QRectF(viewport()->rect()).adjusted(LabelWidth, 8, -8, -LabelHeight);
}

int PlotView::columns() const
{
    return std::max(1, int(plot().width()));
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    chart()->setPlotArea(plot());
    emit plotResized();
}

void PlotView::setSpan(double from, double to, double step)
{
    m_from = from;
    m_to = std::max(to, from + 1);
    m_step = step;
    m_time->setRange(m_from, m_to);
    viewport()->update();
}

void PlotView::setRange(const series::Ticks& ticks)
{
    m_ticks = ticks;
    m_value->setRange(ticks.bottom, ticks.top);
}

void PlotView::setLimits(const QList<PlotLimit>& limits)
{
    m_limits = limits;
    viewport()->update();
}

void PlotView::setZone(const QTimeZone& zone)
{
    m_zone = zone;
}

void PlotView::setMarks(const QList<QPair<QPointF, Role>>& marks)
{
    m_marks = marks;
    viewport()->update();
}

QPointF PlotView::toView(const QPointF& point) const
{
    const QRectF area = plot();
    const double height = m_ticks.top - m_ticks.bottom;
    return {area.left() + (point.x() - m_from) / (m_to - m_from) * area.width(),
            area.bottom() - (point.y() - m_ticks.bottom) / height * area.height()};
}

double PlotView::timeAt(qreal x) const
{
    const QRectF area = plot();
    return m_from + (x - area.left()) / area.width() * (m_to - m_from);
}

void PlotView::drawBackground(QPainter* painter, const QRectF&)
{
    const QRectF area = plot();
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    painter->fillRect(viewport()->rect(), m_theme.color(Role::Card));
    painter->setFont(m_theme.font(Type::Caption));
    for (double value = m_ticks.bottom; value <= m_ticks.top + m_ticks.step / 2; value += m_ticks.step) {
        const bool zero = std::abs(value) < m_ticks.step / 1000;
        const qreal y = std::round(toView({m_from, value}).y()) + 0.5;
        painter->setPen(QPen(m_theme.color(zero ? Role::ControlBorder : Role::Grid), 1));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter->setPen(m_theme.color(Role::Second));
        painter->drawText(QRectF(0, y - 10, LabelWidth - 8, 20), Qt::AlignRight | Qt::AlignVCenter,
                          m_valueText(zero ? 0 : std::abs(value)));
    }
    drawTimes(*painter);
    painter->restore();
}

void PlotView::drawTimes(QPainter& painter) const
{
    const QRectF area = plot();
    const int stepSeconds = labelStep(m_to - m_from, area.width());
    const double stepMs = stepSeconds * 1000.0;
    // Labels stand at round times of the zone shown, also where it is half an hour off.
    const double offset = m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(qint64(m_to), Qt::UTC)) * 1000.0;
    painter.setPen(m_theme.color(Role::Second));
    for (double at = std::ceil((m_from + offset) / stepMs) * stepMs - offset; at <= m_to; at += stepMs) {
        const qreal x = toView({at, 0}).x();
        if (x - 30 < area.left() - LabelWidth || x + 30 > viewport()->width())
            continue;
        painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, LabelHeight - 4), Qt::AlignHCenter | Qt::AlignVCenter,
                         timeLabel(at, m_zone, stepSeconds < 60));
    }
}

void PlotView::drawLimits(QPainter& painter) const
{
    const QRectF area = plot();
    painter.setFont(m_theme.font(Type::Caption));
    for (const PlotLimit& limit : m_limits) {
        const qreal y = std::round(toView({m_from, limit.value}).y()) + 0.5;
        if (y < area.top() - 1)
            continue;
        QPen pen(m_theme.color(limit.warns ? Role::Warn : Role::Second), 1);
        if (limit.warns) {
            QColor zone = m_theme.color(Role::Warn);
            zone.setAlphaF(0.07F);
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), y - area.top()), zone);
            pen.setDashPattern({6, 4});
        }
        painter.setPen(pen);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.drawText(QRectF(area.left(), y - 18, area.width() - 4, 18), Qt::AlignRight | Qt::AlignVCenter,
                         limit.name);
    }
}

void PlotView::drawCursor(QPainter& painter) const
{
    const auto at = m_cursor.at();
    if (!at || *at < m_from || *at > m_to)
        return;
    const QRectF area = plot();
    const qreal x = std::round(toView({*at, 0}).x()) + 0.5;
    QPen pen(m_theme.color(Role::Second), 1);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    for (const auto& [point, role] : m_marks) {
        painter.setPen(QPen(m_theme.color(role), 2));
        painter.setBrush(m_theme.color(Role::Card));
        painter.drawEllipse(toView(point), 4, 4);
    }
}

void PlotView::drawForeground(QPainter* painter, const QRectF&)
{
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    drawLimits(*painter);
    drawCursor(*painter);
    if (hasFocus()) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme.color(Role::Accent), 2));
        painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter->restore();
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = plot();
    const qreal x = event->position().x();
    if (x < area.left() || x > area.right()) {
        m_cursor.set(std::nullopt);
        return;
    }
    m_cursor.set(timeAt(x));
}

void PlotView::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    m_cursor.set(std::nullopt);
}

void PlotView::keyPressEvent(QKeyEvent* event)
{
    const double start = m_cursor.at().value_or(m_to);
    // At least a pixel at a time, or a key press would not be seen.
    const double stride = std::max(m_step, (m_to - m_from) / columns());
    switch (event->key()) {
    case Qt::Key_Left:
        m_cursor.set(std::clamp(start - stride, m_from, m_to));
        return;
    case Qt::Key_Right:
        m_cursor.set(std::clamp(start + stride, m_from, m_to));
        return;
    case Qt::Key_Home:
        m_cursor.set(m_from);
        return;
    case Qt::Key_End:
        m_cursor.set(m_to);
        return;
    case Qt::Key_Escape:
        m_cursor.set(std::nullopt);
        return;
    default:
        QChartView::keyPressEvent(event);
    }
}

void PlotView::focusInEvent(QFocusEvent* event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void PlotView::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

} // namespace keel
