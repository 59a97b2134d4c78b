// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqliteerror.h"
#include "sync/store/sql/sqlite/sqlitetimestamp.h"
#include "sync/store/sql/sqlite/sqlitevalue.h"

#include <QTest>

#include <sqlite3.h>

#include <limits>

using namespace keel;

namespace {

ColumnBinding column(const char* type, Family family)
{
    return {.name = QStringLiteral("c"), .type = QString::fromLatin1(type), .family = family};
}

/// "integer 7", "real", "text x", "blob", "null" or "refused".
QString shown(const Result<SqliteCell>& cell)
{
    if (!cell)
        return cell.error().code == ErrorCode::ValueRefused ? QStringLiteral("refused") : QStringLiteral("?");
    if (const auto* integer = std::get_if<qint64>(&*cell))
        return QStringLiteral("integer %1").arg(*integer);
    if (const auto* text = std::get_if<QByteArray>(&*cell))
        return QStringLiteral("text ") + QString::fromUtf8(*text);
    if (const auto* blob = std::get_if<SqliteBlob>(&*cell))
        return QStringLiteral("blob ") + QString::fromLatin1(blob->bytes.toHex());
    return std::holds_alternative<double>(*cell) ? QStringLiteral("real") : QStringLiteral("null");
}

} // namespace

class TestSqliteValue : public QObject
{
    Q_OBJECT

private slots:
    void doublesLookAsInPostgresql_data();
    void doublesLookAsInPostgresql();
    void valuesAreStoredExactlyOrRefused_data();
    void valuesAreStoredExactlyOrRefused();
    void cellsReadAsTheirFamily();
    void declaredTypesGiveAffinity();
    void keyWithoutItsClassIsLookedForAsEach();
    void resultCodesAreClassed_data();
    void resultCodesAreClassed();
    void timesGoBackInTheirOwnForm();
};

void TestSqliteValue::doublesLookAsInPostgresql_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    // As PostgreSQL 15 prints float8 (src/test/regress/expected/float8.out and d2s.c).
    QTest::newRow("one") << 1.0 << QByteArray("1");
    QTest::newRow("tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("sum") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("regress") << 1004.3 << QByteArray("1004.3");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("negative zero") << -0.0 << QByteArray("-0");
    QTest::newRow("fixed up to 14") << 123456789012345.0 << QByteArray("123456789012345");
    QTest::newRow("exponent from 15") << 1e15 << QByteArray("1e+15");
    QTest::newRow("large") << 1.2345678901234e+200 << QByteArray("1.2345678901234e+200");
    QTest::newRow("small") << 1.2345678901234e-200 << QByteArray("1.2345678901234e-200");
    QTest::newRow("fixed from -4") << 0.0001 << QByteArray("0.0001");
    QTest::newRow("exponent below") << 0.00001 << QByteArray("1e-05");
    QTest::newRow("smallest") << 5e-324 << QByteArray("5e-324");
    QTest::newRow("infinity") << HUGE_VAL << QByteArray("Infinity");
    QTest::newRow("minus infinity") << -HUGE_VAL << QByteArray("-Infinity");
    QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << QByteArray("NaN");
}

void TestSqliteValue::doublesLookAsInPostgresql()
{
    QFETCH(double, value);
    QTEST(floatText(value), "text");
}

void TestSqliteValue::valuesAreStoredExactlyOrRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Family>("family");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char* name, const char* text, Family family, const char* type, const char* stored) {
        QTest::newRow(name) << QByteArray(text) << family << QByteArray(type) << QString::fromUtf8(stored);
    };
    row("true", "t", Family::Boolean, "boolean", "integer 1");
    row("false", "f", Family::Boolean, "boolean", "integer 0");
    row("true in text", "t", Family::Boolean, "text", "text 1");
    row("bigint", "9223372036854775807", Family::Integer, "bigint", "integer 9223372036854775807");
    row("beyond bigint", "9223372036854775808", Family::Decimal, "numeric", "refused");
    row("beyond bigint in text", "9223372036854775808", Family::Decimal, "text", "text 9223372036854775808");
    row("big integer in real", "9007199254740993", Family::Integer, "real", "refused");
    row("scale kept in text", "1.00", Family::Decimal, "text", "text 1.00");
    row("scale kept without type", "1.00", Family::Decimal, "", "text 1.00");
    row("scale lost", "1.00", Family::Decimal, "numeric(10,2)", "refused");
    row("decimal as real", "1.5", Family::Decimal, "numeric(10,2)", "real");
    row("decimal as integer", "12", Family::Decimal, "numeric(10,2)", "integer 12");
    row("double", "0.30000000000000004", Family::Float, "double precision", "real");
    row("double in text", "0.30000000000000004", Family::Float, "text", "text 0.30000000000000004");
    row("nan", "NaN", Family::Float, "real", "text NaN");
    row("negative zero", "-0", Family::Float, "real", "refused");
    row("bytes", "\\x00ff", Family::Bytes, "blob", "blob 00ff");
    row("leading zeros", "007", Family::Text, "integer", "refused");
    row("leading zeros in text", "007", Family::Text, "varchar(3)", "text 007");
    row("time in datetime", "2026-01-21 14:00:00+00", Family::TimestampTz, "datetime", "text 2026-01-21 14:00:00+00");
}

void TestSqliteValue::valuesAreStoredExactlyOrRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(Family, family);
    QFETCH(QByteArray, type);
    QTEST(shown(toCell({text, family}, column(type.constData(), family))), "stored");
}

void TestSqliteValue::cellsReadAsTheirFamily()
{
    QCOMPARE(toValue(qint64(1), Family::Boolean).text(), QByteArray("t"));
    QCOMPARE(toValue(qint64(1), Family::Null).family(), Family::Integer);
    QCOMPARE(toValue(1.5, Family::Null).family(), Family::Float);
    QCOMPARE(toValue(1e15, Family::Decimal).text(), QByteArray("1000000000000000"));
    QCOMPARE(toValue(SqliteBlob{QByteArray("\0\xff", 2)}, Family::Null).text(), QByteArray("\\x00ff"));
    QCOMPARE(toValue(QByteArray("a\0b", 3), Family::Null).text(), QByteArray("a\0b", 3));
    QVERIFY(toValue({}, Family::Integer).isNull());
}

void TestSqliteValue::declaredTypesGiveAffinity()
{
    // https://www.sqlite.org/datatype3.html section 3.1.1
    QCOMPARE(affinityOf(QStringLiteral("UNSIGNED BIG INT")), Affinity::Integer);
    QCOMPARE(affinityOf(QStringLiteral("NVARCHAR(100)")), Affinity::Text);
    QCOMPARE(affinityOf(QString()), Affinity::None);
    QCOMPARE(affinityOf(QStringLiteral("DOUBLE PRECISION")), Affinity::Real);
    QCOMPARE(affinityOf(QStringLiteral("DECIMAL(10,5)")), Affinity::Numeric);
    QCOMPARE(affinityOf(QStringLiteral("FLOATING POINT")), Affinity::Integer); // "POINT" holds "INT"
}

void TestSqliteValue::keyWithoutItsClassIsLookedForAsEach()
{
    const auto cells = keyCells({"\\x00ff", Family::Text}, column("", Family::Null));
    QCOMPARE(cells.size(), std::size_t(2));
    QCOMPARE(shown(cells[1]), QStringLiteral("blob 00ff"));
    QCOMPARE(shown(keyCells({"7", Family::Text}, column("INTEGER", Family::Null)).front()),
             QStringLiteral("integer 7"));
    QCOMPARE(shown(keyCells({"7", Family::Text}, column("TEXT", Family::Null)).front()), QStringLiteral("text 7"));
}

void TestSqliteValue::resultCodesAreClassed_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::addColumn<ErrorClass>("kind");
    QTest::addColumn<ErrorCode>("meaning");
    const auto row = [](const char* name, int code, const char* words, ErrorClass kind, ErrorCode meaning) {
        QTest::newRow(name) << code << QString::fromUtf8(words) << kind << meaning;
    };
    using enum ErrorClass;
    row("unique", SQLITE_CONSTRAINT_UNIQUE, "UNIQUE constraint failed: t.a", Row, ErrorCode::UniqueViolation);
    row("primary key", SQLITE_CONSTRAINT_PRIMARYKEY, "", Row, ErrorCode::UniqueViolation);
    row("rowid", SQLITE_CONSTRAINT_ROWID, "", Row, ErrorCode::UniqueViolation);
    row("foreign key", SQLITE_CONSTRAINT_FOREIGNKEY, "", Row, ErrorCode::ForeignKeyViolation);
    row("check", SQLITE_CONSTRAINT_CHECK, "", Row, ErrorCode::CheckViolation);
    row("not null", SQLITE_CONSTRAINT_NOTNULL, "", Row, ErrorCode::NotNullViolation);
    row("raise", SQLITE_CONSTRAINT_TRIGGER, "no", Row, ErrorCode::RefusedByTrigger);
    row("strict type", SQLITE_CONSTRAINT_DATATYPE, "", Row, ErrorCode::ValueRefused);
    row("mismatch", SQLITE_MISMATCH, "", Row, ErrorCode::ValueRefused);
    row("busy", SQLITE_BUSY, "", Transient, ErrorCode::Busy);
    row("busy snapshot", SQLITE_BUSY_SNAPSHOT, "", Transient, ErrorCode::Busy);
    row("locked", SQLITE_LOCKED, "", Transient, ErrorCode::Busy);
    row("io", SQLITE_IOERR_FSYNC, "", Transient, ErrorCode::Unreachable);
    row("full", SQLITE_FULL, "", Transient, ErrorCode::ResourceShort);
    row("interrupt", SQLITE_INTERRUPT, "", Transient, ErrorCode::Cancelled);
    row("corrupt", SQLITE_CORRUPT_INDEX, "", Config, ErrorCode::FileDamaged);
    row("not a database", SQLITE_NOTADB, "", Config, ErrorCode::FileDamaged);
    row("read only", SQLITE_READONLY, "", Config, ErrorCode::AccessDenied);
    row("no table", SQLITE_ERROR, "no such table: t", Schema, ErrorCode::TableMissing);
    row("no column", SQLITE_ERROR, "no such column: x", Schema, ErrorCode::ColumnMissing);
    row("no column to insert", SQLITE_ERROR, "table t has no column named x", Schema, ErrorCode::ColumnMissing);
    row("filter", SQLITE_ERROR, "near \"WHERE\": syntax error", Config, ErrorCode::ConfigInvalid);
    row("misuse", SQLITE_MISUSE, "", Bug, ErrorCode::Unknown);
}

void TestSqliteValue::resultCodesAreClassed()
{
    QFETCH(int, code);
    QFETCH(QString, words);
    const Error error = sqliteError(code, words);
    QTEST(error.kind, "kind");
    QTEST(error.code, "meaning");
    QCOMPARE(error.detail, words);
    QCOMPARE(error.constraint, words.startsWith(u"UNIQUE") ? QStringLiteral("t.a") : QString());
}

void TestSqliteValue::timesGoBackInTheirOwnForm()
{
    using namespace std::chrono_literals;
    QCOMPARE(std::get<QByteArray>(earlier(QByteArray("2026-03-01 00:00:00.250+00"), 2000ms)),
             QByteArray("2026-02-28 23:59:57"));
    QCOMPARE(std::get<QByteArray>(earlier(QByteArray("2026-03-01T00:00:10Z"), 0ms)), QByteArray("2026-03-01T00:00:09"));
    QVERIFY(std::get<qint64>(earlier(qint64(1'700'000'000), 2000ms)) <= 1'699'999'998);
    QVERIFY(std::get<qint64>(earlier(qint64(1'700'000'000), 2000ms)) > 1'699'999'990);
    QVERIFY(std::get<qint64>(earlier(qint64(1'700'000'000'000), 2000ms)) <= 1'699'999'998'000);
    QVERIFY(std::get<qint64>(earlier(qint64(1'700'000'000'000), 2000ms)) > 1'699'999'990'000);
}

QTEST_GUILESS_MAIN(TestSqliteValue)
#include "tst_sqlitevalue.moc"
