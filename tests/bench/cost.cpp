// SPDX-License-Identifier: GPL-3.0-or-later
// What Evenkeel costs where nothing is wrong: the triggers on the source, the idle service.
#include "tests/bench/bench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <unistd.h>

namespace {

constexpr int idleSeconds = 60;

double pgbenchTps(const QString& url, const QString& script, int clients)
{
    QProcess process;
    process.start(QStringLiteral("pgbench"),
                  {QStringLiteral("-n"), QStringLiteral("-M"), QStringLiteral("prepared"), QStringLiteral("-c"),
                   QString::number(clients), QStringLiteral("-j"), QString::number(std::min(clients, 2)),
                   QStringLiteral("-T"), QStringLiteral("5"), QStringLiteral("-f"), script, url});
    process.waitForFinished(-1);
    const QRegularExpression figure(QStringLiteral("tps = ([0-9.]+)"));
    const auto match = figure.match(QString::fromUtf8(process.readAllStandardOutput()));
    if (!match.hasMatch())
        qFatal("pgbench: %s", process.readAllStandardError().constData());
    return match.captured(1).toDouble();
}

double cpuSeconds(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = file.readAll();
    const auto fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    return (fields[11].toDouble() + fields[12].toDouble()) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace

void benchTriggers(Bench& bench)
{
    const QString name = QStringLiteral("triggers");
    bench.freshDatabases(name);
    const QString url = urlOf(bench.serverA(), name);
    Pg a(url);
    for (const QString& server : {bench.serverA(), bench.serverB()}) {
        Pg db(urlOf(server, name));
        db.run(eventsTable(QStringLiteral("events")));
    }
    a.run(eventsTable(QStringLiteral("plain")));
    for (const char* table : {"plain", "events"})
        a.run(fillEvents(QString::fromLatin1(table), 100'000));
    const QString folder = bench.writeConfig(name, {QStringLiteral("events")});
    QProcess setup;
    setup.start(bench.program(), bench.in(folder, {QStringLiteral("setup")}));
    setup.waitForFinished(-1);
    if (setup.exitCode() != 0)
        qFatal("setup: %s", setup.readAllStandardError().constData());
    a.run(QStringLiteral("listen evenkeel"));
    const auto script = [&](const QString& table) {
        const QString path = bench.folder() + QLatin1Char('/') + table + QStringLiteral(".sql");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(path));
        file.write(QStringLiteral("\\set id random(1, 100000)\nupdate %1 set amount = amount + 1 where id = :id;\n")
                       .arg(table)
                       .toUtf8());
        return path;
    };
    const QString plain = script(QStringLiteral("plain"));
    const QString events = script(QStringLiteral("events"));
    for (const int clients : {1, 4}) {
        std::vector<double> without;
        std::vector<double> with;
        for (int run = 0; run < std::max(5, bench.runs()); ++run) {
            for (const char* table : {"plain", "events", "evenkeel.change_log"})
                a.run(QStringLiteral("vacuum ") + QString::fromLatin1(table));
            without.push_back(pgbenchTps(url, plain, clients));
            with.push_back(pgbenchTps(url, events, clients));
        }
        bench.add({QStringLiteral("single-row updates with the journal's triggers, %1 clients").arg(clients),
                   spread(with, QStringLiteral("/s"), 0),
                   QStringLiteral("without ") + spread(without, QStringLiteral("/s"), 0),
                   QStringLiteral("−%1 %").arg(100 * (1 - median(with) / median(without)), 0, 'f', 1)});
    }
}

void benchIdle(Bench& bench)
{
    const QString name = QStringLiteral("idle");
    bench.freshDatabases(name);
    QStringList tables;
    for (int i = 0; i < 6; ++i)
        tables.append(QStringLiteral("t%1").arg(i));
    for (const QString& server : {bench.serverA(), bench.serverB()}) {
        Pg db(urlOf(server, name));
        for (const QString& table : tables) {
            db.run(eventsTable(table));
            db.run(fillEvents(table, 10'000));
        }
    }
    const QString folder = bench.writeConfig(name, tables);
    auto service = bench.serve(folder);
    const auto nap = [](int seconds) {
        timespec time{seconds, 0};
        nanosleep(&time, nullptr);
    };
    nap(5);
    const double before = cpuSeconds(service->processId());
    nap(idleSeconds);
    const double used = cpuSeconds(service->processId()) - before;
    QProcess status;
    status.start(bench.program(), bench.in(folder, {QStringLiteral("status"), QStringLiteral("--json")}));
    status.waitForFinished();
    const auto link = QJsonDocument::fromJson(status.readAllStandardOutput())
                          .object()
                          .value(QStringLiteral("status"))
                          .toObject()
                          .value(QStringLiteral("links"))
                          .toArray()
                          .first()
                          .toObject();
    bench.add({QStringLiteral("idle, 6 tables at 1 s: processor"),
               QStringLiteral("%1 % of a core").arg(100 * used / idleSeconds, 0, 'f', 2),
               QStringLiteral("bar 0.3 %"),
               {}});
    bench.add({QStringLiteral("idle: memory"),
               QStringLiteral("%1 MiB").arg(memoryMiB(service->processId(), false), 0, 'f', 0),
               QStringLiteral("bar 150 MiB"),
               {}});
    bench.add({QStringLiteral("idle: last cycle"),
               QStringLiteral("%1 ms").arg(link.value(QStringLiteral("lastSyncDuration")).toDouble(), 0, 'f', 1),
               QStringLiteral("bar 20 ms"),
               {}});
    service->terminate();
    service->waitForFinished();
}
