// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/control/controlclient.h"
#include "app/exitcode.h"

#include <QJsonArray>

namespace keel {

namespace {

int tell(const Context& context, const QString& word, const QString& done)
{
    const auto answer =
        callService(context.dataDirPath(), {{QStringLiteral("call"), word},
                                            {QStringLiteral("links"), QJsonArray::fromStringList(context.arguments)},
                                            {QStringLiteral("who"), Context::who()}});
    if (!answer)
        return context.out.fail(answer.error());
    QJsonArray names;
    for (const QJsonValue link : answer->value(u"links").toArray()) {
        names.append(link[u"name"]);
        context.out.line(QStringLiteral("%1: %2").arg(link[u"name"].toString(), done));
    }
    context.out.json(QJsonObject{{QStringLiteral("links"), names}});
    return ExitGood;
}

int pause(Context& context)
{
    return tell(context, QStringLiteral("pause"), QStringLiteral("paused"));
}

int restart(Context& context)
{
    return tell(context, QStringLiteral("restart"), QStringLiteral("restarted on fresh connections"));
}

int resume(Context& context)
{
    return tell(context, QStringLiteral("resume"), QStringLiteral("resumed"));
}

} // namespace

Command pauseCommand()
{
    return {.name = QStringLiteral("pause"),
            .aliases = {},
            .summary = QStringLiteral("pauses links of the running service"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {},
            .run = pause};
}

Command resumeCommand()
{
    return {.name = QStringLiteral("resume"),
            .aliases = {},
            .summary = QStringLiteral("goes on with paused links"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {},
            .run = resume};
}

Command restartCommand()
{
    return {.name = QStringLiteral("restart"),
            .aliases = {},
            .summary = QStringLiteral("gives links fresh connections and runs a cycle on them"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {},
            .run = restart};
}

} // namespace keel
