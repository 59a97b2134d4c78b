// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/control/controlclient.h"
#include "app/exitcode.h"
#include "app/memory.h"
#include "app/setuptext.h"

#include <QElapsedTimer>

namespace keel {

namespace {

/// Cycles until the link is drained; what was done before a failure is in the record too.
CycleRecord drain(const LinkConfig& link, LinkRunner& runner, History& history, const Output& out)
{
    CycleRecord record{
        .link = link.name, .startedAt = QDateTime::currentDateTimeUtc(), .trigger = CycleRecord::Trigger::Person};
    QElapsedTimer timer;
    timer.start();
    for (bool drained = false; !drained && !record.failure;) {
        auto report = runner.cycle({});
        if (!report) {
            record.failure = std::move(report).error();
            break;
        }
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
                            .arg(link.name.value, report->brakes == 1
                                                      ? QStringLiteral("1 table")
                                                      : QStringLiteral("%1 tables").arg(report->brakes)));
        }
        for (const QString& note : std::as_const(report->notes))
            out.problem(note);
        if (report->proof) {
            if (const auto kept = history.setProof(link.name, *report->proof); !kept)
                out.problem(toText(kept.error()));
        }
    }
    record.duration = Milliseconds(timer.elapsed());
    return record;
}

Result<CycleRecord> syncOnce(const Config& config, const LinkConfig& link, Memory& memory, const Output& out)
{
    auto opened = OpenLink::open(config, link, *memory.book, *memory.state, memory.history);
    if (!opened)
        return fail(std::move(opened).error());
    KEEL_TRY(setUpOrPrint(**opened, out));
    KEEL_TRY((*opened)->runner().open());
    CycleRecord record = drain(link, (*opened)->runner(), *memory.history, out);
    if (!record.failure) {
        if (const auto kept = (*opened)->runner().housekeeping(); !kept)
            out.problem(toText(kept.error()));
    }
    return record;
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
