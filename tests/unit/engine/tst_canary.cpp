// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/canary.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

using Micros = CanaryWatch::Micros;

constexpr Micros start = 1000s; // of a steady clock
const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);

/// A watch of a link with both directions, at work since `start`.
CanaryWatch watchOf(std::chrono::seconds every = 10s)
{
    CanaryWatch watch(every);
    watch.offer(true, true, start);
    return watch;
}

ProbeSeen forward(qint64 number, Micros at)
{
    return {.pass = Direction::Forward, .probe = Direction::Forward, .number = number, .at = at, .refused = {}};
}

double waited(const CanaryFacts::Way& way)
{
    return static_cast<double>(way.since->msecsTo(noon)) / 1000.0;
}

} // namespace

class TestCanary : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsDueBeforeTheLinkWorks()
    {
        CanaryWatch watch(10s);
        QVERIFY(!watch.isDue(Direction::Forward, start));
        QVERIFY(!watch.facts(start, noon).forward.on);
        watch.offer(true, false, start);
        QVERIFY(watch.isDue(Direction::Forward, start));
        QVERIFY(!watch.isDue(Direction::Reverse, start)); // one way only
        QVERIFY(!watch.facts(start, noon).reverse.on);
    }

    void zeroSwitchesItOff()
    {
        CanaryWatch watch(0s);
        watch.offer(true, true, start);
        QVERIFY(!watch.isDue(Direction::Forward, start + 1h));
        QVERIFY(!watch.facts(start, noon).forward.on);
    }

    void theLagIsFromCommitToCommit()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 7, start + 1s);
        QVERIFY(!watch.facts(start + 1s, noon).newest);
        const auto took = watch.saw(forward(7, start + 1s + 8400us), false, noon);
        QCOMPARE(took, std::optional<Micros>(8400us));
        const auto facts = watch.facts(start + 2s, noon);
        QCOMPARE(facts.newest->forward, std::optional(8ms));
        QVERIFY(!facts.newest->reverse); // not known is no zero
        QCOMPARE(facts.newest->at, noon);
    }

    void theNextComesAnIntervalAfterTheLast()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 1, start);
        (void)watch.saw(forward(1, start + 5ms), false, noon);
        QVERIFY(!watch.isDue(Direction::Forward, start + 9999ms));
        QVERIFY(watch.isDue(Direction::Forward, start + 10s));
    }

    void theDirectionsAreHalfAnIntervalApart()
    {
        CanaryWatch watch = watchOf();
        QVERIFY(watch.isDue(Direction::Forward, start));
        QVERIFY(!watch.isDue(Direction::Reverse, start + 4999ms));
        QVERIFY(watch.isDue(Direction::Reverse, start + 5s));
        watch.wrote(Direction::Forward, 1, start + 3s); // the link was busy: they stay apart
        QVERIFY(!watch.isDue(Direction::Reverse, start + 5s));
        QVERIFY(watch.isDue(Direction::Reverse, start + 8s));
        CanaryWatch one(10s);
        one.offer(false, true, start);
        QVERIFY(one.isDue(Direction::Reverse, start));
    }

    void noSecondIsWrittenWhileOneIsOnItsWay()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 1, start);
        QVERIFY(!watch.isDue(Direction::Forward, start + 29s));
        QVERIFY(watch.isDue(Direction::Forward, start + 30s)); // late: it may be lost
    }

    void aLateOneIsAnsweredByItsSuccessor()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 1, start);
        watch.wrote(Direction::Forward, 2, start + 30s);
        QCOMPARE(waited(watch.facts(start + 31s, noon).forward), 31.0); // the oldest is awaited
        QCOMPARE(watch.saw(forward(2, start + 32s), false, noon), std::optional<Micros>(32s));
        QVERIFY(watch.facts(start + 33s, noon).forward.since > noon); // the next one, when it is due
    }

    void numbersThatBeganAnewAreTaken()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 57, start);
        watch.wrote(Direction::Forward, 1, start + 30s); // somebody emptied the table
        QVERIFY(watch.saw(forward(1, start + 31s), false, noon));
    }

    void anOlderOneIsNoAnswer()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 5, start);
        QVERIFY(!watch.saw(forward(4, start + 1s), false, noon));
        QVERIFY(!watch.facts(start + 2s, noon).newest);
    }

    void whatWaitsIsSuspectedByWhatHappened_data()
    {
        QTest::addColumn<int>("happened");
        QTest::addColumn<CanaryPart>("part");
        QTest::addColumn<QString>("why");
        QTest::newRow("no pass came") << 0 << CanaryPart::Bell << QString();
        QTest::newRow("a pass read all") << 1 << CanaryPart::Capture << QString();
        QTest::newRow("the cycle failed") << 2 << CanaryPart::Apply << QStringLiteral("cloud is away");
        QTest::newRow("the target refused it") << 3 << CanaryPart::Apply << QStringLiteral("no right");
        QTest::newRow("it could not be written") << 4 << CanaryPart::Source << QStringLiteral("read only");
    }

    void whatWaitsIsSuspectedByWhatHappened()
    {
        QFETCH(int, happened);
        CanaryWatch watch = watchOf();
        if (happened == 4)
            watch.notWritten(Direction::Forward, QStringLiteral("read only"), start);
        else
            watch.wrote(Direction::Forward, 1, start);
        ProbeSeen refused = forward(1, start + 1s);
        refused.refused = QStringLiteral("no right");
        if (happened == 1)
            watch.read(Direction::Forward);
        if (happened == 2)
            watch.failed(QStringLiteral("cloud is away"));
        if (happened == 3)
            QVERIFY(!watch.saw(refused, false, noon));
        const auto facts = watch.facts(start + 40s, noon);
        QTEST(facts.forward.suspect, "part");
        QTEST(facts.forward.why, "why");
        QCOMPARE(waited(facts.forward), 40.0);
    }

    void oneThatMayBeLostWithItsReportIsWrittenAgain()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 1, start);
        watch.failed(QStringLiteral("connection lost"));
        QVERIFY(!watch.isDue(Direction::Forward, start + 9s));
        QVERIFY(watch.isDue(Direction::Forward, start + 10s));
    }

    void arrivalForgetsTheFailure()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 1, start);
        watch.failed(QStringLiteral("connection lost"));
        watch.wrote(Direction::Forward, 2, start + 10s);
        (void)watch.saw(forward(2, start + 11s), false, noon);
        QVERIFY(watch.facts(start + 12s, noon).forward.why.isEmpty());
    }

    void aSilentBellIsNoticedAfterThree()
    {
        CanaryWatch watch = watchOf();
        for (qint64 n = 1; n <= 3; ++n) {
            QVERIFY(!watch.facts(start, noon).forward.silent);
            watch.wrote(Direction::Forward, n, start + n * 10s);
            (void)watch.saw(forward(n, start + n * 10s + 900ms), true, noon);
        }
        QVERIFY(watch.facts(start + 31s, noon).forward.silent);
        watch.wrote(Direction::Forward, 4, start + 40s);
        watch.rang();
        (void)watch.saw(forward(4, start + 40s + 5ms), true, noon);
        QVERIFY(!watch.facts(start + 41s, noon).forward.silent);
    }

    void oneThatComesBackIsToldUntilTwoDidNot()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 1, start);
        (void)watch.saw(forward(1, start + 5ms), false, noon);
        ProbeSeen back = forward(1, start + 9ms);
        back.pass = Direction::Reverse;
        QVERIFY(!watch.saw(back, false, noon));
        QVERIFY(watch.facts(start + 1s, noon).forward.cameBack);
        QVERIFY(!watch.facts(start + 1s, noon).reverse.cameBack);
        watch.wrote(Direction::Forward, 2, start + 10s);
        QVERIFY(watch.facts(start + 11s, noon).forward.cameBack);
        (void)watch.saw(forward(2, start + 10s + 5ms), false, noon);
        watch.wrote(Direction::Forward, 3, start + 20s);
        QVERIFY(!watch.facts(start + 21s, noon).forward.cameBack);
    }

    void restForgetsWhatWasOnItsWayAndKeepsTheLag()
    {
        CanaryWatch watch = watchOf();
        watch.wrote(Direction::Forward, 1, start);
        (void)watch.saw(forward(1, start + 5ms), false, noon);
        watch.wrote(Direction::Forward, 2, start + 10s);
        watch.rest();
        QVERIFY(!watch.facts(start + 1h, noon).forward.on);
        watch.offer(true, true, start + 1h);
        const auto facts = watch.facts(start + 1h + 1s, noon);
        QCOMPARE(waited(facts.forward), 1.0); // for a new one
        QCOMPARE(facts.newest->forward, std::optional(5ms));
    }

    void theLimitIsThreeIntervalsAndAtLeastHalfAMinute()
    {
        QCOMPARE(watchOf(1s).facts(start, noon).limit, Micros(30s));
        QCOMPARE(watchOf(60s).facts(start, noon).limit, Micros(180s));
    }
};

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
