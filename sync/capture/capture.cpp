// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/capture/capture.h"

#include "sync/store/tableerror.h"

#include <algorithm>

namespace keel {

namespace {

constexpr double maxBatchBytes = 8.0 * 1024 * 1024;
/// The first rows are read in a small group, so that a table of huge rows is noticed before it fills memory.
constexpr int probeRows = 16;

double bytesOf(const std::vector<std::optional<Row>>& rows)
{
    double bytes = 0;
    for (const auto& row : rows) {
        if (row)
            bytes += static_cast<double>(row->bytes());
    }
    return bytes;
}

} // namespace

RowReader::RowReader(Snapshot& snapshot, std::span<const TableBinding> tables) : m_snapshot(snapshot), m_tables(tables)
{}

int RowReader::limit(int wanted) const
{
    return m_bytesPerRow <= 0 ? wanted : std::clamp(static_cast<int>(maxBatchBytes / m_bytesPerRow), 1, wanted);
}

Result<void> RowReader::read(std::vector<Change>& changes)
{
    for (const TableBinding& table : m_tables) {
        std::vector<Change*> group;
        for (Change& change : changes) {
            if (change.entry.table == table.index)
                group.push_back(&change);
        }
        if (!group.empty())
            KEEL_TRY(readTable(table, group));
    }
    return {};
}

Result<void> RowReader::readTable(const TableBinding& table, std::vector<Change*>& changes)
{
    std::size_t done = 0;
    while (done < changes.size()) {
        const int group = m_bytesPerRow <= 0 ? probeRows : limit(static_cast<int>(changes.size()));
        const std::size_t end = std::min(changes.size(), done + static_cast<std::size_t>(group));
        std::vector<Key> keys;
        keys.reserve(end - done);
        for (std::size_t i = done; i < end; ++i)
            keys.push_back(changes[i]->entry.key);
        auto rows = m_snapshot.rows(table, keys);
        if (!rows) {
            if (stopsTable(rows.error()))
                m_failedTable = table.index;
            return fail(std::move(rows).error());
        }
        m_bytesPerRow = std::max(bytesOf(*rows) / static_cast<double>(keys.size()) + 1, m_bytesPerRow * 0.9);
        for (std::size_t i = done; i < end; ++i)
            changes[i]->row = std::move((*rows)[i - done]);
        done = end;
    }
    return {};
}

} // namespace keel
