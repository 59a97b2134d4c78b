// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/control/controlclient.h"
#include "app/errorexport.h"
#include "app/errorfilter.h"
#include "app/exitcode.h"
#include "app/json/recordjson.h"
#include "app/memory.h"
#include "sync/api/advice.h"

#include <algorithm>

namespace keel {

namespace {

constexpr qint64 pageSize = 1000;
constexpr qint64 shownRows = 100; ///< as text, without --limit

int usage(const Context& context, const QString& sentence)
{
    context.out.problem(sentence);
    return ExitUsage;
}

/// Everything that matches, or the first `limit`; an absent history holds nothing.
Result<QList<ErrorRecord>> matching(History* history, const ErrorFilter& filter, std::optional<qint64> limit,
                                    qint64& total, QList<ErrorCause>* causes = nullptr)
{
    QList<ErrorRecord> all;
    while (history) {
        const qint64 wanted = limit ? std::min(pageSize, *limit - all.size()) : pageSize;
        auto page = history->errors({.request = 0, .filter = filter, .offset = all.size(), .limit = wanted});
        if (!page)
            return fail(std::move(page).error());
        total = page->total;
        if (causes)
            *causes = page->causes;
        all += page->rows;
        if (page->rows.isEmpty() || (limit && all.size() >= *limit))
            break;
    }
    return all;
}

/// What to mend, once for all its rows.
void sayCauses(const Context& context, const QList<ErrorCause>& causes)
{
    QList<QStringList> lines;
    for (const ErrorCause& cause : causes) {
        const QString advice = adviceFor(cause.code, cause.sqlState);
        const QString what =
            cause.constraint.isEmpty() ? toText(cause.code) : toText(cause.code) + QLatin1Char(' ') + cause.constraint;
        lines.push_back({QString::number(cause.count), cause.link.value, cause.table.value, what,
                         advice.isEmpty() ? cause.sample.simplified() : advice});
    }
    if (lines.isEmpty())
        return;
    context.out.line(causes.size() == 1 ? QStringLiteral("1 cause:") : QStringLiteral("%1 causes:").arg(causes.size()));
    for (const QString& line : aligned(lines, {0}))
        context.out.line(QStringLiteral("  ") + line);
    context.out.line({});
}

int list(const Context& context)
{
    const auto filter = errorFilter(context.options);
    if (!filter)
        return usage(context, filter.error());
    std::optional<qint64> limit = context.out.isJson() ? std::nullopt : std::optional(shownRows);
    if (context.options.isSet(QStringLiteral("limit"))) {
        limit = context.options.value(QStringLiteral("limit")).toLongLong();
        if (*limit < 1)
            return usage(context, QStringLiteral("--limit: expected a whole number from 1 on"));
    }
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    qint64 total = 0;
    QList<ErrorCause> causes;
    const auto records = matching(memory->history, *filter, limit, total, &causes);
    if (!records)
        return context.out.fail(records.error());
    sayCauses(context, causes);
    QList<QStringList> rows{{QStringLiteral("id"), QStringLiteral("state"), QStringLiteral("link"),
                             QStringLiteral("direction"), QStringLiteral("table"), QStringLiteral("key"),
                             QStringLiteral("tries"), QStringLiteral("message")}};
    QJsonArray documents;
    for (const ErrorRecord& r : *records) {
        rows.push_back({QString::number(r.id), json::errorStateName(r.state), r.link.value, toText(r.direction),
                        r.table.value, keyToDisplay(keyFromJson(r.keyJson)), QString::number(r.attempts),
                        r.message.simplified()});
        documents.append(json::error(r));
    }
    for (const QString& line : aligned(rows, {0, 6}))
        context.out.line(line);
    if (total > records->size())
        context.out.line(QStringLiteral("%1 of %2; --limit N shows more").arg(records->size()).arg(total));
    context.out.json(documents);
    return ExitGood;
}

Error notFound(qint64 id)
{
    return {.kind = ErrorClass::Config,
            .code = ErrorCode::NotFound,
            .detail = QStringLiteral("there is no error record %1").arg(id),
            .place = {},
            .mend = QStringLiteral("`evenkeel errors list` shows the ids")};
}

int show(const Context& context, qint64 id)
{
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    auto found = memory->history ? memory->history->errorDetail(id) : Result<ErrorDetail>(fail(notFound(id)));
    if (!found && found.error().code == ErrorCode::NotFound)
        found = fail(notFound(id));
    if (!found)
        return context.out.fail(found.error());
    context.out.json(json::errorDetail(*found));
    const ErrorRecord& r = found->record;
    context.out.line(
        QStringLiteral("%1 %2 of %3, %4: %5")
            .arg(r.table.value, keyToDisplay(keyFromJson(r.keyJson)), r.link.value, toText(r.direction), r.message));
    context.out.line(QStringLiteral("%1, %2, tried %3 times, last %4")
                         .arg(json::errorStateName(r.state), toText(r.code), QString::number(r.attempts),
                              r.lastTryAt.toUTC().toString(Qt::ISODateWithMs)));
    if (const QString advice = adviceFor(r.code, r.sqlState); !advice.isEmpty())
        context.out.line(advice);
    for (const Attempt& attempt : found->attempts.mid(1))
        context.out.line(QStringLiteral("before, %1: %2")
                             .arg(attempt.at.toUTC().toString(Qt::ISODateWithMs), attempt.said.simplified()));
    QList<QStringList> rows;
    for (const NamedValue& value : found->row)
        rows.push_back({QStringLiteral("  ") + value.column, value.text.value_or(QStringLiteral("NULL"))});
    for (const QString& line : aligned(rows))
        context.out.line(line);
    for (const QString& waits : found->waitsBehind)
        context.out.line(QStringLiteral("waits behind it: ") + waits);
    return ExitGood;
}

/// The first id without a record is the error.
Result<void> areKnown(const Context& context, const QList<qint64>& ids)
{
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return fail(std::move(memory).error());
    const auto known = memory->history ? memory->history->errorsById(ids) : Result<QList<ErrorRecord>>();
    if (!known)
        return fail(known.error());
    for (const qint64 id : ids) {
        if (std::ranges::none_of(*known, [id](const ErrorRecord& r) { return r.id == id; }))
            return fail(notFound(id));
    }
    return {};
}

/// Directly where nobody holds the data dir, else by the process that does.
Result<qint64> change(const Context& context, const QString& action, const QList<qint64>& ids)
{
    KEEL_TRY(areKnown(context, ids));
    auto memory = Memory::hold(context.dataDirPath());
    if (memory) {
        History& history = *memory->history;
        const QString who = Context::who();
        if (action == u"retry")
            return history.retry(ids, who);
        return action == u"resolve" ? history.resolve(ids, who) : history.ignore(ids, who);
    }
    if (memory.error().code != ErrorCode::DataDirHeld)
        return fail(memory.error());
    QJsonArray list;
    for (const qint64 id : ids)
        list.append(id);
    const auto answer = callService(context.dataDirPath(), {{QStringLiteral("call"), QStringLiteral("errors")},
                                                            {QStringLiteral("action"), action},
                                                            {QStringLiteral("ids"), list},
                                                            {QStringLiteral("who"), Context::who()}});
    if (!answer)
        return fail(answer.error().code == ErrorCode::Unreachable ? memory.error() : answer.error());
    return answer->value(u"affected").toInteger();
}

int changeAndSay(const Context& context, const QString& action, const QList<qint64>& ids)
{
    const auto changed = change(context, action, ids);
    if (!changed)
        return context.out.fail(changed.error());
    context.out.json(QJsonObject{{QStringLiteral("affected"), *changed}});
    context.out.line(QStringLiteral("%1: %2 of %3 records%4")
                         .arg(action)
                         .arg(*changed)
                         .arg(ids.size())
                         .arg(action == u"retry" ? QStringLiteral(", tried in the next cycle") : QString()));
    return *changed == ids.size() ? ExitGood : ExitFindings;
}

int exportTo(const Context& context, const QString& file)
{
    const auto filter = errorFilter(context.options);
    if (!filter)
        return usage(context, filter.error());
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    qint64 total = 0;
    const auto records = matching(memory->history, *filter, std::nullopt, total);
    if (!records)
        return context.out.fail(records.error());
    if (const auto done = exportErrors(*records, file); !done)
        return context.out.fail(done.error());
    if (file != u"-")
        context.out.line(QStringLiteral("%1: %2 records").arg(file).arg(records->size()));
    return ExitGood;
}

int run(Context& context)
{
    const QString word = context.arguments.value(0, QStringLiteral("list"));
    const QStringList rest = context.arguments.mid(1);
    if (word == u"list" && rest.isEmpty())
        return list(context);
    if (word == u"export" && rest.size() == 1)
        return exportTo(context, rest.constFirst());
    QList<qint64> ids;
    for (const QString& text : rest) {
        bool isId = false;
        ids.push_back(text.toLongLong(&isId));
        if (!isId)
            return usage(context,
                         QStringLiteral("errors %1: found \"%2\", expected the id of a record").arg(word, text));
    }
    if (word == u"show" && ids.size() == 1)
        return show(context, ids.constFirst());
    if ((word == u"retry" || word == u"resolve" || word == u"ignore") && !ids.isEmpty())
        return changeAndSay(context, word, ids);
    return usage(context,
                 QStringLiteral("errors: found \"%1\", expected `list`, `show ID`, `retry ID…`, `resolve ID…`, "
                                "`ignore ID…` or `export FILE`")
                     .arg(context.arguments.join(QLatin1Char(' '))));
}

} // namespace

Command errorsCommand()
{
    return {.name = QStringLiteral("errors"),
            .aliases = {},
            .summary = QStringLiteral("rows that failed: look, try again, close, export (.csv or .json)"),
            .arguments = QStringLiteral("[list|show ID|retry ID…|resolve ID…|ignore ID…|export FILE]"),
            .options = errorFilterOptions() +
                       QList<QCommandLineOption>{QCommandLineOption(QStringLiteral("limit"), QStringLiteral("how many"),
                                                                    QStringLiteral("N"))},
            .run = run};
}

} // namespace keel
