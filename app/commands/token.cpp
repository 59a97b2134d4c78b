// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/http/tokenfile.h"
#include "sync/records/datadir.h"

namespace keel {

namespace {

/// Takes no lock: the file is replaced as a whole, and a running service reads it again. The token itself is not said:
/// a terminal's scrollback is no place for it.
int run(Context& context)
{
    if (context.arguments != QStringList{QStringLiteral("rotate")}) {
        context.out.problem(
            QStringLiteral("token: found \"%1\", expected `rotate`").arg(context.arguments.join(QLatin1Char(' '))));
        return ExitUsage;
    }
    const auto dir = DataDir::peek(context.dataDirPath());
    if (!dir)
        return context.out.fail(dir.error());
    const QString file = (*dir)->file(QStringLiteral("api-token"));
    if (const auto done = http::TokenFile::rotate(file); !done)
        return context.out.fail(done.error());
    context.out.line(QStringLiteral("%1 holds a new token; the old one is refused from now on").arg(file));
    context.out.json(QJsonObject{{QStringLiteral("file"), file}});
    return ExitGood;
}

} // namespace

Command tokenCommand()
{
    return {.name = QStringLiteral("token"),
            .aliases = {},
            .summary = QStringLiteral("makes a new token for the API"),
            .arguments = QStringLiteral("rotate"),
            .options = {},
            .run = run};
}

} // namespace keel
