// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/meter.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

constexpr TimeUs noon{std::chrono::seconds{1'795'262'400}}; // 2026-11-21 12:00:00 UTC

} // namespace

class TestMeter : public QObject
{
    Q_OBJECT

private slots:
    void rowsOfASecondBecomeOneSample()
    {
        Meter meter;
        meter.add(noon + 100ms, {.forward = 10, .cycle = 4ms});
        meter.add(noon + 900ms, {.forward = 5, .reverse = 2, .errors = 1, .conflicts = 3, .cycle = 8ms});
        QVERIFY(meter.take().isEmpty()); // the second is not over
        meter.advance(noon + 1s);
        const auto samples = meter.take();
        QCOMPARE(samples.size(), 1);
        QCOMPARE(samples[0].at, QDateTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC));
        QCOMPARE(samples[0].forward, 15.0);
        QCOMPARE(samples[0].reverse, 2.0);
        QCOMPARE(samples[0].errors, 1);
        QCOMPARE(samples[0].conflicts, 3);
        QCOMPARE(*samples[0].cycleMs, 8.0);
        QCOMPARE(*samples[0].cycleMeanMs, 6.0);
        QVERIFY(meter.take().isEmpty());
    }

    void quietSecondsAreZeroNotAGap()
    {
        Meter meter;
        meter.add(noon, {.forward = 1});
        meter.advance(noon + 4s);
        const auto samples = meter.take();
        QCOMPARE(samples.size(), 4);
        QCOMPARE(samples[3].forward, 0.0);
        QVERIFY(!samples[3].cycleMs);
        QCOMPARE(meter.recent().size(), 4);
    }

    void sleepOfTheMachineIsAGap()
    {
        Meter meter;
        meter.add(noon, {.forward = 1});
        meter.advance(noon + 2h);
        QCOMPARE(meter.take().size(), 1);
        meter.advance(noon + 2h + 1s);
        const auto samples = meter.take();
        QCOMPARE(samples.size(), 1);
        QCOMPARE(samples[0].at, QDateTime(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC));
    }

    void clockSetBackLosesNoRows()
    {
        Meter meter;
        meter.add(noon, {.forward = 1});
        meter.add(noon - 1h, {.forward = 1});
        meter.advance(noon + 1s);
        QCOMPARE(meter.take().value(0).forward, 2.0);
    }

    void ringHoldsFiveMinutes()
    {
        Meter meter;
        for (int i = 0; i <= 400; ++i)
            meter.add(noon + std::chrono::seconds{i}, {.forward = i});
        QCOMPARE(meter.recent().size(), 300);
        QCOMPARE(meter.recent().last().forward, 399.0);
        QCOMPARE(meter.recent().first().forward, 100.0);
    }

    void rateSettlesAtASteadyFlow()
    {
        Meter meter;
        for (int i = 0; i < 120; ++i)
            meter.add(noon + std::chrono::seconds{i}, {.forward = 60, .reverse = 40});
        QVERIFY(meter.rate() > 99 && meter.rate() < 101);
    }

    void oneSlowCycleIsNoFinding()
    {
        Meter meter;
        for (int i = 0; i < 20; ++i)
            meter.add(noon, {.cycle = 10ms});
        meter.add(noon, {.cycle = 1000ms});
        QVERIFY(*meter.cycleTime() < 200ms);
        for (int i = 0; i < 20; ++i)
            meter.add(noon, {.cycle = 1000ms});
        QVERIFY(*meter.cycleTime() > 900ms);
    }
};

QTEST_GUILESS_MAIN(TestMeter)
#include "tst_meter.moc"
