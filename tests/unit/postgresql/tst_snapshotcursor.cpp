// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/snapshotcursor.h"

#include <QTest>

using namespace keel;

class SnapshotCursorTest : public QObject
{
    Q_OBJECT

private slots:
    void snapshotSeesWhatWasFinished();
    void refusesWhatIsNoSnapshot_data();
    void refusesWhatIsNoSnapshot();
    void emptyCursorHasDoneNothing();
    void drainedPassLeavesOneSnapshot();
    void stoppedPassAddsAPairAndDropsCoveredOnes();
    void openTransactionIsNotDoneByItsSequence();
    void textReadsBack();
};

void SnapshotCursorTest::snapshotSeesWhatWasFinished()
{
    // pg_visible_in_snapshot('10:20:12,15'): documented in "Transaction ID and Snapshot Information Functions".
    const TxSnapshot snapshot = *TxSnapshot::fromText("10:20:12,15");
    QVERIFY(snapshot.sees(9));
    QVERIFY(snapshot.sees(10));
    QVERIFY(!snapshot.sees(12));
    QVERIFY(snapshot.sees(13));
    QVERIFY(!snapshot.sees(15));
    QVERIFY(snapshot.sees(19));
    QVERIFY(!snapshot.sees(20));
    QVERIFY(!snapshot.sees(21));
}

void SnapshotCursorTest::refusesWhatIsNoSnapshot_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no parts") << QByteArray("x");
    QTest::newRow("two parts") << QByteArray("1:2");
    QTest::newRow("letters") << QByteArray("1:b:");
    QTest::newRow("backwards") << QByteArray("5:3:");
    QTest::newRow("open one below xmin") << QByteArray("10:20:9");
    QTest::newRow("open one at xmax") << QByteArray("10:20:20");
    QTest::newRow("open ones unordered") << QByteArray("10:20:15,12");
    QTest::newRow("pair without snapshot") << QByteArray("10:20:;7");
    QTest::newRow("pair without number") << QByteArray("10:20:;@1:2:");
}

void SnapshotCursorTest::refusesWhatIsNoSnapshot()
{
    QFETCH(QByteArray, text);
    QVERIFY(!SnapshotCursor::fromText(text));
}

void SnapshotCursorTest::emptyCursorHasDoneNothing()
{
    const SnapshotCursor cursor = *SnapshotCursor::fromText("");
    QVERIFY(!cursor.isDone(3, 1));
}

void SnapshotCursorTest::drainedPassLeavesOneSnapshot()
{
    const SnapshotCursor cursor = *SnapshotCursor::fromText("5:9:6;40@7:12:");
    QCOMPARE(cursor.advance(*TxSnapshot::fromText("11:14:11"), 99, true).toText(), QByteArray("11:14:11"));
}

void SnapshotCursorTest::stoppedPassAddsAPairAndDropsCoveredOnes()
{
    const SnapshotCursor cursor = *SnapshotCursor::fromText("5:9:6;40@7:12:;80@8:12:");
    // The pair at 40 is covered by the new one at 60, the one at 80 is not.
    QCOMPARE(cursor.advance(*TxSnapshot::fromText("11:14:11"), 60, false).toText(),
             QByteArray("5:9:6;80@8:12:;60@11:14:11"));
}

void SnapshotCursorTest::openTransactionIsNotDoneByItsSequence()
{
    // Transaction 12 took sequence 3 and was open when the pass read up to 10.
    const SnapshotCursor cursor =
        SnapshotCursor(*TxSnapshot::fromText("5:9:")).advance(*TxSnapshot::fromText("12:20:12"), 10, false);
    QVERIFY(cursor.isDone(8, 100));
    QVERIFY(cursor.isDone(13, 10));
    QVERIFY(!cursor.isDone(13, 11));
    QVERIFY(!cursor.isDone(12, 3));
}

void SnapshotCursorTest::textReadsBack()
{
    const QByteArray text = "5:18446744073709551000:6,7;9223372036854775807@8:12:9";
    QCOMPARE(SnapshotCursor::fromText(text)->toText(), text);
}

QTEST_GUILESS_MAIN(SnapshotCursorTest)
#include "tst_snapshotcursor.moc"
