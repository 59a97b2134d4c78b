// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/seriesdata.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace keel::series {

QList<QList<QPointF>> splitAtGaps(const QList<QPointF>& points, double gap)
{
    QList<QList<QPointF>> parts;
    for (const QPointF& point : points) {
        if (parts.isEmpty() || point.x() - parts.last().last().x() > gap)
            parts.append(QList<QPointF>());
        parts.last().append(point);
    }
    return parts;
}

QList<QPointF> decimate(const QList<QPointF>& points, double from, double to, int columns)
{
    if (columns <= 0 || to <= from || points.size() <= 2 * qsizetype(columns))
        return points;
    const double width = (to - from) / columns;
    QList<QPointF> kept;
    kept.reserve(2 * columns);
    qsizetype i = 0;
    while (i < points.size()) {
        const double column = std::floor((points.at(i).x() - from) / width);
        qsizetype low = i;
        qsizetype high = i;
        for (; i < points.size() && std::floor((points.at(i).x() - from) / width) == column; ++i) {
            if (points.at(i).y() < points.at(low).y())
                low = i;
            if (points.at(i).y() > points.at(high).y())
                high = i;
        }
        kept.append(points.at(std::min(low, high)));
        if (low != high)
            kept.append(points.at(std::max(low, high)));
    }
    return kept;
}

std::optional<QPointF> nearest(const QList<QPointF>& points, double at, double reach)
{
    const auto after = std::lower_bound(points.cbegin(), points.cend(), at,
                                        [](const QPointF& point, double x) { return point.x() < x; });
    std::optional<QPointF> best;
    const auto consider = [&](const QPointF& point) {
        const double away = std::abs(point.x() - at);
        if (away <= reach && (!best || away < std::abs(best->x() - at)))
            best = point;
    };
    if (after != points.cbegin())
        consider(*std::prev(after));
    if (after != points.cend())
        consider(*after);
    return best;
}

double niceStep(double rough)
{
    if (!(rough > 0))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * 0.999999)
            return factor * power;
    }
    return 10 * power;
}

Ticks ticksFor(double bottom, double top, int lines)
{
    Ticks ticks;
    ticks.step = niceStep((std::max(0.0, top) - std::min(0.0, bottom)) / std::max(1, lines));
    ticks.top = std::max(ticks.step, std::ceil(top / ticks.step - 1e-9) * ticks.step);
    ticks.bottom = bottom < 0 ? std::floor(bottom / ticks.step + 1e-9) * ticks.step : 0;
    return ticks;
}

} // namespace keel::series
