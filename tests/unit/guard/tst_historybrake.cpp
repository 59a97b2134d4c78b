// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/records/historyfixture.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

const LinkName linkName(QStringLiteral("l"));
const TableName orders(QStringLiteral("orders"));

BrakeHold holdOf(qint64 deletes)
{
    BrakeHold hold;
    hold.plan.link = linkName;
    hold.plan.table = orders;
    hold.plan.side = EndpointName(QStringLiteral("cloud"));
    hold.plan.origin = EndpointName(QStringLiteral("clinic"));
    hold.plan.deletes = deletes;
    hold.plan.rows = 9000;
    hold.plan.reason = BrakeReason::Truncate;
    hold.plan.cause = QStringLiteral("ana, psql");
    hold.plan.since = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    hold.plan.samples = {{QStringLiteral("[1]"), QStringLiteral("[{\"column\":\"id\",\"text\":\"1\"}]")}};
    hold.upTo = 77;
    hold.truncated = true;
    return hold;
}

} // namespace

class TestHistoryBrake : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aPlanComesBackAsItWasAfterARestart();
    void aHeldPlanIsCountedAnewUnderItsNumber();
    void aDecisionIsDurableAndSaysWho();
    void aDecidedPlanGivesWayToANewOne();
    void onlyAHeldPlanCanBeDecided();
    void aDropVoidsTheProof();
    void onlyRecentDeletesCount();
    void knownSidesAreRemembered();

private:
    void reopen();
    HistoryFixture m_fixture;
    std::unique_ptr<History> m_history;
};

void TestHistoryBrake::init()
{
    m_history.reset();
    m_fixture = HistoryFixture();
    reopen();
}

void TestHistoryBrake::reopen()
{
    m_history.reset();
    m_history = *m_fixture.open();
}

void TestHistoryBrake::aPlanComesBackAsItWasAfterARestart()
{
    QVERIFY(m_history->hold(holdOf(12431)));
    reopen();
    const auto holds = m_history->holds(linkName);
    QCOMPARE(holds->size(), std::size_t(1));
    const BrakeHold& hold = holds->front();
    QCOMPARE(hold.plan.table, orders);
    QCOMPARE(hold.plan.side.value, QStringLiteral("cloud"));
    QCOMPARE(hold.plan.origin.value, QStringLiteral("clinic"));
    QCOMPARE(hold.plan.deletes, 12431);
    QCOMPARE(hold.plan.rows, 9000);
    QVERIFY(hold.plan.reason == BrakeReason::Truncate);
    QCOMPARE(hold.plan.cause, QStringLiteral("ana, psql"));
    QCOMPARE(hold.plan.since.toMSecsSinceEpoch(), 1'700'000'000'000);
    QCOMPARE(hold.plan.samples.size(), 1);
    QCOMPARE(hold.plan.samples[0].keyJson, QStringLiteral("[1]"));
    QVERIFY(hold.plan.state == BrakeState::Held);
    QCOMPARE(hold.upTo, 77);
    QVERIFY(hold.truncated);
}

void TestHistoryBrake::aHeldPlanIsCountedAnewUnderItsNumber()
{
    QVERIFY(m_history->hold(holdOf(10)));
    const qint64 id = m_history->holds(linkName)->front().plan.id;
    QVERIFY(m_history->hold(holdOf(20)));
    QCOMPARE(m_history->holds(linkName)->size(), std::size_t(1));
    QCOMPARE(m_history->holds(linkName)->front().plan.id, id);
    QCOMPARE(m_history->holds(linkName)->front().plan.deletes, 20);
}

void TestHistoryBrake::aDecisionIsDurableAndSaysWho()
{
    QVERIFY(m_history->hold(holdOf(10)));
    const qint64 id = m_history->holds(linkName)->front().plan.id;
    QCOMPARE(*m_history->decideBrake(id, BrakeDecision::Reverse, QStringLiteral("ana")), 1);
    reopen();
    const BrakePlan plan = m_history->holds(linkName)->front().plan;
    QVERIFY(plan.state == BrakeState::Reversed);
    QCOMPARE(plan.decidedBy, QStringLiteral("ana"));
    QCOMPARE(plan.decidedAt.toMSecsSinceEpoch(), 1'800'000'000'000);
    const LogLine line = m_history->logLines(1)->front();
    QCOMPARE(line.who, QStringLiteral("ana"));
    QCOMPARE(line.what, QStringLiteral("brake reverse"));
    QVERIFY(line.detail.contains(QStringLiteral("orders")));
    QVERIFY(m_history->finish(id));
    QVERIFY(m_history->holds(linkName)->empty());
    QVERIFY(m_history->brakePlan(id)->state == BrakeState::Done);
}

void TestHistoryBrake::aDecidedPlanGivesWayToANewOne()
{
    QVERIFY(m_history->hold(holdOf(10)));
    const qint64 id = m_history->holds(linkName)->front().plan.id;
    QVERIFY(m_history->decideBrake(id, BrakeDecision::Accept, QStringLiteral("ana")));
    QVERIFY(m_history->hold(holdOf(5000)));
    QCOMPARE(m_history->holds(linkName)->size(), std::size_t(1));
    const BrakePlan plan = m_history->holds(linkName)->front().plan;
    QVERIFY(plan.id != id);
    QVERIFY(plan.state == BrakeState::Held);
    QCOMPARE(plan.deletes, 5000);
}

void TestHistoryBrake::onlyAHeldPlanCanBeDecided()
{
    QVERIFY(m_history->decideBrake(1, BrakeDecision::Accept, {}).error().code == ErrorCode::NotFound);
    QVERIFY(m_history->hold(holdOf(10)));
    const qint64 id = m_history->holds(linkName)->front().plan.id;
    QVERIFY(m_history->decideBrake(id, BrakeDecision::Drop, QStringLiteral("ana")));
    const auto again = m_history->decideBrake(id, BrakeDecision::Accept, QStringLiteral("ben"));
    QVERIFY(again.error().code == ErrorCode::NotFound);
    QCOMPARE(m_history->brakePlan(id)->decidedBy, QStringLiteral("ana"));
}

void TestHistoryBrake::aDropVoidsTheProof()
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'799'999'999'000, Qt::UTC);
    QVERIFY(m_history->setProof(linkName, {.at = at, .equal = true, .rows = 5}));
    QVERIFY(m_history->hold(holdOf(10)));
    QVERIFY(m_history->decideBrake(m_history->holds(linkName)->front().plan.id, BrakeDecision::Drop, {}));
    QCOMPARE((*m_history->proof(linkName))->at.toMSecsSinceEpoch(), 0);
}

void TestHistoryBrake::onlyRecentDeletesCount()
{
    QVERIFY(m_history->noteDeletes(linkName, orders, Direction::Forward, m_fixture.now - 11min, 100));
    QVERIFY(m_history->noteDeletes(linkName, orders, Direction::Forward, m_fixture.now - 9min, 30));
    QVERIFY(m_history->noteDeletes(linkName, orders, Direction::Forward, m_fixture.now, 12));
    QVERIFY(m_history->noteDeletes(linkName, orders, Direction::Reverse, m_fixture.now, 7));
    reopen();
    const auto recent = m_history->recentDeletes(linkName, m_fixture.now - 10min);
    QCOMPARE(recent->size(), std::size_t(2));
    QCOMPARE(recent->at(0).deletes, 42);
    QCOMPARE(recent->at(1).deletes, 7);
}

void TestHistoryBrake::knownSidesAreRemembered()
{
    QVERIFY(!m_history->knownSide(linkName, Side::A)->has_value());
    QVERIFY(m_history->setKnownSide(linkName, Side::A, QStringLiteral("node 1")));
    reopen();
    QCOMPARE(**m_history->knownSide(linkName, Side::A), QStringLiteral("node 1"));
    QVERIFY(!m_history->knownSide(linkName, Side::B)->has_value());
    QVERIFY(m_history->forgetSides(linkName));
    QVERIFY(!m_history->knownSide(linkName, Side::A)->has_value());
}

QTEST_GUILESS_MAIN(TestHistoryBrake)
#include "tst_historybrake.moc"
