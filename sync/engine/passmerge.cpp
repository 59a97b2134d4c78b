// SPDX-License-Identifier: GPL-3.0-or-later
// Policy merge: each side changed other columns of the same row.
#include "sync/engine/passbatch.h"

#include "sync/apply/merge.h"

#include <algorithm>
#include <numeric>

namespace keel {

void Pass::merge(Batch& batch, Item& item, const std::optional<Row>& present, const ColumnsChanged& changedThere,
                 ConflictDraft& draft) const
{
    const Change& incoming = *item.change;
    if (!incoming.row || !present) {
        draft.note =
            QStringLiteral("one side deleted the row, so nothing could be merged: the newest version was taken");
        return;
    }
    if (!incoming.entry.changed || !changedThere) {
        draft.note = QStringLiteral("it is not known which columns changed: the newest version was taken");
        return;
    }
    const TableBinding& table = m_scope.targetTables[static_cast<std::size_t>(incoming.entry.table)];
    const bool incomingWins = draft.winner == sourceOf(m_scope.direction);
    std::vector<int> ofLoser = incomingWins ? *changedThere : *incoming.entry.changed;
    std::erase_if(ofLoser, [&](int column) { return !table.columns[static_cast<std::size_t>(column)].compared; });
    Merged merged = incomingWins ? mergeRows(*incoming.row, *present, *incoming.entry.changed, ofLoser)
                                 : mergeRows(*present, *incoming.row, *changedThere, ofLoser);
    if (merged.fromLoser.empty())
        return;
    for (const int column : merged.fromLoser)
        draft.merged.append(draft.columns.value(column));
    draft.result = merged.row;
    const bool isTheirs = sameRow(table, merged.row, *present);
    if (isTheirs || sameRow(table, merged.row, *incoming.row)) {
        item.fate = isTheirs ? Fate::Lost : Fate::Chosen;
        return;
    }
    // Born here, so that the source gets it as well, and whoever else reads this journal.
    Change whole{.entry = incoming.entry, .row = std::move(merged.row)};
    whole.entry.origin = m_scope.targetNode;
    whole.entry.via = m_scope.targetNode;
    whole.entry.operation = Operation::Update;
    whole.entry.born = std::max(incoming.entry.born + m_scope.toTarget(), item.rival->born);
    // The source changed the rest itself: only a third database has not had that.
    std::vector<int> changed(whole.row->size());
    std::iota(changed.begin(), changed.end(), 0);
    std::erase_if(changed, [&](int column) {
        const auto i = static_cast<std::size_t>(column);
        const bool knownThere = (*whole.row)[i] == (*incoming.row)[i];
        const bool touched =
            std::ranges::count(*incoming.entry.changed, column) + std::ranges::count(*changedThere, column) > 0;
        return m_scope.journalApplied ? !touched : knownThere;
    });
    whole.entry.changed = std::move(changed);
    batch.merged.push_back(std::move(whole));
    item.read = item.change;
    item.change = &batch.merged.back();
    item.fate = Fate::Chosen;
}

Result<void> Pass::forgetColumnsOfOpen(std::vector<Change>& changes) const
{
    for (const TableBinding& table : m_scope.sourceTables) {
        if (!m_hasOpen || !table.columnsJournaled)
            continue;
        std::vector<Key> keys;
        for (const Change& change : changes) {
            if (change.entry.table == table.index && change.entry.changed)
                keys.push_back(change.entry.key);
        }
        auto open = m_scope.book.openFor(m_scope.link, m_scope.direction, table.configured, keys);
        if (!open)
            return fail(std::move(open).error());
        for (const OpenRecord& record : *open) {
            for (Change& change : changes) {
                if (change.entry.table == table.index && change.entry.key == record.entry.key)
                    change.entry.changed.reset();
            }
        }
    }
    return {};
}

Result<void> Pass::forgetColumnsOfOpen(const TableBinding& table, std::span<const Key> keys,
                                       std::vector<ColumnsChanged>& there) const
{
    if (!m_otherHasOpen)
        return {};
    auto open = m_scope.book.openFor(m_scope.link, opposite(m_scope.direction), table.configured, keys);
    if (!open)
        return fail(std::move(open).error());
    for (const OpenRecord& record : *open) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (keys[i] == record.entry.key)
                there[i].reset();
        }
    }
    return {};
}

} // namespace keel
