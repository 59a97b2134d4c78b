// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/applier.h"

#include "sync/store/tableerror.h"

#include <algorithm>

namespace keel {

namespace {

/// A row error is the row's own fault; an unknown one is treated so too, so that one row never stops the others.
bool standsAlone(const Error& error)
{
    return error.kind == ErrorClass::Row || error.kind == ErrorClass::Bug;
}

/// Another row of the batch may be what it lacks.
bool mayHealLater(const Error& error)
{
    return error.code == ErrorCode::UniqueViolation || error.code == ErrorCode::ForeignKeyViolation;
}

/// One order for everybody's locks.
void sortByKey(std::vector<Item*>& items)
{
    const auto sooner = [](const Item* l, const Item* r) { return l->change->entry.key < r->change->entry.key; };
    if (!std::ranges::is_sorted(items, sooner)) // most often they are: a statement changes rows as they lie
        std::ranges::sort(items, sooner);
}

std::vector<Item*> pick(std::span<Item*> items, auto&& wanted)
{
    std::vector<Item*> picked;
    std::ranges::copy_if(items, std::back_inserter(picked), wanted);
    return picked;
}

} // namespace

Applier::Applier(TargetTransaction& target, std::span<const TableBinding> tables, std::span<const int> parentsFirst)
    : m_target(target), m_tables(tables), m_parentsFirst(parentsFirst)
{}

const TableBinding& Applier::table(const Item& item) const
{
    return m_tables[static_cast<std::size_t>(item.change->entry.table)];
}

Error Applier::blame(const TableBinding& table, Error error)
{
    if (stopsTable(error))
        m_failedTable = table.index;
    if (error.place.isEmpty())
        error.place = table.configured.value;
    return error;
}

Result<void> Applier::lock(std::span<Item*> items)
{
    for (const TableBinding& binding : m_tables) {
        auto group = pick(items, [&](const Item* i) { return i->change->entry.table == binding.index && !i->looked; });
        sortByKey(group);
        if (!group.empty())
            KEEL_TRY(lockGroup(binding, group));
    }
    return {};
}

Result<void> Applier::lockGroup(const TableBinding& binding, std::span<Item*> group)
{
    std::vector<const Change*> changes;
    for (const Item* item : group)
        changes.push_back(item->change);
    auto presence = m_target.lock(binding, changes);
    if (!presence) {
        if (!standsAlone(presence.error()))
            return fail(blame(binding, std::move(presence).error()));
        if (group.size() == 1) {
            group[0]->fate = Fate::Failed;
            group[0]->error = std::move(presence).error();
            return {};
        }
        KEEL_TRY(lockGroup(binding, group.first(group.size() / 2)));
        return lockGroup(binding, group.subspan(group.size() / 2));
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        group[i]->presence = (*presence)[i];
        group[i]->looked = true;
        if (group[i]->presence == Presence::Busy)
            group[i]->fate = Fate::Waits;
    }
    return {};
}

Result<bool> Applier::overwrite(std::span<Item*> items)
{
    for (const int index : m_parentsFirst) {
        const TableBinding& binding = m_tables[static_cast<std::size_t>(index)];
        auto group = pick(items, [&](const Item* i) {
            return i->change->entry.table == index && i->change->row && i->change->entry.operation == Operation::Update;
        });
        if (group.empty() || !m_target.prefersOverwrite(binding, group.size()))
            continue;
        sortByKey(group);
        const auto done = overwriteGroup(binding, group);
        if (!done || !*done)
            return done;
    }
    return true;
}

Result<bool> Applier::overwriteGroup(const TableBinding& binding, std::span<Item*> group)
{
    std::vector<const Change*> changes;
    for (const Item* item : group)
        changes.push_back(item->change);
    auto presence = m_target.overwrite(binding, changes);
    if (!presence) {
        if (!standsAlone(presence.error()))
            return fail(blame(binding, std::move(presence).error()));
        return false;
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        if ((*presence)[i] == Presence::Busy)
            continue;
        group[i]->presence = (*presence)[i];
        group[i]->looked = true;
        if (group[i]->presence == Presence::Differs)
            group[i]->fate = Fate::Written;
    }
    return true;
}

Result<void> Applier::write(std::span<Item*> items)
{
    auto open = pick(items, [](const Item* i) { return i->fate == Fate::Chosen; });
    while (!open.empty()) {
        KEEL_TRY(writeRound(open));
        auto healable = pick(open, [](const Item* i) { return i->fate == Fate::Failed && mayHealLater(*i->error); });
        if (healable.size() == open.size()) // this round helped nobody
            return writeSwaps(healable);
        for (Item* item : healable)
            item->fate = Fate::Chosen;
        open = std::move(healable);
    }
    return {};
}

Result<void> Applier::writeRound(std::span<Item*> items)
{
    const auto groupOf = [&](int index, bool deletes) {
        return pick(items, [&](const Item* i) {
            return i->change->entry.table == index && !i->change->row.has_value() == deletes && i->fate == Fate::Chosen;
        });
    };
    for (const int index : m_parentsFirst) {
        if (auto group = groupOf(index, false); !group.empty())
            KEEL_TRY(writeGroup(m_tables[static_cast<std::size_t>(index)], group));
    }
    for (auto it = m_parentsFirst.rbegin(); it != m_parentsFirst.rend(); ++it) {
        if (auto group = groupOf(*it, true); !group.empty())
            KEEL_TRY(writeGroup(m_tables[static_cast<std::size_t>(*it)], group));
    }
    return {};
}

Result<bool> Applier::writeWhole(const TableBinding& binding, std::span<Item*> group)
{
    std::vector<Write> writes;
    for (const Item* item : group)
        writes.push_back({.change = item->change, .presence = item->presence});
    auto outcome = m_target.write(binding, writes);
    if (!outcome) {
        if (!standsAlone(outcome.error()))
            return fail(blame(binding, std::move(outcome).error()));
        if (group.size() == 1) {
            group[0]->fate = Fate::Failed;
            group[0]->error = std::move(outcome).error();
            return true;
        }
        return false;
    }
    if (!outcome->storedDiffers.empty()) {
        for (auto& [index, error] : outcome->storedDiffers) {
            group[index]->fate = Fate::Failed;
            group[index]->error = std::move(error);
        }
        auto rest = pick(group, [](const Item* i) { return i->fate == Fate::Chosen; });
        if (!rest.empty())
            KEEL_TRY(writeGroup(binding, rest));
        return true;
    }
    for (Item* item : group)
        item->fate = Fate::Written;
    for (const std::size_t index : outcome->appeared)
        group[index]->fate = Fate::Appeared;
    for (auto& [index, error] : outcome->refused) {
        group[index]->fate = Fate::Failed;
        group[index]->error = std::move(error);
    }
    if (m_written) {
        const auto done = pick(group, [](const Item* i) { return i->fate != Fate::Failed; });
        KEEL_TRY(m_written(binding, done));
    }
    return true;
}

Result<void> Applier::writeGroup(const TableBinding& binding, std::span<Item*> group)
{
    auto done = writeWhole(binding, group);
    if (!done)
        return fail(std::move(done).error());
    if (*done)
        return {};
    KEEL_TRY(writeGroup(binding, group.first(group.size() / 2)));
    return writeGroup(binding, group.subspan(group.size() / 2));
}

Result<void> Applier::writeSwaps(std::span<Item*> items)
{
    if (!m_mayPark)
        return {};
    for (const TableBinding& binding : m_tables) {
        auto group = pick(items, [&](const Item* i) {
            return i->change->entry.table == binding.index && i->change->row && i->presence == Presence::Differs &&
                   i->error->code == ErrorCode::UniqueViolation && !m_unparked.contains(&i->incoming());
        });
        if (group.size() < 2)
            continue;
        std::vector<Key> keys;
        for (const Item* item : group)
            keys.push_back(item->change->entry.key);
        auto parked = m_target.park(binding, keys);
        if (!parked && standsAlone(parked.error()))
            continue;
        if (!parked)
            return fail(blame(binding, std::move(parked).error()));
        for (Item* item : group)
            item->fate = Fate::Chosen;
        KEEL_TRY(writeGroup(binding, group));
        for (const Item* item : group) {
            if (item->fate != Fate::Written)
                m_spoilers.insert(&item->incoming());
        }
    }
    return {};
}

} // namespace keel
