// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/conflict.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

TimeUs at(std::chrono::microseconds since1970)
{
    return TimeUs(since1970);
}

} // namespace

class TestConflict : public QObject
{
    Q_OBJECT

private slots:
    void newestWinsByTheTimeOfTheChange();
    void aTieGoesToAAndSaysSo();
    void theClockDifferenceIsTakenOut();
    void timesWithinTheUncertaintyCannotDecide();
    void aFixedSideWinsWhateverTheTimes();
    void classesCarryPostgresNames_data();
    void classesCarryPostgresNames();
};

void TestConflict::newestWinsByTheTimeOfTheChange()
{
    QCOMPARE(decide(ConflictPolicy::Newest, at(10us), at(11us), {}).winner, Side::B);
    QCOMPARE(decide(ConflictPolicy::Newest, at(11us), at(10us), {}).winner, Side::A);
    QVERIFY(!decide(ConflictPolicy::Newest, at(11us), at(10us), {}).tie);
}

void TestConflict::aTieGoesToAAndSaysSo()
{
    const Verdict verdict = decide(ConflictPolicy::Newest, at(10us), at(10us), {});
    QCOMPARE(verdict.winner, Side::A);
    QVERIFY(verdict.tie);
}

void TestConflict::theClockDifferenceIsTakenOut()
{
    // b's clock runs five minutes ahead: its change of "12:04" was made at 11:59 of a's clock, before a's of 12:00.
    const ClockDifference clocks{.bAhead = 5min, .uncertainty = 1ms};
    QCOMPARE(decide(ConflictPolicy::Newest, at(12h), at(12h + 4min), clocks).winner, Side::A);
    QCOMPARE(decide(ConflictPolicy::Newest, at(12h), at(12h + 6min), clocks).winner, Side::B);
}

void TestConflict::timesWithinTheUncertaintyCannotDecide()
{
    const ClockDifference clocks{.bAhead = 0us, .uncertainty = 2ms};
    const Verdict verdict = decide(ConflictPolicy::Newest, at(12h), at(12h + 1ms), clocks);
    QCOMPARE(verdict.winner, Side::A);
    QVERIFY(verdict.tie);
    QCOMPARE(decide(ConflictPolicy::Newest, at(12h), at(12h + 3ms), clocks).winner, Side::B);
}

void TestConflict::aFixedSideWinsWhateverTheTimes()
{
    QCOMPARE(decide(ConflictPolicy::AWins, at(1us), at(9us), {}).winner, Side::A);
    QCOMPARE(decide(ConflictPolicy::BWins, at(9us), at(1us), {}).winner, Side::B);
}

void TestConflict::classesCarryPostgresNames_data()
{
    QTest::addColumn<bool>("incomingDeletes");
    QTest::addColumn<Operation>("incoming");
    QTest::addColumn<Presence>("present");
    QTest::addColumn<Operation>("rival");
    QTest::addColumn<QString>("expected");
    QTest::newRow("both inserted") << false << Operation::Insert << Presence::Differs << Operation::Insert
                                   << "insert_exists";
    QTest::newRow("both updated") << false << Operation::Update << Presence::Differs << Operation::Update
                                  << "update_origin_differs";
    QTest::newRow("updated here, deleted there")
        << false << Operation::Update << Presence::Absent << Operation::Delete << "update_missing";
    QTest::newRow("deleted here, updated there")
        << true << Operation::Delete << Presence::Differs << Operation::Update << "delete_origin_differs";
    QTest::newRow("deleted on both") << true << Operation::Delete << Presence::Absent << Operation::Delete
                                     << "delete_missing";
}

void TestConflict::classesCarryPostgresNames()
{
    QFETCH(bool, incomingDeletes);
    QFETCH(Operation, incoming);
    QFETCH(Presence, present);
    QFETCH(Operation, rival);
    QFETCH(QString, expected);
    Change change;
    change.entry.operation = incoming;
    if (!incomingDeletes)
        change.row = Row{};
    QCOMPARE(conflictClass(change, present, rival), expected);
}

QTEST_APPLESS_MAIN(TestConflict)
#include "tst_conflict.moc"
