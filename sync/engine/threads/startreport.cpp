// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/startreport.h"

#include <algorithm>

namespace keel {

std::optional<Recovered> StartReport::take(const CycleReport& report, bool complete, const QDateTime& now)
{
    if (m_done)
        return std::nullopt;
    m_loaded = m_loaded || report.loading || report.loadDone;
    for (const TableMoved& moved : report.moved) {
        Recovered::Table& table = m_tables[moved.table];
        table.table = moved.table;
        table.forward += moved.forward;
        table.reverse += moved.reverse;
    }
    if (!complete || !report.drained)
        return std::nullopt;
    m_done = true;
    if (m_loaded)
        return std::nullopt;
    Recovered recovered{.at = now, .tables = {}};
    for (const auto& [name, table] : m_tables) {
        if (table.forward + table.reverse > 0)
            recovered.tables.push_back(table);
    }
    std::ranges::stable_sort(recovered.tables, [](const Recovered::Table& l, const Recovered::Table& r) {
        return l.forward + l.reverse > r.forward + r.reverse;
    });
    return recovered;
}

} // namespace keel
