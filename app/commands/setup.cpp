// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/memory.h"
#include "app/setuptext.h"

namespace keel {

namespace {

int print(const Context& context, OpenLink& link, QJsonArray& documents)
{
    const LinkConfig& config = link.runner().config();
    QJsonObject document{{QStringLiteral("name"), config.name.value}};
    for (const Side side : {Side::A, Side::B}) {
        const auto script = link.runner().setupScript(side);
        if (!script)
            return context.out.fail(script.error());
        if (!context.out.isJson())
            context.out.raw(scriptText(side == Side::A ? config.a : config.b, *script));
        document.insert(side == Side::A ? QStringLiteral("a") : QStringLiteral("b"),
                        QJsonArray::fromStringList(*script));
    }
    documents.append(document);
    return ExitGood;
}

int install(const Context& context, OpenLink& link, QJsonArray& documents)
{
    const LinkConfig& config = link.runner().config();
    if (const auto done = setUpOrPrint(link, context.out); !done)
        return context.out.fail(done.error());
    int result = ExitGood;
    for (const TableReport& table : link.runner().tables()) {
        if (table.stopped) {
            context.out.problem(toText(*table.stopped));
            result = ExitFindings;
        }
    }
    context.out.line(QStringLiteral("%1: set up in %2 and %3").arg(config.name.value, config.a.value, config.b.value));
    documents.append(QJsonObject{{QStringLiteral("name"), config.name.value}});
    return result;
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
    int result = ExitGood;
    for (const LinkConfig& link : *links) {
        auto opened = OpenLink::open(*config, link, *memory->book, *memory->state);
        const bool printOnly = context.options.isSet(QStringLiteral("print-sql"));
        const int one = !opened     ? context.out.fail(opened.error())
                        : printOnly ? print(context, **opened, documents)
                                    : install(context, **opened, documents);
        result = std::max(result, one);
    }
    context.out.json(QJsonObject{{QStringLiteral("links"), documents}});
    return result;
}

} // namespace

Command setupCommand()
{
    return {.name = QStringLiteral("setup"),
            .aliases = {},
            .summary = QStringLiteral("installs Evenkeel's objects (journal, triggers) in both databases"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {QCommandLineOption(QStringLiteral("print-sql"),
                                           QStringLiteral("print the SQL and change nothing"))},
            .run = run};
}

} // namespace keel
