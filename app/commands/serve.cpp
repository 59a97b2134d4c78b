// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/host.h"
#include "app/logging.h"
#include "app/preflight.h"
#include "app/signals.h"
#include "sync/records/datadir.h"

#include <QCoreApplication>

namespace keel {

namespace {

int run(Context& context)
{
    const auto config = context.readConfig();
    if (!config)
        return ExitUsage;
    auto dir = DataDir::hold(context.dataDirPath());
    if (!dir)
        return context.out.fail(dir.error());
    if (!(*dir)->notice().isEmpty())
        context.out.problem((*dir)->notice());
    const Logging logging(config->log, context.globals.verbose, (*dir)->file(QStringLiteral("log")));
    if (const int stop = missingRight(context, *config); stop != ExitGood)
        return stop;
    UnixSignals unixSignals;
    Host host(*config, *dir);
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &host, &Host::stop);
    QObject::connect(&host, &Host::finished, qApp, &QCoreApplication::quit);
    host.start();
    QCoreApplication::exec();
    for (const QString& line : host.totals())
        context.out.line(line);
    return ExitGood;
}

} // namespace

Command serveCommand()
{
    return {.name = QStringLiteral("serve"),
            .aliases = {QStringLiteral("monitor")},
            .summary = QStringLiteral("keeps the links in step without a window, until SIGINT or SIGTERM"),
            .arguments = {},
            .options = {},
            .run = run};
}

} // namespace keel
