// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/binder.h"

#include "sync/api/error.h"

#include <QTest>

using namespace keel;

namespace {

ColumnSchema column(const char* name, const char* type, Family family)
{
    return {.name = QString::fromLatin1(name), .type = QString::fromLatin1(type), .family = family};
}

TableSchema users()
{
    TableSchema table;
    table.name = TableName(QStringLiteral("public.users"));
    table.columns = {column("id", "bigint", Family::Integer), column("full_name", "text", Family::Text),
                     column("password_hash", "text", Family::Text),
                     column("updated_at", "timestamptz", Family::TimestampTz)};
    table.primaryKey = QStringList{QStringLiteral("id")};
    return table;
}

TableSchema people()
{
    TableSchema table = users();
    table.name = TableName(QStringLiteral("people"));
    table.columns = {column("updated_at", "timestamptz", Family::TimestampTz), column("name", "text", Family::Text),
                     column("id", "bigint", Family::Integer)};
    return table;
}

TableConfig config()
{
    TableConfig table;
    table.place = QStringLiteral("links[0].tables[0]");
    table.a = TableName(QStringLiteral("users"));
    table.b = TableName(QStringLiteral("people"));
    table.columns = {{QStringLiteral("full_name"), QStringLiteral("name")}};
    table.exclude = QStringList{QStringLiteral("password_hash")};
    table.updatedAt = QStringLiteral("updated_at");
    return table;
}

} // namespace

class TestBinder : public QObject
{
    Q_OBJECT

private slots:
    void columnsStandOppositeEachOther();
    void aColumnMissingOnBIsNamedWithThePlace();
    void aNameInTheConfigThatIsNoColumnIsRefused();
    void aTableWithoutAKeyIsRefused();
    void aKeyThatIsNotUniqueOnBIsRefused();
    void aTriggersTimestampIsLeftOutOfComparisons();
    void theTypedSideTellsWhatSqliteTextMeans();
    void textKeysOfTwoEnginesAreOrderedByBytes();
};

void TestBinder::columnsStandOppositeEachOther()
{
    const auto bound = bindTable(config(), users(), people(), true);
    QVERIFY(bound);
    QCOMPARE(bound->a.columnNames(),
             (QStringList{QStringLiteral("id"), QStringLiteral("full_name"), QStringLiteral("updated_at")}));
    QCOMPARE(bound->b.columnNames(),
             (QStringList{QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("updated_at")}));
    QCOMPARE(bound->a.key, std::vector<int>{0});
    QCOMPARE(bound->b.updatedAt, 2);
    QVERIFY(!bound->b.verifyStored);
}

void TestBinder::aColumnMissingOnBIsNamedWithThePlace()
{
    TableConfig table = config();
    table.columns.clear();
    const auto bound = bindTable(table, users(), people(), true);
    QVERIFY(!bound);
    QCOMPARE(bound.error().code, ErrorCode::ColumnMissing);
    QCOMPARE(bound.error().place, QStringLiteral("links[0].tables[0]"));
    QVERIFY2(bound.error().detail.contains(QStringLiteral("full_name")), qPrintable(bound.error().detail));
    QVERIFY(bound.error().mend.contains(QStringLiteral("exclude")));
}

void TestBinder::aNameInTheConfigThatIsNoColumnIsRefused()
{
    TableConfig table = config();
    table.ignore = QStringList{QStringLiteral("modified")};
    const auto bound = bindTable(table, users(), people(), true);
    QVERIFY(!bound);
    QVERIFY(bound.error().detail.contains(QStringLiteral("modified")));
}

void TestBinder::aTableWithoutAKeyIsRefused()
{
    TableSchema a = users();
    a.primaryKey.clear();
    const auto bound = bindTable(config(), a, people(), true);
    QVERIFY(!bound);
    QCOMPARE(bound.error().code, ErrorCode::KeyMissing);
    QCOMPARE(bound.error().kind, ErrorClass::Schema);
}

void TestBinder::aKeyThatIsNotUniqueOnBIsRefused()
{
    TableSchema b = people();
    b.primaryKey = QStringList{QStringLiteral("name")};
    QVERIFY(!bindTable(config(), users(), b, true));
    b.uniqueKeys = {{.name = QStringLiteral("people_id"), .columns = QStringList{QStringLiteral("id")}}};
    QVERIFY(bindTable(config(), users(), b, true));
}

void TestBinder::aTriggersTimestampIsLeftOutOfComparisons()
{
    TableSchema b = people();
    QVERIFY(bindTable(config(), users(), b, true)->b.columns[2].compared);
    b.beforeTriggers = QStringList{QStringLiteral("touch")};
    const auto bound = bindTable(config(), users(), b, true);
    QVERIFY(!bound->b.columns[2].compared);
    QVERIFY(!bound->a.columns[2].compared);
    QVERIFY(bound->b.verifyStored);
    QVERIFY(!bound->a.verifyStored);
}

void TestBinder::theTypedSideTellsWhatSqliteTextMeans()
{
    TableSchema a = users();
    for (ColumnSchema& c : a.columns)
        c.family = Family::Null;
    const auto bound = bindTable(config(), a, people(), false);
    QVERIFY(bound);
    QCOMPARE(bound->a.columns[0].family, Family::Integer);
    QCOMPARE(bound->a.columns[2].family, Family::TimestampTz);
    QVERIFY(bound->a.verifyStored);
}

void TestBinder::textKeysOfTwoEnginesAreOrderedByBytes()
{
    TableSchema a = users();
    TableSchema b = people();
    a.columns[0] = column("id", "text", Family::Text);
    b.columns[2] = column("id", "text", Family::Text);
    QVERIFY(!bindTable(config(), a, b, true)->a.bytewiseOrder);
    QVERIFY(bindTable(config(), a, b, false)->a.bytewiseOrder);
}

QTEST_APPLESS_MAIN(TestBinder)
#include "tst_binder.moc"
