// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/watchdog.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace keel;
using namespace std::chrono_literals;

namespace {

class FakeClock final : public Clock
{
public:
    [[nodiscard]] TimeUs now() const override { return TimeUs(time.load()); }
    [[nodiscard]] std::chrono::microseconds steady() const override { return time; }

    std::atomic<std::chrono::microseconds> time{100s};
};

WatchdogConfig quick(int maxRestarts = 10)
{
    WatchdogConfig config;
    config.checkInterval = Milliseconds{5};
    config.maxRestarts = maxRestarts;
    return config;
}

} // namespace

class TestWatchdog : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_clock = std::make_shared<FakeClock>();
        m_pulse = std::make_shared<WorkerPulse>();
        m_cancels = 0;
        m_cancelThread = nullptr;
        m_pulse->setCancellers({[this] {
            m_cancelThread = QThread::currentThread();
            ++m_cancels;
        }});
    }

    void workerInTimeIsLeftAlone()
    {
        Watchdog dog(quick(2), m_clock);
        QSignalSpy stalled(&dog, &Watchdog::stalled);
        auto other = std::make_shared<WorkerPulse>();
        dog.watch(LinkName(QStringLiteral("well")), m_pulse);
        dog.watch(LinkName(QStringLiteral("stuck")), other);
        m_pulse->expectBeforeSteady(100s); // not past it
        other->expectBeforeSteady(99s);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("event=stalled link=stuck inARow=1")));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("event=stalled link=stuck inARow=2")));
        dog.start();
        QTRY_COMPARE(stalled.size(), 1);
        m_pulse->expectBeforeSteady(106s);
        m_clock->time = 106s;
        QTRY_COMPARE(stalled.size(), 2);
        other->expectBeforeSteady(0us);
        QCOMPARE(m_cancels.load(), 0);
        QVERIFY(!m_pulse->takeFresh());
    }

    void stalledWorkerIsCancelledFromAHelper()
    {
        Watchdog dog(quick(1), m_clock);
        dog.watch(LinkName(QStringLiteral("stuck")), m_pulse);
        m_pulse->expectBeforeSteady(99s);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("event=stalled")));
        dog.start();
        QTRY_COMPARE(m_cancels.load(), 1);
        QVERIFY(m_cancelThread != QThread::currentThread());
        QVERIFY(m_pulse->takeFresh());
    }

    void restartsInARowAreLimitedUntilAStableMinute()
    {
        Watchdog dog(quick(2), m_clock);
        QSignalSpy stalled(&dog, &Watchdog::stalled);
        dog.watch(LinkName(QStringLiteral("stuck")), m_pulse);
        m_pulse->expectBeforeSteady(99s);
        for (int i = 0; i < 3; ++i)
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("event=stalled link=stuck")));
        dog.start();
        QTRY_COMPARE(stalled.size(), 1);
        QSignalSpy early(&m_probe, &QTimer::timeout);
        m_probe.start(5);
        QTRY_VERIFY(early.size() > 10);
        QCOMPARE(stalled.size(), 1); // the first cancel is still under way
        m_probe.stop();
        m_clock->time = 106s;
        QTRY_COMPARE(stalled.size(), 2);
        // Still stuck, and more: nothing until it was well for a minute.
        m_clock->time = 200s;
        m_pulse->expectBeforeSteady(1000s);
        QSignalSpy looks(&m_probe, &QTimer::timeout);
        m_probe.start(5);
        QTRY_VERIFY(looks.size() > 10);
        QCOMPARE(stalled.size(), 2);
        m_clock->time = 1001s;
        QTRY_COMPARE(stalled.size(), 3);
        m_pulse->expectBeforeSteady(0us);
        QCOMPARE(stalled.last().at(1).toInt(), 1);
    }

    void interruptionReachesWhatRunsOnly()
    {
        WorkerPulse pulse;
        const auto slice = pulse.beginSlice();
        const auto comparison = pulse.beginComparison();
        pulse.interruptSlice();
        QVERIFY(slice.stop_requested());
        QVERIFY(!comparison.stop_requested());
        QVERIFY(!pulse.beginSlice().stop_requested());
        pulse.stopForGood();
        QVERIFY(comparison.stop_requested());
        QVERIFY(pulse.beginSlice().stop_requested()); // nothing begins any more
        QVERIFY(pulse.beginComparison().stop_requested());
    }

private:
    std::shared_ptr<FakeClock> m_clock;
    std::shared_ptr<WorkerPulse> m_pulse;
    std::atomic<int> m_cancels{0};
    std::atomic<QThread*> m_cancelThread{nullptr};
    QTimer m_probe;
};

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
