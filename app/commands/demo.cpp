// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/demo/demoproof.h"
#include "app/demo/demorun.h"
#include "app/exitcode.h"
#include "app/logging.h"
#include "app/signals.h"
#include "app/window.h"
#include "sync/config/configreader.h"
#include "sync/records/datadir.h"

#include <QTemporaryDir>

namespace keel {

namespace {

bool wantsWindow(const QCommandLineParser& options)
{
    return !options.isSet(QStringLiteral("headless"));
}

std::optional<std::chrono::seconds> secondsOf(const Context& context, bool& valid)
{
    valid = true;
    if (!context.options.isSet(QStringLiteral("seconds")))
        return std::nullopt;
    const QString text = context.options.value(QStringLiteral("seconds"));
    const int seconds = text.toInt(&valid);
    valid = valid && seconds > 0;
    if (!valid)
        context.out.problem(QStringLiteral("--seconds: found \"%1\", expected a whole number from 1 on").arg(text));
    return std::chrono::seconds(seconds);
}

int sayProof(const Context& context, const DemoFiles& files, const DataDir& dir, const Host& host)
{
    const auto proof = proveDemo(files, dir.file(QStringLiteral("history.db")));
    if (!proof)
        return context.out.fail(proof.error());
    for (const QString& line : host.totals())
        context.out.line(line);
    for (const QString& line : proof->lines())
        context.out.line(line);
    context.out.json(proof->json());
    return proof->holds() ? ExitGood : ExitFindings;
}

int work(const Context& context, const Config& config, const std::shared_ptr<DataDir>& dir, const DemoFiles& files,
         std::optional<std::chrono::seconds> seconds)
{
    const bool window = wantsWindow(context.options);
    LogConfig log = Logging::quiet();
    log.format = config.log.format;
    const Logging logging(log, context.globals.verbose, dir->file(QStringLiteral("log")));
    UnixSignals unixSignals;
    DemoRun demo(config, dir, files, context.out);
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &demo, &DemoRun::finish);
    QObject::connect(&demo, &DemoRun::finished, qApp, &QCoreApplication::quit);
    QTimer end;
    end.setSingleShot(true);
    QObject::connect(&end, &QTimer::timeout, &demo, &DemoRun::finish);
    if (seconds)
        end.start(*seconds);
    demo.start(!window);
    const std::unique_ptr<QObject> desktop = window ? openWindow(demo.host()) : nullptr;
    QCoreApplication::exec();
    return window && !seconds ? ExitGood : sayProof(context, files, *dir, demo.host());
}

int run(Context& context)
{
    bool valid = false;
    const auto seconds = secondsOf(context, valid);
    if (!valid)
        return ExitUsage;
    // Without --data-dir everything goes with the end of the program.
    const QTemporaryDir temporary;
    const QString folder = context.globals.dataDir.isEmpty() ? temporary.path() : context.dataDirPath();
    auto dir = DataDir::hold(folder);
    if (!dir)
        return context.out.fail(dir.error());
    const auto files = makeDemoFiles((*dir)->path());
    if (!files)
        return context.out.fail(files.error());
    context.out.line(QStringLiteral("Demo: %1 and %2").arg(files->clinic, files->cloud));
    const auto config = keel::readConfig(
        {.explicitFile = files->config, .environment = QProcessEnvironment(), .workingDir = (*dir)->path()});
    if (!config) {
        for (const Error& error : config.error())
            context.out.problem(toText(error));
        return ExitUsage;
    }
    return work(context, *config, *dir, *files, seconds);
}

} // namespace

Command demoCommand()
{
    return {.name = QStringLiteral("demo"),
            .aliases = {},
            .summary = QStringLiteral("the desktop on two sample databases with people at work on both"),
            .arguments = {},
            .options = {QCommandLineOption(QStringLiteral("headless"),
                                           QStringLiteral("a table on the terminal, no window")),
                        QCommandLineOption(QStringLiteral("seconds"),
                                           QStringLiteral("ends after N seconds, and shows that both files are equal"),
                                           QStringLiteral("N"))},
            .wantsWindow = wantsWindow,
            .run = run};
}

} // namespace keel
