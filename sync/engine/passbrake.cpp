// SPDX-License-Identifier: GPL-3.0-or-later
// The brake's part of a pass: what would be deleted is counted before the first batch goes.
#include "sync/engine/passbrake.h"

#include "sync/api/abortpoint.h"
#include "sync/apply/order.h"
#include "sync/engine/passbatch.h"
#include "sync/store/tableerror.h"

#include <algorithm>

namespace keel {

namespace {

using Waiting = Snapshot::WaitingDeletes;

bool deletesByLeaving(const PassScope& scope, std::size_t table)
{
    return !scope.sourceTables[table].filter.isEmpty() && scope.deleteOnFilterLeave[table];
}

/// In the snapshot that the pass works from, so that nothing slips in between. One entry may be counted too many,
/// never one too few: who is over a limit by this count is counted row by row.
Result<std::vector<Waiting>> countWaiting(const PassScope& scope, Snapshot& snapshot)
{
    const auto& tables = scope.brake->tables;
    std::vector<qint64> after;
    if (std::ranges::any_of(tables, [](const BrakeScope::Table& t) { return t.upTo > 0; })) {
        for (const BrakeScope::Table& table : tables)
            after.push_back(table.upTo);
    }
    auto counts = snapshot.waitingDeletes(scope.targetNode, after);
    if (!counts)
        return counts;
    std::vector<qint64> all;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (!deletesByLeaving(scope, i) || tables[i].upTo > 0)
            continue;
        if (all.empty()) { // an update can take a row out of the filter, which deletes it on the target
            auto waiting = snapshot.waitingCounts(scope.targetNode);
            if (!waiting)
                return fail(std::move(waiting).error());
            all = std::move(*waiting);
        }
        (*counts)[i].deletes = std::max((*counts)[i].deletes, all[i]);
    }
    return counts;
}

/// Up to `wanted`: more rows than the share asks for need no counting.
Result<qint64> rowsUpTo(Store& store, const TableBinding& table, qint64 wanted)
{
    auto snapshot = store.snapshot({}, {});
    if (!snapshot)
        return fail(std::move(snapshot).error());
    auto key = (*snapshot)->nthKey(table, std::nullopt, wanted);
    if (!key)
        return fail(std::move(key).error());
    return *key ? wanted : wanted - 1;
}

} // namespace

Result<void> Pass::checkBrake(Snapshot& snapshot)
{
    if (!m_scope.brake || m_rehearsal || !m_scope.deletes || !m_scope.sourceTables.front().journal)
        return {};
    auto waiting = countWaiting(m_scope, snapshot);
    if (!waiting)
        return fail(std::move(waiting).error());
    std::vector<Braked>& braked = m_outcome.braked;
    const auto isBraked = [&](int table) {
        return std::ranges::any_of(braked, [&](const Braked& b) { return b.table == table; });
    };
    for (const TableBinding& table : m_scope.targetTables) {
        const auto at = static_cast<std::size_t>(table.index);
        const BrakeScope::Table& known = m_scope.brake->tables[at];
        BrakeCount count{.pending = std::max<qint64>(0, (*waiting)[at].deletes - known.slack),
                         .recent = known.recent,
                         .truncates = (*waiting)[at].truncates};
        if (table.probes || count.pending + count.truncates == 0)
            continue;
        if (const qint64 wanted = rowsForShare(m_scope.brake->limits, count);
            wanted > 0 && wanted < std::numeric_limits<qint64>::max()) {
            auto rows = rowsUpTo(m_scope.target, table, wanted);
            if (!rows) {
                m_failedTable = stopsTable(rows.error()) ? table.index : -1;
                return fail(std::move(rows).error());
            }
            count.rows = *rows;
        }
        auto reason = judgeDeletes(m_scope.brake->limits, count);
        if (!reason && known.strict)
            reason = BrakeReason::Parent;
        if (reason)
            braked.push_back({.table = table.index, .reason = *reason, .counted = (*waiting)[at].deletes});
    }
    // A deleted parent could take the held rows of its children along.
    for (std::size_t i = 0; i < braked.size(); ++i) {
        const TableBinding& child = m_scope.targetTables[static_cast<std::size_t>(braked[i].table)];
        for (const TableBinding& parent : m_scope.targetTables) {
            const auto at = static_cast<std::size_t>(parent.index);
            if ((*waiting)[at].deletes > m_scope.brake->tables[at].slack && !isBraked(parent.index) &&
                refersTo(child, parent))
                braked.push_back(
                    {.table = parent.index, .reason = BrakeReason::Parent, .counted = (*waiting)[at].deletes});
        }
    }
    return {};
}

/// Before the target commits: a crash in between counts a delete twice rather than never.
Result<void> Pass::noteDeletes(const Batch& batch)
{
    if (!m_scope.brake)
        return {};
    std::map<int, qint64> deletes;
    for (const Item& item : batch.items) {
        const JournalEntry& entry = item.change->entry;
        const bool decided = entry.sequence <= m_scope.brake->tables[static_cast<std::size_t>(entry.table)].upTo;
        if (item.fate == Fate::Written && !item.change->row && !decided)
            ++deletes[entry.table];
    }
    for (const auto& [table, count] : deletes)
        m_noted[table] += count;
    for (const auto& [table, count] : deletes)
        KEEL_TRY(m_scope.brake->book->noteDeletes(m_scope.link, nameOnA(table), m_scope.direction, m_scope.clock.now(),
                                                  count));
    return {};
}

bool Pass::isForgotten(const Change& change) const
{
    if (!m_scope.brake || change.row)
        return false;
    const BrakeScope::Table& table = m_scope.brake->tables[static_cast<std::size_t>(change.entry.table)];
    return !table.passes && change.entry.sequence <= table.upTo;
}

/// Deletes that were refused before are no longer among what waits, so they go as far as the limit allows; the rest is
/// tried again later.
void Pass::spareRetried(std::vector<Change>& changes) const
{
    if (!m_scope.brake)
        return;
    std::map<int, qint64> going;
    std::erase_if(changes, [&](const Change& change) {
        if (change.row)
            return false;
        const BrakeScope::Table& table = m_scope.brake->tables[static_cast<std::size_t>(change.entry.table)];
        const auto noted = m_noted.find(change.entry.table);
        const qint64 gone = table.recent + (noted == m_noted.end() ? 0 : noted->second);
        return table.strict || gone + ++going[change.entry.table] > m_scope.brake->limits.maxDeletes;
    });
}

Result<Pass::Outcome> Pass::push(std::vector<Change>& changes)
{
    KEEL_ABORT_WAY(m_scope.direction);
    m_outcome = {};
    m_lookFirst = true;
    KEEL_TRY(refreshOpen());
    if (!changes.empty())
        KEEL_TRY(apply(changes, {}, {}, true));
    return m_outcome;
}

} // namespace keel
