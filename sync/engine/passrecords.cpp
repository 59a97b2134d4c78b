// SPDX-License-Identifier: GPL-3.0-or-later
// What a pass writes down and strikes out: records of rows that failed, and of those that went through later.
#include "sync/api/abortpoint.h"
#include "sync/apply/order.h"
#include "sync/engine/passbatch.h"

#include <algorithm>

namespace keel {

namespace {

constexpr int maxRetries = 200;

} // namespace

void Pass::draftErrors(Batch& batch)
{
    // A conflict whose winner was then refused has not been decided: the error record stands for the incoming change,
    // and the other direction decides again.
    std::vector<ConflictDraft> decided;
    for (std::size_t i = 0; i < batch.conflicts.size(); ++i) {
        const Fate fate = batch.items[batch.conflictItems[i]].fate;
        if (fate == Fate::Written || fate == Fate::Lost || fate == Fate::Held)
            decided.push_back(std::move(batch.conflicts[i]));
    }
    batch.conflicts = std::move(decided);
    for (Item& item : batch.items) {
        if (item.fate != Fate::Failed && item.fate != Fate::Waits)
            continue;
        const TableBinding& table = m_scope.sourceTables[static_cast<std::size_t>(item.change->entry.table)];
        if (table.probes)
            continue;
        const bool waits = item.fate == Fate::Waits || item.error->code == ErrorCode::Busy;
        const bool parentMayCome = !batch.lastOfDrain && item.error->code == ErrorCode::ForeignKeyViolation;
        if (waits)
            item.error = Error{.kind = ErrorClass::Transient,
                               .code = ErrorCode::Busy,
                               .detail = QStringLiteral("somebody holds a lock on the row"),
                               .place = table.configured.value};
        batch.errors.push_back({.link = m_scope.link,
                                .direction = m_scope.direction,
                                .table = table.configured,
                                .entry = item.incoming().entry,
                                .columns = table.columnNames(),
                                .row = item.incoming().row,
                                .error = *item.error,
                                .waiting = waits || parentMayCome});
    }
}

Result<void> Pass::findSettled(Batch& batch)
{
    batch.settled.clear();
    if (!m_hasOpen && !m_otherHasOpen)
        return {};
    for (const TableBinding& table : m_scope.targetTables) {
        const TableBinding& source = m_scope.sourceTables[static_cast<std::size_t>(table.index)];
        std::vector<Key> settled;
        std::vector<Key> overruled; ///< the other direction's change lost, or both sides agree: its record is void
        for (const Item& item : batch.items) {
            if (item.change->entry.table != table.index)
                continue;
            const bool held = item.fate == Fate::Held; // the hold stands for both
            if (item.fate == Fate::Written || item.fate == Fate::Equal || item.fate == Fate::Lost || held)
                settled.push_back(item.change->entry.key);
            if (item.fate == Fate::Written || item.fate == Fate::Equal || held)
                overruled.push_back(item.change->entry.key);
        }
        if (m_hasOpen && !settled.empty())
            KEEL_TRY(
                findOpen(m_scope.book, m_scope.link, m_scope.direction, source.configured, settled, batch.settled));
        if (m_otherHasOpen && !overruled.empty())
            KEEL_TRY(findOpen(m_scope.book, m_scope.link, opposite(m_scope.direction), table.configured, overruled,
                              batch.settled));
    }
    return {};
}

Result<void> Pass::closeRecords(const Batch& batch)
{
    KEEL_TRY(closeSettled(m_scope.book, m_scope.link, batch.settled));
    if (!m_hasOpen)
        return {};
    for (const TableBinding& table : m_scope.targetTables) {
        const bool wrote = std::ranges::any_of(batch.items, [&](const Item& item) {
            return item.change->entry.table == table.index && item.fate == Fate::Written;
        });
        if (!wrote)
            continue;
        const TableBinding& source = m_scope.sourceTables[static_cast<std::size_t>(table.index)];
        KEEL_TRY(m_scope.book.wake(m_scope.link, m_scope.direction, source.configured, ErrorCode::UniqueViolation));
        for (const TableBinding& child : m_scope.targetTables) {
            const TableBinding& childSource = m_scope.sourceTables[static_cast<std::size_t>(child.index)];
            if (refersTo(child, table) || refersTo(table, child))
                KEEL_TRY(m_scope.book.wake(m_scope.link, m_scope.direction, childSource.configured,
                                           ErrorCode::ForeignKeyViolation));
        }
    }
    return {};
}

Result<void> Pass::retryDue(RowReader& reader, const Cursor& cursor)
{
    if (m_rehearsal)
        return {};
    auto due = m_scope.book.due(m_scope.link, m_scope.direction, m_scope.clock.now(), maxRetries);
    if (!due)
        return fail(std::move(due).error());
    std::vector<Change> changes;
    for (OpenRecord& record : *due) {
        const auto it = std::ranges::find(m_scope.sourceTables, record.table, &TableBinding::configured);
        if (it == m_scope.sourceTables.end() || record.entry.key.values.empty())
            continue;
        record.entry.table = it->index;
        changes.push_back({.entry = std::move(record.entry), .row = std::nullopt});
    }
    if (changes.empty())
        return {};
    KEEL_TRY(reader.read(changes));
    dropUnwanted(changes);
    spareRetried(changes);
    KEEL_ABORT_POINT(RetryRead);
    return apply(changes, cursor, {}, true);
}

} // namespace keel
