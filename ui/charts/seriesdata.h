// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <optional>

/// What charts do to points before they draw them. x is milliseconds since 1970 UTC, ascending.
namespace keel::series {

/// Cuts where two points lie further apart than `gap`: a gap in the data is a gap in the line.
[[nodiscard]] QList<QList<QPointF>> splitAtGaps(const QList<QPointF>& points, double gap);

/// At most two points a pixel column, its lowest and its highest in the order of time, so that no spike is lost.
[[nodiscard]] QList<QPointF> decimate(const QList<QPointF>& points, double from, double to, int columns);

/// The value nearest to a time, at most `reach` away; nullopt inside a gap.
[[nodiscard]] std::optional<QPointF> nearest(const QList<QPointF>& points, double at, double reach);

/// A round number not below the value: 1, 2 or 5 times a power of ten.
[[nodiscard]] double niceStep(double rough);

struct Ticks
{
    double step = 1;
    double top = 1;
    double bottom = 0;
};
/// A scale from 0 (or below it, when bottom is negative) with about `lines` grid lines.
[[nodiscard]] Ticks ticksFor(double bottom, double top, int lines);

} // namespace keel::series
