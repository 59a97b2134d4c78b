// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/recovered.h"
#include "sync/engine/reports.h"

#include <map>
#include <optional>

namespace keel {

/// Adds up what a link's first cycles carry, until one leaves nothing waiting in any direction; then never again.
class StartReport
{
public:
    /// `complete`: every pass that the link has was due in this cycle. The report, at the one cycle that ends it;
    /// nullopt also where an initial load was part of it, since nobody was away.
    [[nodiscard]] std::optional<Recovered> take(const CycleReport& report, bool complete, const QDateTime& now);

private:
    bool m_done = false;
    bool m_loaded = false;
    std::map<TableName, Recovered::Table> m_tables;
};

} // namespace keel
