// SPDX-License-Identifier: GPL-3.0-or-later
// 100,000 new rows, and 100,000 changed ones, of which the target refuses 1,000, beside 100,000 good ones.
#include "tests/bench/bench.h"

#include <QProcess>

namespace {

constexpr int rows = 100'000;
constexpr int everyNth = 100; ///< is refused

enum class Work { Inserts, Updates };

/// Seconds of `once` with so many rows waiting; what arrived is counted after it.
double drain(Bench& bench, const QString& folder, Pg& a, Pg& b, Work work, const QString& kind, int expected)
{
    if (work == Work::Inserts) {
        a.run(fillEvents(QStringLiteral("events"), rows));
        a.run(QStringLiteral("update events set kind = '%1' where id % %2 = 0").arg(kind).arg(everyNth));
    } else {
        a.run(QStringLiteral("update events set amount = amount + 1, kind = case when id % %2 = 0 then '%1' else kind"
                             " end")
                  .arg(kind)
                  .arg(everyNth));
    }
    for (Pg* db : {&a, &b})
        db->run(QStringLiteral("vacuum analyze events"));
    QProcess program;
    const double begun = secondsNow();
    program.start(bench.program(), bench.in(folder, {QStringLiteral("once")}));
    program.waitForFinished(-1);
    const double seconds = secondsNow() - begun;
    const QString arrived = work == Work::Inserts
                                ? QStringLiteral("select count(*) from events")
                                : QStringLiteral("select count(*) from events where amount > id / 100.0");
    const int arrivedRows = b.value(arrived).toInt();
    const int listed =
        b.value(QStringLiteral("select count(*) from evenkeel.sync_errors where resolved_at is null")).toInt();
    if (arrivedRows != expected || listed != rows - expected)
        qFatal("%d rows arrived, %d are listed", arrivedRows, listed);
    return seconds;
}

void measure(Bench& bench, Work work, const QString& what)
{
    const QString name = QStringLiteral("poison");
    std::vector<double> clean;
    std::vector<double> poisoned;
    for (int run = 0; run < std::max(1, bench.runs() - 2); ++run) {
        for (const bool poison : {false, true}) {
            bench.freshDatabases(name);
            Pg a(urlOf(bench.serverA(), name));
            Pg b(urlOf(bench.serverB(), name));
            for (Pg* db : {&a, &b}) {
                db->run(eventsTable(QStringLiteral("events")));
                if (work == Work::Updates)
                    db->run(fillEvents(QStringLiteral("events"), rows));
            }
            b.run(QStringLiteral("alter table events add check (kind <> 'poison')"));
            const QString folder = bench.writeConfig(name, {QStringLiteral("events")});
            bench.once(folder);
            const double seconds =
                drain(bench, folder, a, b, work, poison ? QStringLiteral("poison") : QStringLiteral("fine"),
                      poison ? rows - rows / everyNth : rows);
            (poison ? poisoned : clean).push_back(rows / seconds / 1000);
        }
    }
    bench.add({what, spread(poisoned, QStringLiteral("thousand rows/s"), 1),
               QStringLiteral("none refused: ") + spread(clean, QStringLiteral("thousand rows/s"), 1),
               QString::number(median(poisoned) / median(clean), 'f', 2)});
}

} // namespace

void benchPoison(Bench& bench)
{
    measure(bench, Work::Inserts, QStringLiteral("100,000 new rows, 1,000 of them refused"));
    measure(bench, Work::Updates, QStringLiteral("100,000 changed rows, 1,000 of them refused"));
}
