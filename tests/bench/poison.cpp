// SPDX-License-Identifier: GPL-3.0-or-later
// 100,000 new rows of which the target refuses 1,000, beside 100,000 good ones.
#include "tests/bench/bench.h"

#include <QProcess>

namespace {

constexpr int newRows = 100'000;
constexpr int everyNth = 100; ///< is refused

/// Seconds of `once` with so many rows waiting; the target's rows are counted after it.
double drain(Bench& bench, const QString& folder, Pg& a, Pg& b, const QString& kind, int expected)
{
    a.run(fillEvents(QStringLiteral("events"), newRows));
    a.run(QStringLiteral("update events set kind = '%1' where id % %2 = 0").arg(kind).arg(everyNth));
    for (Pg* db : {&a, &b})
        db->run(QStringLiteral("vacuum analyze events"));
    QProcess program;
    const double begun = secondsNow();
    program.start(bench.program(), bench.in(folder, {QStringLiteral("once")}));
    program.waitForFinished(-1);
    const double seconds = secondsNow() - begun;
    const int arrived = b.value(QStringLiteral("select count(*) from events")).toInt();
    const int listed =
        b.value(QStringLiteral("select count(*) from evenkeel.sync_errors where resolved_at is null")).toInt();
    if (arrived != expected || listed != newRows - expected)
        qFatal("%d rows arrived, %d are listed", arrived, listed);
    return seconds;
}

} // namespace

void benchPoison(Bench& bench)
{
    const QString name = QStringLiteral("poison");
    std::vector<double> clean;
    std::vector<double> poisoned;
    for (int run = 0; run < std::max(1, bench.runs() - 2); ++run) {
        for (const bool poison : {false, true}) {
            bench.freshDatabases(name);
            Pg a(urlOf(bench.serverA(), name));
            Pg b(urlOf(bench.serverB(), name));
            for (Pg* db : {&a, &b})
                db->run(eventsTable(QStringLiteral("events")));
            b.run(QStringLiteral("alter table events add check (kind <> 'poison')"));
            const QString folder = bench.writeConfig(name, {QStringLiteral("events")});
            bench.once(folder);
            const double seconds =
                drain(bench, folder, a, b, poison ? QStringLiteral("poison") : QStringLiteral("fine"),
                      poison ? newRows - newRows / everyNth : newRows);
            (poison ? poisoned : clean).push_back(newRows / seconds / 1000);
        }
    }
    bench.add({QStringLiteral("100,000 new rows, 1,000 of them refused"),
               spread(poisoned, QStringLiteral("thousand rows/s"), 1),
               QStringLiteral("none refused: ") + spread(clean, QStringLiteral("thousand rows/s"), 1),
               QString::number(median(poisoned) / median(clean), 'f', 2)});
}
