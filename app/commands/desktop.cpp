// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/configreload.h"
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

int runAttached(const Context& context)
{
    const auto options =
        attachOptions(context.options.value(QStringLiteral("attach")),
                      context.options.value(QStringLiteral("token-file")), context.options.value(QStringLiteral("ca")));
    if (!options) {
        context.out.problem(QStringLiteral("--attach: %1").arg(toText(options.error())));
        return ExitUsage;
    }
    UnixSignals unixSignals;
    QObject::connect(&unixSignals, &UnixSignals::interrupted, qApp, &QCoreApplication::quit);
    const std::unique_ptr<QObject> window = openAttached(*options);
    QCoreApplication::exec();
    return ExitGood;
}

int run(Context& context)
{
    if (context.options.isSet(QStringLiteral("attach")))
        return runAttached(context);
    for (const QString& name : {QStringLiteral("token-file"), QStringLiteral("ca")}) {
        if (context.options.isSet(name)) {
            context.out.problem(QStringLiteral("--%1: goes with --attach").arg(name));
            return ExitUsage;
        }
    }
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
    const ConfigReload reload(host);
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
            .options = {QCommandLineOption(QStringLiteral("attach"),
                                           QStringLiteral("the desktop on a service elsewhere, through its HTTP API"),
                                           QStringLiteral("URL")),
                        QCommandLineOption(QStringLiteral("token-file"),
                                           QStringLiteral("with --attach: the service's token, else EVENKEEL_TOKEN or "
                                                          "the keychain"),
                                           QStringLiteral("FILE")),
                        QCommandLineOption(QStringLiteral("ca"),
                                           QStringLiteral("with --attach: an authority for https, in PEM"),
                                           QStringLiteral("FILE"))},
            .wantsWindow = always,
            .run = run};
}

} // namespace keel
