// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/control/controlclient.h"
#include "app/exitcode.h"
#include "app/memory.h"
#include "app/setuptext.h"
#include "sync/engine/threads/backoff.h"

#include <QRandomGenerator>

#include <poll.h>

namespace keel {

namespace {

/// Cycles until the link is drained; what was done before a failure is in the record too.
Result<void> drain(LinkRunner& runner, History& history, const Output& out, CycleRecord& record)
{
    for (bool drained = false; !drained;) {
        auto report = runner.cycle({});
        if (!report)
            return fail(std::move(report).error());
        drained = report->drained;
        record.forward += report->forward.rows();
        record.reverse += report->reverse.rows();
        record.errors +=
            report->forward.errors + report->reverse.errors + static_cast<qint64>(report->tableErrors.size());
        record.conflicts += report->forward.conflicts + report->reverse.conflicts;
        for (const Error& error : report->tableErrors)
            out.problem(toText(error));
        if (drained && report->brakes > 0) {
            record.errors += report->brakes;
            out.problem(QStringLiteral("%1: the brake holds deletes of %2; see `evenkeel brake list`")
                            .arg(record.link.value, report->brakes == 1
                                                        ? QStringLiteral("1 table")
                                                        : QStringLiteral("%1 tables").arg(report->brakes)));
        }
        for (const QString& note : std::as_const(report->notes))
            out.problem(note);
        if (report->proof) {
            if (const auto kept = history.setProof(record.link, *report->proof); !kept)
                out.problem(toText(kept.error()));
        }
    }
    return {};
}

/// Records that were lost with the history hid rows that never arrived: only a comparison finds those.
Result<void> compareIfLost(LinkRunner& runner, History& history, const Output& out, CycleRecord& record)
{
    const auto due = history.comparisonDue(record.link);
    if (!due || !*due)
        return due ? Result<void>() : fail(due.error());
    const auto report = runner.compare({}, {});
    if (!report)
        return fail(report.error());
    Proof proof{.at = QDateTime::currentDateTimeUtc(), .equal = report->equal()};
    for (const TableCompare& table : report->tables) {
        proof.rows += std::max(table.rowsA, table.rowsB);
        proof.suspects += table.differing + table.missingOnA + table.missingOnB;
    }
    record.errors += proof.suspects;
    out.problem(QStringLiteral("%1: compared %2 rows again, %3 differ; see `evenkeel check`")
                    .arg(record.link.value)
                    .arg(proof.rows)
                    .arg(proof.suspects));
    return history.setProof(record.link, proof);
}

/// One try with connections of its own.
Result<void> attempt(const Config& config, const LinkConfig& link, Memory& memory, const Output& out,
                     std::optional<CycleRecord>& record)
{
    auto opened = OpenLink::open(config, link, *memory.book, *memory.state, memory.history);
    if (!opened)
        return fail(std::move(opened).error());
    KEEL_TRY(setUpOrPrint(**opened, out));
    KEEL_TRY((*opened)->runner().open());
    if (!record)
        record = CycleRecord{
            .link = link.name, .startedAt = QDateTime::currentDateTimeUtc(), .trigger = CycleRecord::Trigger::Person};
    KEEL_TRY(drain((*opened)->runner(), *memory.history, out, *record));
    KEEL_TRY(compareIfLost((*opened)->runner(), *memory.history, out, *record));
    if (const auto kept = (*opened)->runner().housekeeping(); !kept)
        out.problem(toText(kept.error()));
    return {};
}

/// As often as the link's `retry` says, where the failure may pass by itself. An error where not even the connections
/// came about; else a failure is in the record.
Result<CycleRecord> syncOnce(const Config& config, const LinkConfig& link, Memory& memory, const Output& out)
{
    const Backoff backoff{.first = link.retry.initialDelay,
                          .longest = link.retry.maxDelay,
                          .multiplier = link.retry.multiplier,
                          .growing = link.retry.attempts};
    std::optional<CycleRecord> record;
    for (int tries = 1;; ++tries) {
        auto done = attempt(config, link, memory, out, record);
        if (done)
            break;
        if (!done.error().isTransient() || tries >= link.retry.attempts) {
            if (!record)
                return fail(std::move(done).error());
            record->failure = std::move(done).error();
            break;
        }
        const auto pause =
            std::chrono::ceil<Milliseconds>(backoff.wait(tries, QRandomGenerator::global()->generateDouble()));
        out.problem(QStringLiteral("%1; try %2 of %3 in %4 ms")
                        .arg(toText(done.error()))
                        .arg(tries + 1)
                        .arg(link.retry.attempts)
                        .arg(pause.count()));
        ::poll(nullptr, 0, static_cast<int>(pause.count())); // there is nothing else to do; a signal ends the program
    }
    record->duration = Milliseconds(record->startedAt.msecsTo(QDateTime::currentDateTimeUtc()));
    return *record;
}

QJsonObject document(const CycleRecord& record)
{
    return {{QStringLiteral("name"), record.link.value},
            {QStringLiteral("rows"),
             QJsonObject{{QStringLiteral("forward"), record.forward}, {QStringLiteral("reverse"), record.reverse}}},
            {QStringLiteral("errors"), record.errors},
            {QStringLiteral("conflicts"), record.conflicts},
            {QStringLiteral("durationMs"), qint64{record.duration.count()}}};
}

int sayAll(const Context& context, const QJsonArray& links)
{
    bool failed = false;
    for (const QJsonValue link : links) {
        const qint64 errors = link[u"errors"].toInteger();
        failed = failed || errors > 0;
        context.out.line(QStringLiteral("%1: %2 rows forward, %3 rows reverse, %4 errors, %5 conflicts, %6 ms")
                             .arg(link[u"name"].toString())
                             .arg(link[u"rows"][u"forward"].toInteger())
                             .arg(link[u"rows"][u"reverse"].toInteger())
                             .arg(errors)
                             .arg(link[u"conflicts"].toInteger())
                             .arg(link[u"durationMs"].toInteger()));
    }
    context.out.json(QJsonObject{{QStringLiteral("links"), links}});
    return failed ? ExitFindings : ExitGood;
}

/// The process that holds the data dir does it; where none answers, the holder is named.
int handOver(const Context& context, const Error& held)
{
    const auto answer =
        callService(context.dataDirPath(), {{QStringLiteral("call"), QStringLiteral("once")},
                                            {QStringLiteral("links"), QJsonArray::fromStringList(context.arguments)},
                                            {QStringLiteral("who"), Context::who()}});
    if (answer)
        return sayAll(context, answer->value(u"links").toArray());
    return context.out.fail(answer.error().code == ErrorCode::Unreachable &&
                                    answer.error().place == context.dataDirPath()
                                ? held
                                : answer.error());
}

int run(Context& context)
{
    const auto config = context.readConfig();
    if (!config)
        return ExitUsage;
    const auto links = context.linksNamed(*config, context.arguments);
    if (!links)
        return ExitUsage;
    auto memory = Memory::hold(context.dataDirPath());
    if (!memory)
        return memory.error().code == ErrorCode::DataDirHeld ? handOver(context, memory.error())
                                                             : context.out.fail(memory.error());
    if (const QString notice = memory->history->notice(); !notice.isEmpty())
        context.out.problem(notice);
    QJsonArray documents;
    int result = ExitGood;
    for (const LinkConfig& link : *links) {
        const auto record = syncOnce(*config, link, *memory, context.out);
        if (!record) {
            result = std::max(result, context.out.fail(record.error()));
            continue;
        }
        if (record->failure)
            result = std::max(result, context.out.fail(*record->failure));
        if (const auto kept = memory->history->addCycle(*record); !kept)
            context.out.problem(toText(kept.error()));
        documents.append(document(*record));
    }
    if (const auto saved = memory->state->save(); !saved)
        context.out.problem(toText(saved.error()));
    return std::max(result, sayAll(context, documents));
}

} // namespace

Command onceCommand()
{
    return {.name = QStringLiteral("once"),
            .aliases = {},
            .summary = QStringLiteral("one cycle of each link, drained, then ends (for cron)"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {},
            .run = run};
}

} // namespace keel
