// SPDX-License-Identifier: GPL-3.0-or-later
// What both sides did to the same row: found after the rows are locked, decided by the policy.
#include "sync/engine/passbatch.h"

#include "sync/capture/shadow.h"
#include "sync/capture/timestamp.h"

#include <QHash>

#include <algorithm>

namespace keel {

Result<void> Pass::findRivals(Batch& batch, std::span<Item*> items)
{
    for (const TableBinding& table : m_scope.targetTables) {
        std::vector<Item*> group;
        std::ranges::copy_if(items, std::back_inserter(group),
                             [&](const Item* item) { return item->change->entry.table == table.index; });
        if (group.empty() || table.probes)
            continue;
        if (!table.journal) {
            KEEL_TRY(findShadowRivals(table, group, batch));
            continue;
        }
        std::vector<const Change*> changes;
        for (const Item* item : group)
            changes.push_back(item->change);
        auto unsent = batch.txn->unsent(table, *m_scope.otherDone, changes);
        if (!unsent)
            return fail(std::move(unsent).error());
        if (unsent->empty() && !m_otherHasOpen)
            continue;
        QHash<Key, Item*> byKey;
        std::vector<Key> keys;
        for (Item* item : group) {
            byKey.insert(item->change->entry.key, item);
            keys.push_back(item->change->entry.key);
        }
        for (JournalEntry& entry : *unsent) {
            // An entry that has gone its way with a part of a batch is no news, although the cursor comes later.
            const bool goesBack = entry.origin != m_scope.sourceNode && entry.via != m_scope.sourceNode &&
                                  !(m_scope.otherParts && contains(*m_scope.otherParts, table.configured, entry));
            Item* item = byKey.value(entry.key);
            if (item && goesBack)
                item->rival = std::move(entry);
        }
        if (!m_otherHasOpen)
            continue;
        auto records = m_scope.book.openFor(m_scope.link, opposite(m_scope.direction), table.configured, keys);
        if (!records)
            return fail(std::move(records).error());
        for (OpenRecord& record : *records) {
            if (Item* item = byKey.value(record.entry.key); item && !item->rival)
                item->rival = std::move(record.entry);
        }
    }
    return {};
}

Result<void> Pass::findShadowRivals(const TableBinding& table, std::span<Item*> items, Batch& batch)
{
    std::vector<Key> keys;
    for (const Item* item : items)
        keys.push_back(item->change->entry.key);
    auto present = batch.txn->rows(table, keys);
    if (!present)
        return fail(std::move(present).error());
    auto agreed = m_scope.book.shadow(m_scope.link, nameOnA(table.index), keys);
    if (!agreed)
        return fail(std::move(agreed).error());
    QHash<Key, QByteArray> hashes;
    for (const auto& entry : *agreed)
        hashes.insert(entry.key, entry.hash);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& row = (*present)[i];
        const auto known = hashes.constFind(keys[i]);
        // An absent row is no rival: without a journal a deletion has no time of its own.
        const bool changedHere = row && (known == hashes.constEnd() || *known != shadowHash(table, *row));
        if (!changedHere)
            continue;
        JournalEntry rival{.table = table.index,
                           .key = keys[i],
                           .operation = known == hashes.constEnd() ? Operation::Insert : Operation::Update,
                           .origin = m_scope.targetNode,
                           .via = m_scope.targetNode,
                           .born = m_scope.clock.now()};
        if (table.updatedAt >= 0)
            rival.born = timeOf((*row)[static_cast<std::size_t>(table.updatedAt)]).value_or(rival.born);
        items[i]->rival = std::move(rival);
    }
    return {};
}

Result<void> Pass::settleConflicts(Batch& batch, std::span<Item*> items)
{
    for (const TableBinding& table : m_scope.targetTables) {
        std::vector<Item*> group;
        std::vector<Key> keys;
        for (Item* item : items) {
            if (item->change->entry.table == table.index) {
                group.push_back(item);
                keys.push_back(item->change->entry.key);
            }
        }
        if (group.empty())
            continue;
        auto present = batch.txn->rows(table, keys);
        if (!present)
            return fail(std::move(present).error());
        std::vector<ColumnsChanged> changedThere(keys.size());
        if (m_scope.policy == ConflictPolicy::Merge && table.columnsJournaled) {
            auto changed = batch.txn->columnsChanged(table, *m_scope.otherDone, keys, m_scope.sourceNode);
            if (!changed)
                return fail(std::move(changed).error());
            changedThere = std::move(*changed);
            KEEL_TRY(forgetColumnsOfOpen(table, keys, changedThere));
        }
        for (std::size_t i = 0; i < group.size(); ++i)
            settleConflict(batch, *group[i], (*present)[i], changedThere[i]);
    }
    return {};
}

void Pass::settleConflict(Batch& batch, Item& item, const std::optional<Row>& present, const ColumnsChanged& there)
{
    const bool forward = m_scope.direction == Direction::Forward;
    const JournalEntry& mine = item.change->entry;
    const auto index = static_cast<std::size_t>(mine.table);
    const TableBinding& onA = forward ? m_scope.sourceTables[index] : m_scope.targetTables[index];
    // A row that is held already need not have a rival any more: the other side's entry was read when it came.
    const std::optional<TimeUs> theirs = item.rival ? std::optional(item.rival->born) : std::nullopt;
    const Operation rival = item.rival ? item.rival->operation : Operation::Update;
    ConflictDraft draft{.link = m_scope.link,
                        .direction = m_scope.direction,
                        .table = onA.configured,
                        .key = mine.key,
                        .conflictClass = conflictClass(*item.change, item.presence, rival),
                        .policy = toText(m_scope.policy),
                        .changedAtA = forward ? std::optional(mine.born) : theirs,
                        .changedAtB = forward ? theirs : std::optional(mine.born),
                        .columns = onA.columnNames(),
                        .a = forward ? item.change->row : present,
                        .b = forward ? present : item.change->row};
    const bool journals = m_scope.sourceTables[index].journal && m_scope.targetTables[index].journal;
    draft.entry = journals ? mine.sequence : versionsNumber(draft.a, draft.b);
    const bool again = isHeld(item);
    draft.held = again || m_scope.policy == ConflictPolicy::Manual;
    if (!again) {
        const Verdict verdict = m_scope.decide(m_scope.policy, *draft.changedAtA, *draft.changedAtB, m_scope.clocks);
        draft.winner = verdict.winner;
        draft.tie = verdict.tie;
    }
    if (draft.held) {
        item.fate = Fate::Held;
        m_held[index].insert(mine.key);
        batch.heldAgain += again ? 1 : 0;
    } else {
        item.fate = draft.winner == sourceOf(m_scope.direction) ? Fate::Chosen : Fate::Lost;
        if (m_scope.policy == ConflictPolicy::Merge)
            merge(batch, item, present, there, draft);
    }
    if (m_rehearsal && !again)
        m_outcome.conflicts.push_back({.table = onA.configured,
                                       .key = mine.key,
                                       .conflictClass = draft.conflictClass,
                                       .winner = draft.winner,
                                       .held = draft.held});
    batch.conflicts.push_back(std::move(draft));
    batch.conflictItems.push_back(static_cast<std::size_t>(&item - batch.items.data()));
}

/// What was decided against the row as it was before is decided again.
void Pass::forgetConflict(Batch& batch, const Item& item)
{
    const auto index = static_cast<std::size_t>(&item - batch.items.data());
    for (std::size_t i = batch.conflictItems.size(); i > 0; --i) {
        if (batch.conflictItems[i - 1] != index)
            continue;
        batch.conflictItems.erase(batch.conflictItems.begin() + static_cast<std::ptrdiff_t>(i - 1));
        batch.conflicts.erase(batch.conflicts.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
}

} // namespace keel
