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
    KEEL_TRY(m_reader.read(batch.changes));
    return batch;
}

} // namespace keel
