// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/backoff.h"
#include "sync/engine/threads/errorrate.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

/// The waits between tries, and the share of rows that fail.
class TestBackoff : public QObject
{
    Q_OBJECT

private slots:
    void waitsGrowToTheLongest()
    {
        const Backoff backoff{1s, 30s, 2, 10};
        const std::array<Backoff::Micros, 7> expected{1s, 2s, 4s, 8s, 16s, 30s, 30s};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(backoff.wait(static_cast<int>(i) + 1, 1.0) == expected[i]);
    }

    void chanceSpreadsBetweenHalfAndAll()
    {
        const Backoff backoff{1s, 30s, 2, 10};
        QVERIFY(backoff.wait(3, 0.0) == 2s);
        QVERIFY(backoff.wait(3, 0.5) == 3s);
        QVERIFY(backoff.wait(3, 1.0) == 4s);
        QVERIFY(backoff.wait(3, 7.0) == 4s); // out of range is not trusted
        QVERIFY(backoff.wait(3, -7.0) == 2s);
    }

    void afterTheReconnectAttemptsEveryWaitIsTheLongest()
    {
        const Backoff backoff{100ms, 30s, 1, 3};
        QVERIFY(backoff.wait(3, 1.0) == 100ms);
        QVERIFY(backoff.wait(4, 1.0) == 30s);
    }

    void manyFailuresDoNotOverflow()
    {
        const Backoff backoff{1s, 30s, 10, 1'000'000};
        QVERIFY(backoff.wait(900'000, 1.0) == 30s);
        QVERIFY(backoff.wait(0, 1.0) == 1s); // nobody asks, but no wait is ever below the first
    }

    void rateIsOfTheLastQuarterOfAnHour()
    {
        ErrorRate rate;
        QVERIFY(!rate.percent(10min));
        rate.add(10min, 999, 1);
        QCOMPARE(rate.percent(10min), std::optional(0.1));
        rate.add(12min, 1000, 0);
        QCOMPARE(rate.percent(12min), std::optional(0.05));
        QCOMPARE(rate.percent(24min + 59s), std::optional(0.05));
        QCOMPARE(rate.percent(25min), std::optional(0.0)); // the first minute has left
        QVERIFY(!rate.percent(27min));
        rate.add(27min, 0, 999);       // takes the place of minute 12 in the ring
        QVERIFY(!rate.percent(27min)); // too few rows for a rate
        rate.add(27min, 0, 1);
        QCOMPARE(rate.percent(27min), std::optional(100.0));
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
