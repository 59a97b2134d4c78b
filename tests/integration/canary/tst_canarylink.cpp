// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/registry.h"
#include "tests/integration/link/pair.h"

#include <QTest>

using namespace keel;

/// Probe rows between real databases, cycle by cycle: they take the way of every row, and nobody's figures know them.
class TestCanaryLink : public QObject
{
    Q_OBJECT

    Pair::Servers m_servers;
    std::unique_ptr<Pair> m_pair;

    void engines() const
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::newRow("sqlite to sqlite") << QStringLiteral("sqlite") << QStringLiteral("sqlite");
        QTest::newRow("postgresql to postgresql") << QStringLiteral("postgresql") << QStringLiteral("postgresql");
        QTest::newRow("postgresql to sqlite") << QStringLiteral("postgresql") << QStringLiteral("sqlite");
    }

    [[nodiscard]] QString canary(char side) const
    {
        return m_pair->engine(side) == u"sqlite" ? QStringLiteral("evenkeel_canary")
                                                 : QStringLiteral("evenkeel.canary");
    }
    [[nodiscard]] QString journal(char side) const
    {
        return m_pair->engine(side) == u"sqlite" ? QStringLiteral("evenkeel_change_log")
                                                 : QStringLiteral("evenkeel.change_log");
    }
    /// "direction number" of each row.
    [[nodiscard]] QString rows(char side) const
    {
        return m_pair->sql(side,
                           QStringLiteral("select direction, number from %1 order by direction").arg(canary(side)));
    }
    bool begin(const QString& a, const QString& b)
    {
        m_pair = Pair::make(a, b, m_servers);
        if (!m_pair)
            return false;
        m_pair->both(QStringLiteral("create table t (id integer primary key, v text)"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->connect();
        m_pair->cycle();
        return true;
    }

private slots:
    void initTestCase()
    {
        m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
        m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
    }

    void init() { m_pair.reset(); }

    void aProbeTakesTheWayOfEveryRow_data() { engines(); }
    void aProbeTakesTheWayOfEveryRow()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        if (!begin(a, b))
            QSKIP(qPrintable(m_servers.whyNot));
        LinkRunner& runner = m_pair->runner();
        QVERIFY(runner.probes(Direction::Forward) && runner.probes(Direction::Reverse));
        QCOMPARE(rows('a') + rows('b'), QString());

        QCOMPARE(runner.writeProbe(Direction::Forward).value_or(-1), qint64(1));
        QCOMPARE(runner.writeProbe(Direction::Reverse).value_or(-1), qint64(1));
        QCOMPARE(rows('a'), QStringLiteral("forward|1"));
        QCOMPARE(rows('b'), QStringLiteral("reverse|1"));
        const auto before = SystemClock().steady();
        CycleReport report = m_pair->cycle();
        QCOMPARE(rows('a'), QStringLiteral("forward|1\nreverse|1"));
        QCOMPARE(rows('b'), QStringLiteral("forward|1\nreverse|1"));
        QCOMPARE(report.probes.size(), 2U);
        for (const ProbeSeen& seen : report.probes) {
            QVERIFY(seen.pass == seen.probe);
            QCOMPARE(seen.number, 1);
            QCOMPARE(seen.refused, QString());
            QVERIFY(seen.at > before && seen.at <= SystemClock().steady());
        }
        QVERIFY(report.probesRead[0] && report.probesRead[1]);

        QCOMPARE(runner.writeProbe(Direction::Forward).value_or(-1), qint64(2));
        report = m_pair->cycle();
        QCOMPARE(rows('b'), QStringLiteral("forward|2\nreverse|1"));
        QCOMPARE(report.probes.size(), 1U);
        QCOMPARE(report.probes[0].number, 2);
        QVERIFY(m_pair->cycle().probes.empty()); // it does not come back
        QCOMPARE(rows('a'), QStringLiteral("forward|2\nreverse|1"));
    }

    void nobodysFiguresKnowIt_data() { engines(); }
    void nobodysFiguresKnowIt()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        if (!begin(a, b))
            QSKIP(qPrintable(m_servers.whyNot));
        LinkRunner& runner = m_pair->runner();
        QVERIFY(runner.writeProbe(Direction::Forward) && runner.writeProbe(Direction::Reverse));

        const auto pending = runner.pending();
        QVERIFY(pending);
        QCOMPARE(pending->tables.size(), 1U);
        QCOMPARE(pending->tables[0].forward + pending->tables[0].reverse, 0);
        QVERIFY(!pending->oldest);
        const auto plan = runner.plan();
        QVERIFY(plan);
        QCOMPARE(plan->forward.rows() + plan->reverse.rows(), 0);
        const CycleReport report = m_pair->cycle();
        QCOMPARE(report.forward.rows() + report.reverse.rows(), 0);
        QCOMPARE(report.forward.equal + report.forward.errors + report.forward.conflicts, 0);
        QVERIFY(report.moved.empty() && report.tally.empty() && report.tableErrors.empty());
        QCOMPARE(runner.tables().size(), 1U);
        const auto compared = runner.compare({}, {});
        QVERIFY(compared && compared->equal());
        QCOMPARE(compared->tables.size(), 1U);
        QVERIFY(m_pair->openErrors().isEmpty());
    }

    /// Somebody's hand in the table is no change of the user's data: no brake, no conflict, no error.
    void aStrangersHandHarmsNothing_data() { engines(); }
    void aStrangersHandHarmsNothing()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        m_pair = Pair::make(a, b, m_servers);
        if (!m_pair)
            QSKIP(qPrintable(m_servers.whyNot));
        m_pair->brake = true;
        m_pair->both(QStringLiteral("create table t (id integer primary key, v text)"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->connect();
        m_pair->cycle();
        LinkRunner& runner = m_pair->runner();
        QVERIFY(runner.writeProbe(Direction::Forward));
        m_pair->cycle();
        const bool sqlite = m_pair->engine('a') == u"sqlite";
        m_pair->sql('a', (sqlite ? QStringLiteral("delete from ") : QStringLiteral("truncate ")) + canary('a'));
        m_pair->sql('b', QStringLiteral("update %1 set number = 99").arg(canary('b')));
        m_pair->sql('a', QStringLiteral("insert into t values (1, 'x')"));
        CycleReport report = m_pair->cycle();
        QCOMPARE(report.brakes, 0);
        QCOMPARE(report.forward.inserted, 1);
        QCOMPARE(report.forward.conflicts + report.reverse.conflicts, 0);
        QVERIFY(m_pair->openErrors().isEmpty());
        QCOMPARE(report.probes.size(), 1U); // what was written in b looks like one that came back
        QVERIFY(report.probes[0].pass == Direction::Reverse && report.probes[0].probe == Direction::Forward);

        QCOMPARE(runner.writeProbe(Direction::Forward).value_or(-1), qint64(1)); // they begin anew
        report = m_pair->cycle();
        QCOMPARE(rows('b'), QStringLiteral("forward|1"));
        QCOMPARE(report.probes.size(), 1U);
        QVERIFY(m_pair->openErrors().isEmpty());
    }

    void aDroppedTableComesBack_data() { engines(); }
    void aDroppedTableComesBack()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        if (!begin(a, b))
            QSKIP(qPrintable(m_servers.whyNot));
        LinkRunner& runner = m_pair->runner();
        m_pair->both(QStringLiteral("insert into t values (1, 'x')"));
        m_pair->sql('a', QStringLiteral("drop table %1").arg(canary('a')));
        const auto refused = runner.writeProbe(Direction::Forward);
        QVERIFY(!refused);
        QVERIFY2(toText(refused.error()).contains(u"canary"), qPrintable(toText(refused.error())));
        QVERIFY(runner.probes(Direction::Forward)); // still wanted, so that it is told
        m_pair->sql('a', QStringLiteral("insert into t values (2, 'y')"));
        const CycleReport report = m_pair->cycle(); // the user's tables go on
        QCOMPARE(report.forward.inserted, 1);
        QVERIFY(report.tableErrors.empty());
        m_pair->passTime(std::chrono::seconds(31));
        QVERIFY(!runner.writeProbe(Direction::Forward)); // puts the table back
        m_pair->cycle();
        QCOMPARE(runner.writeProbe(Direction::Forward).value_or(-1), qint64(1));
        QCOMPARE(m_pair->cycle().probes.size(), 1U);
        QCOMPARE(rows('b'), QStringLiteral("forward|1"));
    }

    void aOneWayLinkHasOneProbe()
    {
        m_pair = Pair::make(QStringLiteral("sqlite"), QStringLiteral("sqlite"), m_servers);
        m_pair->both(QStringLiteral("create table t (id integer primary key, v text)"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->config.reverse = false;
        m_pair->connect();
        m_pair->cycle();
        LinkRunner& runner = m_pair->runner();
        QVERIFY(runner.probes(Direction::Forward));
        QVERIFY(!runner.probes(Direction::Reverse));
        QVERIFY(runner.writeProbe(Direction::Forward));
        QCOMPARE(m_pair->cycle().probes.size(), 1U);
        QCOMPARE(rows('b'), QStringLiteral("forward|1"));
        QCOMPARE(m_pair->sql('b', QStringLiteral("select count(*) from %1").arg(journal('b'))), QStringLiteral("0"));
    }

    void zeroMakesNoTable_data() { engines(); }
    void zeroMakesNoTable()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        m_pair = Pair::make(a, b, m_servers);
        if (!m_pair)
            QSKIP(qPrintable(m_servers.whyNot));
        m_pair->both(QStringLiteral("create table t (id integer primary key, v text)"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->config.canaryEvery = std::chrono::seconds(0);
        m_pair->connect();
        m_pair->cycle();
        QVERIFY(!m_pair->runner().probes(Direction::Forward));
        const QString script = m_pair->runner().setupScript(Side::A)->join(u'\n');
        QVERIFY(!script.contains(u"canary"));

        m_pair->config.canaryEvery = std::chrono::seconds(10); // switched on later: only the table is missing
        m_pair->connect();
        m_pair->cycle();
        QVERIFY(m_pair->runner().setupScript(Side::A)->isEmpty());
        QVERIFY(m_pair->runner().setupScript(Side::B)->isEmpty());
        QVERIFY(m_pair->runner().writeProbe(Direction::Reverse));
        QCOMPARE(m_pair->cycle().probes.size(), 1U);
    }

    /// An owner set the link up before there was a canary, and the user that syncs may not make tables.
    void withoutTheRightToMakeItTheLinkGoesOn()
    {
        m_pair = Pair::make(QStringLiteral("postgresql"), QStringLiteral("postgresql"), m_servers);
        if (!m_pair)
            QSKIP(qPrintable(m_servers.whyNot));
        m_pair->both(QStringLiteral("create table t (id integer primary key, v text);"
                                    "do $$ begin create role syncer login; exception when duplicate_object then end $$;"
                                    "grant all on t to syncer"));
        m_pair->addTable(QStringLiteral("t"));
        m_pair->config.canaryEvery = std::chrono::seconds(0);
        m_pair->connect();
        m_pair->cycle();
        m_pair->both(QStringLiteral("grant usage on schema evenkeel to syncer; grant all on all tables in schema"
                                    " evenkeel to syncer; grant all on all sequences in schema evenkeel to syncer;"
                                    " grant execute on function pg_control_system() to syncer"));
        m_pair->setUser(QStringLiteral("syncer"));
        m_pair->config.canaryEvery = std::chrono::seconds(10);
        m_pair->connect();
        m_pair->sql('a', QStringLiteral("insert into t values (1, 'x')"));
        QCOMPARE(m_pair->cycle().forward.inserted, 1);
        QVERIFY(m_pair->runner().probes(Direction::Forward));
        const auto refused = m_pair->runner().writeProbe(Direction::Forward);
        QVERIFY(!refused);
        QVERIFY2(refused.error().code == ErrorCode::AccessDenied, qPrintable(toText(refused.error())));
        QVERIFY(toText(refused.error()).contains(u"--print-sql"));
    }

    /// What --print-sql prints makes the table and its triggers in one go, and teardown takes both away.
    void setupPrintsItAndTeardownRemovesIt_data() { engines(); }
    void setupPrintsItAndTeardownRemovesIt()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        if (!begin(a, b))
            QSKIP(qPrintable(m_servers.whyNot));
        auto store = storeKind(m_pair->endpoint('a').driver)->open(m_pair->endpoint('a'), QStringLiteral("test"));
        QVERIFY(store);
        QVERIFY((*store)->teardown());
        const QString left = m_pair->engine('a') == u"sqlite"
                                 ? QStringLiteral("select count(*) from sqlite_schema where name like 'evenkeel%'")
                                 : QStringLiteral("select count(*) from pg_class c join pg_namespace n on n.oid ="
                                                  " c.relnamespace where n.nspname = 'evenkeel'");
        QCOMPARE(m_pair->sql('a', left), QStringLiteral("0"));
        const auto script = m_pair->runner().setupScript(Side::A);
        QVERIFY(script);
        QVERIFY(script->join(u'\n').contains(canary('a')));
        m_pair->sql('a', script->join(QStringLiteral(";\n")));
        QCOMPARE(m_pair->runner().setupScript(Side::A).value_or(QStringList{QStringLiteral("failed")}), QStringList());
    }

    /// Two links meet in one database: each carries its own probes alone.
    void aChainKeepsItsProbesApart()
    {
        if (!begin(QStringLiteral("postgresql"), QStringLiteral("postgresql")))
            QSKIP(qPrintable(m_servers.whyNot));
        auto onward = Pair::after(*m_pair, m_servers);
        onward->sql('b', QStringLiteral("create table t (id integer primary key, v text)"));
        onward->addTable(QStringLiteral("t"));
        onward->connect();
        onward->cycle();
        for (int round = 1; round <= 2; ++round) {
            QVERIFY(m_pair->runner().writeProbe(Direction::Forward));
            QVERIFY(onward->runner().writeProbe(Direction::Reverse));
            for (Pair* link : {m_pair.get(), onward.get(), m_pair.get()}) {
                for (const ProbeSeen& seen : link->cycle().probes)
                    QVERIFY(seen.pass == seen.probe);
            }
        }
        const QString all = QStringLiteral("select link, direction, number from evenkeel.canary order by 1");
        QCOMPARE(m_pair->sql('a', all), QStringLiteral("pair|forward|2"));
        QCOMPARE(m_pair->sql('b', all), QStringLiteral("onward|reverse|2\npair|forward|2"));
        QCOMPARE(onward->sql('b', all), QStringLiteral("onward|reverse|2"));
    }
};

QTEST_GUILESS_MAIN(TestCanaryLink)
#include "tst_canarylink.moc"
