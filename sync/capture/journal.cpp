// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/capture/journal.h"

namespace keel {

JournalCapture::JournalCapture(Snapshot& snapshot, RowReader& reader, NodeId target)
    : m_snapshot(snapshot), m_reader(reader), m_target(std::move(target))
{}

bool JournalCapture::isForTarget(const JournalEntry& entry) const
{
    return entry.origin != m_target && entry.via != m_target;
}

Result<Captured> JournalCapture::next(int limit)
{
    auto keys = m_snapshot.nextKeys(m_reader.limit(limit));
    if (!keys)
        return fail(std::move(keys).error());
    Captured batch{.after = keys->after, .moved = !keys->entries.empty(), .last = keys->last};
    for (JournalEntry& entry : keys->entries) {
        if (!isForTarget(entry))
            ++batch.dropped;
        else if (entry.operation == Operation::Truncate)
            batch.truncates.push_back(std::move(entry));
        else
            batch.changes.push_back({.entry = std::move(entry), .row = std::nullopt});
    }
    KEEL_TRY(readColumns(batch.changes));
    KEEL_TRY(m_reader.read(batch.changes));
    return batch;
}

/// Which columns changed, for tables that journal it: read here, where the snapshot is at hand.
Result<void> JournalCapture::readColumns(std::vector<Change>& changes)
{
    for (const TableBinding& table : m_reader.tables()) {
        if (!table.columnsJournaled)
            continue;
        std::vector<Key> keys;
        std::vector<Change*> group;
        for (Change& change : changes) {
            if (change.entry.table != table.index || change.entry.operation != Operation::Update)
                continue;
            keys.push_back(change.entry.key);
            group.push_back(&change);
        }
        if (keys.empty())
            continue;
        auto changed = m_snapshot.columnsChanged(table, keys, m_target);
        if (!changed)
            return fail(std::move(changed).error());
        for (std::size_t i = 0; i < group.size(); ++i)
            group[i]->entry.changed = std::move((*changed)[i]);
    }
    return {};
}

} // namespace keel
