// SPDX-License-Identifier: GPL-3.0-or-later
// The real window over the real engine: 100,000 open errors, 10,000 conflicts, 1,000 changes a second. Prints how long
// the window ever stood still, by page. Decides nothing: a figure of a busy machine proves nothing.
#include "sync/engine/engine.h"
#include "sync/records/datadir.h"
#include "tests/bench/window/walk.h"
#include "tests/bench/window/workload.h"
#include "ui/desktop.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace keel;

namespace {

double percentile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void print(const Heartbeat& heartbeat)
{
    double longest = 0;
    std::printf("%-12s %8s %10s %10s  %s\n", "page", "beats", "p99 ms", "longest", "while");
    QStringList names = heartbeat.pages().keys();
    names.sort();
    for (const QString& name : names) {
        const Heartbeat::Count& count = heartbeat.pages()[name];
        std::printf("%-12s %8zu %10.1f %10.1f  %s\n", qPrintable(name), count.gaps.size(), percentile(count.gaps, 0.99),
                    count.longest.ms, qPrintable(count.longest.action));
        if (name != QStringLiteral("start"))
            longest = std::max(longest, count.longest.ms);
    }
    std::printf("longest gap between two beats after the start: %.1f ms (bar: 100)\n", longest);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("errors"), QStringLiteral("Open errors."), QStringLiteral("n"), QStringLiteral("100000")},
         {QStringLiteral("conflicts"), QStringLiteral("Conflicts."), QStringLiteral("n"), QStringLiteral("10000")},
         {QStringLiteral("rounds"), QStringLiteral("Walks through all pages."), QStringLiteral("n"),
          QStringLiteral("2")}});
    parser.process(app);

    QTemporaryDir folder;
    Workload workload(folder.path());
    auto dir = DataDir::hold(folder.filePath(QStringLiteral("data")));
    if (!dir)
        qFatal("%s", qPrintable(toText(dir.error())));
    fillHistory((*dir)->file(QStringLiteral("history.db")), parser.value(QStringLiteral("errors")).toInt(),
                parser.value(QStringLiteral("conflicts")).toInt());
    Engine engine(workload.config(), *dir);
    DesktopOptions options;
    options.look = DesktopOptions::Look::Light;
    options.language = QStringLiteral("en");
    options.settingsFile = folder.filePath(QStringLiteral("desktop.ini"));
    options.who = QStringLiteral("ana");
    engine.start();
    const std::unique_ptr<QWidget> window = makeDesktop(engine, options);
    window->resize(1280, 800);
    window->show();
    Heartbeat heartbeat;
    Walk walk(*window, heartbeat, parser.value(QStringLiteral("rounds")).toInt());
    // The first comparison, and the errors' way into sync_errors, are done before the walk begins.
    QTimer wait;
    QObject::connect(&wait, &QTimer::timeout, &wait, [&] {
        const LinkSnapshot link = engine.snapshot().links.at(0);
        if (!link.lastSync || !link.proof)
            return;
        wait.stop();
        workload.start();
        walk.start(&QApplication::quit);
    });
    wait.start(500);
    QElapsedTimer took;
    took.start();
    QApplication::exec();
    workload.stop();
    const LinkSnapshot link = engine.snapshot().links.at(0);
    print(heartbeat);
    std::printf("changes written %lld, rows carried %lld, open errors %lld, %.0f s\n", qlonglong(workload.changes()),
                qlonglong(link.totalForward), qlonglong(engine.snapshot().errorsOpen),
                static_cast<double>(took.elapsed()) / 1000);
    return 0;
}
