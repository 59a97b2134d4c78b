// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"
#include "tests/support/ledger/userdatabase.h"

#include <QTest>

using namespace keel;

namespace {

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

const char* const orders = "create table orders (id integer primary key, customer integer not null, item text);";
const char* const refusesSeven = "create function refuse() returns trigger language plpgsql as $$ begin"
                                 " raise exception 'no seven' using errcode = '23514'; end $$;"
                                 "create constraint trigger late after insert or update on orders"
                                 " deferrable initially deferred for each row when (new.customer = 7)"
                                 " execute function refuse()";
const char* const totals = "create table totals (customer integer primary key, note text not null);";

} // namespace

/// What the users' own triggers and locks on the target do to rows that are carried there.
class TestUserTriggers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aRowThatATriggerMakesInTheSameBatchIsNoConflict_data() { engines(); }
    void aRowThatATriggerMakesInTheSameBatchIsNoConflict();
    void aRowThatATriggerChangesInTheSameBatchIsNoConflict_data() { engines(); }
    void aRowThatATriggerChangesInTheSameBatchIsNoConflict();
    void anOlderChangeThereIsStillAConflict_data() { engines(); }
    void anOlderChangeThereIsStillAConflict();
    void rowsThatATriggerAddsAreBornThereAndFlowBack_data() { engines(); }
    void rowsThatATriggerAddsAreBornThereAndFlowBack();
    void aTriggerThatChangesTheRowIsNamed_data();
    void aTriggerThatChangesTheRowIsNamed();
    void aLockedRowWaitsWhileOthersFlow();
    void aRowRefusedAtTheCommitStandsAlone_data();
    void aRowRefusedAtTheCommitStandsAlone();
    void aConflictWhoseWinnerIsRefusedAtTheCommitIsRecordedOnce();

private:
    void engines() const;
    void fetchPair();
    void trigger(char side, const char* event, const char* table, const char* statement) const;
    void expectQuiet();
    [[nodiscard]] QString rows(char side, const char* table) const
    {
        return m_pair->sql(side, QStringLiteral("select * from %1 order by 1").arg(words(table)));
    }

    Pair::Servers m_servers; // before the pair that uses them
    std::unique_ptr<Pair> m_pair;
};

void TestUserTriggers::initTestCase()
{
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
    m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
}

void TestUserTriggers::init()
{
    m_pair.reset();
    QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql|QObject|QThread")));
}

void TestUserTriggers::engines() const
{
    QTest::addColumn<QString>("engineA");
    QTest::addColumn<QString>("engineB");
    for (const char* b : {"sqlite", "postgresql"})
        QTest::addRow("postgresql to %s", b) << QStringLiteral("postgresql") << QString::fromLatin1(b);
    QTest::newRow("sqlite to sqlite") << QStringLiteral("sqlite") << QStringLiteral("sqlite");
}

void TestUserTriggers::fetchPair()
{
    QFETCH(QString, engineA);
    QFETCH(QString, engineB);
    m_pair = Pair::make(engineA, engineB, m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->both(words(orders) + words(totals));
    m_pair->addTable(words("orders"));
    m_pair->addTable(words("totals"));
}

/// A user's trigger of each row that runs `statement`, which may name NEW.
void TestUserTriggers::trigger(char side, const char* event, const char* table, const char* statement) const
{
    if (m_pair->engine(side) == QStringLiteral("sqlite")) {
        m_pair->sql(side, QStringLiteral("create trigger users_own %1 on %2 begin %3; end")
                              .arg(words(event), words(table), words(statement)));
        return;
    }
    m_pair->sql(side, QStringLiteral("create function users_own() returns trigger language plpgsql as"
                                     " $$ begin %1; return new; end $$;"
                                     "create trigger users_own %2 on %3 for each row execute function users_own()")
                          .arg(words(statement), words(event), words(table)));
}

void TestUserTriggers::expectQuiet()
{
    for (int i = 0; i < 3; ++i) {
        const CycleReport report = m_pair->cycle();
        QCOMPARE(report.forward.rows() + report.reverse.rows(), 0);
        QCOMPARE(report.forward.conflicts + report.reverse.conflicts, 0);
    }
    QCOMPARE(m_pair->openErrors(), QStringList());
}

void TestUserTriggers::aRowThatATriggerMakesInTheSameBatchIsNoConflict()
{
    fetchPair();
    // The same trigger on both sides, as where one schema is used twice; what it writes tells where it ran.
    trigger('a', "after insert", "orders", "insert into totals values (new.customer, 'made in a')");
    trigger('b', "after insert", "orders", "insert into totals values (new.customer, 'made in b')");
    m_pair->connect();
    m_pair->sql('a', words("insert into orders values (1, 10, 'x'), (2, 20, 'y'), (3, 30, 'z')"));
    const CycleReport first = m_pair->cycle();
    QCOMPARE(first.forward.conflicts + first.reverse.conflicts, 0);
    const CycleReport second = m_pair->cycle();
    QCOMPARE(second.forward.conflicts + second.reverse.conflicts, 0);
    QCOMPARE(rows('b', "orders"), words("1|10|x\n2|20|y\n3|30|z"));
    QCOMPARE(rows('b', "totals"), words("10|made in a\n20|made in a\n30|made in a"));
    QCOMPARE(rows('a', "totals"), rows('b', "totals"));
    expectQuiet();
}

void TestUserTriggers::aRowThatATriggerChangesInTheSameBatchIsNoConflict()
{
    fetchPair();
    m_pair->both(words("insert into totals values (10, 'old'), (20, 'old')"));
    trigger('b', "after insert", "orders", "update totals set note = 'touched in b' where customer = new.customer");
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("insert into orders values (1, 10, 'x'); update totals set note = 'edited in a'"));
    qint64 conflicts = 0;
    for (int i = 0; i < 2; ++i) {
        const CycleReport report = m_pair->cycle();
        conflicts += report.forward.conflicts + report.reverse.conflicts;
    }
    QCOMPARE(conflicts, 0);
    QCOMPARE(rows('a', "totals"), rows('b', "totals"));
    QCOMPARE(rows('a', "totals").section(QLatin1Char('\n'), 1), words("20|edited in a"));
    expectQuiet();
}

void TestUserTriggers::anOlderChangeThereIsStillAConflict()
{
    fetchPair();
    m_pair->both(words("insert into totals values (10, 'old')"));
    trigger('b', "after insert", "orders", "update totals set note = 'touched in b' where customer = new.customer");
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('b', words("update totals set note = 'edited in b'"));
    m_pair->sql('a', words("insert into orders values (1, 10, 'x'); update totals set note = 'edited in a'"));
    const CycleReport report = m_pair->cycle();
    QCOMPARE(report.forward.conflicts, 1);
    m_pair->cycle();
    QCOMPARE(rows('a', "totals"), rows('b', "totals"));
    expectQuiet();
}

void TestUserTriggers::rowsThatATriggerAddsAreBornThereAndFlowBack()
{
    fetchPair();
    trigger('b', "after insert", "orders", "insert into totals values (new.customer, 'made in b')");
    m_pair->connect();
    m_pair->sql('a', words("insert into orders values (1, 10, 'x'), (2, 20, 'y')"));
    m_pair->cycle();
    m_pair->cycle();
    QCOMPARE(rows('b', "totals"), words("10|made in b\n20|made in b"));
    QCOMPARE(rows('a', "totals"), rows('b', "totals"));
    QCOMPARE(m_pair->history().conflicts({})->total, 0);
    expectQuiet();
}

void TestUserTriggers::aTriggerThatChangesTheRowIsNamed_data()
{
    QTest::addColumn<QString>("engineA");
    QTest::addColumn<QString>("engineB");
    QTest::newRow("postgresql") << QStringLiteral("postgresql") << QStringLiteral("postgresql");
    QTest::newRow("sqlite") << QStringLiteral("sqlite") << QStringLiteral("sqlite");
}

void TestUserTriggers::aTriggerThatChangesTheRowIsNamed()
{
    fetchPair();
    if (m_pair->engine('b') == QStringLiteral("sqlite")) // has no other way to change the row
        trigger('b', "after insert", "orders", "update orders set item = upper(new.item) where id = new.id");
    else
        trigger('b', "before insert", "orders", "new.item := upper(new.item)");
    m_pair->connect();
    m_pair->sql('a', words("insert into orders values (1, 10, 'small'), (2, 20, 'LARGE');"
                           "insert into totals values (10, 'free')"));
    m_pair->cycle();
    QCOMPARE(rows('b', "orders"), words("2|20|LARGE"));
    QCOMPARE(rows('b', "totals"), words("10|free"));
    const auto page = m_pair->history().errors({});
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 1);
    QCOMPARE(page->rows[0].kind, ErrorClass::Schema);
    QCOMPARE(page->rows[0].code, ErrorCode::StoredDiffers);
    QVERIFY2(page->rows[0].message.contains(words("column item")), qPrintable(page->rows[0].message));
    QVERIFY2(page->rows[0].message.contains(words("users_own")), qPrintable(page->rows[0].message));
    // Mended, the row goes in when it changes again or a person has it tried again.
    m_pair->sql('b', m_pair->engine('b') == QStringLiteral("sqlite") ? words("drop trigger users_own")
                                                                     : words("drop trigger users_own on orders"));
    QVERIFY(m_pair->history().retry({page->rows[0].id}, words("test")));
    m_pair->cycle();
    QCOMPARE(rows('b', "orders"), words("1|10|small\n2|20|LARGE"));
    expectQuiet();
}

void TestUserTriggers::aLockedRowWaitsWhileOthersFlow()
{
    m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->both(words(orders) + words("insert into orders values (1, 1, 'old'), (2, 2, 'old'), (3, 3, 'old')"));
    m_pair->addTable(words("orders"));
    m_pair->connect();
    m_pair->cycle();

    const auto user = UserDatabase::of(m_pair->endpoint('b'));
    QVERIFY(user->begin());
    QVERIFY(user->run(words("select * from orders where id = 2 for update")));
    m_pair->sql('a', words("update orders set item = 'new'"));
    m_pair->cycle();
    QCOMPARE(rows('b', "orders"), words("1|1|new\n2|2|old\n3|3|new"));
    // It waits, and is nobody's fault; the others go on as long as the user takes.
    for (int i = 0; i < 3; ++i) {
        m_pair->sql('a', QStringLiteral("insert into orders values (%1, 0, 'more')").arg(10 + i));
        m_pair->cycle();
        QCOMPARE(m_pair->sql('b', QStringLiteral("select item from orders where id = %1").arg(10 + i)), words("more"));
        const auto waiting =
            m_pair->history().openFor(m_pair->config.name, Direction::Forward, TableName(words("orders")),
                                      std::vector{Key{{Value("2", Family::Integer)}}});
        QVERIFY(waiting);
        QCOMPARE(waiting->size(), std::size_t(1));
        QVERIFY(waiting->front().waiting);
    }
    QVERIFY(user->run(words("commit")));
    m_pair->cycle();
    QCOMPARE(m_pair->sql('b', words("select item from orders where id = 2")), words("new"));
    QCOMPARE(m_pair->history().conflicts({})->total, 0);
    expectQuiet();
}

void TestUserTriggers::aRowRefusedAtTheCommitStandsAlone_data()
{
    QTest::addColumn<bool>("before");      ///< the rows stand there at the first comparison
    QTest::addColumn<bool>("otherFilled"); ///< else they go over unparsed
    QTest::newRow("first comparison, row by row") << true << true;
    QTest::newRow("first comparison, streamed") << true << false;
    QTest::newRow("pass") << false << true;
}

void TestUserTriggers::aRowRefusedAtTheCommitStandsAlone()
{
    QFETCH(bool, before);
    QFETCH(bool, otherFilled);
    m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->both(words(orders));
    m_pair->sql('b', words(refusesSeven));
    if (otherFilled)
        m_pair->sql('b', words("insert into orders values (100, 1, 'there')"));
    m_pair->addTable(words("orders"));
    const QString rowsOfA = words("insert into orders select i, i, 'x' from generate_series(1, 20) i");
    if (before)
        m_pair->sql('a', rowsOfA);
    m_pair->connect();
    m_pair->cycle();
    if (!before)
        m_pair->sql('a', rowsOfA);
    m_pair->cycle();
    QCOMPARE(m_pair->sql('b', words("select count(*) from orders where id <= 20")), words("19"));
    QCOMPARE(m_pair->openErrors(), QStringList{words("orders 7 check_violation")});
    m_pair->sql('a', words("insert into orders values (30, 30, 'later')"));
    m_pair->cycle();
    QCOMPARE(m_pair->sql('b', words("select item from orders where id = 30")), words("later"));
}

void TestUserTriggers::aConflictWhoseWinnerIsRefusedAtTheCommitIsRecordedOnce()
{
    m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->both(words(orders) + words("insert into orders values (1, 1, 'old')"));
    m_pair->sql('b', words(refusesSeven));
    m_pair->addTable(words("orders"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('b', words("update orders set item = 'of b'"));
    m_pair->sql('a', words("update orders set item = 'of a', customer = 7")); // newer, and wins
    m_pair->cycle();
    m_pair->cycle();
    QCOMPARE(m_pair->openErrors(), QStringList{words("orders 1 check_violation")});
    QCOMPARE(m_pair->history().conflicts({})->total, 1);
}

QTEST_GUILESS_MAIN(TestUserTriggers)
#include "tst_usertriggers.moc"
