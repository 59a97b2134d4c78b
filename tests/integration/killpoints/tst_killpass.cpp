// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/killpoints/killbench.h"

#include "sync/api/abortpoint.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <future>
#include <random>

using namespace keel;

namespace {

struct Tally
{
    int kills = 0;
    int served = 0; ///< of them, as a service
    qint64 conflicts = 0;
    qint64 explained = 0;
    qint64 acknowledged = 0;
    QStringList findings;
};

struct Plan
{
    QString step;
    QString way;
    KillBench::Options bench;
    bool many = false;    ///< users change all rows at once, too
    bool retries = false; ///< a person has every error tried again before each kill
    bool serves = true;   ///< every fifth kill hits a service
    int rounds = 0;
    unsigned seed = 1;
};

void retryAll(KillBench& bench)
{
    const auto listed = bench.run(
        {QStringLiteral("errors"), QStringLiteral("list"), QStringLiteral("--unresolved"), QStringLiteral("--json")});
    QStringList command{QStringLiteral("errors"), QStringLiteral("retry")};
    for (const QJsonValue error : QJsonDocument::fromJson(listed.said).array())
        command.append(QString::number(error[u"id"].toInteger()));
    if (command.size() > 2)
        (void)bench.run(command);
}

Tally killAgainAndAgain(const Plan& plan, const KillBench::Servers& servers)
{
    KillBench bench(plan.bench, servers);
    std::mt19937 random(plan.seed);
    Tally tally;
    bench.edit(2 * plan.bench.keys);
    tally.findings = bench.recover();
    for (int attempt = 0; tally.findings.isEmpty() && tally.kills < plan.rounds && attempt < 5 * plan.rounds;
         ++attempt) {
        bench.edit(6, plan.many);
        if (plan.retries)
            retryAll(bench);
        const bool serves = plan.serves && attempt % 5 == 4;
        // A retry comes once in a run; most others come with each batch.
        const auto visit = attempt % 2 == 0 || plan.retries ? 1 : 1 + random() % 3;
        const QString at = QStringLiteral("%1:%2%3").arg(plan.step).arg(visit).arg(plan.way);
        bench.startUsers();
        const auto ended = serves ? bench.serve(at) : bench.once(at);
        bench.stopUsers();
        if (plan.bench.byTime)
            bench.edit(6); // of rows whose agreement is not known here yet
        tally.kills += ended.killed ? 1 : 0;
        tally.served += ended.killed && serves ? 1 : 0;
        tally.findings = bench.recover();
        if (!ended.killed && ended.exit != 0 && ended.exit != 1)
            tally.findings.append(QStringLiteral("ended with %1").arg(ended.exit));
        if (!tally.findings.isEmpty())
            tally.findings.append(QStringLiteral("in round %1, %2, %3; it said: %4")
                                      .arg(attempt)
                                      .arg(at, serves ? QStringLiteral("serve") : QStringLiteral("once"),
                                           QString::fromUtf8(ended.said.right(600))));
    }
    tally.conflicts = bench.conflicts();
    tally.explained = bench.explained();
    tally.acknowledged = bench.ledger().acknowledgedCount();
    return tally;
}

} // namespace

/// The program is killed at each numbered step of a pass, in both directions, while users edit both sides: what is
/// acknowledged is never lost, nothing comes out of nowhere or back, and no conflict is recorded that is none.
class TestKillPass : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsLostByAKill_data();
    void nothingIsLostByAKill();

private:
    KillBench::Servers m_servers;
    const QString m_group = qEnvironmentVariable("KILL_GROUP", QStringLiteral("read"));
    const bool m_sqlite = m_group == QStringLiteral("sqlite");
};

void TestKillPass::initTestCase()
{
    QVERIFY2(QFile::exists(qEnvironmentVariable("EVENKEEL_PROGRAM")), "EVENKEEL_PROGRAM");
    if (m_sqlite)
        return;
    QString whyNot;
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
    if (m_servers.a)
        m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &whyNot);
    if (!m_servers.b)
        QSKIP(qPrintable(whyNot));
}

void TestKillPass::nothingIsLostByAKill_data()
{
    QTest::addColumn<QString>("kind");
    const QHash<QString, QStringList> groups{
        {QStringLiteral("read"),
         {QStringLiteral("bell-armed"), QStringLiteral("snapshot-opened"), QStringLiteral("captured"),
          QStringLiteral("transaction-begun"), QStringLiteral("rows-locked"), QStringLiteral("rivals-asked"),
          QStringLiteral("rows-overwritten many")}},
        {QStringLiteral("write"),
         {QStringLiteral("rows-written"), QStringLiteral("records-synced"), QStringLiteral("checkpoint-saved"),
          QStringLiteral("committed")}},
        {QStringLiteral("parts"),
         {QStringLiteral("settled-saved"), QStringLiteral("deletes-noted"), QStringLiteral("half-applied"),
          QStringLiteral("refusal-recorded")}},
        {QStringLiteral("close"),
         {QStringLiteral("shadow-kept"), QStringLiteral("record-closed"), QStringLiteral("records-closed"),
          QStringLiteral("errors-mirrored")}},
        {QStringLiteral("after"),
         {QStringLiteral("state-replacing"), QStringLiteral("state-written"), QStringLiteral("cycle-kept anyway"),
          QStringLiteral("acknowledged anyway"), QStringLiteral("purged anyway")}},
        {QStringLiteral("time"),
         {QStringLiteral("captured time"), QStringLiteral("rivals-asked time"), QStringLiteral("records-synced time"),
          QStringLiteral("checkpoint-saved time"), QStringLiteral("committed time"), QStringLiteral("shadow-kept time"),
          QStringLiteral("records-closed time"), QStringLiteral("state-written time")}},
        {QStringLiteral("sqlite"),
         {QStringLiteral("snapshot-opened"), QStringLiteral("captured"), QStringLiteral("rows-locked"),
          QStringLiteral("rows-written"), QStringLiteral("records-synced"), QStringLiteral("settled-saved"),
          QStringLiteral("checkpoint-saved"), QStringLiteral("committed"), QStringLiteral("record-closed"),
          QStringLiteral("records-closed"), QStringLiteral("state-replacing"), QStringLiteral("errors-mirrored")}}};
    for (const QString& entry : groups.value(m_group)) {
        const QString step = entry.section(QLatin1Char(' '), 0, 0);
        QVERIFY2(abortStepNames().contains(step), qPrintable(step));
        QTest::newRow(qPrintable(step)) << entry.section(QLatin1Char(' '), 1);
    }
}

void TestKillPass::nothingIsLostByAKill()
{
    QFETCH(QString, kind);
    const int rounds = killRounds();
    const bool anyWay = kind == QStringLiteral("anyway");
    std::vector<std::future<Tally>> running;
    QElapsedTimer timer;
    timer.start();
    for (const QString& way : {QStringLiteral("forward"), QStringLiteral("reverse")}) {
        Plan plan{.step = QString::fromLatin1(QTest::currentDataTag()),
                  .way = anyWay ? QString() : QLatin1Char(':') + way,
                  .bench = {.name = QStringLiteral("kill_") + way},
                  .rounds = anyWay ? rounds / 2 : rounds,
                  .seed = way == QStringLiteral("forward") ? 1U : 2U};
        if (m_sqlite)
            plan.bench.engine = QStringLiteral("sqlite");
        if (kind == QStringLiteral("many")) {
            plan.many = true;
            plan.bench.keys = 260;
            plan.bench.poisonEvery = 0;
            // Its side wins, so that there is much to carry every time.
            plan.bench.link = {{QStringLiteral("batchSize"), 1000},
                               {QStringLiteral("conflict"), way == QStringLiteral("forward")
                                                                ? QStringLiteral("a-wins")
                                                                : QStringLiteral("b-wins")}};
        }
        plan.bench.byTime = kind == QStringLiteral("time");
        plan.retries = kind == QStringLiteral("retries");
        // A service purges and acknowledges only now and then, and goes back by time every few minutes; a retry is a
        // command here.
        plan.serves = !plan.retries && !anyWay && !plan.bench.byTime;
        running.push_back(std::async(std::launch::async, [this, plan] { return killAgainAndAgain(plan, m_servers); }));
    }
    for (auto& one : running) {
        const Tally tally = one.get();
        qInfo("%d kills (%d of a service), %lld writes, %lld conflicts, %lld rows explained by open errors, %lld ms",
              tally.kills, tally.served, qlonglong(tally.acknowledged), qlonglong(tally.conflicts),
              qlonglong(tally.explained), qlonglong(timer.elapsed()));
        QVERIFY2(tally.findings.isEmpty(), qPrintable(tally.findings.join(QLatin1Char('\n'))));
        QCOMPARE(tally.kills, anyWay ? rounds / 2 : rounds);
        QVERIFY(tally.acknowledged > rounds);
    }
}

QTEST_GUILESS_MAIN(TestKillPass)
#include "tst_killpass.moc"
