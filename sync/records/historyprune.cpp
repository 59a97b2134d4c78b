// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/historyparts.h"

namespace keel {

using Durability = SqlFile::Durability;

namespace {

/// Rows of one transaction: a writer beside it waits some milliseconds at most.
constexpr int stepRows = 1000;
constexpr qint64 attemptsKept = 100;
/// At a cycle a second, 90 days would be millions.
constexpr qint64 cyclesKept = 500'000;
/// Charts go back a day by seconds; older samples are kept by minutes.
constexpr qint64 secondsKept = 25 * 3600;

/// Runs `sql`, whose one '%1' is the step's limit, until it finds nothing more; returns the rows dropped.
Result<qint64> dropAll(SqlFile& file, const QString& sql, const QVariantList& values)
{
    qint64 dropped = 0;
    while (true) {
        qint64 step = 0;
        KEEL_TRY(file.transaction(Durability::Written, [&]() -> Result<void> {
            const auto rows = file.run(sql.arg(stepRows), values);
            if (!rows)
                return fail(rows.error());
            step = rows->affected();
            return {};
        }));
        dropped += step;
        if (step < stepRows)
            return dropped;
    }
}

/// Turns the seconds before a time into minutes, an hour at a time.
Result<void> thinSamples(SqlFile& file, qint64 before)
{
    while (true) {
        qint64 oldest = before;
        {
            auto rows = file.run(QStringLiteral("SELECT min(at) FROM samples WHERE seconds = 1 AND at < ?"), {before});
            if (!rows)
                return fail(rows.error());
            if (rows->next() && !rows->value(0).isNull())
                oldest = rows->integer(0);
        }
        if (oldest >= before)
            return {};
        const qint64 from = oldest / 60 * 60;
        const qint64 upTo = std::min(before, from + 3600);
        const auto done = file.transaction(Durability::Written, [&]() -> Result<void> {
            KEEL_TRY(file.run(
                QStringLiteral("INSERT OR REPLACE INTO samples (at, link, seconds, forward, reverse, cycle_ms,"
                               " cycle_mean_ms, errors, conflicts, canary_forward_ms, canary_reverse_ms)"
                               " SELECT at / 60 * 60, link, 60, avg(forward), avg(reverse), max(cycle_ms),"
                               " avg(cycle_mean_ms), sum(errors), sum(conflicts), max(canary_forward_ms),"
                               " max(canary_reverse_ms)"
                               " FROM samples WHERE at >= ? AND at < ? AND seconds = 1 GROUP BY at / 60, link"),
                {from, upTo}));
            return file
                .run(QStringLiteral("DELETE FROM samples WHERE at >= ? AND at < ? AND seconds = 1"), {from, upTo})
                .map([](SqlRows&&) {});
        });
        KEEL_TRY(done);
    }
}

} // namespace

Result<qint64> History::prune(const KeepConfig& keep)
{
    ++d->ownWrites;
    const qint64 now = d->nowMs();
    const qint64 historyFrom = now - std::chrono::milliseconds(keep.history).count();
    const qint64 conflictsFrom = now - std::chrono::milliseconds(keep.conflicts).count();
    const struct
    {
        const char* sql;
        qint64 value;
    } drops[] = {
        {"DELETE FROM error_records WHERE id IN"
         " (SELECT id FROM error_records WHERE state <> 0 AND closed_at < ? LIMIT %1)",
         historyFrom},
        {"DELETE FROM error_attempts WHERE rowid IN (SELECT a.rowid FROM error_attempts a WHERE a.at <"
         " (SELECT b.at FROM error_attempts b WHERE b.record = a.record ORDER BY b.at DESC LIMIT 1 OFFSET ?) LIMIT %1)",
         attemptsKept - 1},
        {"DELETE FROM error_attempts WHERE ? AND rowid IN (SELECT rowid FROM error_attempts WHERE record NOT IN"
         " (SELECT id FROM error_records) LIMIT %1)",
         1},
        {"DELETE FROM conflicts WHERE id IN (SELECT id FROM conflicts WHERE at < ? AND held = 0 LIMIT %1)",
         conflictsFrom},
        {"DELETE FROM cycles WHERE id IN (SELECT id FROM cycles WHERE started_at < ? LIMIT %1)", historyFrom},
        {"DELETE FROM cycles WHERE id IN"
         " (SELECT id FROM cycles WHERE id <= (SELECT max(id) FROM cycles) - ? ORDER BY id LIMIT %1)",
         cyclesKept},
        {"DELETE FROM samples WHERE (at, link) IN (SELECT at, link FROM samples WHERE at < ? LIMIT %1)",
         historyFrom / 1000},
        {"DELETE FROM operator_log WHERE id IN (SELECT id FROM operator_log WHERE at < ? LIMIT %1)", historyFrom},
    };
    qint64 dropped = 0;
    for (const auto& drop : drops) {
        const auto rows = dropAll(*d->file, QString::fromLatin1(drop.sql), {drop.value});
        if (!rows)
            return fail(rows.error());
        dropped += *rows;
    }
    KEEL_TRY(thinSamples(*d->file, (now / 1000 - secondsKept) / 60 * 60));
    // A few pages at a time: the file shrinks over the days, not at the cost of a pass.
    KEEL_TRY(d->file->exec(QStringLiteral("PRAGMA incremental_vacuum(1000)")));
    return dropped;
}

} // namespace keel
