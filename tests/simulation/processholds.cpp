// SPDX-License-Identifier: GPL-3.0-or-later
// Held and merged rows: people decide, and what the engine makes of it is watched.
#include "tests/simulation/process.h"

#include <algorithm>

namespace keel::sim {

void Process::decide(int link, int pick, int choice, std::span<const Interrupt> interrupts)
{
    using Kind = ConflictDecision::Kind;
    std::vector<const StoredConflict*> waiting;
    std::vector<const StoredConflict*> rest;
    for (const auto& [id, conflict] : m_book.conflicts()) {
        if (conflict.link == linkName(link))
            (conflict.held ? waiting : rest).push_back(&conflict);
    }
    // The newest of those that were decided: older rows have changed since, mostly.
    std::ranges::reverse(rest);
    rest.resize(std::min<std::size_t>(rest.size(), 4));
    const auto& from = waiting.empty() || choice > 5 ? rest : waiting;
    if (from.empty())
        return;
    const StoredConflict conflict = *from[static_cast<std::size_t>(pick) % from.size()];
    Kind kind = choice % 2 == 0 ? Kind::TakeA : Kind::TakeB;
    if (!conflict.held)
        kind = choice % 3 == 0 ? Kind::Undo : Kind::BringBack;
    m_findings.log([&] {
        return QStringLiteral("decision about conflict %1, %2 %3 of link %4%5: %6")
            .arg(conflict.id)
            .arg(conflict.table.value, keyToJson(conflict.key))
            .arg(link)
            .arg(conflict.held ? QStringLiteral(", held") : QString(), keel::toText(kind));
    });
    keepVersions(conflict);
    // Whom a deletion comes from is not in a row: a person's is a version of its own.
    const RowId id{m_world.site(0).tableIndex(conflict.table), conflict.key};
    const StoredRow* before = m_world.site(siteOf(link, Side::A)).find(0, id.table, id.key);
    m_world.ledger.add(++m_lastDeletion, {.site = siteOf(link, Side::A),
                                          .parent = before ? before->version : 0,
                                          .gone = true,
                                          .id = id,
                                          .born = m_world.clock.now(),
                                          .promised = false});
    m_decidedRows.insert(id);
    SeenVersions& seen = *m_seen[static_cast<std::size_t>(link)];
    seen.personsDeletion = m_lastDeletion;
    m_deciding = true;
    attempt(link, interrupts, [&](LinkRunner& runner) -> Result<void> {
        auto done = runner.decide(conflict.id, {kind, {}}, QStringLiteral("somebody"));
        m_counts.decisions += done ? 1 : 0;
        if (!done && done.error().isTransient())
            return done;
        m_findings.log([&] { return QStringLiteral("  ") + (done ? QStringLiteral("done") : done.error().detail); });
        return {};
    });
    m_deciding = false;
    seen.personsDeletion = 0;
}

/// The record holds every version that a decision takes off a side.
void Process::keepVersions(const StoredConflict& conflict)
{
    const auto keep = [&](Side side, const std::optional<Row>& row) {
        m_world.ledger.addLoser(versionIn(conflict.link, side, conflict.table, conflict.key, row));
    };
    keep(Side::A, conflict.a);
    keep(Side::B, conflict.b);
    if (conflict.standing) {
        keep(Side::A, *conflict.standing);
        keep(Side::B, *conflict.standing);
    }
    for (int i = 0; i < m_options.links(); ++i) { // a deletion has no content to tell its version by
        if (linkName(i) != conflict.link)
            continue;
        for (const Side side : {Side::A, Side::B}) {
            const int table = m_world.site(0).tableIndex(conflict.table);
            const StoredRow* row = m_world.site(siteOf(i, side)).find(0, table, conflict.key);
            if (row && row->gone)
                m_world.ledger.addLoser(row->version);
        }
    }
}

/// Two deletions met while the row was held: no work, and nothing tells of them later.
void Process::released(const StoredConflict& conflict)
{
    const int link = conflict.link == linkName(0) ? 0 : 1;
    const int table = m_world.site(0).tableIndex(conflict.table);
    std::vector<int> gone;
    for (const Side side : {Side::A, Side::B}) {
        const StoredRow* row = m_world.site(siteOf(link, side)).find(0, table, conflict.key);
        if (row && row->gone)
            gone.push_back(row->version);
    }
    if (gone.size() == 2)
        std::ranges::copy(gone, std::back_inserter(m_seen[static_cast<std::size_t>(link)]->bothGone));
}

void Process::asNow(StoredConflict& conflict)
{
    const int link = conflict.link == linkName(0) ? 0 : 1;
    const int table = m_world.site(0).tableIndex(conflict.table);
    const auto rowOn = [&](Side side) {
        const StoredRow* row = m_world.site(siteOf(link, side)).find(0, table, conflict.key);
        return World::exists(row) ? std::optional(row->row) : std::nullopt;
    };
    if (conflict.held) {
        conflict.a = rowOn(Side::A);
        conflict.b = rowOn(Side::B);
    } else if (conflict.standing) {
        conflict.standing.emplace(rowOn(Side::A));
    }
}

void Process::held(const ConflictDraft& draft)
{
    ++m_counts.holds;
    m_findings.log([&] {
        return QStringLiteral("    %1 %2 %3 is held: %4 against %5")
            .arg(draft.link.value, draft.table.value, keyToJson(draft.key),
                 m_world.ledger.describe(versionIn(draft.link, Side::A, draft.table, draft.key, draft.a)),
                 m_world.ledger.describe(versionIn(draft.link, Side::B, draft.table, draft.key, draft.b)));
    });
    if (m_options.policy != ConflictPolicy::Manual)
        m_findings.fail("held", QStringLiteral("a row is held under policy ") + keel::toText(m_options.policy));
}

void Process::checkHeld(int site, const FakeDatabase::Transaction& transaction)
{
    if (m_deciding || m_options.policy != ConflictPolicy::Manual)
        return;
    for (const auto& [id, stored] : transaction.writes) {
        const TableName& table = m_world.site(site).table(id.table).schema.name;
        if (m_book.heldRow(linkName(m_link), table, id.key))
            m_findings.fail("held", QStringLiteral("%1 %2 is held and was written on %3: %4")
                                        .arg(table.value, keyToJson(id.key), m_world.site(site).name(),
                                             m_world.ledger.describe(stored.version)));
    }
}

void Process::checkMerge(const ConflictDraft& draft, const Version& a)
{
    const int table = m_world.site(0).tableIndex(draft.table);
    const RowId id{table, draft.key};
    const bool couldMerge = m_options.policy == ConflictPolicy::Merge && draft.note.isEmpty();
    if (!couldMerge || !draft.a || !draft.b || m_decidedRows.contains(id))
        return;
    const Row& taken = draft.result ? *draft.result : draft.winner == Side::A ? *draft.a : *draft.b;
    const int numberA = draft.a->back().text().toInt();
    const int numberB = draft.b->back().text().toInt();
    int base = a.parent;
    while (base != 0 && !m_world.ledger.descends(numberB, base)) {
        const Version* version = m_world.ledger.find(base);
        base = version ? version->parent : 0;
    }
    const Version* common = m_world.ledger.find(base);
    if (!common || common->gone || common->row.empty())
        return;
    // What an older version changed may have lost already.
    for (int number : {a.parent, m_world.ledger.find(numberB) ? m_world.ledger.find(numberB)->parent : 0}) {
        for (; number != base && number != 0; number = m_world.ledger.find(number)->parent) {
            if (m_world.ledger.losers().contains(number))
                return;
        }
    }
    for (std::size_t c = 0; c + 1 < draft.a->size(); ++c) {
        // A side that has changed the column and changed it back counts as one that changed it.
        const auto touched = [&](int number, const Row& now) {
            bool differs = !(now[c] == common->row[c]);
            for (; number != base && number != 0; number = m_world.ledger.find(number)->parent) {
                const Version* version = m_world.ledger.find(number);
                differs = differs || version->gone || version->row.empty() || !(version->row[c] == common->row[c]);
            }
            return differs;
        };
        const bool onA = touched(numberA, *draft.a);
        const bool onB = touched(numberB, *draft.b);
        if (onA == onB || (table == Plain && c == 2))
            continue;
        if (!(taken[c] == (onA ? *draft.a : *draft.b)[c]))
            m_findings.fail("merge",
                            QStringLiteral("%1 %2: column %3 was changed on %4 only, and the other side's is taken")
                                .arg(draft.table.value, keyToJson(draft.key))
                                .arg(c)
                                .arg(onA ? QStringLiteral("a") : QStringLiteral("b")));
    }
}

} // namespace keel::sim
