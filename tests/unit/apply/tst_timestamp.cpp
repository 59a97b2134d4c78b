// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/capture/shadow.h"
#include "sync/capture/timestamp.h"

#include <QTest>

using namespace keel;

class TestTimestamp : public QObject
{
    Q_OBJECT

private slots:
    void readsTheFormsOfATime_data();
    void readsTheFormsOfATime();
    void theShadowLeavesTheTimestampOut();
    void theShadowTellsNullFromEmptyAndNeighboursApart();
};

void TestTimestamp::readsTheFormsOfATime_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected"); // µs since 1970; -1: none. Figures from `date -u -d … +%s%6N`.
    QTest::newRow("PostgreSQL") << QByteArray("2026-01-21 14:00:00.123456+00") << qint64(1769004000123456);
    QTest::newRow("ISO") << QByteArray("2026-01-21T14:00:00Z") << qint64(1769004000000000);
    QTest::newRow("offset") << QByteArray("2026-01-21 17:00:00.5+03") << qint64(1769004000500000);
    QTest::newRow("no zone is UTC") << QByteArray("2026-01-21 14:00:00") << qint64(1769004000000000);
    QTest::newRow("seconds") << QByteArray("1769004000") << qint64(1769004000000000);
    QTest::newRow("milliseconds") << QByteArray("1769004000123") << qint64(1769004000123000);
    QTest::newRow("infinity") << QByteArray("infinity") << qint64(-1);
    QTest::newRow("words") << QByteArray("yesterday") << qint64(-1);
}

void TestTimestamp::readsTheFormsOfATime()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, expected);
    const auto time = timeOf(Value(text, Family::Text));
    QCOMPARE(time ? qint64(time->time_since_epoch().count()) : qint64(-1), expected);
}

void TestTimestamp::theShadowLeavesTheTimestampOut()
{
    TableBinding table;
    table.columns = {
        {.name = QStringLiteral("id")}, {.name = QStringLiteral("updated_at")}, {.name = QStringLiteral("name")}};
    table.updatedAt = 1;
    const auto row = [](const char* time, const char* name) {
        return Row{Value("1", Family::Integer), Value(time, Family::Text), Value(name, Family::Text)};
    };
    QCOMPARE(shadowHash(table, row("10:00", "Ana")), shadowHash(table, row("10:01", "Ana")));
    QVERIFY(shadowHash(table, row("10:00", "Ana")) != shadowHash(table, row("10:00", "Eva")));
}

void TestTimestamp::theShadowTellsNullFromEmptyAndNeighboursApart()
{
    TableBinding table;
    table.columns = {{.name = QStringLiteral("x")}, {.name = QStringLiteral("y")}};
    const auto text = [](const char* t) { return Value(t, Family::Text); };
    QVERIFY(shadowHash(table, {Value(), text("a")}) != shadowHash(table, {text(""), text("a")}));
    QVERIFY(shadowHash(table, {text("ab"), text("c")}) != shadowHash(table, {text("a"), text("bc")}));
}

QTEST_APPLESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
