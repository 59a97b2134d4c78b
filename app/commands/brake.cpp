// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/control/controlclient.h"
#include "app/exitcode.h"
#include "app/json/recordjson.h"
#include "app/memory.h"

#include <optional>

namespace keel {

namespace {

int usage(const Context& context, const QString& sentence)
{
    context.out.problem(sentence);
    return ExitUsage;
}

Error notFound(qint64 id)
{
    return {.kind = ErrorClass::Config,
            .code = ErrorCode::NotFound,
            .detail = QStringLiteral("the brake holds no plan %1").arg(id),
            .place = {},
            .mend = QStringLiteral("`evenkeel brake list` shows the ids")};
}

QString rowsOf(qint64 count)
{
    return count == 1 ? QStringLiteral("1 row") : QStringLiteral("%1 rows").arg(count);
}

int list(const Context& context)
{
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    const auto plans = memory->history ? memory->history->brakePlans(std::nullopt) : Result<QList<BrakePlan>>();
    if (!plans)
        return context.out.fail(plans.error());
    QList<QStringList> rows{{QStringLiteral("id"), QStringLiteral("state"), QStringLiteral("link"),
                             QStringLiteral("table"), QStringLiteral("side"), QStringLiteral("deletes"),
                             QStringLiteral("rows"), QStringLiteral("reason"), QStringLiteral("cause")}};
    QJsonArray documents;
    for (const BrakePlan& plan : *plans) {
        rows.push_back({QString::number(plan.id), toText(plan.state), plan.link.value, plan.table.value,
                        plan.side.value, QString::number(plan.deletes), QString::number(plan.rows), toText(plan.reason),
                        plan.cause});
        documents.append(json::brakePlan(plan, false));
    }
    for (const QString& line : aligned(rows, {0, 5, 6}))
        context.out.line(line);
    context.out.json(documents);
    return ExitGood;
}

/// What each decision would do to this plan, with sides and numbers.
QStringList choices(const BrakePlan& plan)
{
    const QString id = QString::number(plan.id);
    return {
        QStringLiteral("evenkeel brake accept %1    delete %2 in %3").arg(id, rowsOf(plan.deletes), plan.side.value),
        QStringLiteral("evenkeel brake reverse %1   restore %2 in %3").arg(id, rowsOf(plan.deletes), plan.origin.value),
        QStringLiteral("evenkeel brake drop %1      leave both sides as they are: %2 stay in %3 only, and every "
                       "comparison will find them")
            .arg(id, rowsOf(plan.deletes), plan.side.value)};
}

int show(const Context& context, qint64 id)
{
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    auto plan = memory->history ? memory->history->brakePlan(id) : Result<BrakePlan>(fail(notFound(id)));
    if (!plan && plan.error().code == ErrorCode::NotFound)
        plan = fail(notFound(id));
    if (!plan)
        return context.out.fail(plan.error());
    context.out.json(json::brakePlan(*plan, true));
    context.out.line(brakeSentence(*plan));
    context.out.line(QStringLiteral("link %1, %2 stands %3 in %4; since %5")
                         .arg(plan->link.value, plan->table.value, rowsOf(plan->rows), plan->side.value,
                              plan->since.toUTC().toString(Qt::ISODate)));
    if (!plan->cause.isEmpty())
        context.out.line(QStringLiteral("deleted by ") + plan->cause);
    for (const BrakeSample& sample : std::as_const(plan->samples))
        context.out.line(QStringLiteral("  ") + json::sampleText(sample));
    if (plan->deletes > plan->samples.size())
        context.out.line(QStringLiteral("  and %1 more").arg(plan->deletes - plan->samples.size()));
    if (plan->state != BrakeState::Held) {
        context.out.line(QStringLiteral("%1 by %2").arg(toText(plan->state), plan->decidedBy));
        return ExitGood;
    }
    for (const QString& line : choices(*plan))
        context.out.line(line);
    return ExitGood;
}

std::optional<BrakeDecision> decisionOf(const QString& word)
{
    for (const BrakeDecision decision : {BrakeDecision::Accept, BrakeDecision::Reverse, BrakeDecision::Drop}) {
        if (toText(decision) == word)
            return decision;
    }
    return std::nullopt;
}

/// Directly where nobody holds the data dir, else by the process that does.
Result<qint64> change(const Context& context, qint64 id, BrakeDecision decision)
{
    auto memory = Memory::hold(context.dataDirPath());
    if (memory)
        return memory->history->decideBrake(id, decision, Context::who());
    if (memory.error().code != ErrorCode::DataDirHeld)
        return fail(memory.error());
    const auto answer = callService(context.dataDirPath(), {{QStringLiteral("call"), QStringLiteral("brake")},
                                                            {QStringLiteral("action"), toText(decision)},
                                                            {QStringLiteral("id"), id},
                                                            {QStringLiteral("who"), Context::who()}});
    if (!answer)
        return fail(answer.error().code == ErrorCode::Unreachable ? memory.error() : answer.error());
    return answer->value(u"affected").toInteger();
}

int decide(const Context& context, qint64 id, BrakeDecision decision)
{
    auto peeked = Memory::peek(context.dataDirPath());
    if (!peeked)
        return context.out.fail(peeked.error());
    const auto plan = peeked->history ? peeked->history->brakePlan(id) : Result<BrakePlan>(fail(notFound(id)));
    if (!plan)
        return context.out.fail(plan.error().code == ErrorCode::NotFound ? notFound(id) : plan.error());
    peeked = Memory();
    const auto changed = change(context, id, decision);
    if (!changed)
        return context.out.fail(changed.error().code == ErrorCode::NotFound ? notFound(id) : changed.error());
    context.out.json(QJsonObject{{QStringLiteral("affected"), *changed}});
    const QString effect =
        decision == BrakeDecision::Accept
            ? QStringLiteral("%1 will be deleted in %2").arg(rowsOf(plan->deletes), plan->side.value)
        : decision == BrakeDecision::Reverse
            ? QStringLiteral("%1 will be restored in %2").arg(rowsOf(plan->deletes), plan->origin.value)
            : QStringLiteral("%1 stay in %2 only: the two sides differ there until somebody repairs them")
                  .arg(rowsOf(plan->deletes), plan->side.value);
    context.out.line(QStringLiteral("%1, in the next cycle").arg(effect));
    return ExitGood;
}

int run(Context& context)
{
    const QString word = context.arguments.value(0, QStringLiteral("list"));
    const QStringList rest = context.arguments.mid(1);
    if (word == u"list" && rest.isEmpty())
        return list(context);
    const auto decision = decisionOf(word);
    if ((word == u"show" || decision) && rest.size() == 1) {
        bool isId = false;
        const qint64 id = rest.constFirst().toLongLong(&isId);
        if (!isId)
            return usage(
                context,
                QStringLiteral("brake %1: found \"%2\", expected the id of a plan").arg(word, rest.constFirst()));
        return decision ? decide(context, id, *decision) : show(context, id);
    }
    return usage(context,
                 QStringLiteral("brake: found \"%1\", expected `list`, `show ID`, `accept ID`, `reverse ID` or "
                                "`drop ID`")
                     .arg(context.arguments.join(QLatin1Char(' '))));
}

} // namespace

Command brakeCommand()
{
    return {.name = QStringLiteral("brake"),
            .aliases = {},
            .summary = QStringLiteral("deletes that are held back: look, pass on, undo at their origin, forget"),
            .arguments = QStringLiteral("[list|show ID|accept ID|reverse ID|drop ID]"),
            .options = {},
            .run = run};
}

} // namespace keel
