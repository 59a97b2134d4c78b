// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/memory.h"
#include "app/setuptext.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <iterator>

namespace keel {

namespace {

/// The endpoints of the links, each once. An endpoint that another link still needs is an error.
Result<std::vector<EndpointName>> endpointsOf(const Config& config, const std::vector<LinkConfig>& links)
{
    std::vector<EndpointName> names;
    for (const LinkConfig& link : links) {
        for (const EndpointName& name : {link.a, link.b}) {
            if (std::ranges::find(names, name) == names.end())
                names.push_back(name);
        }
    }
    for (const LinkConfig& other : config.links) {
        const bool named = std::ranges::any_of(links, [&](const LinkConfig& l) { return l.name == other.name; });
        for (const EndpointName& name : {other.a, other.b}) {
            if (!named && std::ranges::find(names, name) != names.end())
                return fail(
                    {.kind = ErrorClass::Config,
                     .code = ErrorCode::ConfigInvalid,
                     .detail = QStringLiteral("link %1 uses this database too").arg(other.name.value),
                     .place = name.value,
                     .mend = QStringLiteral("name %1 as well, or take it out of the config").arg(other.name.value)});
        }
    }
    return names;
}

int tearDown(const Context& context, const Config& config, const EndpointName& name, QJsonArray& documents)
{
    auto store = openStore(config, name, QStringLiteral("evenkeel teardown"));
    if (!store)
        return context.out.fail(store.error());
    const auto script = (*store)->teardownScript();
    if (!script)
        return context.out.fail(script.error());
    documents.append(QJsonObject{{QStringLiteral("endpoint"), name.value},
                                 {QStringLiteral("statements"), QJsonArray::fromStringList(*script)}});
    if (context.options.isSet(QStringLiteral("print-sql"))) {
        if (!context.out.isJson())
            context.out.raw(scriptText(name, *script));
        return ExitGood;
    }
    if (const auto done = (*store)->teardown(); !done) {
        if (done.error().code == ErrorCode::AccessDenied && !context.out.isJson())
            context.out.raw(scriptText(name, *script));
        return context.out.fail(done.error());
    }
    context.out.line(QStringLiteral("%1: Evenkeel's objects are removed").arg(name.value));
    return ExitGood;
}

/// What is set up on these sides next is new, not swapped.
void forgetSides(const Context& context, const std::vector<LinkConfig>& links)
{
    const QString file = QDir(context.dataDirPath()).filePath(QStringLiteral("history.db"));
    if (!QFile::exists(file))
        return;
    const auto history = History::open(file, QStringLiteral("teardown"));
    for (const LinkConfig& link : links) {
        const auto done = history ? (*history)->forgetSides(link.name) : fail(history.error());
        if (!done)
            context.out.problem(toText(done.error()));
    }
}

int run(Context& context)
{
    const auto config = context.readConfig();
    if (!config)
        return ExitUsage;
    const auto links = context.linksNamed(*config, context.arguments);
    if (!links)
        return ExitUsage;
    const auto names = endpointsOf(*config, *links);
    if (!names)
        return context.out.fail(names.error());
    // Under a running service the triggers must not go.
    const auto dir = DataDir::hold(context.dataDirPath());
    if (!dir && !context.options.isSet(QStringLiteral("print-sql")))
        return context.out.fail(dir.error());
    QJsonArray documents;
    int result = ExitGood;
    for (const EndpointName& name : *names)
        result = std::max(result, tearDown(context, *config, name, documents));
    if (result == ExitGood && !context.options.isSet(QStringLiteral("print-sql")))
        forgetSides(context, *links);
    context.out.json(QJsonObject{{QStringLiteral("endpoints"), documents}});
    return result;
}

} // namespace

Command teardownCommand()
{
    return {.name = QStringLiteral("teardown"),
            .aliases = {},
            .summary = QStringLiteral("removes every object of Evenkeel from the databases"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {QCommandLineOption(QStringLiteral("print-sql"),
                                           QStringLiteral("print the SQL and change nothing"))},
            .run = run};
}

} // namespace keel
