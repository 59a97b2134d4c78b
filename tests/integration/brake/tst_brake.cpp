// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"

#include <QTest>

using namespace keel;

namespace {

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

const char* const customers = "create table customers (id integer primary key, name text not null);";
const char* const orders =
    "create table orders (id integer primary key, customer_id integer not null references customers (id)"
    " on delete cascade, item text);";
const char* const fill = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)"
                         " insert into customers select i, 'customer ' || i from n;"
                         "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1200)"
                         " insert into orders select i, 1 + i % 200, 'item ' || i from n;";

QString count(const char* table)
{
    return QStringLiteral("select count(*) from %1").arg(words(table));
}

} // namespace

Q_DECLARE_METATYPE(Pair::Into)

/// Nothing is deleted in masses without a person's word, and each of the three words does what it says; over two real
/// servers and over two files.
class TestBrakeLink : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void fewDeletesGoThrough_data() { engines(); }
    void fewDeletesGoThrough();
    void aMassDeleteIsHeldWhileOthersGoOn_data() { engines(); }
    void aMassDeleteIsHeldWhileOthersGoOn();
    void manySmallStepsAreHeldAsOne_data() { engines(); }
    void manySmallStepsAreHeldAsOne();
    void rowsThatNeverArrivedAreNoDeletes_data() { engines(); }
    void rowsThatNeverArrivedAreNoDeletes();
    void everyDecisionDoesWhatItSays_data();
    void everyDecisionDoesWhatItSays();
    void deletedParentsWaitForTheirHeldChildren_data() { engines(); }
    void deletedParentsWaitForTheirHeldChildren();
    void laterDeletesAreNotPartOfADecision_data() { engines(); }
    void laterDeletesAreNotPartOfADecision();
    void anEmptyDatabaseInTheOldOnesPlaceTakesNothing_data();
    void anEmptyDatabaseInTheOldOnesPlaceTakesNothing();
    void anOlderStateIsHeld_data();
    void anOlderStateIsHeld();
    void whoDeletedIsNamed();

private:
    void engines() const;
    void fetchPair();
    void fetchFilledPair();
    [[nodiscard]] QList<BrakePlan> plans();
    [[nodiscard]] BrakePlan planFor(const char* table);
    void decide(const char* table, BrakeDecision decision);
    void cycles(int count = 3);
    /// Rows of a and of b: "3 5".
    [[nodiscard]] QString counts(const char* table) const;
    Pair::Servers m_servers; // before the pair that uses them
    std::unique_ptr<Pair> m_pair;
};

void TestBrakeLink::initTestCase()
{
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
    m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
}

void TestBrakeLink::init()
{
    m_pair.reset();
    QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql|QObject|QThread")));
}

void TestBrakeLink::engines() const
{
    QTest::addColumn<QString>("engine");
    for (const char* engine : {"sqlite", "postgresql"})
        QTest::addRow("%s", engine) << QString::fromLatin1(engine);
}

void TestBrakeLink::fetchPair()
{
    QFETCH(QString, engine);
    m_pair = Pair::make(engine, engine, m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->brake = true;
}

void TestBrakeLink::fetchFilledPair()
{
    fetchPair();
    if (!m_pair)
        return;
    m_pair->both(words(customers) + words(orders));
    m_pair->sql('a', words(fill));
    m_pair->addTable(QStringLiteral("customers"));
    m_pair->addTable(QStringLiteral("orders"));
    m_pair->connect();
    cycles(2);
    QCOMPARE(counts("orders"), QStringLiteral("1200 1200"));
    QCOMPARE(counts("customers"), QStringLiteral("200 200"));
}

QList<BrakePlan> TestBrakeLink::plans()
{
    return *m_pair->history().brakePlans(std::nullopt);
}

BrakePlan TestBrakeLink::planFor(const char* table)
{
    for (const BrakePlan& plan : plans()) {
        if (plan.table.value == words(table))
            return plan;
    }
    return {};
}

void TestBrakeLink::decide(const char* table, BrakeDecision decision)
{
    const auto done = m_pair->history().decideBrake(planFor(table).id, decision, QStringLiteral("ana"));
    QVERIFY2(done, done ? "" : qPrintable(toText(done.error())));
}

void TestBrakeLink::cycles(int count)
{
    for (int i = 0; i < count; ++i)
        m_pair->cycle();
}

QString TestBrakeLink::counts(const char* table) const
{
    return m_pair->sql('a', count(table)) + QLatin1Char(' ') + m_pair->sql('b', count(table));
}

void TestBrakeLink::fewDeletesGoThrough()
{
    fetchFilledPair();
    m_pair->sql('a', words("delete from orders where id <= 120"));
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("1080 1080"));
    QVERIFY(plans().isEmpty());
}

void TestBrakeLink::aMassDeleteIsHeldWhileOthersGoOn()
{
    fetchFilledPair();
    m_pair->sql('a', words("delete from orders; insert into customers values (500, 'new')"));
    m_pair->sql('b', words("insert into customers values (501, 'new too')"));
    QCOMPARE(m_pair->cycle().brakes, 1);
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("0 1200"));
    QCOMPARE(counts("customers"), QStringLiteral("202 202"));
    const BrakePlan plan = planFor("orders");
    QCOMPARE(plan.deletes, 1200);
    QCOMPARE(plan.rows, 1200);
    QCOMPARE(plan.side, EndpointName(QStringLiteral("link_b")));
    QCOMPARE(plan.origin, EndpointName(QStringLiteral("link_a")));
    QVERIFY(plan.reason == BrakeReason::Deletes);
    QCOMPARE(plan.samples.size(), 20);
    QVERIFY(plan.samples.first().rowJson.contains(QStringLiteral("item ")));
    m_pair->connect(); // a restart forgets nothing
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("0 1200"));
}

void TestBrakeLink::manySmallStepsAreHeldAsOne()
{
    fetchFilledPair();
    m_pair->config.batchSize = 20;
    m_pair->connect();
    for (int step = 0; step < 6; ++step) {
        m_pair->sql('a',
                    QStringLiteral("delete from orders where id > %1 and id <= %2").arg(step * 40).arg(step * 40 + 40));
        m_pair->cycle();
    }
    // Three steps are exactly a tenth of the 1200 rows that stood there; the fourth is over it.
    QCOMPARE(m_pair->sql('b', count("orders")), QStringLiteral("1080"));
    QVERIFY(planFor("orders").reason == BrakeReason::Share);
}

void TestBrakeLink::rowsThatNeverArrivedAreNoDeletes()
{
    fetchFilledPair();
    m_pair->sql('a', words("with recursive n(i) as (select 5001 union all select i + 1 from n where i < 7000)"
                           " insert into orders select i, 1, 'queued' from n;"
                           "delete from orders where id > 5000; delete from orders where id = 1"));
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("1199 1199"));
    QVERIFY(plans().isEmpty());
}

void TestBrakeLink::everyDecisionDoesWhatItSays_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<int>("decision");
    QTest::addColumn<QString>("expected");
    for (const char* engine : {"sqlite", "postgresql"}) {
        for (const char* statement : {"delete from orders", "truncate orders"}) {
            if (QByteArray(engine) == "sqlite" && QByteArray(statement).startsWith("truncate"))
                continue; // it has none
            const auto row = [&](const char* word, BrakeDecision decision, const char* expected) {
                QTest::addRow("%s, %s, %s", engine, statement, word)
                    << QString::fromLatin1(engine) << QString::fromLatin1(statement) << int(decision)
                    << QString::fromLatin1(expected);
            };
            row("accept", BrakeDecision::Accept, "1 1");
            row("reverse", BrakeDecision::Reverse, "1201 1201");
            row("drop", BrakeDecision::Drop, "1 1201");
        }
    }
}

void TestBrakeLink::everyDecisionDoesWhatItSays()
{
    QFETCH(QString, statement);
    QFETCH(int, decision);
    QFETCH(QString, expected);
    fetchFilledPair();
    m_pair->sql('a', statement);
    m_pair->cycle();
    m_pair->sql('a', words("insert into orders values (9001, 1, 'after')")); // waits with the table
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("1 1200"));
    QCOMPARE(planFor("orders").deletes, 1200);
    decide("orders", BrakeDecision(decision));
    m_pair->connect(); // decided while nothing ran
    cycles();
    QCOMPARE(counts("orders"), expected);
    QVERIFY(plans().isEmpty());
    QCOMPARE(m_pair->openErrors(), QStringList());
    QCOMPARE(m_pair->sql('b', words("select item from orders where id = 9001")), QStringLiteral("after"));
    // The table is in step again, both ways.
    m_pair->sql('a', words("insert into orders values (9002, 2, 'later')"));
    m_pair->sql('b', words("insert into orders values (9003, 2, 'later too')"));
    cycles();
    QCOMPARE(m_pair->sql('b', words("select item from orders where id = 9002")), QStringLiteral("later"));
    QCOMPARE(m_pair->sql('a', words("select item from orders where id = 9003")), QStringLiteral("later too"));
    const CycleReport quiet = m_pair->cycle();
    QCOMPARE(quiet.forward.rows() + quiet.reverse.rows(), 0);
}

void TestBrakeLink::deletedParentsWaitForTheirHeldChildren()
{
    fetchFilledPair();
    // 30 customers alone would be under the limits; their 180 orders are over a tenth.
    m_pair->sql('a', words("delete from customers where id <= 30"));
    cycles();
    QCOMPARE(m_pair->sql('b', count("orders")), QStringLiteral("1200"));
    QCOMPARE(m_pair->sql('b', count("customers")), QStringLiteral("200"));
    QVERIFY(planFor("customers").reason == BrakeReason::Parent);
    decide("customers", BrakeDecision::Accept);
    cycles();
    QCOMPARE(m_pair->sql('b', count("orders")), QStringLiteral("1200"));
    decide("orders", BrakeDecision::Accept);
    cycles(4);
    QCOMPARE(counts("orders"), QStringLiteral("1020 1020"));
    QCOMPARE(counts("customers"), QStringLiteral("170 170"));
    QVERIFY(plans().isEmpty());
}

void TestBrakeLink::laterDeletesAreNotPartOfADecision()
{
    fetchFilledPair();
    m_pair->sql('a', words("delete from orders where id <= 300"));
    m_pair->cycle();
    QCOMPARE(planFor("orders").deletes, 300);
    m_pair->sql('a', words("delete from orders where id <= 1000"));
    decide("orders", BrakeDecision::Accept);
    cycles();
    QCOMPARE(m_pair->sql('b', count("orders")), QStringLiteral("1200"));
    QCOMPARE(planFor("orders").deletes, 1000);
    decide("orders", BrakeDecision::Accept);
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("200 200"));
}

void TestBrakeLink::anEmptyDatabaseInTheOldOnesPlaceTakesNothing_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<int>("decision");
    QTest::addColumn<QString>("expected");
    for (const char* engine : {"sqlite", "postgresql"}) {
        const auto row = [&](const char* word, BrakeDecision decision, const char* expected) {
            QTest::addRow("%s, %s", engine, word)
                << QString::fromLatin1(engine) << int(decision) << QString::fromLatin1(expected);
        };
        row("accept", BrakeDecision::Accept, "0 0");
        row("reverse", BrakeDecision::Reverse, "1200 1200");
        row("drop", BrakeDecision::Drop, "0 1200");
    }
}

void TestBrakeLink::anEmptyDatabaseInTheOldOnesPlaceTakesNothing()
{
    QFETCH(int, decision);
    QFETCH(QString, expected);
    fetchFilledPair();
    m_pair->replace('a', words(customers) + words(orders));
    m_pair->connect();
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("0 1200"));
    QCOMPARE(counts("customers"), QStringLiteral("0 200"));
    QVERIFY(planFor("orders").reason == BrakeReason::Swapped);
    QCOMPARE(planFor("orders").deletes, 1200);
    m_pair->connect();
    cycles();
    QCOMPARE(counts("orders"), QStringLiteral("0 1200"));
    decide("orders", BrakeDecision(decision));
    decide("customers", BrakeDecision(decision));
    cycles(4);
    QCOMPARE(counts("orders"), expected);
    QVERIFY(plans().isEmpty());
}

void TestBrakeLink::anOlderStateIsHeld_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<Pair::Into>("into");
    QTest::addColumn<int>("decision");
    QTest::addColumn<QString>("customersAfter");
    QTest::addColumn<QString>("nameAfter"); ///< of customer 5, whom a renamed after the backup
    for (const auto& [place, engine, into] :
         {std::tuple{"sqlite", "sqlite", Pair::Into::New},
          {"postgresql, a new database", "postgresql", Pair::Into::New},
          {"postgresql, poured into the old one", "postgresql", Pair::Into::Same}}) {
        const auto row = [&, &place = place, &engine = engine, &into = into](
                             const char* word, BrakeDecision decision, const char* customersAfter, const char* name) {
            QTest::addRow("%s, %s", place, word) << QString::fromLatin1(engine) << into << int(decision)
                                                 << QString::fromLatin1(customersAfter) << QString::fromLatin1(name);
        };
        row("accept", BrakeDecision::Accept, "200 200", "customer 5 customer 5");
        row("reverse", BrakeDecision::Reverse, "201 201", "renamed renamed");
        row("drop", BrakeDecision::Drop, "200 201", "customer 5 renamed");
    }
}

/// What was written after the backup stands on the other side alone, until a person says which state counts.
void TestBrakeLink::anOlderStateIsHeld()
{
    QFETCH(Pair::Into, into);
    QFETCH(int, decision);
    QFETCH(QString, customersAfter);
    QFETCH(QString, nameAfter);
    fetchFilledPair();
    const QString copy = m_pair->keepCopy('a');
    m_pair->sql('a', words("insert into customers values (900, 'after the backup');"
                           "update customers set name = 'renamed' where id = 5"));
    cycles();
    const QString onB = m_pair->sql('b', words("select * from customers order by id"));
    QVERIFY(onB.contains(words("renamed")) && onB.contains(words("900")));
    m_pair->restoreCopy('a', copy, into);
    if (into == Pair::Into::Same) { // under the open link: it is noticed, and needs fresh connections
        const auto noticed = m_pair->runner().cycle({});
        QVERIFY(!noticed && noticed.error().isTransient());
        QCOMPARE(noticed.error().code, ErrorCode::Swapped);
    }
    m_pair->connect();
    cycles();
    QCOMPARE(counts("customers"), QStringLiteral("200 201"));
    QCOMPARE(m_pair->sql('b', words("select * from customers order by id")), onB);
    QVERIFY(planFor("customers").reason == BrakeReason::Swapped);
    QCOMPARE(planFor("customers").deletes, 1);
    for (const char* table : {"customers", "orders"})
        decide(table, BrakeDecision(decision));
    cycles();
    QCOMPARE(counts("customers"), customersAfter);
    const QString name = words("select name from customers where id = 5");
    QCOMPARE(m_pair->sql('a', name) + QLatin1Char(' ') + m_pair->sql('b', name), nameAfter);
    QCOMPARE(counts("orders"), QStringLiteral("1200 1200"));
    QVERIFY(plans().isEmpty());
    // In step again, both ways.
    m_pair->sql('a', words("insert into customers values (901, 'later')"));
    m_pair->sql('b', words("insert into customers values (902, 'later too')"));
    cycles();
    QCOMPARE(m_pair->sql('b', words("select name from customers where id = 901")), QStringLiteral("later"));
    QCOMPARE(m_pair->sql('a', words("select name from customers where id = 902")), QStringLiteral("later too"));
}

void TestBrakeLink::whoDeletedIsNamed()
{
    m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->brake = true;
    m_pair->both(words(customers));
    m_pair->sql('a', words("insert into customers select i, 'c' from generate_series(1, 500) i"));
    m_pair->addTable(QStringLiteral("customers"));
    m_pair->connect();
    cycles();
    m_pair->sql('a', words("set application_name = 'nightly clean-up'; delete from customers where id <= 400"));
    cycles();
    QVERIFY2(planFor("customers").cause.contains(QStringLiteral("nightly clean-up")),
             qPrintable(planFor("customers").cause));
    QCOMPARE(counts("customers"), QStringLiteral("100 500"));
}

QTEST_GUILESS_MAIN(TestBrakeLink)
#include "tst_brake.moc"
