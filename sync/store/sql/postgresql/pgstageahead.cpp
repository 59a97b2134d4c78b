// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgstageahead.h"

#include "sync/store/sql/postgresql/pgtarget.h"

#include <algorithm>

namespace keel::pg {

namespace {

/// A table's rows as the applier will ask for them: in key order, and its updates alone where there are enough.
std::vector<const Change*> groupOf(int table, std::span<const Change> changes)
{
    std::vector<const Change*> all;
    std::vector<const Change*> updates;
    for (const Change& change : changes) {
        if (change.entry.table != table)
            continue;
        all.push_back(&change);
        if (change.entry.operation == Operation::Update && change.row)
            updates.push_back(&change);
    }
    std::vector<const Change*>& group = updates.size() >= PgTarget::stagedFrom ? updates : all;
    const auto sooner = [](const Change* l, const Change* r) { return l->entry.key < r->entry.key; };
    if (!std::ranges::is_sorted(group, sooner))
        std::ranges::sort(group, sooner);
    return group;
}

} // namespace

PgStageAhead::PgStageAhead(PgStore& store, std::array<PgConnection*, 2> sessions, std::vector<TableSql> sqls,
                           NodeId origin)
    : m_store(store), m_sessions(sessions), m_sqls(std::move(sqls)), m_origin(std::move(origin))
{}

std::unique_ptr<TargetTransaction> PgStageAhead::stage(std::span<const Change> changes)
{
    PgConnection& session = *m_sessions[m_turn % m_sessions.size()];
    if (session.isBroken() || session.inTransaction())
        return nullptr;
    std::unique_ptr<PgTarget> target;
    for (std::size_t table = 0; table < m_sqls.size(); ++table) {
        const auto group = groupOf(static_cast<int>(table), changes);
        if (group.size() < PgTarget::stagedFrom)
            continue;
        if (!target) {
            target = std::make_unique<PgTarget>(m_store, session);
            if (!target->open(m_origin))
                return nullptr;
        }
        if (!target->stageAhead(m_sqls[table], group)) // the batch's own attempt will say what is wrong
            return nullptr;
    }
    m_turn += target ? 1 : 0;
    return target;
}

} // namespace keel::pg
