// SPDX-License-Identifier: GPL-3.0-or-later
// 100,000 changed rows, 1,000,000 rows loaded, a backlog of 1,000,000 entries.
#include "tests/bench/bench.h"

#include <QTextStream>
#include <QUrl>

#include <thread>

namespace {

constexpr int changedRows = 100'000;
constexpr int loadedRows = 1'000'000;
constexpr double pollSeconds = 0.005;

/// Seconds from the end of `change` on a until b holds the mark in as many rows.
double untilVisible(Pg& a, Pg& b, const QString& change, const QString& mark, int rows)
{
    a.run(change);
    const double begun = secondsNow();
    const QString last = QStringLiteral("select kind from events where id = %1").arg(rows);
    const QString all = QStringLiteral("select count(*) from events where kind = '%1'").arg(mark);
    for (double next = begun;; next += pollSeconds) {
        // Asleep between looks: a watcher that spins would take one of the machine's processors from both candidates.
        if (const double wait = next - secondsNow(); wait > 0)
            std::this_thread::sleep_for(std::chrono::duration<double>(wait));
        if (b.value(last) == mark && b.value(all).toInt() == rows)
            return secondsNow() - begun;
        if (secondsNow() - begun > 300)
            qFatal("not visible after 300 s");
    }
}

QString changeEvents(const QString& mark, int rows)
{
    return QStringLiteral("update events set kind = '%1', amount = amount + 1 where id <= %2").arg(mark).arg(rows);
}

QString connectionWords(const QString& server, const QString& database)
{
    const QUrl url(server);
    return QStringLiteral("host=%1 port=%2 user=%3 dbname=%4")
        .arg(url.host())
        .arg(url.port())
        .arg(url.userName(), database);
}

} // namespace

void benchCatchUp(Bench& bench)
{
    const QString own = QStringLiteral("catchup");
    const QString native = QStringLiteral("catchup_native");
    for (const QString& name : {own, native}) {
        bench.freshDatabases(name);
        for (const QString& server : {bench.serverA(), bench.serverB()}) {
            Pg db(urlOf(server, name));
            db.run(eventsTable(QStringLiteral("events")));
            db.run(fillEvents(QStringLiteral("events"), 2 * changedRows));
            db.run(QStringLiteral("alter table events set (autovacuum_enabled = off)")); // it comes between the runs
            db.run(QStringLiteral("vacuum analyze events"));
        }
    }
    Pg nativeA(urlOf(bench.serverA(), native));
    Pg nativeB(urlOf(bench.serverB(), native));
    nativeA.run(QStringLiteral("create publication bench for table events"));
    nativeB.run(QStringLiteral("create subscription bench connection '%1' publication bench with (copy_data = false)")
                    .arg(connectionWords(bench.serverA(), native)));
    Pg ownA(urlOf(bench.serverA(), own));
    Pg ownB(urlOf(bench.serverB(), own));
    const QString folder = bench.writeConfig(own, {QStringLiteral("events")});
    auto service = bench.serve(folder);

    std::vector<double> evenkeel;
    std::vector<double> replication;
    for (int run = 0; run < bench.runs(); ++run) {
        const QString mark = QStringLiteral("run%1").arg(run);
        // While the other is measured, logical replication rests: its sender would read what the triggers write.
        nativeB.run(QStringLiteral("alter subscription bench enable"));
        untilVisible(nativeA, nativeB, changeEvents(mark + QLatin1Char('w'), 1), mark + QLatin1Char('w'), 1);
        replication.push_back(untilVisible(nativeA, nativeB, changeEvents(mark, changedRows), mark, changedRows));
        nativeB.run(QStringLiteral("alter subscription bench disable"));
        evenkeel.push_back(untilVisible(ownA, ownB, changeEvents(mark, changedRows), mark, changedRows));
        for (Pg* db : {&nativeA, &nativeB, &ownA, &ownB})
            db->run(QStringLiteral("vacuum events"));
    }
    const double peak = memoryMiB(service->processId(), true);
    service->terminate();
    service->waitForFinished();
    nativeB.run(QStringLiteral("drop subscription bench"));
    bench.add({QStringLiteral("100,000 changed rows, commit until all visible"), spread(evenkeel, QStringLiteral("s")),
               QStringLiteral("logical replication ") + spread(replication, QStringLiteral("s")),
               QString::number(median(evenkeel) / median(replication), 'f', 2)});
    bench.add({QStringLiteral("memory of the service, peak"),
               QString::number(peak, 'f', 0) + QStringLiteral(" MiB"),
               QStringLiteral("bar 150 MiB"),
               {}});
}

void benchLoad(Bench& bench)
{
    const QString name = QStringLiteral("initial");
    std::vector<double> evenkeel;
    std::vector<double> copy;
    double peak = 0;
    bench.freshDatabases(name);
    Pg a(urlOf(bench.serverA(), name));
    Pg b(urlOf(bench.serverB(), name));
    for (Pg* db : {&a, &b})
        db->run(eventsTable(QStringLiteral("events")));
    a.run(fillEvents(QStringLiteral("events"), loadedRows));
    a.run(QStringLiteral("vacuum analyze events"));
    const int runs = std::max(1, bench.runs() - 2);
    for (int run = 0; run < runs; ++run) {
        b.run(QStringLiteral("truncate events"));
        QProcess shell;
        const double begun = secondsNow();
        shell.start(
            QStringLiteral("sh"),
            {QStringLiteral("-c"),
             QStringLiteral("psql -q '%1' -c 'copy events to stdout' | psql -q '%2' -c 'copy events from stdin'")
                 .arg(urlOf(bench.serverA(), name), urlOf(bench.serverB(), name))});
        shell.waitForFinished(-1);
        copy.push_back(secondsNow() - begun);
        if (shell.exitCode() != 0)
            qFatal("copy failed");
        b.run(QStringLiteral("truncate events"));
        for (Pg* db : {&a, &b})
            db->run(QStringLiteral("drop schema if exists evenkeel cascade"));
        const QString folder = bench.writeConfig(name, {QStringLiteral("events")});
        double memory = 0;
        evenkeel.push_back(bench.once(folder, &memory));
        peak = std::max(peak, memory);
        if (b.value(QStringLiteral("select count(*) from events")).toInt() != loadedRows)
            qFatal("rows are missing after the load");
    }
    bench.add({QStringLiteral("1,000,000 rows loaded into an empty table"), spread(evenkeel, QStringLiteral("s")),
               QStringLiteral("COPY piped ") + spread(copy, QStringLiteral("s")),
               QString::number(median(evenkeel) / median(copy), 'f', 2)});
    bench.add({QStringLiteral("memory of the load, peak"),
               QString::number(peak, 'f', 0) + QStringLiteral(" MiB"),
               QStringLiteral("bar 150 MiB"),
               {}});
}

void benchBacklog(Bench& bench)
{
    const QString name = QStringLiteral("backlog");
    bench.freshDatabases(name);
    Pg a(urlOf(bench.serverA(), name));
    Pg b(urlOf(bench.serverB(), name));
    for (Pg* db : {&a, &b}) {
        db->run(eventsTable(QStringLiteral("events")));
        db->run(fillEvents(QStringLiteral("events"), loadedRows));
        db->run(QStringLiteral("vacuum analyze events"));
    }
    const QString folder = bench.writeConfig(name, {QStringLiteral("events")});
    bench.once(folder);
    std::vector<double> small;
    std::vector<double> large;
    double peak = 0;
    for (int run = 0; run < std::max(1, bench.runs() - 2); ++run) {
        for (const int rows : {50'000, loadedRows}) {
            a.run(changeEvents(QStringLiteral("b%1r%2").arg(run).arg(rows), rows));
            for (Pg* db : {&a, &b})
                db->run(QStringLiteral("vacuum events"));
            double memory = 0;
            const double seconds = bench.once(folder, &memory);
            peak = std::max(peak, memory);
            (rows == loadedRows ? large : small).push_back(rows / seconds / 1000);
        }
    }
    bench.add({QStringLiteral("backlog of 1,000,000 entries"), spread(large, QStringLiteral("thousand rows/s"), 1),
               QStringLiteral("one of 50,000: ") + spread(small, QStringLiteral("thousand rows/s"), 1),
               QString::number(median(large) / median(small), 'f', 2)});
    bench.add({QStringLiteral("memory while it drains, peak"),
               QString::number(peak, 'f', 0) + QStringLiteral(" MiB"),
               QStringLiteral("bar 150 MiB"),
               {}});
}
