// SPDX-License-Identifier: GPL-3.0-or-later
// How long a committed change takes until it can be read on the other side, at ten changes a second.
#include "tests/bench/bench.h"

#include <QUrl>

namespace {

constexpr int samples = 300;
constexpr double pauseSeconds = 0.1;

std::vector<double> measure(Pg& a, Pg& b, const QString& prefix)
{
    std::vector<double> milliseconds;
    for (int i = 0; i < samples; ++i) {
        const QString mark = QStringLiteral("%1%2").arg(prefix).arg(i);
        const int id = 1 + (i * 37) % 1000;
        const double start = secondsNow() + pauseSeconds;
        while (secondsNow() < start) {
            timespec nap{0, 2'000'000};
            nanosleep(&nap, nullptr);
        }
        a.run(QStringLiteral("update events set kind = '%1' where id = %2").arg(mark).arg(id));
        const double begun = secondsNow();
        const QString question = QStringLiteral("select kind from events where id = %1").arg(id);
        while (b.value(question) != mark) {
            if (secondsNow() - begun > 30)
                qFatal("a change did not arrive in 30 s");
            timespec nap{0, 200'000};
            nanosleep(&nap, nullptr);
        }
        milliseconds.push_back((secondsNow() - begun) * 1000);
    }
    return milliseconds;
}

QString figures(const std::vector<double>& ms)
{
    return QStringLiteral("%1 / %2 ms").arg(percentile(ms, 0.5), 0, 'f', 1).arg(percentile(ms, 0.99), 0, 'f', 1);
}

} // namespace

void benchLatency(Bench& bench)
{
    const QString own = QStringLiteral("latency");
    const QString native = QStringLiteral("latency_native");
    for (const QString& name : {own, native}) {
        bench.freshDatabases(name);
        for (const QString& server : {bench.serverA(), bench.serverB()}) {
            Pg db(urlOf(server, name));
            db.run(eventsTable(QStringLiteral("events")));
            db.run(fillEvents(QStringLiteral("events"), 1000));
        }
    }
    Pg nativeA(urlOf(bench.serverA(), native));
    Pg nativeB(urlOf(bench.serverB(), native));
    const QUrl server(bench.serverA());
    nativeA.run(QStringLiteral("create publication bench for table events"));
    nativeB.run(
        QStringLiteral("create subscription bench connection 'host=%1 port=%2 user=%3 dbname=%4' publication bench"
                       " with (copy_data = false)")
            .arg(server.host())
            .arg(server.port())
            .arg(server.userName(), native));
    const auto replication = measure(nativeA, nativeB, QStringLiteral("n"));
    nativeB.run(QStringLiteral("drop subscription bench"));

    Pg a(urlOf(bench.serverA(), own));
    Pg b(urlOf(bench.serverB(), own));
    auto service = bench.serve(bench.writeConfig(own, {QStringLiteral("events")}));
    const auto forward = measure(a, b, QStringLiteral("f"));
    const auto reverse = measure(b, a, QStringLiteral("r"));
    service->terminate();
    service->waitForFinished();
    bench.add({QStringLiteral("commit until visible, a to b, p50 / p99"),
               figures(forward),
               QStringLiteral("logical replication ") + figures(replication),
               {}});
    bench.add({QStringLiteral("commit until visible, b to a, p50 / p99"),
               figures(reverse),
               QStringLiteral("bar 10 / 50 ms"),
               {}});
}
