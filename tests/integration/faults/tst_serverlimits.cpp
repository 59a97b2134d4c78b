// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/faults/competitor.h"
#include "tests/integration/faults/faultylink.h"

#include <QTest>

using namespace keel;

namespace {

constexpr int promptly = 10'000; // ms: progress after the end of a fault

/// For sessions to come.
QString setFor(const char* setting)
{
    return QStringLiteral("do $$ begin execute format('alter database %I set ', current_database()) ||"
                          " $q$%1$q$; end $$")
        .arg(QLatin1StringView(setting));
}

/// A trigger on `notes` that does this for the engine's writes only.
QString triggerOn(const char* when, const char* name, const char* action)
{
    return QStringLiteral("create function %2() returns trigger language plpgsql as $f$ begin"
                          " if current_setting('evenkeel.origin', true) <> '' then %3; end if; return null; end $f$;"
                          "create trigger %2 after insert on notes %1 execute function %2();")
        .arg(QLatin1StringView(when), QLatin1StringView(name), QLatin1StringView(action));
}

} // namespace

/// A server that ends Evenkeel's statements: by its time limit, by an operator's hand, or to break a deadlock. Nothing
/// is lost, and no row is blamed for it.
class TestServerLimits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void cleanupTestCase() { m_link.reset(); }
    void aTimeLimitOfTheDatabaseIsNotOurs_data() { sides(); }
    void aTimeLimitOfTheDatabaseIsNotOurs();
    void aTimeLimitInTheMiddleOfABatch();
    void cancelledStatements();
    void deadlocksWithAWriter_data();
    void deadlocksWithAWriter();

private:
    void sides() const;
    void expectAll();
    /// The engine's last failure is the server's with this SQLSTATE, and classed as one that passes.
    [[nodiscard]] bool isTold(QStringView sqlState) const;
    std::unique_ptr<FaultyLink> m_link;
};

void TestServerLimits::initTestCase()
{
    QString whyNot;
    m_link = FaultyLink::start(&whyNot);
    if (!m_link)
        QSKIP(qPrintable(whyNot));
    m_link->insert('a', 400);
    QTRY_VERIFY2_WITH_TIMEOUT(m_link->isEqual(), qPrintable(m_link->difference()), 20'000);
}

/// Triggers and settings go; the engine's sessions take that with their next connection.
void TestServerLimits::cleanup()
{
    for (const char side : {'a', 'b'}) {
        m_link->sql(side, QStringLiteral("drop function if exists slow, limited cascade;"
                                         "do $$ begin execute format('alter database %I reset all',"
                                         " current_database()); end $$"));
        m_link->endSessions(side);
    }
}

void TestServerLimits::sides() const
{
    QTest::addColumn<char>("side");
    QTest::newRow("a") << 'a';
    QTest::newRow("b") << 'b';
}

void TestServerLimits::expectAll()
{
    QTRY_VERIFY2_WITH_TIMEOUT(m_link->isEqual(), qPrintable(m_link->difference()), promptly);
    QTRY_COMPARE_WITH_TIMEOUT(m_link->link().consecutiveFailures, 0, promptly);
    QCOMPARE(m_link->link().errorsOpen, 0);
    QCOMPARE(m_link->link().conflictsTotal, 0);
    QCOMPARE(m_link->sql('b', QStringLiteral("select count(*) from evenkeel.sync_errors")), QStringLiteral("0"));
}

bool TestServerLimits::isTold(QStringView sqlState) const
{
    const auto said = m_link->link().lastError;
    return said && said->sqlState == sqlState && said->isTransient();
}

void TestServerLimits::aTimeLimitOfTheDatabaseIsNotOurs()
{
    QFETCH(char, side);
    // Every write on this side takes longer than the limit.
    m_link->sql(side, triggerOn("", "slow", "perform pg_sleep(0.3)"));
    m_link->sql(side, setFor("statement_timeout = '100ms'"));
    m_link->endSessions(side);
    m_link->insert(side == 'a' ? 'b' : 'a', 100);
    expectAll();
}

void TestServerLimits::aTimeLimitInTheMiddleOfABatch()
{
    // The first write of a session sets the limit, which the next one meets after some forty rows.
    m_link->sql('b', triggerOn("for each row", "slow", "perform pg_sleep(0.002)") +
                         triggerOn("", "limited", "perform set_config('statement_timeout', '100ms', false)"));
    const auto isStruck = [this] {
        if (isTold(u"57014"))
            return true;
        if (m_link->isEqual())
            m_link->insert('a', 150);
        return false;
    };
    for (int round = 0; round < 3; ++round) {
        QTRY_VERIFY2_WITH_TIMEOUT(isStruck(), qPrintable(m_link->difference()), 20'000);
        QCOMPARE(m_link->link().errorsOpen, 0);
        m_link->insert('b', 20);
        QTRY_VERIFY_WITH_TIMEOUT(!isTold(u"57014"), promptly);
    }
    m_link->sql('b', QStringLiteral("drop function slow, limited cascade"));
    m_link->insert('a', 150);
    expectAll();
}

void TestServerLimits::cancelledStatements()
{
    // Slow enough to be met in the middle.
    m_link->sql('b', triggerOn("for each row", "slow", "perform pg_sleep(0.001)"));
    const auto strike = [&] {
        m_link->sql('b', QStringLiteral("select count(pg_cancel_backend(pid)) from pg_stat_activity where"
                                        " application_name like 'evenkeel%' and datname = current_database()"
                                        " and state <> 'idle'"));
        if (isTold(u"57014"))
            return true;
        if (m_link->isEqual())
            m_link->insert('a', 200);
        return false;
    };
    for (int round = 0; round < 3; ++round) {
        QTRY_VERIFY2_WITH_TIMEOUT(strike(), qPrintable(m_link->difference()), 20'000);
        m_link->insert('b', 20);
        QTRY_VERIFY_WITH_TIMEOUT(!isTold(u"57014"), promptly);
    }
    expectAll();
}

void TestServerLimits::deadlocksWithAWriter_data()
{
    QTest::addColumn<int>("rows");
    QTest::newRow("rows that are locked first") << 100;
    QTest::newRow("rows that are written over at once") << 300;
}

void TestServerLimits::deadlocksWithAWriter()
{
    QFETCH(int, rows);
    constexpr int ownRow = 400;
    constexpr int enough = 5; // deadlocks in which the engine was the victim
    m_link->sql('b', setFor("deadlock_timeout = '20ms'"));
    m_link->endSessions('b');
    const auto& b = m_link->server('b');
    Competitor competitor({.connection = QStringLiteral("host=%1 port=%2 user=%3 dbname=%4")
                                             .arg(b.host())
                                             .arg(b.port())
                                             .arg(b.user(), m_link->databaseName())
                                             .toUtf8(),
                           .rows = rows,
                           .ownRow = ownRow});
    int round = 0;
    int engines = 0;
    const auto meet = [&] {
        m_link->sql('a', QStringLiteral("update notes set body = 'round %1' where id <= %2").arg(++round).arg(rows));
        const int all = m_link
                            ->sql('b', QStringLiteral("select deadlocks from pg_stat_database"
                                                      " where datname = current_database()"))
                            .toInt();
        engines = all - competitor.victim();
        return engines >= enough && competitor.written() > 0;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(meet(), qPrintable(m_link->difference()), 45'000);
    competitor.stop();
    qInfo("the engine was the victim %d times, the writer %d times and wrote %d times, in %d rounds", engines,
          competitor.victim(), competitor.written(), round);
    expectAll();
    QCOMPARE(m_link->sql('b', QStringLiteral("select count(*) from notes where body = 'round %1'").arg(round)),
             QString::number(rows));
    QCOMPARE(m_link->sql('a', QStringLiteral("select body from notes where id = %1").arg(ownRow)),
             QStringLiteral("written %1").arg(competitor.written()));
}

QTEST_GUILESS_MAIN(TestServerLimits)
#include "tst_serverlimits.moc"
