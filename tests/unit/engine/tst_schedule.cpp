// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/schedule.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;
using Trigger = CycleRecord::Trigger;

namespace {

Schedule::Rules rules()
{
    Schedule::Rules r;
    r.interval = 1s;
    r.firstDelay = 1s;
    r.maxDelay = 30s;
    r.multiplier = 2;
    r.reconnectAttempts = 10;
    return r;
}

/// A schedule whose first cycle ran from `at`, drained, for 10 ms.
Schedule settled(Schedule::Micros at)
{
    Schedule s(rules());
    s.begin(at);
    s.end(at + 10ms, true);
    return s;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT

private slots:
    void firstCycleRunsAtOnce()
    {
        Schedule s(rules());
        QVERIFY(s.due() && *s.due() <= 0us);
        QCOMPARE(s.begin(5s), Trigger::Start);
    }

    void aHintRunsAtOnceAndMovesNoFullCycle()
    {
        Schedule s = settled(100s);
        s.hint();
        QVERIFY(s.due() && *s.due() <= 100s);
        QCOMPARE(s.begin(100'500ms), Trigger::Bell);
        QVERIFY(s.isForHints());
        s.hint(); // while it runs: one more after it
        s.end(100'600ms, true);
        QVERIFY(*s.due() <= 100s);
        s.begin(100'700ms);
        s.end(100'800ms, true);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(101s));
    }

    void aHintGoesWithTheFullCycleThatIsDueAnyway()
    {
        Schedule s = settled(100s);
        s.hint();
        QCOMPARE(s.begin(101s), Trigger::Timer);
        QVERIFY(!s.isForHints());
        s.end(101'010ms, true);
        s.hint();
        s.wake(Trigger::Bell);
        QCOMPARE(s.begin(101'500ms), Trigger::Bell);
        QVERIFY(!s.isForHints());
    }

    void aHintThatFindsMoreThanASliceEndsInAFullCycle()
    {
        Schedule s = settled(100s);
        s.hint();
        s.begin(100'500ms);
        s.end(100'700ms, false);
        QVERIFY(*s.due() <= 100'700ms);
        s.begin(100'700ms);
        QVERIFY(!s.isForHints());
    }

    void aHintDoesNotShortenTheWaitAfterAFailure()
    {
        Schedule s(rules());
        s.begin(100s);
        s.fail(100s, ErrorClass::Transient, 1);
        s.hint();
        QVERIFY(*s.due() > 100s);
    }

    void nextBeginsAtTheIntervalAfterTheStart()
    {
        Schedule s = settled(100s);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(101s));
        QCOMPARE(s.begin(101s), Trigger::Timer);
    }

    void cycleLongerThanTheIntervalIsFollowedAtOnce()
    {
        Schedule s(rules());
        s.begin(100s);
        s.end(103s, true);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(103s));
    }

    void cycleThatIsNotDrainedGoesOnAtOnce()
    {
        Schedule s(rules());
        s.begin(100s);
        s.end(100s + 250ms, false);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(100s + 250ms));
        s.begin(100s + 250ms);
        s.end(100s + 400ms, true);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(101s)); // after the start of the whole cycle
    }

    void bellBringsTheCycleForward()
    {
        Schedule s = settled(100s);
        s.wake(Trigger::Bell);
        QVERIFY(s.due() && *s.due() <= 100s);
        QCOMPARE(s.begin(100s + 20ms), Trigger::Bell);
    }

    void ringsBecomeOneCycle()
    {
        Schedule s = settled(100s);
        for (int i = 0; i < 5; ++i)
            s.wake(Trigger::Bell);
        s.begin(100s + 20ms);
        s.end(100s + 30ms, true);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(101s + 20ms));
    }

    void ringDuringACycleMakesOneMore()
    {
        Schedule s = settled(100s);
        s.begin(101s);
        s.wake(Trigger::Bell);
        s.wake(Trigger::Bell);
        QVERIFY(!s.due()); // never two at a time
        s.end(101s + 10ms, true);
        QVERIFY(s.due() && *s.due() <= 101s);
        QCOMPARE(s.begin(101s + 10ms), Trigger::Bell);
        s.end(101s + 20ms, true);
        QVERIFY(s.due() && *s.due() > 102s);
    }

    void personOutweighsTheBell()
    {
        Schedule s = settled(100s);
        s.wake(Trigger::Person);
        s.wake(Trigger::Bell);
        QCOMPARE(s.begin(101s), Trigger::Person);
    }

    void pauseHoldsAndResumeRuns()
    {
        Schedule s = settled(100s);
        s.setPaused(true);
        s.wake(Trigger::Bell);
        QVERIFY(!s.due());
        s.setPaused(false);
        QVERIFY(s.due() && *s.due() <= 100s);
    }

    void backoffGrowsToItsLimit_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<double>("chance");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("first") << 1 << 1.0 << qint64(1000);
        QTest::newRow("second") << 2 << 1.0 << qint64(2000);
        QTest::newRow("fifth") << 5 << 1.0 << qint64(16000);
        QTest::newRow("sixth is limited") << 6 << 1.0 << qint64(30000);
        QTest::newRow("never gives up") << 1000 << 1.0 << qint64(30000);
        QTest::newRow("jitter takes half at most") << 3 << 0.0 << qint64(2000);
        QTest::newRow("jitter in the middle") << 3 << 0.5 << qint64(3000);
    }

    void backoffGrowsToItsLimit()
    {
        QFETCH(int, failures);
        QFETCH(double, chance);
        QFETCH(qint64, ms);
        Schedule s(rules());
        for (int i = 0; i < failures; ++i) {
            s.begin(10s);
            s.fail(10s, ErrorClass::Transient, chance);
        }
        QCOMPARE(s.failures(), failures);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(10s + Milliseconds(ms)));
    }

    void reconnectAttemptsEndTheGrowth()
    {
        Schedule::Rules r = rules();
        r.reconnectAttempts = 2;
        r.maxDelay = 600s;
        Schedule s(r);
        for (int i = 0; i < 3; ++i) {
            s.begin(10s);
            s.fail(10s, ErrorClass::Transient, 1.0);
        }
        QVERIFY(s.due() == std::optional<Schedule::Micros>(610s));
    }

    void configFailureIsTriedEveryThirtySeconds()
    {
        Schedule s(rules());
        for (int i = 0; i < 4; ++i) {
            s.begin(10s);
            s.fail(11s, ErrorClass::Config, 0.3);
            QVERIFY(s.due() == std::optional<Schedule::Micros>(41s));
        }
    }

    void bellDoesNotShortenTheWaitAPersonDoes()
    {
        Schedule s = settled(100s);
        s.begin(101s);
        s.fail(101s, ErrorClass::Config, 1.0);
        s.wake(Trigger::Bell);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(131s));
        s.wake(Trigger::Person);
        QVERIFY(s.due() && *s.due() <= 101s);
        QCOMPARE(s.begin(102s), Trigger::Person);
    }

    void successForgetsTheFailures()
    {
        Schedule s(rules());
        s.begin(10s);
        s.fail(10s, ErrorClass::Transient, 1.0);
        s.begin(11s);
        s.end(11s, true);
        QCOMPARE(s.failures(), 0);
        s.begin(12s);
        s.fail(12s, ErrorClass::Transient, 1.0);
        QVERIFY(s.due() == std::optional<Schedule::Micros>(13s));
    }

    void rulesComeFromTheConfig()
    {
        LinkConfig link;
        link.interval = Milliseconds{20};
        link.retry.maxDelay = Milliseconds{7000};
        const Schedule::Rules r = Schedule::rulesOf(link);
        QVERIFY(r.interval == 100ms); // the shortest that is allowed
        QVERIFY(r.maxDelay == 7s);
        link.interval = Milliseconds{1000};
        link.tables.resize(2);
        link.tables[0].interval = Milliseconds{60'000};
        link.tables[1].interval = Milliseconds{250};
        QVERIFY(Schedule::rulesOf(link).interval == 250ms); // the table that is looked at most often
    }
};

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
