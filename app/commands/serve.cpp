// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/configreload.h"
#include "app/exitcode.h"
#include "app/host.h"
#include "app/http/httpapi.h"
#include "app/logging.h"
#include "app/preflight.h"
#include "app/servicenotify.h"
#include "app/signals.h"
#include "sync/records/datadir.h"

#include <QCoreApplication>

namespace keel {

namespace {

/// A port that the config asks for and that is taken ends the start; a port that nobody asked for must not keep the
/// links of a second service on this machine from running.
Result<std::unique_ptr<HttpApi>> startApi(Host& host, const Config& config, const DataDir& dir, const Output& out)
{
    if (!config.api.enabled)
        return std::unique_ptr<HttpApi>();
    auto api = std::make_unique<HttpApi>(host.service(), config, dir.file(QStringLiteral("api-token")));
    const auto started = api->start();
    if (started)
        return api;
    if (config.api.isWritten)
        return fail(started.error());
    out.problem(QStringLiteral("the HTTP API is off: %1").arg(toText(started.error())));
    return std::unique_ptr<HttpApi>();
}

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
    UnixSignals unixSignals(UnixSignals::Hangup::Reloads);
    Host host(*config, *dir);
    ConfigReload reload(host);
    const auto api = startApi(host, host.config(), **dir, context.out);
    if (!api)
        return context.out.fail(api.error());
    ServiceNotify notify;
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &notify, &ServiceNotify::stopping);
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &host, &Host::stop);
    if (HttpApi* http = api->get()) {
        host.control().setHttp([http](int descriptor, const QString& owner) { http->adopt(descriptor, owner); });
        QObject::connect(&host.alerts(), &AlertCenter::notified, http, &HttpApi::tellAlert);
        QObject::connect(&reload, &ConfigReload::read, http, [http, &reload, &host] {
            http->takeConfig(host.config().api);
            if (const auto renewed = http->reloadCertificate(); !renewed)
                reload.say(renewed.error());
        });
    }
    QObject::connect(&unixSignals, &UnixSignals::reloadAsked, &reload,
                     [&reload] { reload.reload(QStringLiteral("SIGHUP")); });
    QObject::connect(&host, &Host::finished, qApp, &QCoreApplication::quit);
    host.start();
    notify.ready();
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
