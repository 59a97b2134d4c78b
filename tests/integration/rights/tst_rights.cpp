// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"

#include <QCoreApplication>
#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

const char* const tables = "create table people (id integer primary key, name text not null);"
                           "create table orders (id integer primary key, item text not null)";

} // namespace

/// Somebody takes a right away from Evenkeel's user: that table stands still and says why, the others go on, nothing is
/// taken for a deletion, and it goes on by itself when the right is back.
class TestRights : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void aRevokedRightStopsItsTableAlone_data();
    void aRevokedRightStopsItsTableAlone();
    void aRightThatIsMissingAtTheFirstComparisonStopsItsTableAlone();
    void aStoppedTableStaysStoppedOverARestart();

private:
    void begin();
    void cycles(int count = 2);
    void grant(const char* what, char side) const
    {
        m_pair->sql(side, QStringLiteral("grant %1 to %2").arg(words(what), m_role));
    }
    void revoke(const char* what, char side) const
    {
        m_pair->sql(side, QStringLiteral("revoke %1 from %2").arg(words(what), m_role));
    }
    [[nodiscard]] std::optional<Error> stopped(const char* table) const;
    [[nodiscard]] QString rows(char side, const char* table) const
    {
        return m_pair->sql(side, QStringLiteral("select * from %1 order by id").arg(words(table)));
    }

    Pair::Servers m_servers;
    QString m_role;
    std::unique_ptr<Pair> m_pair;
};

void TestRights::initTestCase()
{
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
    m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
    if (!m_servers.a || !m_servers.b)
        QSKIP(qPrintable(m_servers.whyNot));
    m_role = QStringLiteral("clerk_%1").arg(QCoreApplication::applicationPid());
    for (const auto* server : {m_servers.a.get(), m_servers.b.get()})
        server->psql(words("template1"), QStringLiteral("create role %1 login").arg(m_role));
}

/// The databases go first: they hold the role's rights.
void TestRights::cleanupTestCase()
{
    if (!m_pair)
        return;
    for (const char side : {'a', 'b'})
        m_pair->sql(side, QStringLiteral("drop owned by %1; drop role %1").arg(m_role));
}

void TestRights::init()
{
    if (m_pair) {
        for (const char side : {'a', 'b'})
            m_pair->sql(side, QStringLiteral("drop owned by %1").arg(m_role));
    }
    m_pair.reset();
}

/// Set up by an owner, run by a user who owns nothing.
void TestRights::begin()
{
    m_pair = Pair::make(words("postgresql"), words("postgresql"), m_servers);
    m_pair->brake = true;
    m_pair->both(words(tables));
    m_pair->sql('a', words("insert into people select i, 'person ' || i from generate_series(1, 200) i;"
                           "insert into orders select i, 'item ' || i from generate_series(1, 200) i"));
    m_pair->addTable(words("people"));
    m_pair->addTable(words("orders"));
    m_pair->connect();
    for (const char side : {'a', 'b'}) {
        for (const char* what :
             {"usage on schema evenkeel", "select, insert, update, delete on all tables in schema evenkeel, public",
              "usage, select, update on all sequences in schema evenkeel"})
            grant(what, side);
    }
    m_pair->setUser(m_role);
    m_pair->connect();
}

void TestRights::cycles(int count)
{
    for (int i = 0; i < count; ++i)
        m_pair->cycle();
}

std::optional<Error> TestRights::stopped(const char* table) const
{
    for (const TableReport& report : m_pair->runner().tables()) {
        if (report.a.value == words(table))
            return report.stopped;
    }
    return std::nullopt;
}

void TestRights::aRevokedRightStopsItsTableAlone_data()
{
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<char>("side");
    QTest::newRow("select on the source") << QByteArray("select on orders") << 'a';
    QTest::newRow("select on the target") << QByteArray("select on orders") << 'b';
    QTest::newRow("insert on the target") << QByteArray("insert on orders") << 'b';
    QTest::newRow("update on the target") << QByteArray("update on orders") << 'b';
    QTest::newRow("delete on the target") << QByteArray("delete on orders") << 'b';
    QTest::newRow("everything on the source") << QByteArray("all on orders") << 'a';
    QTest::newRow("everything on the target") << QByteArray("all on orders") << 'b';
}

void TestRights::aRevokedRightStopsItsTableAlone()
{
    QFETCH(QByteArray, right);
    QFETCH(char, side);
    begin();
    cycles();
    const QString before = rows('b', "orders");
    QCOMPARE(before, rows('a', "orders"));
    revoke(right.constData(), side);
    m_pair->sql('a', words("insert into orders select i, 'new' from generate_series(301, 330) i;"
                           "update orders set item = 'changed' where id <= 5;"
                           "delete from orders where id between 11 and 15;"
                           "insert into people values (501, 'new')"));
    m_pair->sql('b', words("insert into people values (502, 'new too')"));
    cycles();
    QCOMPARE(rows('b', "orders"), before);
    QCOMPARE(rows('a', "people"), rows('b', "people"));
    QVERIFY(rows('b', "people").endsWith(words("501|new\n502|new too")));
    QVERIFY(stopped("orders"));
    QVERIFY(!stopped("people"));
    QCOMPARE(stopped("orders")->code, ErrorCode::AccessDenied);
    QCOMPARE(stopped("orders")->sqlState, words("42501"));
    QVERIFY2(stopped("orders")->detail.contains(words("orders")), qPrintable(stopped("orders")->detail));
    QVERIFY2(stopped("orders")->mend.contains(words("rant")), qPrintable(stopped("orders")->mend));
    QCOMPARE(m_pair->openErrors(), QStringList());

    // Looked at again in vain, it stays as it is; and both sides go on changing.
    m_pair->sql('b', words("insert into orders values (401, 'of b'); update orders set item = 'of b' where id = 20"));
    m_pair->passTime(31s);
    cycles();
    QVERIFY(stopped("orders"));
    QVERIFY(!stopped("people"));
    QCOMPARE(m_pair->sql('b', words("select count(*) from orders")), words("201"));

    grant(right.constData(), side);
    m_pair->passTime(31s);
    cycles(3);
    QVERIFY(!stopped("orders"));
    QCOMPARE(rows('b', "orders"), rows('a', "orders"));
    QCOMPARE(m_pair->sql('b', words("select count(*), count(*) filter (where item = 'new'),"
                                    " count(*) filter (where item = 'changed'), count(*) filter (where item = 'of b')"
                                    " from orders")),
             words("226|30|5|2"));
    QCOMPARE(m_pair->openErrors(), QStringList());
    QVERIFY(m_pair->history().conflicts({}).value_or(ConflictPage{}).rows.isEmpty());
    QVERIFY(m_pair->history().brakePlans(std::nullopt)->isEmpty());
}

void TestRights::aRightThatIsMissingAtTheFirstComparisonStopsItsTableAlone()
{
    begin();
    revoke("select on orders", 'a');
    revoke("insert on people", 'b');
    cycles();
    QVERIFY(stopped("orders"));
    QVERIFY(stopped("people"));
    QCOMPARE(m_pair->sql('b', words("select count(*) from orders")), words("0"));
    grant("insert on people", 'b');
    m_pair->passTime(31s);
    cycles();
    QVERIFY(!stopped("people"));
    QCOMPARE(rows('b', "people"), rows('a', "people"));
    QVERIFY(stopped("orders"));
    m_pair->sql('a', words("delete from orders where id = 7; update orders set item = 'late' where id = 8"));
    grant("select on orders", 'a');
    m_pair->passTime(31s);
    cycles();
    QVERIFY(!stopped("orders"));
    QCOMPARE(rows('b', "orders"), rows('a', "orders"));
    QCOMPARE(m_pair->sql('b', words("select count(*) from orders")), words("199"));
    m_pair->sql('b', words("delete from orders where id = 9"));
    cycles();
    QCOMPARE(m_pair->sql('a', words("select count(*) from orders")), words("198"));
}

void TestRights::aStoppedTableStaysStoppedOverARestart()
{
    begin();
    cycles();
    revoke("select on orders", 'a');
    m_pair->sql('a', words("delete from orders where id = 1; update orders set item = 'changed' where id = 2;"
                           "insert into people values (501, 'new')"));
    cycles();
    QVERIFY(stopped("orders"));
    m_pair->connect();
    m_pair->sql('a', words("insert into people values (502, 'newer')"));
    cycles();
    QVERIFY(stopped("orders"));
    QCOMPARE(m_pair->sql('b', words("select count(*) from orders")), words("200"));
    QCOMPARE(rows('b', "people"), rows('a', "people"));
    grant("select on orders", 'a');
    m_pair->connect();
    cycles();
    QVERIFY(!stopped("orders"));
    QCOMPARE(rows('b', "orders"), rows('a', "orders"));
    QCOMPARE(m_pair->sql('b', words("select count(*) from orders where item = 'changed' or id = 1")), words("1"));
}

QTEST_GUILESS_MAIN(TestRights)
#include "tst_rights.moc"
