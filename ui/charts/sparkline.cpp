// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace keel {

namespace {

constexpr int secondsShown = 300; // five minutes
/// Means of so many seconds make a point: 60 points over 168 px read as a line, 300 as a smear.
constexpr int secondsPerPoint = 5;

/// Points from left to right as (0…1, value); what is older than the service is absent, not zero.
QList<QPointF> pointsOf(const QList<Throughput>& samples, double Throughput::*value)
{
    QList<QPointF> points;
    const int count = static_cast<int>(std::min<qsizetype>(samples.size(), secondsShown));
    const qsizetype first = samples.size() - count;
    for (int end = count; end > 0; end -= secondsPerPoint) {
        const int begin = std::max(0, end - secondsPerPoint);
        double sum = 0;
        for (int i = begin; i < end; ++i)
            sum += samples.at(first + i).*value;
        points.prepend(
            {1.0 - static_cast<double>(count - end) / (secondsShown - secondsPerPoint), sum / (end - begin)});
    }
    return points;
}

double peakOf(const QList<QPointF>& points)
{
    double peak = 0;
    for (const QPointF& p : points)
        peak = std::max(peak, p.y());
    return peak;
}

void drawSide(QPainter& painter, const QList<QPointF>& points, const QRectF& rect, qreal axis, qreal perRow,
              const QColor& colour)
{
    if (points.isEmpty())
        return;
    QPolygonF line;
    for (const QPointF& p : points)
        line.append({rect.left() + std::max(0.0, p.x()) * rect.width(), axis - p.y() * perRow});
    QPolygonF area = line;
    area.append({line.last().x(), axis});
    area.append({line.first().x(), axis});
    QColor fill = colour;
    fill.setAlphaF(0.16F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
}

} // namespace

void paintSparkline(QPainter& painter, const QRectF& rect, const Theme& theme, const QList<Throughput>& samples,
                    bool bothWays)
{
    const QList<QPointF> up = pointsOf(samples, &Throughput::forward);
    const QList<QPointF> down = bothWays ? pointsOf(samples, &Throughput::reverse) : QList<QPointF>();
    // One scale for both directions, so that their heights compare; a floor keeps single rows from filling the chart.
    const double peakUp = peakOf(up);
    const double peakDown = peakOf(down);
    const double total = std::max(5.0, peakUp + peakDown);
    const double least = bothWays ? 0.18 : 0;
    const double below = bothWays ? std::clamp(peakDown / total, least, 1 - least) : 0;
    const qreal axis = qRound(rect.bottom() - below * rect.height()) - 0.5;
    const qreal perRow = std::min((axis - rect.top()) / std::max(peakUp, 5.0),
                                  bothWays ? (rect.bottom() - axis) / std::max(peakDown, 1.0) : rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Role::ControlBorder), 1));
    painter.drawLine(QPointF(rect.left(), axis), QPointF(rect.right(), axis));
    drawSide(painter, up, rect, axis, perRow, theme.color(Role::SideA));
    drawSide(painter, down, rect, axis, -perRow, theme.color(Role::SideB));
    painter.restore();
}

} // namespace keel
