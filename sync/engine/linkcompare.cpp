// SPDX-License-Identifier: GPL-3.0-or-later
// LinkRunner's comparison of both sides, and the plan of a link that was never in step.
#include "sync/engine/linkrunner_p.h"

#include <algorithm>

namespace keel {

namespace {

constexpr qint64 rowsToDigest = 20'000;
constexpr qint64 rowsToRead = 2'000;
constexpr std::size_t maxSamples = 20;
constexpr std::size_t keysAtOnce = 500;
/// Beyond this many suspects a table is plainly different; the rest counts without a second look.
constexpr std::size_t maxSuspects = 50'000;

} // namespace

Result<CompareReport> LinkRunner::compare(std::stop_token stop,
                                          const std::function<void(const CompareProgress&)>& progress, bool settle)
{
    CompareReport report{.tables = {}, .at = d->parts.clock.now()};
    std::vector<Private::Suspect> suspects;
    for (const BoundTable& table : d->bound) {
        auto compared = d->compareTable(table, stop, progress, suspects);
        if (!compared)
            return fail(std::move(compared).error());
        report.tables.push_back(std::move(*compared));
    }
    if (suspects.empty())
        return report;
    if (settle) {
        auto settled = cycle({.stop = stop});
        if (!settled)
            return fail(std::move(settled).error());
    }
    KEEL_TRY(d->confirm(report, suspects));
    return report;
}

Result<TableCompare> LinkRunner::Private::compareTable(const BoundTable& table, std::stop_token stop,
                                                       const std::function<void(const CompareProgress&)>& progress,
                                                       std::vector<Suspect>& suspects)
{
    TableCompare result{.a = table.a.configured, .b = table.b.configured};
    const QByteArray format = parts.a.digestFormat(table.a);
    const bool digests = !format.isEmpty() && format == parts.b.digestFormat(table.b);
    std::optional<Key> after;
    for (;;) {
        if (stop.stop_requested())
            return fail(
                {.kind = ErrorClass::Transient, .code = ErrorCode::Cancelled, .detail = QStringLiteral("stopped")});
        auto a = parts.a.snapshot({}, std::span(&table.a, 1));
        if (!a)
            return fail(std::move(a).error());
        auto b = parts.b.snapshot({}, std::span(&table.b, 1));
        if (!b)
            return fail(std::move(b).error());
        RangeCompare compare(**a, **b, table.a, table.b, digests);
        auto range = compare.bounds(after, digests ? rowsToDigest : rowsToRead);
        if (!range)
            return fail(std::move(range).error());
        KEEL_TRY(compare.compare(*range));
        result.rowsA += range->rowsA;
        result.rowsB += range->rowsB;
        for (Difference& difference : range->differences) {
            if (suspects.size() < maxSuspects)
                suspects.push_back({.table = &table, .key = std::move(difference.key)});
            else if (difference.a && difference.b)
                ++result.differing;
            else
                ++(difference.a ? result.missingOnB : result.missingOnA);
        }
        if (progress)
            progress({.table = table.a.configured,
                      .rowsDone = std::max(result.rowsA, result.rowsB),
                      .rowsEstimated = std::max(table.estimatedRowsA, table.estimatedRowsB)});
        if (range->last)
            return result;
        after = range->range.upTo;
    }
}

/// A difference is a suspect until it is read again: the two snapshots were not of the same moment.
Result<void> LinkRunner::Private::confirm(CompareReport& report, std::span<const Suspect> suspects)
{
    for (TableCompare& compared : report.tables) {
        std::vector<Key> keys;
        const BoundTable* table = nullptr;
        for (const Suspect& suspect : suspects) {
            if (suspect.table->a.configured == compared.a) {
                table = suspect.table;
                keys.push_back(suspect.key);
            }
        }
        for (std::size_t from = 0; from < keys.size(); from += keysAtOnce) {
            const auto group = std::span<const Key>(keys).subspan(from, std::min(keysAtOnce, keys.size() - from));
            auto snapshotA = parts.a.snapshot({}, std::span(&table->a, 1));
            if (!snapshotA)
                return fail(std::move(snapshotA).error());
            auto snapshotB = parts.b.snapshot({}, std::span(&table->b, 1));
            if (!snapshotB)
                return fail(std::move(snapshotB).error());
            auto rowsA = (*snapshotA)->rows(table->a, group);
            if (!rowsA)
                return fail(std::move(rowsA).error());
            auto rowsB = (*snapshotB)->rows(table->b, group);
            if (!rowsB)
                return fail(std::move(rowsB).error());
            for (std::size_t i = 0; i < group.size(); ++i) {
                const auto& a = (*rowsA)[i];
                const auto& b = (*rowsB)[i];
                if ((!a && !b) || (a && b && sameRow(table->a, *a, *b)))
                    continue;
                if (a && b)
                    ++compared.differing;
                else
                    ++(a ? compared.missingOnB : compared.missingOnA);
                if (compared.samples.size() < maxSamples)
                    compared.samples.push_back(group[i]);
            }
        }
    }
    return {};
}

Result<PlanReport> LinkRunner::Private::planByComparing()
{
    PlanReport report;
    std::vector<Suspect> suspects;
    CompareReport compared{.tables = {}, .at = parts.clock.now()};
    for (const BoundTable& table : bound) {
        auto one = compareTable(table, {}, {}, suspects);
        if (!one)
            return fail(std::move(one).error());
        compared.tables.push_back(std::move(*one));
    }
    KEEL_TRY(confirm(compared, suspects));
    for (const TableCompare& table : compared.tables) {
        report.forward.inserted += config.forward ? table.missingOnB : 0;
        report.reverse.inserted += config.reverse ? table.missingOnA : 0;
        const Side winner = config.forward && config.conflict != ConflictPolicy::BWins ? Side::A : Side::B;
        (winner == Side::A ? report.forward : report.reverse).updated += table.differing;
        if (table.differing == 0)
            continue;
        for (const Key& key : table.samples)
            report.conflicts.push_back(
                {.table = table.a, .key = key, .conflictClass = QStringLiteral("insert_exists"), .winner = winner});
    }
    return report;
}

} // namespace keel
