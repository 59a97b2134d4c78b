// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/json/recordjson.h"
#include "app/memory.h"
#include "sync/alerts/alertlog.h"
#include "sync/records/datadir.h"

#include <QJsonArray>

namespace keel {

namespace {

void say(const Output& out, const QList<CycleRecord>& cycles)
{
    QList<QStringList> rows{{QStringLiteral("started"), QStringLiteral("link"), QStringLiteral("ms"),
                             QStringLiteral("forward"), QStringLiteral("reverse"), QStringLiteral("errors"),
                             QStringLiteral("conflicts"), QStringLiteral("trigger"), QStringLiteral("failure")}};
    for (const CycleRecord& cycle : cycles)
        rows.push_back({cycle.startedAt.toUTC().toString(Qt::ISODateWithMs), cycle.link.value,
                        QString::number(cycle.duration.count()), QString::number(cycle.forward),
                        QString::number(cycle.reverse), QString::number(cycle.errors), QString::number(cycle.conflicts),
                        toText(cycle.trigger), cycle.failure ? toText(*cycle.failure) : QString()});
    for (const QString& line : aligned(rows, {2, 3, 4, 5, 6}))
        out.line(line);
}

/// Beside a live service or without one: the log is a file.
int sayAlerts(const Context& context, int limit)
{
    auto dir = DataDir::peek(context.dataDirPath());
    if (!dir && dir.error().code != ErrorCode::NotFound)
        return context.out.fail(dir.error());
    QList<Alert> alerts;
    if (dir) {
        const auto last = AlertLog((*dir)->file(AlertLog::fileName())).last(limit);
        if (!last)
            return context.out.fail(last.error());
        alerts = *last;
    }
    QList<QStringList> rows{{QStringLiteral("at"), QStringLiteral("cause"), QStringLiteral("link"),
                             QStringLiteral("over"), QStringLiteral("text")}};
    QJsonArray documents;
    for (auto alert = alerts.crbegin(); alert != alerts.crend(); ++alert) {
        rows.push_back({alert->at.toString(Qt::ISODate), toText(alert->cause), alert->link.value,
                        alert->over ? QStringLiteral("yes") : QStringLiteral("no"), alert->text});
        documents.append(AlertLog::toJson(*alert));
    }
    if (alerts.isEmpty())
        context.out.line(QStringLiteral("No alert has been told with this data dir."));
    else
        for (const QString& line : aligned(rows, {}))
            context.out.line(line);
    context.out.json(documents);
    return ExitGood;
}

int run(Context& context)
{
    bool isNumber = false;
    const qint64 limit = context.options.value(QStringLiteral("limit")).toLongLong(&isNumber);
    if (!isNumber || limit < 1) {
        context.out.problem(QStringLiteral("--limit: found \"%1\", expected a whole number from 1 on")
                                .arg(context.options.value(QStringLiteral("limit"))));
        return ExitUsage;
    }
    if (context.options.isSet(QStringLiteral("alerts")))
        return sayAlerts(context, static_cast<int>(std::min<qint64>(limit, 100'000)));
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    HistoryQuery query{.request = 0, .link = {}, .busyOnly = false, .offset = 0, .limit = limit};
    if (context.options.isSet(QStringLiteral("link")))
        query.link = LinkName(context.options.value(QStringLiteral("link")));
    QJsonArray documents;
    if (memory->history) {
        const auto page = memory->history->cycles(query);
        if (!page)
            return context.out.fail(page.error());
        say(context.out, page->rows);
        for (const CycleRecord& cycle : page->rows)
            documents.append(json::cycle(cycle));
    } else {
        context.out.line(QStringLiteral("No cycle has run with this data dir."));
    }
    context.out.json(documents);
    return ExitGood;
}

} // namespace

Command historyCommand()
{
    return {
        .name = QStringLiteral("history"),
        .aliases = {},
        .summary = QStringLiteral("the last cycles, or alerts, newest first"),
        .arguments = {},
        .options = {QCommandLineOption(QStringLiteral("limit"), QStringLiteral("how many, 50 if not given"),
                                       QStringLiteral("N"), QStringLiteral("50")),
                    QCommandLineOption(QStringLiteral("link"), QStringLiteral("of one link"), QStringLiteral("LINK")),
                    QCommandLineOption(QStringLiteral("alerts"), QStringLiteral("who was to be called, and why"))},
        .run = run};
}

} // namespace keel
