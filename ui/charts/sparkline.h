// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

class QPainter;

namespace keel {

/// The small chart of a link: five minutes of rows per second, a to b above the axis, b to a below it (absent for a
/// link of one direction). Time runs left to right in every language. `samples` are one a second, newest last.
void paintSparkline(QPainter& painter, const QRectF& rect, const Theme& theme, const QList<Throughput>& samples,
                    bool bothWays);

} // namespace keel
