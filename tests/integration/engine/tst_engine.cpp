// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/engine/sqlitepair.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace keel;
using namespace std::chrono_literals;

namespace {

const QString clinic = QStringLiteral("clinic");
const QString cloud = QStringLiteral("cloud");
const LinkName pairLink{QStringLiteral("pair")};
const QString countNotes = QStringLiteral("select count(*) from notes");

CommandOutcome outcomeOf(const QSignalSpy& spy, int index)
{
    return spy.at(index).at(0).value<CommandOutcome>();
}

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void snapshotIsThereBeforeTheStart()
    {
        const SqlitePair pair;
        const Engine engine(pair.config(), *DataDir::hold(pair.dataPath()));
        const ServiceSnapshot snapshot = engine.snapshot();
        QCOMPARE(snapshot.links.size(), 1);
        QCOMPARE(snapshot.links[0].a.name.value, clinic);
        QCOMPARE(snapshot.links[0].a.driver, QStringLiteral("SQLite"));
        QCOMPARE(snapshot.links[0].tables.size(), 1);
        QVERIFY(!snapshot.links[0].pendingForward);
    }

    void bothSidesBecomeEqualAndProven()
    {
        const SqlitePair pair;
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'from clinic', '')"));
        SqlitePair::run(cloud, QStringLiteral("insert into notes values (2, 'from cloud', '')"));
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(SqlitePair::value(clinic, countNotes), QStringLiteral("2"));
        QTRY_COMPARE(SqlitePair::value(cloud, countNotes), QStringLiteral("2"));
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        const LinkSnapshot link = linkOf(*engine);
        QVERIFY(link.proof && link.proof->equal);
        QVERIFY(link.lag == 0ms && link.pendingForward == 0);
        QVERIFY(link.a.reachable && link.b.reachable && link.lastSync && link.nextRun);
        QCOMPARE(engine->snapshot().health, Health::Healthy);
    }

    void changesArriveBothWays()
    {
        const SqlitePair pair;
        const auto engine = pair.engine(pair.config());
        QSignalSpy cycles(engine.get(), &SyncService::cycleFinished);
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'one', '')"));
        QTRY_COMPARE(SqlitePair::value(cloud, QStringLiteral("select text from notes where id = 1")),
                     QStringLiteral("one"));
        SqlitePair::run(cloud, QStringLiteral("update notes set text = 'two' where id = 1"));
        QTRY_COMPARE(SqlitePair::value(clinic, QStringLiteral("select text from notes where id = 1")),
                     QStringLiteral("two"));
        SqlitePair::run(clinic, QStringLiteral("delete from notes"));
        QTRY_COMPARE(SqlitePair::value(cloud, countNotes), QStringLiteral("0"));
        QTRY_COMPARE(linkOf(*engine).totalForward, 2);
        QTRY_COMPARE(linkOf(*engine).totalReverse, 1);
        QVERIFY(linkOf(*engine).tables[0].lastChange);
        QTRY_VERIFY(std::ranges::any_of(
            cycles, [](const QList<QVariant>& c) { return c.at(0).value<CycleRecord>().reverse == 1; }));
    }

    void bellCarriesAChangeLongBeforeTheInterval()
    {
        const SqlitePair pair;
        Config config = pair.config();
        config.links[0].interval = 1h;
        const auto engine = pair.engine(config);
        QTRY_VERIFY(linkOf(*engine).realTime);
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'rung', '')"));
        QTRY_COMPARE_WITH_TIMEOUT(SqlitePair::value(cloud, countNotes), QStringLiteral("1"), 2000);
    }

    void forceSyncEndsWhenItsCycleDid()
    {
        const SqlitePair pair;
        Config config = pair.config();
        config.links[0].interval = 1h;
        config.links[0].bell = false;
        const auto engine = pair.engine(config);
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        QVERIFY(!linkOf(*engine).realTime);
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'a', ''), (2, 'b', '')"));
        QSignalSpy finished(engine.get(), &SyncService::commandFinished);
        QSignalSpy cycles(engine.get(), &SyncService::cycleFinished);
        engine->forceSync(17, pairLink);
        QCOMPARE(finished.size(), 0); // never out of the call
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(outcomeOf(finished, 0).request, 17U);
        QCOMPARE(outcomeOf(finished, 0).affected, 2);
        QVERIFY(!outcomeOf(finished, 0).failure);
        QCOMPARE(SqlitePair::value(cloud, countNotes), QStringLiteral("2"));
        QCOMPARE(cycles.last().at(0).value<CycleRecord>().trigger, CycleRecord::Trigger::Person);

        engine->forceSync(18, LinkName(QStringLiteral("nobody")));
        QTRY_COMPARE(finished.size(), 2);
        QCOMPARE(outcomeOf(finished, 1).request, 18U);
        QVERIFY(outcomeOf(finished, 1).failure->code == ErrorCode::NotFound);
    }

    void pauseHoldsThroughARestart()
    {
        const SqlitePair pair;
        auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        {
            QSignalSpy finished(engine.get(), &SyncService::commandFinished);
            engine->pause(1, pairLink, QStringLiteral("ann"));
            QTRY_COMPARE(finished.size(), 1);
            QVERIFY(!outcomeOf(finished, 0).failure);
            QCOMPARE(stateOf(*engine), QStringLiteral("paused"));
            QVERIFY(!linkOf(*engine).pendingForward && !linkOf(*engine).lag); // nobody looks: unknown, not zero
            SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'waits', '')"));
            engine->forceSync(2, pairLink);
            QTRY_COMPARE(finished.size(), 2);
            QVERIFY(outcomeOf(finished, 1).failure->code == ErrorCode::Cancelled);
            engine->forceSync(3, {}); // all links: a paused one is passed over
            QTRY_COMPARE(finished.size(), 3);
            QVERIFY(!outcomeOf(finished, 2).failure);
        }
        engine.reset();
        engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("paused"));
        QCOMPARE(linkOf(*engine).pausedBy, QStringLiteral("ann"));
        QVERIFY(linkOf(*engine).pausedAt);
        QCOMPARE(linkOf(*engine).cycles, 0);
        QCOMPARE(SqlitePair::value(cloud, countNotes), QStringLiteral("0"));
        engine->resume(4, {}, QStringLiteral("ann"));
        QTRY_COMPARE(SqlitePair::value(cloud, countNotes), QStringLiteral("1"));
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        QVERIFY(!linkOf(*engine).paused);
    }

    void checkProvesAndCounts()
    {
        const SqlitePair pair;
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        const QDateTime before = linkOf(*engine).proof->at;
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'a', ''), (2, 'b', ''), (3, 'c', '')"));
        QSignalSpy finished(engine.get(), &SyncService::commandFinished);
        engine->check(5, pairLink);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!outcomeOf(finished, 0).failure);
        QCOMPARE(outcomeOf(finished, 0).affected, 0);
        QTRY_VERIFY(linkOf(*engine).proof->at > before);
        QVERIFY(linkOf(*engine).proof->equal);
        QCOMPARE(linkOf(*engine).proof->rows, 3);
        QVERIFY(linkOf(*engine).tables[0].rowsA == 3);
        QVERIFY(linkOf(*engine).tables[0].rowsB == 3);
    }

    void questionsAreAnswered()
    {
        const SqlitePair pair;
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        SqlitePair::run(clinic, QStringLiteral("insert into notes values (1, 'a', '')"));
        QTRY_COMPARE(linkOf(*engine).totalForward, 1);
        QSignalSpy history(engine.get(), &SyncService::historyArrived);
        QSignalSpy samples(engine.get(), &SyncService::samplesArrived);
        QSignalSpy conflicts(engine.get(), &SyncService::conflictsArrived);
        engine->requestHistory({.request = 7});
        engine->requestConflicts({.request = 9});
        QTRY_COMPARE(history.size(), 1);
        const auto page = history[0][0].value<HistoryPage>();
        QVERIFY(!page.failure);
        QCOMPARE(page.request, 7U);
        QVERIFY(std::ranges::any_of(page.rows, [](const CycleRecord& c) { return c.forward == 1; }));
        QTRY_COMPARE(conflicts.size(), 1);
        QCOMPARE(conflicts[0][0].value<ConflictPage>().request, 9U);
        // A sample is told when its second is over.
        const auto carried = [&] {
            engine->requestSamples({.request = 8, .link = pairLink});
            samples.wait();
            double rows = 0;
            for (const Sample& sample : samples.last()[0].value<SampleSeries>().samples)
                rows += sample.forward;
            return rows;
        };
        QTRY_COMPARE(carried(), 1.0);
    }

    void idleLinkIsQuiet()
    {
        const SqlitePair pair;
        const auto engine = pair.engine(pair.config());
        QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
        QSignalSpy cycles(engine.get(), &SyncService::cycleFinished);
        QSignalSpy records(engine.get(), &SyncService::recordsChanged);
        QSignalSpy snapshots(engine.get(), &SyncService::snapshotChanged);
        const qint64 ran = linkOf(*engine).cycles;
        QTRY_VERIFY_WITH_TIMEOUT(linkOf(*engine).cycles >= ran + 3, 10'000);
        QCOMPARE(cycles.size(), 0);
        QCOMPARE(records.size(), 0);
        QVERIFY2(snapshots.size() <= 8, qPrintable(QString::number(snapshots.size())));
    }

    void stopComesWithinASecondUnderLoad()
    {
        const SqlitePair pair;
        SqlitePair::run(clinic,
                        QStringLiteral("insert into notes with recursive n(i) as (select 1 union all select i + 1 "
                                       "from n where i < 500000) select i, 'row ' || i, 'x' from n"));
        const auto engine = pair.engine(pair.config());
        QSignalSpy stopped(engine.get(), &Engine::stopped);
        QSignalSpy snapshots(engine.get(), &SyncService::snapshotChanged);
        QElapsedTimer running;
        running.start();
        QTRY_VERIFY_WITH_TIMEOUT(linkOf(*engine).totalForward > 0, 30'000);
        QCOMPARE(stateOf(*engine), QStringLiteral("catching_up"));
        QElapsedTimer timer;
        timer.start();
        engine->stop();
        QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 10'000);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        const int there = SqlitePair::value(cloud, countNotes).toInt();
        QVERIFY2(there > 0 && there < 500000, "the load was over before it was stopped");
        QVERIFY(snapshots.size() <= 2 + running.elapsed() / 100);
        QSignalSpy finished(engine.get(), &SyncService::commandFinished);
        engine->forceSync(1, {});
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(outcomeOf(finished, 0).failure.has_value());
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
