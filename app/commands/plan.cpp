// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/json/jsonparts.h"
#include "app/memory.h"
#include "app/openlink.h"

namespace keel {

namespace {

QJsonObject counts(const PassCounts& pass)
{
    return {{QStringLiteral("insert"), pass.inserted},
            {QStringLiteral("update"), pass.updated},
            {QStringLiteral("delete"), pass.deleted}};
}

QString sideName(Side side)
{
    return side == Side::A ? QStringLiteral("a") : QStringLiteral("b");
}

QJsonObject document(const LinkConfig& link, const PlanReport& plan)
{
    QJsonArray conflicts;
    for (const PlannedConflict& conflict : plan.conflicts)
        conflicts.append(QJsonObject{{QStringLiteral("table"), conflict.table.value},
                                     {QStringLiteral("key"), json::key(keyToJson(conflict.key))},
                                     {QStringLiteral("class"), conflict.conflictClass},
                                     {QStringLiteral("winner"), sideName(conflict.winner)}});
    return {{QStringLiteral("name"), link.name.value},
            {QStringLiteral("forward"), counts(plan.forward)},
            {QStringLiteral("reverse"), counts(plan.reverse)},
            {QStringLiteral("conflicts"), conflicts}};
}

void say(const Output& out, const LinkConfig& link, const PlanReport& plan)
{
    const auto pass = [&](const EndpointName& target, const PassCounts& c) {
        out.line(QStringLiteral("  into %1: %2 to insert, %3 to update, %4 to delete")
                     .arg(target.value)
                     .arg(c.inserted)
                     .arg(c.updated)
                     .arg(c.deleted));
    };
    out.line(link.name.value);
    if (link.forward)
        pass(link.b, plan.forward);
    if (link.reverse)
        pass(link.a, plan.reverse);
    for (const PlannedConflict& conflict : plan.conflicts)
        out.line(QStringLiteral("  conflict: %1 %2 (%3), %4 wins")
                     .arg(conflict.table.value, keyToDisplay(conflict.key), conflict.conflictClass,
                          (conflict.winner == Side::A ? link.a : link.b).value));
}

int run(Context& context)
{
    const auto config = context.readConfig();
    if (!config)
        return ExitUsage;
    const auto links = context.linksNamed(*config, context.arguments);
    if (!links)
        return ExitUsage;
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    QJsonArray documents;
    for (const LinkConfig& link : *links) {
        auto opened = OpenLink::open(*config, link, *memory->book, *memory->state);
        if (!opened)
            return context.out.fail(opened.error());
        const auto plan = (*opened)->runner().plan();
        if (!plan)
            return context.out.fail(plan.error());
        for (const TableReport& table : (*opened)->runner().tables()) {
            if (table.stopped)
                context.out.problem(toText(*table.stopped));
        }
        say(context.out, link, *plan);
        documents.append(document(link, *plan));
    }
    context.out.json(QJsonObject{{QStringLiteral("links"), documents}});
    return ExitGood;
}

} // namespace

Command planCommand()
{
    return {.name = QStringLiteral("plan"),
            .aliases = {},
            .summary = QStringLiteral("what the next cycle would do; changes nothing"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {},
            .run = run};
}

} // namespace keel
