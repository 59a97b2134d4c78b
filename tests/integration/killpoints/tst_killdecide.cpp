// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/killpoints/killbench.h"

#include "sync/api/abortpoint.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keel;
using namespace Qt::StringLiterals;

namespace {

constexpr int mostBrakeRounds = 6; // each takes a dozen calls of the program
constexpr int mostCycles = 8;
const QString all = u"select id, version from people order by id"_s;

} // namespace

/// The program is killed around what people decide: mass deletes that the brake holds, conflicts that a person settles,
/// and rows that failed. What was decided happens once, in full.
class TestKillDecide : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aHeldDeleteStaysHeld_data();
    void aHeldDeleteStaysHeld();
    void aDecisionAboutDeletesIsCarriedOutOnce_data();
    void aDecisionAboutDeletesIsCarriedOutOnce();
    void aSettledConflictIsSettledOnBothSides();

private:
    void fill(const QJsonObject& link);
    [[nodiscard]] QJsonArray list(const char* what);
    /// Cycles until the step kills one of them; false: none came there.
    bool killAt(const QString& step);
    void cycles(int count = 3);
    void expectEqual();

    KillBench::Servers m_servers;
    std::unique_ptr<KillBench> m_bench;
};

void TestKillDecide::initTestCase()
{
    QString whyNot;
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
    if (m_servers.a)
        m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &whyNot);
    if (!m_servers.b)
        QSKIP(qPrintable(whyNot));
}

void TestKillDecide::init()
{
    m_bench.reset();
}

void TestKillDecide::fill(const QJsonObject& link)
{
    m_bench = std::make_unique<KillBench>(KillBench::Options{.name = u"kill_decide"_s, .poisonEvery = 0, .link = link},
                                          m_servers);
    m_bench->sql(Side::A, u"insert into people select i, 'v' || i, 'n' from generate_series(1, 400) i"_s);
    QCOMPARE(m_bench->once().exit, 0);
    expectEqual();
}

QJsonArray TestKillDecide::list(const char* what)
{
    QStringList command{QString::fromLatin1(what), u"list"_s, u"--json"_s};
    if (command.first() == u"errors"_s)
        command.append(u"--unresolved"_s);
    const auto ended = m_bench->run(command);
    return QJsonDocument::fromJson(ended.said).array();
}

bool TestKillDecide::killAt(const QString& step)
{
    for (int i = 0; i < mostCycles; ++i) {
        if (m_bench->once(step).killed)
            return true;
    }
    return false;
}

void TestKillDecide::cycles(int count)
{
    for (int i = 0; i < count; ++i) {
        const auto ended = m_bench->once();
        QVERIFY2(ended.exit == 0 || ended.exit == 1, ended.said.constData());
    }
}

void TestKillDecide::expectEqual()
{
    QVERIFY(m_bench->sql(Side::A, all) == m_bench->sql(Side::B, all));
}

void TestKillDecide::aHeldDeleteStaysHeld_data()
{
    QTest::addColumn<QString>("step");
    QTest::newRow("brake-held") << u"brake-held"_s;
    QTest::newRow("table-leaving, one cursor") << u"table-leaving:1"_s;
    QTest::newRow("table-leaving, both cursors") << u"table-leaving:2"_s;
}

void TestKillDecide::aHeldDeleteStaysHeld()
{
    QFETCH(QString, step);
    for (int round = 0; round < std::min(mostBrakeRounds, killRounds()); ++round) {
        if (round % 5 == 0) // a fresh pair now and then: a table comes back to the others only after quiet cycles
            fill({{u"brake"_s, QJsonObject{{u"maxDeletes"_s, 10}, {u"minDeletes"_s, 1}}}});
        const Side side = round % 2 == 0 ? Side::A : Side::B;
        const Side other = side == Side::A ? Side::B : Side::A;
        const auto before = m_bench->sql(other, all);
        m_bench->sql(side, u"delete from people where id between 1 and 60"_s);
        m_bench->sql(side, u"insert into people values (%1, 'new', 'n')"_s.arg(1000 + round));
        QVERIFY2(killAt(step), qPrintable(u"round %1"_s.arg(round)));
        cycles(2);
        QCOMPARE(m_bench->sql(other, u"select count(*) from people where id between 1 and 60"_s)[0][0], u"60"_s);
        QCOMPARE(list("brake").size(), 1);
        (void)m_bench->run({u"brake"_s, u"reverse"_s, QString::number(list("brake")[0][u"id"].toInteger())});
        cycles(4);
        QCOMPARE(list("brake").size(), 0);
        expectEqual();
        QCOMPARE(m_bench->sql(other, u"select count(*) from people where id between 1 and 60"_s)[0][0], u"60"_s);
    }
}

void TestKillDecide::aDecisionAboutDeletesIsCarriedOutOnce_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("decision");
    for (const char* step : {"decision-carried", "decision-finishing", "table-returning:1", "table-returning:3"}) {
        for (const char* decision : {"accept", "reverse"})
            QTest::addRow("%s, %s", step, decision) << QString::fromLatin1(step) << QString::fromLatin1(decision);
    }
}

void TestKillDecide::aDecisionAboutDeletesIsCarriedOutOnce()
{
    QFETCH(QString, step);
    QFETCH(QString, decision);
    const QString gone = u"select count(*) from people where id between %1 and %2"_s;
    for (int round = 0; round < std::min(mostBrakeRounds, killRounds()) / 2; ++round) {
        if (round % 5 == 0)
            fill({{u"brake"_s, QJsonObject{{u"maxDeletes"_s, 10}, {u"minDeletes"_s, 1}}}});
        const Side side = round % 2 == 0 ? Side::A : Side::B;
        const int first = (round % 5) * 60 + 1;
        m_bench->sql(side, u"delete from people where id between %1 and %2"_s.arg(first).arg(first + 49));
        cycles(1);
        QCOMPARE(list("brake").size(), 1);
        (void)m_bench->run({u"brake"_s, decision, QString::number(list("brake")[0][u"id"].toInteger())});
        QVERIFY2(killAt(step), qPrintable(u"round %1"_s.arg(round)));
        m_bench->sql(side, u"insert into people values (%1, 'new', 'n')"_s.arg(2000 + round));
        cycles(4);
        QCOMPARE(list("brake").size(), 0);
        expectEqual();
        QCOMPARE(m_bench->sql(Side::A, gone.arg(first).arg(first + 49))[0][0],
                 decision == u"accept"_s ? u"0"_s : u"50"_s);
    }
}

void TestKillDecide::aSettledConflictIsSettledOnBothSides()
{
    fill({{u"conflict"_s, u"manual"_s}});
    for (int round = 0; round < killRounds(); ++round) {
        const QString where = u" where id = %1"_s.arg(round + 1);
        m_bench->sql(Side::A, u"update people set version = 'a%1'"_s.arg(round) + where);
        m_bench->sql(Side::B, u"update people set version = 'b%1'"_s.arg(round) + where);
        cycles(1);
        const QJsonArray held = list("conflicts");
        const auto open =
            std::find_if(held.begin(), held.end(), [](const auto& c) { return c.toObject()[u"held"].toBool(); });
        QVERIFY(open != held.end());
        const QString id = QString::number(open->toObject()[u"id"].toInteger());
        const QStringList resolve{u"conflicts"_s, u"resolve"_s, id, u"--take"_s, round % 2 == 0 ? u"a"_s : u"b"_s};
        QVERIFY(m_bench->run(resolve, u"conflict-written"_s).killed);
        cycles(1);
        // Where both sides agree already, the hold is gone by itself.
        const auto again = m_bench->run(resolve);
        cycles(1);
        expectEqual();
        QCOMPARE(m_bench->sql(Side::A, u"select version from people"_s + where)[0][0],
                 (round % 2 == 0 ? u"a%1"_s : u"b%1"_s).arg(round));
        for (const QJsonValue conflict : list("conflicts"))
            QVERIFY2(!conflict[u"held"].toBool(), again.said.constData());
    }
}

QTEST_GUILESS_MAIN(TestKillDecide)
#include "tst_killdecide.moc"
