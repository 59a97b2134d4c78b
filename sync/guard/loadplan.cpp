// SPDX-License-Identifier: GPL-3.0-or-later
// What a range of the first comparison asks for: who wins where both sides hold a row, and what is left to the passes.
#include "sync/capture/shadow.h"
#include "sync/capture/timestamp.h"
#include "sync/guard/load_p.h"

#include <QHash>

#include <algorithm>

namespace keel {

namespace {

constexpr qint64 rowsToDigest = 20'000;
constexpr qint64 rowsToRead = 2'000;
constexpr int maxWaitingKeys = 200'000;

} // namespace

Result<Load::Plan> Load::plan(Step& step, LoadPosition& position)
{
    auto looks = look();
    if (!looks)
        return fail(std::move(looks).error());
    const QByteArray digest = m_scope.a.store.digestFormat(m_scope.a.table);
    const bool digests =
        !digest.isEmpty() && digest == m_scope.b.store.digestFormat(m_scope.b.table) && !m_scope.shadow;
    RangeCompare compare(*looks->a, *looks->b, m_scope.a.table, m_scope.b.table, digests);
    const auto begun = std::ranges::find_if_not(m_parts, &LoadParts::isEmpty);
    auto range = begun == m_parts.end() ? compare.bounds(position.after, digests ? rowsToDigest : rowsToRead)
                                        : ComparedRange{.range = begun->range, .differences = {}, .last = begun->last};
    if (!range)
        return fail(std::move(range).error());
    m_range = ComparedRange{.range = range->range, .differences = {}, .last = range->last};
    KEEL_TRY(compare.compare(*range));
    auto waits = findWaits(*looks->a, *looks->b, range->differences);
    if (!waits)
        return fail(std::move(waits).error());
    step.rowsA = range->rowsA;
    step.rowsB = range->rowsB;
    for (const Difference& difference : range->differences) {
        step.rowsA += !difference.a && m_scope.reverse ? 1 : 0;
        step.rowsB += !difference.b && m_scope.forward ? 1 : 0;
    }
    Plan plan;
    if (m_scope.shadow) {
        auto rows = looks->a->range(m_scope.a.table, range->range);
        if (!rows)
            return fail(std::move(rows).error());
        for (const Row& row : *rows)
            plan.shadow.push_back({.key = m_scope.a.table.keyOf(row), .hash = shadowHash(m_scope.a.table, row)});
    }
    for (std::size_t i = 0; i < waits->size(); ++i)
        settle(range->differences[i], (*waits)[i], plan, step);
    position.after = range->range.upTo;
    position.done = range->last;
    position.rows += std::max(range->rowsA, range->rowsB);
    return plan;
}

Result<QSet<Key>> Load::openOf(Direction direction, std::span<const Key> keys) const
{
    auto any = m_scope.book.hasOpen(m_scope.link, direction);
    if (!any)
        return fail(std::move(any).error());
    QSet<Key> open;
    if (!*any)
        return open;
    const TableName& table = target(opposite(direction)).table.configured;
    auto records = m_scope.book.openFor(m_scope.link, direction, table, keys);
    if (!records)
        return fail(std::move(records).error());
    for (const OpenRecord& record : *records)
        open.insert(record.entry.key);
    return open;
}

Result<std::vector<Load::Waits>> Load::findWaits(Snapshot& a, Snapshot& b,
                                                 std::span<const Difference> differences) const
{
    std::vector<Waits> waits(differences.size());
    if (differences.empty())
        return waits;
    auto onA = a.waitingKeys(m_scope.a.table, maxWaitingKeys);
    auto onB = b.waitingKeys(m_scope.b.table, maxWaitingKeys);
    if (!onA)
        return fail(std::move(onA).error());
    if (!onB)
        return fail(std::move(onB).error());
    const QSet<Key> waitingOnA(onA->begin(), onA->end());
    const QSet<Key> waitingOnB(onB->begin(), onB->end());
    std::vector<Key> keys;
    for (const Difference& difference : differences)
        keys.push_back(difference.key);
    auto openForward = openOf(Direction::Forward, keys);
    auto openReverse = openOf(Direction::Reverse, keys);
    if (!openForward)
        return fail(std::move(openForward).error());
    if (!openReverse)
        return fail(std::move(openReverse).error());
    std::vector<Key> brought;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        waits[i] = {.onA = waitingOnA.contains(keys[i]),
                    .onB = waitingOnB.contains(keys[i]),
                    .openForward = openForward->contains(keys[i]),
                    .openReverse = openReverse->contains(keys[i]),
                    .brought = std::ranges::any_of(m_parts, [&](const LoadParts& p) { return p.covers(keys[i]); })};
        if (waits[i].brought)
            brought.push_back(keys[i]);
    }
    if (!m_scope.shadow || brought.empty())
        return waits;
    auto shadow = m_scope.book.shadow(m_scope.link, m_scope.a.table.configured, brought);
    if (!shadow)
        return fail(std::move(shadow).error());
    QHash<Key, QByteArray> hashes;
    for (const auto& entry : *shadow)
        hashes.insert(entry.key, entry.hash);
    for (std::size_t i = 0; i < keys.size(); ++i)
        waits[i].agreed = waits[i].brought ? hashes.value(keys[i]) : QByteArray();
    return waits;
}

/// Without a journal, the version that both sides held tells who changed the row since.
bool Load::settleByShadow(Difference& difference, const Waits& waits, Plan& plan) const
{
    if (waits.agreed.isEmpty() || !difference.a || !difference.b)
        return false;
    const bool sameOnA = shadowHash(m_scope.a.table, *difference.a) == waits.agreed;
    const bool sameOnB = shadowHash(m_scope.b.table, *difference.b) == waits.agreed;
    if (sameOnA == sameOnB)
        return false;
    const Direction direction = sameOnB ? Direction::Forward : Direction::Reverse;
    if (!has(direction))
        return false;
    if (sameOnB) {
        plan.toB.push_back(changeFrom(m_scope.a, difference.key, difference.a));
        return true;
    }
    plan.toA.push_back(changeFrom(m_scope.b, difference.key, difference.b));
    plan.shadow.push_back({.key = difference.key, .hash = shadowHash(m_scope.b.table, *difference.b)});
    return true;
}

Change Load::changeFrom(const LoadSide& side, const Key& key, const std::optional<Row>& row) const
{
    Change change;
    change.entry = {.table = side.table.index,
                    .key = key,
                    .operation = Operation::Insert,
                    .origin = side.node,
                    .via = side.node,
                    .born = m_scope.now};
    change.row = row;
    return change;
}

void Load::settle(Difference& difference, const Waits& waits, Plan& plan, Step& step) const
{
    const bool leave = waits.onA || waits.onB;
    step.leftToJournal += leave ? 1 : 0;
    if (waits.brought && (leave || settleByShadow(difference, waits, plan)))
        return; // both sides agreed once, so that what waits now is no rival
    const auto addConflict = [&](const Verdict& verdict, std::optional<TimeUs> atA, std::optional<TimeUs> atB) {
        plan.conflicts.push_back({.link = m_scope.link,
                                  .direction = home(),
                                  .table = m_scope.a.table.configured,
                                  .key = difference.key,
                                  .entry = versionsNumber(difference.a, difference.b),
                                  .conflictClass = QStringLiteral("insert_exists"),
                                  .policy = QStringLiteral("initial"),
                                  .winner = verdict.winner,
                                  .tie = verdict.tie,
                                  .changedAtA = atA,
                                  .changedAtB = atB,
                                  .columns = m_scope.a.table.columnNames(),
                                  .a = difference.a,
                                  .b = difference.b});
    };
    if (difference.a && !difference.b) {
        if (!leave && m_scope.forward)
            plan.toB.push_back(changeFrom(m_scope.a, difference.key, difference.a));
        // b has deleted the key since its cursor: the journal will take a's row, which may be one that b never held.
        if (waits.onB && !waits.knownOnA() && m_scope.reverse)
            addConflict({.winner = Side::B, .tie = false}, std::nullopt, std::nullopt);
        step.onlyOnTarget += m_scope.forward ? 0 : 1;
        return;
    }
    if (!difference.a) {
        if (!leave && m_scope.reverse)
            plan.toA.push_back(changeFrom(m_scope.b, difference.key, difference.b));
        if (waits.onA && !waits.knownOnB() && m_scope.forward)
            addConflict({.winner = Side::A, .tie = false}, std::nullopt, std::nullopt);
        step.onlyOnTarget += m_scope.reverse ? 0 : 1;
        return;
    }
    // Both hold the key and never agreed: the journal alone would overwrite one version without a word, so the loser is
    // written down here even where the journal will carry the winner. Where both wait, the pass finds the conflict; it
    // takes the open record of a row that was refused for a rival, too.
    if ((waits.onA && waits.knownOnB()) || (waits.onB && waits.knownOnA()))
        return;
    if (m_scope.policy == ConflictPolicy::Manual && m_scope.forward && m_scope.reverse) {
        addConflict({.winner = Side::A, .tie = false}, std::nullopt, std::nullopt);
        plan.conflicts.back().held = true;
        return;
    }
    const auto updatedAt = [&](const LoadSide& side, const Row& row) -> std::optional<TimeUs> {
        return side.table.updatedAt < 0 ? std::nullopt : timeOf(row[static_cast<std::size_t>(side.table.updatedAt)]);
    };
    const auto atA = updatedAt(m_scope.a, *difference.a);
    const auto atB = updatedAt(m_scope.b, *difference.b);
    Verdict verdict{.winner = Side::A, .tie = true};
    if (m_scope.forward != m_scope.reverse)
        verdict = {.winner = m_scope.forward ? Side::A : Side::B, .tie = false};
    else if (leave)
        verdict = {.winner = waits.onA ? Side::A : Side::B, .tie = false};
    else if (!decidesByTime(m_scope.policy) || (atA && atB))
        verdict = m_scope.decide(m_scope.policy, atA.value_or(TimeUs{}), atB.value_or(TimeUs{}), m_scope.clocks);
    addConflict(verdict, atA, atB);
    if (leave)
        return;
    plan.over.insert(difference.key, verdict.winner == Side::A ? *difference.b : *difference.a);
    if (verdict.winner == Side::A)
        plan.toB.push_back(changeFrom(m_scope.a, difference.key, difference.a));
    else
        plan.toA.push_back(changeFrom(m_scope.b, difference.key, difference.b));
    if (m_scope.shadow && verdict.winner == Side::B)
        plan.shadow.push_back({.key = difference.key, .hash = shadowHash(m_scope.b.table, *difference.b)});
}

Result<void> Load::keepShadow(const Plan& plan)
{
    std::vector<RecordBook::ShadowEntry> entries = plan.shadow;
    for (const Change& change : plan.toA)
        entries.push_back({.key = change.entry.key, .hash = shadowHash(m_scope.b.table, *change.row)});
    return entries.empty() ? Result<void>() : m_scope.book.putShadow(m_scope.link, m_scope.a.table.configured, entries);
}

/// Rows that were refused, or that somebody changed meanwhile: any version of either side is the other one's rival.
Result<void> Load::disagree(std::span<const Key> keys)
{
    std::vector<RecordBook::ShadowEntry> entries;
    for (const Key& key : keys)
        entries.push_back({.key = key, .hash = {}});
    return entries.empty() ? Result<void>() : m_scope.book.putShadow(m_scope.link, m_scope.a.table.configured, entries);
}

} // namespace keel
