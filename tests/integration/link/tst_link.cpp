// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"

#include <QTest>

using namespace keel;

namespace {

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

const char* const patients = "create table patients (id integer primary key, name text not null, mrn text unique,"
                             " born text);";
const char* const notes =
    "create table notes (id integer primary key, patient_id integer not null references patients (id),"
    " body text);";

} // namespace

/// A whole link over real databases, every pair of engines, driven cycle by cycle.
class TestLink : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void bothSidesBecomeTheUnionAtFirst_data() { engines(); }
    void bothSidesBecomeTheUnionAtFirst();
    void changesGoBothWaysAndDoNotEcho_data() { engines(); }
    void changesGoBothWaysAndDoNotEcho();
    void theNewestChangeWinsAndTheLoserIsKept_data() { engines(); }
    void theNewestChangeWinsAndTheLoserIsKept();
    void aDeleteAgainstAnUpdateIsDecided_data() { engines(); }
    void aDeleteAgainstAnUpdateIsDecided();
    void aChangedKeyIsADeleteAndAnInsert_data() { engines(); }
    void aChangedKeyIsADeleteAndAnInsert();
    void parentsAndChildrenArriveWhateverTheOrder_data() { engines(); }
    void parentsAndChildrenArriveWhateverTheOrder();
    void aRefusedRowStandsAloneAndGoesInWhenMended_data() { engines(); }
    void aRefusedRowStandsAloneAndGoesInWhenMended();
    void rowsThatSwapAUniqueValueConverge_data() { engines(); }
    void rowsThatSwapAUniqueValueConverge();
    void aBacklogDrainsInBatches_data() { engines(); }
    void aBacklogDrainsInBatches();
    void aTruncateIsHeldAndDeletesNothing();
    void aMissingTableStopsAloneAndComesBack();
    void planSaysWhatTheNextCycleDoes_data() { engines(); }
    void planSaysWhatTheNextCycleDoes();
    void compareFindsEveryDifference_data() { engines(); }
    void compareFindsEveryDifference();
    void captureByTimeCarriesAndDoesNotEcho_data() { engines(); }
    void captureByTimeCarriesAndDoesNotEcho();

private:
    void engines() const;
    void fetchPair();
    void expectBoth(const QString& query, const QString& expected) const;
    void expectNoEcho();
    Pair::Servers m_servers; // before the pair that uses them
    std::unique_ptr<Pair> m_pair;
};

void TestLink::initTestCase()
{
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
    m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
}

void TestLink::engines() const
{
    QTest::addColumn<QString>("engineA");
    QTest::addColumn<QString>("engineB");
    for (const char* a : {"sqlite", "postgresql"}) {
        for (const char* b : {"sqlite", "postgresql"})
            QTest::addRow("%s to %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b);
    }
}

void TestLink::init()
{
    m_pair.reset();
    QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql|QObject|QThread")));
}

void TestLink::fetchPair()
{
    QFETCH(QString, engineA);
    QFETCH(QString, engineB);
    m_pair = Pair::make(engineA, engineB, m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
}

void TestLink::expectBoth(const QString& query, const QString& expected) const
{
    QCOMPARE(m_pair->sql('a', query), expected);
    QCOMPARE(m_pair->sql('b', query), expected);
}

void TestLink::expectNoEcho()
{
    for (int i = 0; i < 3; ++i) {
        const CycleReport report = m_pair->cycle();
        QCOMPARE(report.forward.rows() + report.reverse.rows(), 0);
        QCOMPARE(report.forward.conflicts + report.reverse.conflicts, 0);
    }
}

void TestLink::bothSidesBecomeTheUnionAtFirst()
{
    fetchPair();
    m_pair->both(words(patients));
    m_pair->sql(
        'a',
        words("insert into patients values (1, 'Ana', 'm1', null), (2, 'Bo', 'm2', '1980-01-01'), (5, '', 'm5', 'x')"));
    m_pair->sql('b', words("insert into patients values (2, 'Bob', 'm2', '1980-01-01'), (3, 'Cem', 'm3', null)"));
    m_pair->addTable(QStringLiteral("patients"));
    m_pair->connect();
    const CycleReport report = m_pair->cycle();
    QVERIFY(report.loadDone);
    QVERIFY(report.proof && report.proof->equal);
    QCOMPARE(report.forward.conflicts, 1);
    expectBoth(words("select id, name, mrn, born from patients order by id"),
               words("1|Ana|m1|\n2|Bo|m2|1980-01-01\n3|Cem|m3|\n5||m5|x"));
    const auto conflicts = m_pair->history().conflicts({});
    QCOMPARE(conflicts->total, 1);
    QCOMPARE(conflicts->rows[0].conflictClass, QStringLiteral("insert_exists"));
    QCOMPARE(conflicts->rows[0].b->at(1).text.value(), QStringLiteral("Bob"));
    expectNoEcho();
}

void TestLink::changesGoBothWaysAndDoNotEcho()
{
    fetchPair();
    m_pair->both(words(patients));
    m_pair->addTable(QStringLiteral("patients"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("insert into patients values (1, 'Ana', 'm1', null), (2, 'Bo', null, null)"));
    m_pair->sql('b', words("insert into patients values (7, 'Gül', 'm7', 'a|b')"));
    CycleReport report = m_pair->cycle();
    QCOMPARE(report.forward.inserted, 2);
    QCOMPARE(report.reverse.inserted, 1);
    expectNoEcho();
    m_pair->sql('b', words("update patients set name = 'Anna' where id = 1; delete from patients where id = 2"));
    m_pair->sql('a', words("update patients set name = 'Gul' where id = 7"));
    report = m_pair->cycle();
    QCOMPARE(report.forward.updated, 1);
    QCOMPARE(report.reverse.updated, 1);
    QCOMPARE(report.reverse.deleted, 1);
    expectBoth(words("select id, name from patients order by id"), words("1|Anna\n7|Gul"));
    expectNoEcho();
    m_pair->connect(); // a restart repeats nothing
    expectNoEcho();
}

void TestLink::theNewestChangeWinsAndTheLoserIsKept()
{
    fetchPair();
    m_pair->both(words(patients));
    m_pair->both(words("insert into patients values (1, 'Ana', 'm1', null), (2, 'Bo', 'm2', null)"));
    m_pair->addTable(QStringLiteral("patients"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("update patients set name = 'from a, first' where id = 1"));
    m_pair->sql('b', words("update patients set name = 'from b, later' where id = 1"));
    m_pair->sql('b', words("update patients set name = 'from b, first' where id = 2"));
    m_pair->sql('a', words("update patients set name = 'from a, later' where id = 2"));
    const CycleReport report = m_pair->cycle();
    QCOMPARE(report.forward.conflicts + report.reverse.conflicts, 2);
    expectBoth(words("select id, name from patients order by id"), words("1|from b, later\n2|from a, later"));
    const auto page = m_pair->history().conflicts({});
    QCOMPARE(page->total, 2);
    for (const ConflictRecord& conflict : page->rows) {
        QCOMPARE(conflict.conflictClass, QStringLiteral("update_origin_differs"));
        const auto& loser = conflict.winner == Side::A ? conflict.b : conflict.a;
        QVERIFY(loser->at(1).text->endsWith(QStringLiteral("first")));
        QVERIFY(!conflict.tie);
    }
    expectNoEcho();
}

void TestLink::aDeleteAgainstAnUpdateIsDecided()
{
    fetchPair();
    m_pair->both(words(patients));
    m_pair->both(words("insert into patients values (1, 'Ana', null, null), (2, 'Bo', null, null)"));
    m_pair->addTable(QStringLiteral("patients"));
    m_pair->config.conflict = ConflictPolicy::AWins;
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("delete from patients where id = 1; update patients set name = 'kept' where id = 2"));
    m_pair->sql('b', words("update patients set name = 'lost' where id = 1; delete from patients where id = 2"));
    const CycleReport report = m_pair->cycle();
    QCOMPARE(report.forward.conflicts, 2);
    expectBoth(words("select id, name from patients order by id"), words("2|kept"));
    expectNoEcho();
}

void TestLink::aChangedKeyIsADeleteAndAnInsert()
{
    fetchPair();
    m_pair->both(words("create table pairs (x integer, y text, v text, primary key (x, y))"));
    m_pair->both(words("insert into pairs values (1, 'a', 'one'), (1, 'b', 'two')"));
    m_pair->addTable(QStringLiteral("pairs"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("update pairs set y = 'c' where y = 'a'"));
    m_pair->sql('b', words("update pairs set x = 9, v = 'nine' where y = 'b'"));
    const CycleReport report = m_pair->cycle();
    QCOMPARE(report.forward.inserted, 1);
    QCOMPARE(report.forward.deleted, 1);
    expectBoth(words("select x, y, v from pairs order by x, y"), words("1|c|one\n9|b|nine"));
    expectNoEcho();
}

void TestLink::parentsAndChildrenArriveWhateverTheOrder()
{
    fetchPair();
    m_pair->both(words(patients) + words(notes));
    m_pair->addTable(QStringLiteral("notes"));
    m_pair->addTable(QStringLiteral("patients"));
    m_pair->config.batchSize = 2; // a child and its parent's latest entry fall into different batches
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql(
        'a', words("insert into patients values (1, 'Ana', null, null), (2, 'Bo', null, null), (3, 'Cem', null, null);"
                   "insert into notes values (10, 1, 'x'), (11, 2, 'y'), (12, 3, 'z');"
                   "update patients set born = '1990'"));
    m_pair->cycle();
    m_pair->cycle();
    expectBoth(words("select n.id, p.name, p.born from notes n join patients p on p.id = n.patient_id order by 1"),
               words("10|Ana|1990\n11|Bo|1990\n12|Cem|1990"));
    QCOMPARE(m_pair->openErrors(), QStringList());
    m_pair->sql('b', words("delete from notes where id < 12; delete from patients where id < 3"));
    m_pair->cycle();
    expectBoth(words("select id from patients"), words("3"));
    expectNoEcho();
}

void TestLink::aRefusedRowStandsAloneAndGoesInWhenMended()
{
    fetchPair();
    m_pair->sql('a', words("create table p (id integer primary key, age integer)"));
    m_pair->sql('b', words("create table p (id integer primary key, age integer check (age < 150))"));
    m_pair->addTable(QStringLiteral("p"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("insert into p values (1, 10), (2, 999), (3, 30), (4, 40), (5, 200)"));
    const CycleReport report = m_pair->cycle();
    QCOMPARE(report.forward.inserted, 3);
    QCOMPARE(report.forward.errors, 2);
    QCOMPARE(m_pair->sql('b', words("select id, age from p order by id")), words("1|10\n3|30\n4|40"));
    QCOMPARE(m_pair->openErrors(), (QStringList{words("p 2 check_violation"), words("p 5 check_violation")}));
    m_pair->cycle(); // not tried again in every cycle
    QCOMPARE(m_pair->history().errors({})->rows[0].attempts, 1);
    m_pair->sql('a', words("update p set age = 20 where id = 2; delete from p where id = 5"));
    m_pair->cycle();
    expectBoth(words("select id, age from p order by id"), words("1|10\n2|20\n3|30\n4|40"));
    QCOMPARE(m_pair->openErrors(), QStringList());
    expectNoEcho();
}

void TestLink::rowsThatSwapAUniqueValueConverge()
{
    fetchPair();
    m_pair->both(words(patients));
    m_pair->both(
        words("insert into patients values (1, 'Ana', 'm1', null), (2, 'Bo', 'm2', null), (3, 'Cem', 'm3', null)"));
    m_pair->addTable(QStringLiteral("patients"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("update patients set mrn = null where id = 1; update patients set mrn = 'm1' where id = 2;"
                           "update patients set mrn = 'm2' where id = 1; update patients set mrn = 'm9' where id = 3"));
    m_pair->cycle();
    expectBoth(words("select id, mrn from patients order by id"), words("1|m2\n2|m1\n3|m9"));
    QCOMPARE(m_pair->openErrors(), QStringList());
    expectNoEcho();
}

void TestLink::aBacklogDrainsInBatches()
{
    fetchPair();
    m_pair->both(words("create table big (id integer primary key, v text)"));
    m_pair->addTable(QStringLiteral("big"));
    m_pair->config.batchSize = 100;
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("with recursive i(n) as (select 1 union all select n + 1 from i where n < 2000)"
                           " insert into big select n, 'v' || n from i"));
    m_pair->sql('a', words("update big set v = 'w' || id where id % 3 = 0"));
    QCOMPARE(m_pair->runner().pending()->tables[0].forward, 2000 + 666);
    int slices = 0;
    CycleReport report;
    do {
        auto sliced = m_pair->runner().cycle({.slice = std::chrono::microseconds(1)});
        QVERIFY(sliced);
        report = *sliced;
        ++slices;
        QVERIFY(slices < 100);
    } while (!report.drained);
    QVERIFY2(slices >= 20, qPrintable(QString::number(slices)));
    expectBoth(words("select count(*), sum(length(v)) from big"),
               words("2000|") + m_pair->sql('a', words("select sum(length(v)) from big")));
    QCOMPARE(m_pair->sql('b', words("select count(*) from big where v like 'w%'")), words("666"));
    expectNoEcho();
}

void TestLink::aTruncateIsHeldAndDeletesNothing()
{
    m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->both(words("create table p (id integer primary key, v text)"));
    m_pair->both(words("insert into p values (1, 'x'), (2, 'y')"));
    m_pair->addTable(QStringLiteral("p"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('a', words("truncate p; insert into p values (9, 'new')"));
    m_pair->cycle();
    QCOMPARE(m_pair->sql('b', words("select id, v from p order by id")), words("1|x\n2|y\n9|new"));
    QCOMPARE(m_pair->openErrors(), QStringList{words("p  truncated")});
}

void TestLink::aMissingTableStopsAloneAndComesBack()
{
    m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
    if (!m_pair)
        QSKIP(qPrintable(m_servers.whyNot));
    m_pair->both(
        words("create table p (id integer primary key, v text); create table q (id integer primary key, v text)"));
    m_pair->addTable(QStringLiteral("p"));
    m_pair->addTable(QStringLiteral("q"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql('b', words("alter table q rename to q_away"));
    m_pair->sql('a', words("insert into p values (1, 'p'); insert into q values (1, 'q')"));
    CycleReport report = m_pair->cycle();
    if (report.tableErrors.empty())
        report = m_pair->cycle();
    QCOMPARE(report.tableErrors.size(), std::size_t(1));
    m_pair->sql('a', words("insert into p values (2, 'p')"));
    m_pair->cycle();
    QCOMPARE(m_pair->sql('b', words("select id from p order by id")), words("1\n2"));
    m_pair->sql('b', words("alter table q_away rename to q"));
    m_pair->connect();
    m_pair->cycle();
    expectBoth(words("select id, v from q"), words("1|q"));
    m_pair->sql('a', words("update q set v = 'again'"));
    m_pair->cycle();
    expectBoth(words("select id, v from q"), words("1|again"));
    expectNoEcho();
}

void TestLink::planSaysWhatTheNextCycleDoes()
{
    fetchPair();
    m_pair->both(words(patients));
    m_pair->both(words("insert into patients values (1, 'Ana', null, null), (2, 'Bo', null, null)"));
    m_pair->addTable(QStringLiteral("patients"));
    m_pair->connect();
    m_pair->cycle();
    m_pair->sql(
        'a', words("insert into patients values (3, 'Cem', null, null); update patients set name = 'A' where id = 1"));
    m_pair->sql('b', words("update patients set name = 'B' where id = 1; delete from patients where id = 2"));
    const auto plan = m_pair->runner().plan();
    QVERIFY(plan);
    QCOMPARE(plan->forward.inserted, 1);
    QCOMPARE(plan->reverse.deleted, 1);
    QCOMPARE(plan->conflicts.size(), std::size_t(1));
    QCOMPARE(plan->conflicts[0].winner, Side::B);
    QCOMPARE(m_pair->sql('b', words("select count(*) from patients")), words("1"));
    const CycleReport report = m_pair->cycle();
    QCOMPARE(report.forward.inserted, 1);
    QCOMPARE(report.reverse.deleted, 1);
}

void TestLink::compareFindsEveryDifference()
{
    fetchPair();
    m_pair->both(words("create table k (id text primary key, v text)"));
    m_pair->sql('a', words("insert into k values ('a', '1'), ('B', '2'), ('c', null), ('é', '4'), ('z', '5')"));
    m_pair->sql('b',
                words("insert into k values ('B', '2'), ('c', ''), ('é', '4'), ('z', '5'), ('zz', '6'), ('0', '7')"));
    m_pair->addTable(QStringLiteral("k"));
    m_pair->connect();
    const auto report = m_pair->runner().compare({}, {});
    QVERIFY(report);
    const TableCompare& table = report->tables[0];
    QCOMPARE(table.rowsA, 5);
    QCOMPARE(table.rowsB, 6);
    QCOMPARE(table.differing, 1);
    QCOMPARE(table.missingOnB, 1);
    QCOMPARE(table.missingOnA, 2);
    QVERIFY(!report->equal());
    m_pair->cycle();
    QVERIFY(m_pair->runner().compare({}, {})->equal());
}

void TestLink::captureByTimeCarriesAndDoesNotEcho()
{
    fetchPair();
    m_pair->both(words("create table t (id integer primary key, v text, updated_at timestamptz not null)"));
    m_pair->both(words("insert into t values (1, 'x', '2026-01-01 10:00:00+00')"));
    m_pair->addTable(QStringLiteral("t"));
    m_pair->config.tables[0].capture = CaptureKind::Timestamp;
    m_pair->config.tables[0].updatedAt = QStringLiteral("updated_at");
    m_pair->config.batchSize = 2;
    m_pair->connect();
    m_pair->cycle();
    expectNoEcho();
    // Five rows of one moment: a page edge falls between them.
    m_pair->sql('a',
                words("insert into t values (2, 'b', '2026-01-01 11:00:00+00'), (3, 'c', '2026-01-01 11:00:00+00'),"
                      " (4, 'd', '2026-01-01 11:00:00+00'), (5, 'e', '2026-01-01 11:00:00+00'), (6, 'f', '2026-01-01 "
                      "11:00:00+00')"));
    m_pair->sql('b', words("update t set v = 'from b', updated_at = '2026-01-01 12:00:00+00' where id = 1"));
    m_pair->cycle();
    expectBoth(words("select id, v from t order by id"), words("1|from b\n2|b\n3|c\n4|d\n5|e\n6|f"));
    expectNoEcho();
    m_pair->sql('a', words("update t set v = 'a wins', updated_at = '2026-01-01 14:00:00+00' where id = 2"));
    m_pair->sql('b', words("update t set v = 'b loses', updated_at = '2026-01-01 13:00:00+00' where id = 2"));
    m_pair->cycle();
    expectBoth(words("select v from t where id = 2"), words("a wins"));
    QCOMPARE(m_pair->history().conflicts({})->total, 1);
    expectNoEcho();
}

QTEST_GUILESS_MAIN(TestLink)
#include "tst_link.moc"
