// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/conflictdecide.h"
#include "app/exitcode.h"
#include "app/json/jsonparts.h"
#include "app/json/recordjson.h"
#include "app/memory.h"

namespace keel {

namespace {

constexpr qint64 pageSize = 1000;
constexpr int shownRows = 100; ///< as text, without --limit

QString valueText(const std::optional<QList<NamedValue>>& row, const QString& column)
{
    if (!row)
        return QStringLiteral("(gone)");
    for (const NamedValue& value : *row) {
        if (value.column == column)
            return value.text.value_or(QStringLiteral("NULL"));
    }
    return {};
}

/// Who has it; "held" while it waits for a person.
QString outcomeOf(const ConflictRecord& c)
{
    if (c.held)
        return QStringLiteral("held");
    const QString winner = c.winner == Side::A ? QStringLiteral("a") : QStringLiteral("b");
    return c.decision.isEmpty() ? winner : QStringLiteral("%1, then %2").arg(winner, c.decision);
}

void sayList(const Output& out, const QList<ConflictRecord>& conflicts, qint64 total)
{
    QList<QStringList> rows{{QStringLiteral("id"), QStringLiteral("at"), QStringLiteral("link"),
                             QStringLiteral("table"), QStringLiteral("key"), QStringLiteral("class"),
                             QStringLiteral("policy"), QStringLiteral("winner")}};
    for (const ConflictRecord& c : conflicts)
        rows.push_back({QString::number(c.id), c.at.toUTC().toString(Qt::ISODateWithMs), c.link.value, c.table.value,
                        keyToDisplay(keyFromJson(c.keyJson)), c.conflictClass, c.policy, outcomeOf(c)});
    for (const QString& line : aligned(rows, {0}))
        out.line(line);
    if (total > conflicts.size())
        out.line(QStringLiteral("%1 of %2; --limit N shows more").arg(conflicts.size()).arg(total));
}

int list(const Context& context, History* history)
{
    const bool limited = context.options.isSet(QStringLiteral("limit")) || !context.out.isJson();
    const QString asked = context.options.value(QStringLiteral("limit"));
    const qint64 limit = asked.isEmpty() ? shownRows : asked.toLongLong();
    if (limit < 1) {
        context.out.problem(QStringLiteral("--limit: found \"%1\", expected a whole number from 1 on").arg(asked));
        return ExitUsage;
    }
    ConflictQuery query{.request = 0, .text = {}, .link = {}, .since = {}, .offset = 0, .limit = pageSize};
    query.heldOnly = context.options.isSet(QStringLiteral("held"));
    if (context.options.isSet(QStringLiteral("link")))
        query.link = LinkName(context.options.value(QStringLiteral("link")));
    QList<ConflictRecord> all;
    qint64 total = 0;
    while (history) {
        query.limit = limited ? std::min(pageSize, limit - all.size()) : pageSize;
        auto page = history->conflicts(query);
        if (!page)
            return context.out.fail(page.error());
        total = page->total;
        all += page->rows;
        query.offset += page->rows.size();
        if (page->rows.isEmpty() || (limited && all.size() >= limit))
            break;
    }
    sayList(context.out, all, total);
    QJsonArray documents;
    for (const ConflictRecord& conflict : std::as_const(all))
        documents.append(json::conflict(conflict));
    context.out.json(documents);
    return ExitGood;
}

int show(const Context& context, History* history)
{
    const qint64 id = context.arguments.value(1).toLongLong();
    if (!history)
        return context.out.fail({.kind = ErrorClass::Config,
                                 .code = ErrorCode::NotFound,
                                 .detail = QStringLiteral("there is no conflict %1").arg(id)});
    const auto found = history->conflict(id);
    if (!found)
        return context.out.fail(found.error());
    const ConflictRecord& c = *found;
    context.out.json(json::conflict(c));
    if (c.held)
        context.out.line(QStringLiteral("%1 %2 of %3: %4, held since %5; `evenkeel conflicts resolve %6 --take "
                                        "a|b|FILE.json` decides")
                             .arg(c.table.value, keyToDisplay(keyFromJson(c.keyJson)), c.link.value, c.conflictClass,
                                  c.at.toUTC().toString(Qt::ISODateWithMs), QString::number(c.id)));
    else
        context.out.line(
            QStringLiteral("%1 %2 of %3: %4, decided %5 by %6, %7 wins%8")
                .arg(c.table.value, keyToDisplay(keyFromJson(c.keyJson)), c.link.value, c.conflictClass,
                     c.at.toUTC().toString(Qt::ISODateWithMs), c.policy,
                     c.winner == Side::A ? QStringLiteral("a") : QStringLiteral("b"),
                     c.tie ? QStringLiteral(" (the times are too close to tell which change was later)") : QString()));
    if (!c.merged.isEmpty())
        context.out.line(
            QStringLiteral("merged: %1 taken from the other version").arg(c.merged.join(QStringLiteral(", "))));
    if (!c.note.isEmpty())
        context.out.line(c.note);
    if (!c.decision.isEmpty())
        context.out.line(QStringLiteral("then decided: %1 by %2 at %3%4")
                             .arg(c.decision, c.decidedBy,
                                  c.decidedAt.value_or(c.at).toUTC().toString(Qt::ISODateWithMs),
                                  c.undoable ? QStringLiteral("; `--take undo` undoes it") : QString()));
    QList<QStringList> rows{{QString(), QStringLiteral("column"), QStringLiteral("a"), QStringLiteral("b")}};
    for (const NamedValue& value : c.a ? *c.a : c.b.value_or(QList<NamedValue>())) {
        const QString a = valueText(c.a, value.column);
        const QString b = valueText(c.b, value.column);
        rows.push_back({a == b ? QString() : QStringLiteral("≠"), value.column, a, b});
    }
    for (const QString& line : aligned(rows))
        context.out.line(line);
    return ExitGood;
}

int resolve(const Context& context, const QList<qint64>& ids)
{
    const auto decision = decisionFromText(context.options.value(QStringLiteral("take")));
    if (!decision) {
        context.out.problem(toText(decision.error()));
        return ExitUsage;
    }
    QList<Error> refused;
    const auto done = decideConflicts(context, ids, *decision, refused);
    if (!done)
        return context.out.fail(done.error());
    for (const Error& error : std::as_const(refused))
        context.out.problem(toText(error));
    context.out.json(QJsonObject{{QStringLiteral("affected"), *done}});
    context.out.line(QStringLiteral("resolved: %1 of %2 conflicts").arg(*done).arg(ids.size()));
    return *done == ids.size() ? ExitGood : ExitFindings;
}

/// `resolve ID…`; every id must be a number.
std::optional<QList<qint64>> idsOf(const QStringList& texts)
{
    QList<qint64> ids;
    for (const QString& text : texts) {
        bool isId = false;
        ids.append(text.toLongLong(&isId));
        if (!isId)
            return std::nullopt;
    }
    return ids.isEmpty() ? std::nullopt : std::optional(ids);
}

int run(Context& context)
{
    const QString word = context.arguments.value(0, QStringLiteral("list"));
    bool isId = false;
    context.arguments.value(1).toLongLong(&isId);
    const auto ids = idsOf(context.arguments.mid(1));
    if (word == u"resolve" && ids && context.options.isSet(QStringLiteral("take")))
        return resolve(context, *ids);
    const bool isList = word == u"list" && context.arguments.size() <= 1;
    if (!isList && !(word == u"show" && isId && context.arguments.size() == 2)) {
        context.out.problem(QStringLiteral("conflicts: found \"%1\", expected `list`, `show ID` or "
                                           "`resolve ID… --take a|b|bring-back|undo|FILE.json`")
                                .arg(context.arguments.join(QLatin1Char(' '))));
        return ExitUsage;
    }
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    return isList ? list(context, memory->history) : show(context, memory->history);
}

} // namespace

Command conflictsCommand()
{
    return {
        .name = QStringLiteral("conflicts"),
        .aliases = {},
        .summary = QStringLiteral("what both sides changed, who won, and both versions"),
        .arguments = QStringLiteral("[list|show ID|resolve ID… --take a|b|bring-back|undo|FILE.json]"),
        .options = {QCommandLineOption(QStringLiteral("link"), QStringLiteral("of one link"), QStringLiteral("LINK")),
                    QCommandLineOption(QStringLiteral("held"), QStringLiteral("only those that wait for a person")),
                    QCommandLineOption(
                        QStringLiteral("take"),
                        QStringLiteral("what both sides get: a's version, b's, the loser's (bring-back), "
                                       "what was before the last decision (undo), or an edited row"),
                        QStringLiteral("CHOICE")),
                    QCommandLineOption(QStringLiteral("limit"), QStringLiteral("how many"), QStringLiteral("N"))},
        .run = run};
}

} // namespace keel
