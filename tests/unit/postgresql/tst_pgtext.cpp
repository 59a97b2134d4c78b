// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/journalsql.h"
#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/sqlstate.h"

#include <QTest>

using namespace keel;

/// Quoting, array and COPY texts, and the table of SQLSTATEs.
class PgTextTest : public QObject
{
    Q_OBJECT

private slots:
    void quotesNames();
    void quotesLiterals();
    void splitsAndJoinsNames_data();
    void splitsAndJoinsNames();
    void arrayTextReadsBack();
    void copyFieldsAreEscaped();
    void refusesU0000();
    void classesSqlStates_data();
    void classesSqlStates();
};

void PgTextTest::quotesNames()
{
    QCOMPARE(pg::quoteName(u"a.b"), QByteArray("\"a.b\""));
    QCOMPARE(pg::quoteName(u"x\"; drop table t; --"), QByteArray("\"x\"\"; drop table t; --\""));
    QCOMPARE(pg::quoteName(u"\"quoted\""), QByteArray("\"\"\"quoted\"\"\""));
}

void PgTextTest::quotesLiterals()
{
    QCOMPARE(pg::quoteLiteral("it's \\ fine"), QByteArray("'it''s \\ fine'"));
}

void PgTextTest::splitsAndJoinsNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("joined");
    QTest::newRow("plain") << "public.users"
                           << "public"
                           << "users"
                           << "public.users";
    QTest::newRow("dot in the table") << "s.\"a.b\""
                                      << "s"
                                      << "a.b"
                                      << "s.\"a.b\"";
    QTest::newRow("quote in the table") << "s.\"a\"\"b\""
                                        << "s"
                                        << "a\"b"
                                        << "s.\"a\"\"b\"";
    QTest::newRow("needless quotes") << "\"S\".\"T\""
                                     << "S"
                                     << "T"
                                     << "S.T";
}

void PgTextTest::splitsAndJoinsNames()
{
    QFETCH(QString, text);
    QFETCH(QString, joined);
    const pg::QualifiedName name = pg::splitName(TableName(text));
    QTEST(name.schema, "schema");
    QTEST(name.table, "table");
    QCOMPARE(pg::joinName(name.schema, name.table).value, joined);
}

void PgTextTest::arrayTextReadsBack()
{
    pg::ArrayText array;
    const QByteArrayList texts{"plain", "", "NULL", "a,b", "{x}", "q\"uote", "back\\slash", " space ", "ünï"};
    for (const QByteArray& text : texts)
        array.add(QByteArrayView(text));
    array.add(Value());
    const auto elements = pg::arrayElements(array.take());
    QCOMPARE(elements.size(), std::size_t(texts.size() + 1));
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(elements[std::size_t(i)], std::optional(texts[i]));
    QVERIFY(!elements.back());
    QCOMPARE(array.take(), QByteArray("{}"));
}

void PgTextTest::copyFieldsAreEscaped()
{
    QByteArray line;
    pg::appendCopyField(line, "a\tb\nc\rd\\e\\N");
    pg::appendCopyField(line, std::nullopt);
    QCOMPARE(line, QByteArray("a\\tb\\nc\\rd\\\\e\\\\N\\N"));
}

void PgTextTest::refusesU0000()
{
    const std::vector<Value> good{Value("a", Family::Text), Value()};
    QVERIFY(pg::refuseNul(good));
    const std::vector<Value> bad{Value(QByteArray("a\0", 2), Family::Text)};
    const auto refused = pg::refuseNul(bad);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorClass::Row);
}

void PgTextTest::classesSqlStates_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("connection failure") << QByteArray("08006") << "transient"
                                        << "unreachable";
    QTest::newRow("serialization") << QByteArray("40001") << "transient"
                                   << "busy";
    QTest::newRow("deadlock") << QByteArray("40P01") << "transient"
                              << "busy";
    QTest::newRow("lock timeout") << QByteArray("55P03") << "transient"
                                  << "busy";
    QTest::newRow("shutdown") << QByteArray("57P01") << "transient"
                              << "unreachable";
    QTest::newRow("disk full") << QByteArray("53100") << "transient"
                               << "resource_short";
    QTest::newRow("too many connections") << QByteArray("53300") << "transient"
                                          << "resource_short";
    QTest::newRow("unique") << QByteArray("23505") << "row"
                            << "unique_violation";
    QTest::newRow("foreign key") << QByteArray("23503") << "row"
                                 << "foreign_key_violation";
    QTest::newRow("not null") << QByteArray("23502") << "row"
                              << "not_null_violation";
    QTest::newRow("check") << QByteArray("23514") << "row"
                           << "check_violation";
    QTest::newRow("too long") << QByteArray("22001") << "row"
                              << "value_refused";
    QTest::newRow("not utf-8") << QByteArray("22021") << "row"
                               << "value_refused";
    QTest::newRow("raised") << QByteArray("P0001") << "row"
                            << "refused_by_trigger";
    QTest::newRow("view check") << QByteArray("44000") << "row"
                                << "check_violation";
    QTest::newRow("no table") << QByteArray("42P01") << "schema"
                              << "table_missing";
    QTest::newRow("no column") << QByteArray("42703") << "schema"
                               << "column_missing";
    QTest::newRow("no right") << QByteArray("42501") << "config"
                              << "access_denied";
    QTest::newRow("password") << QByteArray("28P01") << "config"
                              << "access_denied";
    QTest::newRow("no database") << QByteArray("3D000") << "config"
                                 << "not_found";
    QTest::newRow("an application's own") << QByteArray("Z1234") << "row"
                                          << "unknown";
}

void PgTextTest::classesSqlStates()
{
    QFETCH(QByteArray, state);
    const pg::ErrorKind kind = pg::errorKindOf(state);
    QTEST(toText(kind.kind), "kind");
    QTEST(toText(kind.code), "code");
}

QTEST_GUILESS_MAIN(PgTextTest)
#include "tst_pgtext.moc"
