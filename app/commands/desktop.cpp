// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/host.h"
#include "app/logging.h"
#include "app/preflight.h"
#include "app/signals.h"
#include "app/window.h"
#include "sync/records/datadir.h"

#include <QCoreApplication>

namespace keel {

namespace {

bool always(const QCommandLineParser& /*options*/)
{
    return true;
}

int run(Context& context)
{
    const auto config = context.readConfig();
    if (!config) {
        context.out.problem(QStringLiteral("`evenkeel demo` shows the desktop on two sample databases"));
        return ExitUsage;
    }
    auto dir = DataDir::hold(context.dataDirPath());
    if (!dir)
        return context.out.fail(dir.error());
    const Logging logging(config->log, context.globals.verbose, (*dir)->file(QStringLiteral("log")));
    if (const int stop = missingRight(context, *config); stop != ExitGood)
        return stop;
    UnixSignals unixSignals;
    Host host(*config, *dir);
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &host, &Host::stop);
    QObject::connect(&host, &Host::finished, qApp, &QCoreApplication::quit);
    host.start();
    const std::unique_ptr<QObject> window = openWindow(host);
    QCoreApplication::exec();
    return ExitGood;
}

} // namespace

Command desktopCommand()
{
    return {.name = {},
            .aliases = {},
            .summary = QStringLiteral("the desktop"),
            .arguments = {},
            .options = {},
            .wantsWindow = always,
            .run = run};
}

} // namespace keel
