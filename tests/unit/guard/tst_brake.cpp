// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/guard/brake.h"

#include <QTest>

using namespace keel;

/// Limits of the contract's defaults: 1000 rows, 10 per cent from 50 on.
class TestBrake : public QObject
{
    Q_OBJECT

private slots:
    void holdsOnlyWhatIsOverALimit_data();
    void holdsOnlyWhatIsOverALimit();
    void asksForNoMoreRowsThanTheShareNeeds_data();
    void asksForNoMoreRowsThanTheShareNeeds();
    void aLimitOfNothingHoldsEveryDelete();
};

void TestBrake::holdsOnlyWhatIsOverALimit_data()
{
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<qint64>("recent");
    QTest::addColumn<qint64>("truncates");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, qint64 pending, qint64 recent, qint64 truncates, qint64 rows,
                        const char* reason) {
        QTest::newRow(name) << pending << recent << truncates << rows << QString::fromLatin1(reason);
    };
    row("nothing waits", 0, 0, 0, 0, "");
    row("nothing waits, many went", 0, 5000, 0, 10, "");
    row("exactly maxDeletes", 1000, 0, 0, 1'000'000, "");
    row("one over maxDeletes", 1001, 0, 0, 1'000'000, "deletes");
    row("over maxDeletes with those that went", 1, 1000, 0, 1'000'000, "deletes");
    row("below minDeletes the share does not count", 49, 0, 0, 49, "");
    row("from minDeletes on it counts", 50, 0, 0, 499, "share");
    row("exactly the share", 50, 0, 0, 500, "");
    row("recent deletes count", 1, 49, 0, 449, "share");
    row("the share is of the rows before them", 1, 49, 0, 451, "");
    row("a whole table", 60, 0, 0, 60, "share");
    row("nothing there to delete", 0, 0, 0, 0, "");
    row("a truncate of an empty table", 0, 0, 1, 0, "truncate");
    row("a truncate weighs most", 5000, 0, 1, 10, "truncate");
}

void TestBrake::holdsOnlyWhatIsOverALimit()
{
    QFETCH(qint64, pending);
    QFETCH(qint64, recent);
    QFETCH(qint64, truncates);
    QFETCH(qint64, rows);
    QFETCH(QString, reason);
    const auto held = judgeDeletes({}, {.pending = pending, .recent = recent, .truncates = truncates, .rows = rows});
    QCOMPARE(held ? toText(*held) : QString(), reason);
}

void TestBrake::asksForNoMoreRowsThanTheShareNeeds_data()
{
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<qint64>("recent");
    QTest::addColumn<qint64>("rows");
    QTest::newRow("below minDeletes") << qint64(49) << qint64(0) << qint64(0);
    QTest::newRow("minDeletes") << qint64(50) << qint64(0) << qint64(500);
    QTest::newRow("with recent ones") << qint64(30) << qint64(30) << qint64(570);
    QTest::newRow("maxDeletes") << qint64(1000) << qint64(0) << qint64(10'000);
    QTest::newRow("over maxDeletes it is decided") << qint64(1001) << qint64(0) << qint64(0);
    QTest::newRow("nothing waits") << qint64(0) << qint64(700) << qint64(0);
}

void TestBrake::asksForNoMoreRowsThanTheShareNeeds()
{
    QFETCH(qint64, pending);
    QFETCH(qint64, recent);
    QFETCH(qint64, rows);
    QCOMPARE(rowsForShare({}, {.pending = pending, .recent = recent}), rows);
}

void TestBrake::aLimitOfNothingHoldsEveryDelete()
{
    QVERIFY(judgeDeletes({.maxDeletes = 0}, {.pending = 1, .rows = 1'000'000}));
    const BrakeConfig noShare{.maxDeletePercent = 0};
    QVERIFY(judgeDeletes(noShare, {.pending = 50, .rows = 1'000'000}));
    QVERIFY(!judgeDeletes(noShare, {.pending = 49, .rows = 1'000'000}));
}

QTEST_APPLESS_MAIN(TestBrake)
#include "tst_brake.moc"
