// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"

#include <QTest>

using namespace keel;

namespace {

using Reach = CycleOptions::Reach;

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Tables of a link that are looked at less often than the others, or that come to it later.
class TestPace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aTableIsLookedAtWhenItsOwnIntervalIsOver_data() { engines(); }
    void aTableIsLookedAtWhenItsOwnIntervalIsOver();
    void aBellIsHeardByTheTablesThatHaveOne_data() { engines(); }
    void aBellIsHeardByTheTablesThatHaveOne();
    void tablesTiedByForeignKeysStayTogether();
    void aTableGoesBackWithoutItsInterval_data() { engines(); }
    void aTableGoesBackWithoutItsInterval();
    void aTableThatComesLaterHoldsUpNobody_data() { engines(); }
    void aTableThatComesLaterHoldsUpNobody();
    void aChildThatComesLaterWaitsForItsParent();
    void aLargeBacklogTravelsAhead_data() { engines(); }
    void aLargeBacklogTravelsAhead();

private:
    void engines() const;
    void make(const QString& engineA, const QString& engineB);
    void makeFastAndSlow();
    CycleReport cycle(Reach reach, std::chrono::microseconds slice = {});
    [[nodiscard]] QString onB(const QString& table) const;

    Pair::Servers m_servers; // before the pair that uses them
    std::unique_ptr<Pair> m_pair;
};

void TestPace::initTestCase()
{
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
    m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
}

void TestPace::init()
{
    m_pair.reset();
    QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql|QObject|QThread")));
}

void TestPace::engines() const
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
    QTest::newRow("postgresql") << QStringLiteral("postgresql");
}

void TestPace::make(const QString& engineA, const QString& engineB)
{
    m_pair = Pair::make(engineA, engineB, m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
}

/// Table `slow` is looked at once a minute; both are in step.
void TestPace::makeFastAndSlow()
{
    QFETCH(QString, engine);
    make(engine, engine);
    if (!m_pair)
        return;
    m_pair->both(words("create table fast (id integer primary key); create table slow (id integer primary key);"));
    m_pair->addTable(QStringLiteral("fast"));
    m_pair->addTable(QStringLiteral("slow"));
    m_pair->config.tables[1].interval = Milliseconds{60'000};
    m_pair->connect();
    m_pair->cycle();
}

CycleReport TestPace::cycle(Reach reach, std::chrono::microseconds slice)
{
    CycleOptions options;
    options.reach = reach;
    options.slice = slice;
    auto report = m_pair->runner().cycle(options);
    if (!report)
        qFatal("cycle: %s", qPrintable(toText(report.error())));
    return *report;
}

QString TestPace::onB(const QString& table) const
{
    return m_pair->sql('b', QStringLiteral("select count(*) from %1").arg(table));
}

void TestPace::aTableIsLookedAtWhenItsOwnIntervalIsOver()
{
    makeFastAndSlow();
    m_pair->sql('a', words("insert into fast values (1); insert into slow values (1)"));
    QVERIFY(cycle(Reach::Due).drained);
    QCOMPARE(onB(words("fast")), words("1"));
    QCOMPARE(onB(words("slow")), words("0"));
    m_pair->passTime(std::chrono::seconds(61));
    cycle(Reach::Due);
    QCOMPARE(onB(words("slow")), words("1"));

    m_pair->sql('b', words("insert into slow values (2)"));
    cycle(Reach::Due);
    QCOMPARE(m_pair->sql('a', words("select count(*) from slow")), words("1"));
    cycle(Reach::Everything); // a person's word
    QCOMPARE(m_pair->sql('a', words("select count(*) from slow")), words("2"));
}

void TestPace::aBellIsHeardByTheTablesThatHaveOne()
{
    makeFastAndSlow();
    m_pair->sql('a', words("insert into slow values (1)"));
    cycle(Reach::Rung);
    QCOMPARE(onB(words("slow")), words("1"));
    m_pair->config.tables[1].bell = false;
    m_pair->connect();
    cycle(Reach::Everything);
    m_pair->sql('a', words("insert into slow values (2)"));
    cycle(Reach::Rung);
    QCOMPARE(onB(words("slow")), words("1"));
    m_pair->passTime(std::chrono::seconds(61));
    cycle(Reach::Rung);
    QCOMPARE(onB(words("slow")), words("2"));
}

void TestPace::tablesTiedByForeignKeysStayTogether()
{
    make(words("sqlite"), words("sqlite"));
    m_pair->both(words("create table p (id integer primary key);"
                       "create table c (id integer primary key, p integer references p (id));"));
    m_pair->addTable(QStringLiteral("c"));
    m_pair->addTable(QStringLiteral("p"));
    m_pair->config.tables[1].interval = Milliseconds{60'000};
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("insert into p values (1); insert into c values (1, 1)"));
    cycle(Reach::Due);
    QCOMPARE(onB(words("c")), words("1"));
    QCOMPARE(m_pair->openErrors(), QStringList());
}

void TestPace::aTableGoesBackWithoutItsInterval()
{
    makeFastAndSlow();
    m_pair->sql('a', words("insert into slow values (1)"));
    m_pair->config.tables[1].interval.reset();
    m_pair->connect();
    for (int i = 0; i < 3; ++i)
        cycle(Reach::Due);
    QCOMPARE(onB(words("slow")), words("1"));
    m_pair->sql('a', words("insert into slow values (2); delete from slow where id = 1; insert into fast values (7)"));
    cycle(Reach::Due);
    QCOMPARE(m_pair->sql('b', words("select id from slow")), words("2"));
    QCOMPARE(m_pair->sql('b', words("select id from fast")), words("7"));
    QCOMPARE(m_pair->history().conflicts({})->total, 0);
    QCOMPARE(m_pair->openErrors(), QStringList());
}

void TestPace::aTableThatComesLaterHoldsUpNobody()
{
    QFETCH(QString, engine);
    make(engine, engine);
    m_pair->both(words("create table t (id integer primary key); create table late (id integer primary key, v text);"));
    m_pair->sql('a', words("with recursive n (i) as (select 1 union all select i + 1 from n where i < 30000)"
                           " insert into late select i, 'x' from n"));
    m_pair->addTable(QStringLiteral("t"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->addTable(QStringLiteral("late"));
    m_pair->connect();
    const std::chrono::microseconds shortest{1};
    m_pair->sql('a', words("insert into t values (1)"));
    const CycleReport first = cycle(Reach::Due, shortest);
    if (engine == words("sqlite")) // PostgreSQL streams it in one step
        QVERIFY(first.loading && onB(words("late")).toInt() < 30000);
    QCOMPARE(onB(words("t")), words("1"));
    m_pair->sql('a', words("update late set v = 'y' where id = 5"));
    bool proved = false;
    int cycles = 0;
    for (bool drained = false; !drained && cycles < 1000; ++cycles) {
        const CycleReport report = cycle(Reach::Due, shortest);
        drained = report.drained;
        proved = proved || report.proof.has_value();
    }
    QVERIFY(cycles < 1000);
    QVERIFY(!proved); // one table of two was compared
    QCOMPARE(onB(words("late")), words("30000"));
    QCOMPARE(m_pair->sql('b', words("select v from late where id = 5")), words("y"));
    QCOMPARE(m_pair->openErrors(), QStringList());
    QCOMPARE(m_pair->history().conflicts({})->total, 0);
}

void TestPace::aChildThatComesLaterWaitsForItsParent()
{
    make(words("sqlite"), words("sqlite"));
    m_pair->both(words("create table t (id integer primary key); create table p (id integer primary key);"
                       "create table c (id integer primary key, p integer references p (id));"));
    m_pair->sql('a', words("with recursive n (i) as (select 1 union all select i + 1 from n where i < 9000)"
                           " insert into p select i from n; insert into c select id, 9001 - id from p"));
    m_pair->addTable(QStringLiteral("t"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->addTable(QStringLiteral("c"));
    m_pair->addTable(QStringLiteral("p"));
    m_pair->connect();
    const std::chrono::microseconds shortest{1};
    for (int i = 0; i < 500 && !cycle(Reach::Due, shortest).drained; ++i)
        QCOMPARE(m_pair->openErrors(), QStringList());
    QCOMPARE(onB(words("p")), words("9000"));
    QCOMPARE(onB(words("c")), words("9000"));
}

/// Batches large enough to be brought to the target while the one before is applied, of every kind.
void TestPace::aLargeBacklogTravelsAhead()
{
    QFETCH(QString, engine);
    make(engine, engine);
    m_pair->both(words("create table t (id integer primary key, v text unique);"
                       "create table u (a integer, b text, v text, primary key (b, a));"));
    m_pair->addTable(QStringLiteral("t"));
    m_pair->addTable(QStringLiteral("u"));
    m_pair->config.batchSize = 500;
    m_pair->connect();
    m_pair->cycle();
    const QString numbers = words("with recursive n (i) as (select 1 union all select i + 1 from n where i < 6000)");
    m_pair->sql('a', numbers + words(" insert into t select i, 'a' || i from n"));
    m_pair->cycle();
    m_pair->sql('a', numbers + words(" insert into u select i, 'k' || (i % 7), 'v' from n"));
    m_pair->cycle();
    QCOMPARE(onB(words("u")), words("6000"));
    // Updates, deletes and inserts of both tables in one drain, a rival on the other side, and a row that b refuses.
    m_pair->sql('b', words("insert into t values (100000, 'taken'); update t set v = 'rival' where id = 4000;"));
    m_pair->cycle();
    m_pair->sql('a', words("update t set v = 'n' || id where id <= 5000; delete from t where id > 5900;"
                           "update u set v = 'w'; delete from u where a between 3000 and 3100;"
                           "insert into u values (1, 'new', 'x');"));
    m_pair->sql('b', words("update t set v = 'late rival' where id = 4500"));
    m_pair->cycle();
    m_pair->cycle();
    for (const char* table : {"select id, v from t order by id", "select a, b, v from u order by b, a"})
        QCOMPARE(m_pair->sql('b', words(table)), m_pair->sql('a', words(table)));
    QCOMPARE(onB(words("t where v like 'n%'")), words("4999"));
    QCOMPARE(m_pair->history().conflicts({})->total, 1);
    QCOMPARE(m_pair->openErrors(), QStringList());
}

QTEST_GUILESS_MAIN(TestPace)
#include "tst_pace.moc"
