// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/historyparts.h"

#include "sync/api/abortpoint.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace keel {

using Durability = SqlFile::Durability;

namespace {

constexpr qint64 idleRowEverySeconds = 60;

bool isIdle(const CycleRecord& cycle)
{
    return cycle.forward == 0 && cycle.reverse == 0 && cycle.errors == 0 && cycle.conflicts == 0 && !cycle.failure;
}

QVariant failureJson(const std::optional<Error>& failure)
{
    if (!failure)
        return QVariant(QMetaType(QMetaType::QString));
    const QJsonObject json{{QStringLiteral("kind"), toText(failure->kind)},
                           {QStringLiteral("code"), toText(failure->code)},
                           {QStringLiteral("detail"), failure->detail},
                           {QStringLiteral("place"), failure->place},
                           {QStringLiteral("mend"), failure->mend},
                           {QStringLiteral("sqlState"), failure->sqlState},
                           {QStringLiteral("constraint"), failure->constraint}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

std::optional<Error> failureOf(const QVariant& stored)
{
    if (stored.isNull())
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(stored.toString().toUtf8()).object();
    Error error;
    error.kind = errorClassFromText(json.value(u"kind").toString());
    error.code = errorCodeFromText(json.value(u"code").toString());
    error.detail = json.value(u"detail").toString();
    error.place = json.value(u"place").toString();
    error.mend = json.value(u"mend").toString();
    error.sqlState = json.value(u"sqlState").toString();
    error.constraint = json.value(u"constraint").toString();
    return error;
}

Result<void> insertCycle(SqlFile& file, const CycleRecord& cycle, qint64 idleCycles)
{
    return file
        .run(QStringLiteral("INSERT INTO cycles (link, started_at, duration_ms, forward, reverse, errors, conflicts,"
                            " cause, failure, busy, idle_cycles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
             {cycle.link.value, cycle.startedAt.toMSecsSinceEpoch(), qint64(cycle.duration.count()), cycle.forward,
              cycle.reverse, cycle.errors, cycle.conflicts, int(cycle.trigger), failureJson(cycle.failure),
              isIdle(cycle) ? 0 : 1, idleCycles})
        .map([](SqlRows&&) {});
}

CycleRecord cycleOf(const SqlRows& r)
{
    CycleRecord cycle;
    cycle.link = LinkName(r.text(0));
    cycle.startedAt = fromMs(r.integer(1));
    cycle.duration = Milliseconds(r.integer(2));
    cycle.forward = r.integer(3);
    cycle.reverse = r.integer(4);
    cycle.errors = r.integer(5);
    cycle.conflicts = r.integer(6);
    cycle.trigger = CycleRecord::Trigger(r.integer(7));
    cycle.failure = failureOf(r.value(8));
    return cycle;
}

QVariant realOrNull(const std::optional<double>& value)
{
    return value ? QVariant(*value) : QVariant(QMetaType(QMetaType::Double));
}

std::optional<double> realOf(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toDouble());
}

} // namespace

Result<void> History::Private::writeIdle(const IdleCycles& cycles)
{
    return file->transaction(Durability::Written, [&] { return insertCycle(*file, cycles.last, cycles.count); });
}

Result<void> History::addCycle(const CycleRecord& cycle)
{
    // One that a person asked for is worth its line, and so is the first after a start.
    const bool asked = cycle.trigger == CycleRecord::Trigger::Person || cycle.trigger == CycleRecord::Trigger::Start;
    if (!isIdle(cycle) || asked) {
        KEEL_TRY(d->write(Durability::Written, [&] { return insertCycle(*d->file, cycle, 0); }));
        KEEL_ABORT_POINT(CycleKept);
        return {};
    }

    IdleCycles& idle = d->idle[cycle.link.value];
    if (idle.count == 0)
        idle.since = cycle.startedAt;
    ++idle.count;
    idle.last = cycle;
    if (idle.since.secsTo(cycle.startedAt) < idleRowEverySeconds)
        return {};
    const IdleCycles written = *d->idle.constFind(cycle.link.value);
    d->idle.remove(cycle.link.value);
    return d->writeIdle(written);
}

Result<HistoryPage> History::cycles(const HistoryQuery& query)
{
    HistoryPage page;
    page.request = query.request;
    page.offset = query.offset;
    QString where = query.busyOnly ? QStringLiteral(" WHERE busy = 1") : QStringLiteral(" WHERE 1");
    QVariantList values;
    if (query.link) {
        where += QStringLiteral(" AND link = ?");
        values << query.link->value;
    }
    {
        auto rows = d->file->run(QStringLiteral("SELECT count(*) FROM cycles") + where, values);
        if (!rows)
            return fail(rows.error());
        page.total = rows->next() ? rows->integer(0) : 0;
    }
    values << query.limit << query.offset;
    auto rows = d->file->run(QStringLiteral("SELECT link, started_at, duration_ms, forward, reverse, errors, conflicts,"
                                            " cause, failure FROM cycles WHERE id IN (SELECT id FROM cycles%1"
                                            " ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?)"
                                            " ORDER BY started_at DESC, id DESC")
                                 .arg(where),
                             values);
    if (!rows)
        return fail(rows.error());
    while (rows->next())
        page.rows.append(cycleOf(*rows));
    return page;
}

Result<void> History::addSamples(const LinkName& link, const QList<Sample>& samples)
{
    if (samples.isEmpty())
        return {};
    // Not counted as a write: nothing that is cached hangs on samples.
    return d->file->transaction(Durability::Written, [&]() -> Result<void> {
        for (const Sample& sample : samples) {
            KEEL_TRY(d->file->run(QStringLiteral("INSERT OR REPLACE INTO samples (at, link, seconds, forward, reverse,"
                                                 " cycle_ms, cycle_mean_ms, errors, conflicts, canary_forward_ms,"
                                                 " canary_reverse_ms) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)"),
                                  {sample.at.toSecsSinceEpoch(), link.value, sample.forward, sample.reverse,
                                   realOrNull(sample.cycleMs), realOrNull(sample.cycleMeanMs), sample.errors,
                                   sample.conflicts, realOrNull(sample.canaryForwardMs),
                                   realOrNull(sample.canaryReverseMs)}));
        }
        return {};
    });
}

Result<SampleSeries> History::samples(const SampleQuery& query)
{
    SampleSeries series;
    series.request = query.request;
    const qint64 step = std::max<qint64>(1, query.step.count());
    const qint64 from = (d->nowMs() / 1000 - query.span.count()) / step * step;
    QVariantList values{step, step, from};
    if (!query.link.isEmpty())
        values << query.link.value;
    // Inside: all links of one second added up. Outside: rates weighted by the time a row stands for.
    auto rows = d->file->run(
        QStringLiteral("SELECT at / ? * ? AS start, sum(f * s) / sum(s), sum(r * s) / sum(s), max(longest), avg(mean),"
                       " sum(e), sum(c), max(cf), max(cr) FROM (SELECT at, max(seconds) AS s, sum(forward) AS f, "
                       "sum(reverse) AS r,"
                       " max(cycle_ms) AS longest, avg(cycle_mean_ms) AS mean, sum(errors) AS e, sum(conflicts) AS c,"
                       " max(canary_forward_ms) AS cf, max(canary_reverse_ms) AS cr FROM samples WHERE at >= ?%1 GROUP "
                       "BY at) GROUP BY start ORDER BY start")
            .arg(query.link.isEmpty() ? QString() : QStringLiteral(" AND link = ?")),
        values);
    if (!rows)
        return fail(rows.error());
    while (rows->next()) {
        Sample sample;
        sample.at = QDateTime::fromSecsSinceEpoch(rows->integer(0), Qt::UTC);
        sample.forward = rows->value(1).toDouble();
        sample.reverse = rows->value(2).toDouble();
        sample.cycleMs = realOf(rows->value(3));
        sample.cycleMeanMs = realOf(rows->value(4));
        sample.errors = rows->integer(5);
        sample.conflicts = rows->integer(6);
        sample.canaryForwardMs = realOf(rows->value(7));
        sample.canaryReverseMs = realOf(rows->value(8));
        series.samples.append(sample);
    }
    return series;
}

} // namespace keel
