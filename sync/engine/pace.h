// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

namespace keel {

/// From one cycle of a link to the next: its own interval, or that of a table that is looked at more often.
[[nodiscard]] inline Milliseconds cycleInterval(const LinkConfig& link)
{
    Milliseconds shortest = link.interval;
    for (const TableConfig& table : link.tables)
        shortest = std::min(shortest, table.interval.value_or(shortest));
    return shortest;
}

} // namespace keel
