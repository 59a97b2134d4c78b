// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/health.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace keel;
using namespace std::chrono_literals;
using Kind = HealthCheck::Kind;
using Change = std::function<void(HealthFacts&)>;
using Ok = std::optional<bool>;

namespace {

const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);

Proof proofOf(const QDateTime& at, bool equal = true)
{
    Proof proof;
    proof.at = at;
    proof.equal = equal;
    proof.suspects = equal ? 0 : 3;
    return proof;
}

/// A link with nothing to say: proven an hour ago, last cycle a second ago.
HealthFacts wellFacts()
{
    HealthFacts f;
    f.now = noon;
    f.startedAt = noon.addSecs(-3600);
    f.a = QStringLiteral("clinic");
    f.b = QStringLiteral("cloud");
    f.lastSync = noon.addSecs(-1);
    f.cycleTime = 10ms;
    f.lag = 0ms;
    f.reachableA = true;
    f.reachableB = true;
    f.proof = proofOf(noon.addSecs(-3600));
    f.bells = 2;
    f.bellsAlive = 2;
    f.clockOffsetA = 0.01;
    f.clockOffsetB = -0.01;
    f.vitals.memoryMb = 60;
    f.vitals.errorRate = 0;
    f.vitals.a = StoreVitals{.oldest = std::nullopt, .knowsTransactions = true, .journalEntries = 1000};
    f.vitals.b = f.vitals.a;
    f.vitals.a->connections = f.vitals.b->connections = 3;
    f.vitals.poolA = f.vitals.poolB = 10;
    f.vitals.rescuesAllowed = 10;
    f.canary = {.forward = {.on = true, .since = noon.addSecs(6)},
                .reverse = {.on = true, .since = noon.addSecs(7)},
                .limit = 30s,
                .newest = Canary{.forward = 8ms, .reverse = 11ms, .at = noon.addSecs(-4)}};
    return f;
}

std::optional<HealthCheck> checkOf(const Judgement& judgement, Kind kind)
{
    const auto it = std::ranges::find(judgement.checks, kind, &HealthCheck::kind);
    return it == judgement.checks.end() ? std::nullopt : std::optional(*it);
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(LinkState)
Q_DECLARE_METATYPE(Kind)
Q_DECLARE_METATYPE(Ok)

class TestHealth : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void stateFollowsTheFacts_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<LinkState>("state");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Ok>("ok"); // nullopt: the check is not there

        const auto row = [](const char* name, LinkState state, Kind kind, Ok ok, const Change& change) {
            QTest::newRow(name) << change << state << kind << ok;
        };
        row("well", LinkState::InSync, Kind::Proof, true, [](HealthFacts&) {});
        row("no proof", LinkState::NotProven, Kind::Proof, false, [](HealthFacts& f) { f.proof.reset(); });
        row("proof a day old", LinkState::InSync, Kind::Proof, true,
            [](HealthFacts& f) { f.proof = proofOf(noon.addDays(-1)); });
        row("proof older than a day", LinkState::NotProven, Kind::Proof, false,
            [](HealthFacts& f) { f.proof = proofOf(noon.addDays(-1).addSecs(-1)); });
        row("sides differed", LinkState::Attention, Kind::Proof, false,
            [](HealthFacts& f) { f.proof = proofOf(noon, false); });
        row("one open error", LinkState::Attention, Kind::ErrorsOpen, false, [](HealthFacts& f) { f.errorsOpen = 1; });
        row("a stopped table", LinkState::Attention, Kind::ErrorsOpen, false,
            [](HealthFacts& f) { f.tablesStopped = 1; });
        row("held row", LinkState::Held, Kind::HeldRows, false, [](HealthFacts& f) { f.held = 1; });
        row("held outweighs errors", LinkState::Held, Kind::ErrorsOpen, false, [](HealthFacts& f) {
            f.held = 1;
            f.errorsOpen = 9;
        });
        row("one failure", LinkState::NotProven, Kind::FailuresInARow, true, [](HealthFacts& f) { f.failures = 1; });
        row("two failures", LinkState::Attention, Kind::FailuresInARow, false, [](HealthFacts& f) { f.failures = 2; });
        row("four failures", LinkState::Attention, Kind::FailuresInARow, false, [](HealthFacts& f) { f.failures = 4; });
        row("five failures", LinkState::Down, Kind::FailuresInARow, false, [](HealthFacts& f) { f.failures = 5; });
        row("wrong password", LinkState::Down, Kind::FailuresInARow, true, [](HealthFacts& f) {
            f.failures = 1;
            f.forPerson = true;
        });
        row("just unreachable", LinkState::Attention, Kind::BothReachable, false, [](HealthFacts& f) {
            f.reachableB = false;
            f.unreachableSince = noon.addSecs(-4);
        });
        row("unreachable for a while", LinkState::Down, Kind::BothReachable, false, [](HealthFacts& f) {
            f.reachableB = false;
            f.unreachableSince = noon.addSecs(-5);
        });
        row("last sync at its limit", LinkState::InSync, Kind::LastSync, true,
            [](HealthFacts& f) { f.lastSync = noon.addSecs(-10); });
        row("last sync over its limit", LinkState::Attention, Kind::LastSync, false,
            [](HealthFacts& f) { f.lastSync = noon.addSecs(-11); });
        row("worker hangs", LinkState::Down, Kind::LastSync, false,
            [](HealthFacts& f) { f.lastSync = noon.addSecs(-61); });
        row("long interval", LinkState::InSync, Kind::LastSync, true, [](HealthFacts& f) {
            f.interval = 60s;
            f.lastSync = noon.addSecs(-200);
        });
        row("cycles wait for a check", LinkState::InSync, Kind::LastSync, true, [](HealthFacts& f) {
            f.comparing = true;
            f.lastSync = noon.addSecs(-500);
        });
        row("never synced since the start", LinkState::Down, Kind::LastSync, false,
            [](HealthFacts& f) { f.lastSync.reset(); });
        row("starting", LinkState::NotProven, Kind::LastSync, true, [](HealthFacts& f) {
            f.startedAt = noon.addSecs(-1);
            f.lastSync.reset();
            f.reachableA.reset();
            f.reachableB.reset();
        });
        row("cycle at 80 per cent", LinkState::InSync, Kind::CycleTime, true,
            [](HealthFacts& f) { f.cycleTime = 800ms; });
        row("cycle over 80 per cent", LinkState::Attention, Kind::CycleTime, false,
            [](HealthFacts& f) { f.cycleTime = 810ms; });
        row("long cycle while catching up", LinkState::CatchingUp, Kind::CycleTime, true, [](HealthFacts& f) {
            f.cycleTime = 5s;
            f.drained = false;
        });
        row("backlog", LinkState::CatchingUp, Kind::Lag, true, [](HealthFacts& f) {
            f.drained = false;
            f.lag = 3600s;
        });
        row("initial load", LinkState::CatchingUp, Kind::Proof, true, [](HealthFacts& f) {
            f.loading = true;
            f.proof.reset();
        });
        row("errors outweigh catching up", LinkState::Attention, Kind::ErrorsOpen, false, [](HealthFacts& f) {
            f.drained = false;
            f.errorsOpen = 1;
        });
        row("changes wait too long", LinkState::Attention, Kind::Lag, false, [](HealthFacts& f) { f.lag = 10'001ms; });
        row("bell just lost", LinkState::InSync, Kind::BellAlive, true, [](HealthFacts& f) {
            f.bellsAlive = 1;
            f.bellDownSince = noon.addSecs(-10);
        });
        row("bell lost", LinkState::Attention, Kind::BellAlive, false, [](HealthFacts& f) {
            f.bellsAlive = 1;
            f.bellDownSince = noon.addSecs(-11);
        });
        row("no bells wanted", LinkState::InSync, Kind::BellAlive, std::nullopt, [](HealthFacts& f) {
            f.bells = 0;
            f.bellsAlive = 0;
        });
        row("clocks apart by a second", LinkState::InSync, Kind::ClockOffset, true, [](HealthFacts& f) {
            f.clockOffsetA = 0.5;
            f.clockOffsetB = -0.5;
        });
        row("clocks apart by more", LinkState::Attention, Kind::ClockOffset, false, [](HealthFacts& f) {
            f.clockOffsetA = 0.6;
            f.clockOffsetB = -0.5;
        });
        row("both clocks off alike", LinkState::InSync, Kind::ClockOffset, true, [](HealthFacts& f) {
            f.clockOffsetA = 7200;
            f.clockOffsetB = 7200;
        });
        row("one side on this machine's clock", LinkState::Attention, Kind::ClockOffset, false, [](HealthFacts& f) {
            f.clockOffsetA.reset();
            f.clockOffsetB = 1.5;
        });
        row("held deletes", LinkState::Held, Kind::Brake, false, [](HealthFacts& f) { f.vitals.brakes = 1; });
        row("held deletes while paused", LinkState::Held, Kind::Brake, false, [](HealthFacts& f) {
            f.paused = true;
            f.vitals.brakes = 1;
        });
        row("one row in a thousand fails", LinkState::InSync, Kind::ErrorRate, true,
            [](HealthFacts& f) { f.vitals.errorRate = 0.1; });
        row("more than one in a thousand", LinkState::Attention, Kind::ErrorRate, false,
            [](HealthFacts& f) { f.vitals.errorRate = 0.11; });
        row("200 MiB", LinkState::InSync, Kind::Memory, true, [](HealthFacts& f) { f.vitals.memoryMb = 200; });
        row("over 200 MiB", LinkState::Attention, Kind::Memory, false, [](HealthFacts& f) { f.vitals.memoryMb = 201; });
        row("a transaction of five minutes", LinkState::InSync, Kind::OldestTransaction, true,
            [](HealthFacts& f) { f.vitals.a->oldest = {.pid = 7, .seconds = 300, .who = {}}; });
        row("a forgotten transaction", LinkState::Attention, Kind::OldestTransaction, false,
            [](HealthFacts& f) { f.vitals.b->oldest = {.pid = 7, .seconds = 301, .who = {}}; });
        row("a journal of a million", LinkState::InSync, Kind::JournalSize, true,
            [](HealthFacts& f) { f.vitals.a->journalEntries = 1'000'000; });
        row("a journal that grows", LinkState::Attention, Kind::JournalSize, false,
            [](HealthFacts& f) { f.vitals.b->journalEntries = 1'000'001; });
        row("given fresh connections", LinkState::Attention, Kind::Watchdog, false,
            [](HealthFacts& f) { f.vitals.rescues = 1; });
        row("the watchdog gave up", LinkState::Down, Kind::Watchdog, false,
            [](HealthFacts& f) { f.vitals.rescues = 10; });
        row("no watchdog", LinkState::InSync, Kind::Watchdog, std::nullopt,
            [](HealthFacts& f) { f.vitals.rescuesAllowed = 0; });
        row("a probe on its way", LinkState::InSync, Kind::Canary, true,
            [](HealthFacts& f) { f.canary.forward.since = noon.addSecs(-30); });
        row("a probe that does not arrive", LinkState::Attention, Kind::Canary, false,
            [](HealthFacts& f) { f.canary.reverse.since = noon.addSecs(-31); });
        row("a probe behind a backlog", LinkState::CatchingUp, Kind::Canary, true, [](HealthFacts& f) {
            f.canary.forward.since = noon.addSecs(-300);
            f.drained = false;
        });
        row("a probe during a pause", LinkState::Paused, Kind::Canary, true, [](HealthFacts& f) {
            f.canary.forward.since = noon.addSecs(-300);
            f.paused = true;
        });
        row("a probe that came back", LinkState::Attention, Kind::Canary, false,
            [](HealthFacts& f) { f.canary.forward.cameBack = true; });
        row("probes that come with the timer", LinkState::Attention, Kind::Canary, false,
            [](HealthFacts& f) { f.canary.forward.silent = true; });
        row("probes without bells", LinkState::InSync, Kind::Canary, true, [](HealthFacts& f) {
            f.canary.forward.silent = true;
            f.bells = f.bellsAlive = 0;
        });
        row("no probes", LinkState::InSync, Kind::Canary, std::nullopt, [](HealthFacts& f) { f.canary = {}; });
        row("eight of ten connections", LinkState::InSync, Kind::PoolUse, true,
            [](HealthFacts& f) { f.vitals.b->connections = 8; });
        row("nine of ten connections", LinkState::Attention, Kind::PoolUse, false,
            [](HealthFacts& f) { f.vitals.b->connections = 9; });
        row("nobody counts connections", LinkState::InSync, Kind::PoolUse, std::nullopt,
            [](HealthFacts& f) { f.vitals.a->connections = f.vitals.b->connections = std::nullopt; });
        row("paused for an hour", LinkState::Paused, Kind::LastSync, true, [](HealthFacts& f) {
            f.paused = true;
            f.lastSync = noon.addSecs(-3600);
            f.lag = 3600s;
        });
        row("paused with an open error", LinkState::Attention, Kind::ErrorsOpen, false, [](HealthFacts& f) {
            f.paused = true;
            f.errorsOpen = 1;
        });
        row("paused after failures", LinkState::Attention, Kind::FailuresInARow, false, [](HealthFacts& f) {
            f.paused = true;
            f.failures = 7;
        });
    }

    void stateFollowsTheFacts()
    {
        QFETCH(Change, change);
        QFETCH(LinkState, state);
        QFETCH(Kind, kind);
        QFETCH(Ok, ok);
        HealthFacts facts = wellFacts();
        change(facts);
        const Judgement judgement = judge(facts);
        QCOMPARE(toText(judgement.state), toText(state));
        const auto check = checkOf(judgement, kind);
        QCOMPARE(check.has_value(), ok.has_value());
        if (check)
            QCOMPARE(check->ok, *ok);
    }

    void adviceComesWithAFindingOnly()
    {
        HealthFacts facts = wellFacts();
        for (const HealthCheck& check : judge(facts).checks)
            QVERIFY2(check.ok && check.recommendation.isEmpty(), qPrintable(toText(check.kind)));
        facts.reachableA = false;
        facts.unreachableSince = noon.addSecs(-60);
        facts.lastSync = noon.addSecs(-60);
        facts.cycleTime = 2s;
        facts.failures = 5;
        facts.errorsOpen = 2;
        facts.held = 1;
        facts.lag = 60s;
        facts.bellsAlive = 0;
        facts.bellDownSince = noon.addSecs(-60);
        facts.clockOffsetA = 30;
        facts.proof.reset();
        facts.vitals.memoryMb = 900;
        facts.vitals.errorRate = 5;
        facts.vitals.brakes = 1;
        facts.vitals.rescues = 10;
        facts.vitals.a->oldest = {.pid = 4711, .seconds = 900, .who = QStringLiteral("ann (psql)")};
        facts.vitals.a->journalEntries = 5'000'000;
        facts.vitals.a->connections = 10;
        facts.canary.forward.since = noon.addSecs(-60);
        for (const HealthCheck& check : judge(facts).checks)
            QVERIFY2(!check.ok && check.recommendation.endsWith(u'.'), qPrintable(toText(check.kind)));
    }

    void missingSideIsNamed()
    {
        HealthFacts facts = wellFacts();
        facts.reachableB = false;
        const auto check = checkOf(judge(facts), Kind::BothReachable);
        QCOMPARE(check->value, std::optional(1.0));
        QCOMPARE(check->limit, std::optional(2.0));
        QVERIFY(check->recommendation.contains(u"cloud"));
        QVERIFY(!check->recommendation.contains(u"clinic"));
    }

    void theOldestTransactionIsNamedWithItsProcess()
    {
        HealthFacts facts = wellFacts();
        facts.vitals.a->oldest = {.pid = 11, .seconds = 400, .who = QStringLiteral("ann (psql)")};
        facts.vitals.b->oldest = {.pid = 12, .seconds = 900, .who = QStringLiteral("bob (app)")};
        const auto check = checkOf(judge(facts), Kind::OldestTransaction);
        QCOMPARE(check->value, std::optional(900.0));
        QCOMPARE(check->limit, std::optional(300.0));
        for (const QStringView word : {u"12", u"cloud", u"bob (app)"})
            QVERIFY2(check->recommendation.contains(word), qPrintable(check->recommendation));
        facts.vitals.a->oldest.reset();
        facts.vitals.b->oldest.reset();
        QCOMPARE(checkOf(judge(facts), Kind::OldestTransaction)->value, std::optional(0.0));
    }

    void theProbesAdviceNamesSideAndPart_data()
    {
        QTest::addColumn<CanaryPart>("part");
        QTest::addColumn<QString>("why");
        QTest::addColumn<QString>("said");
        QTest::newRow("source") << CanaryPart::Source << QStringLiteral("no right")
                                << QStringLiteral("could be written in clinic: no right.");
        QTest::newRow("bell") << CanaryPart::Bell << QString()
                              << QStringLiteral("probe row of clinic: see whether its "
                                                "notifications arrive");
        QTest::newRow("capture") << CanaryPart::Capture << QString() << QStringLiteral("journal of clinic was read");
        QTest::newRow("apply") << CanaryPart::Apply << QStringLiteral("cloud is away")
                               << QStringLiteral("did not get into cloud: cloud is away.");
    }
    void theProbesAdviceNamesSideAndPart()
    {
        QFETCH(CanaryPart, part);
        QFETCH(QString, why);
        QFETCH(QString, said);
        HealthFacts facts = wellFacts();
        QCOMPARE(checkOf(judge(facts), Kind::Canary)->value, std::optional(0.011)); // the slower one
        facts.canary.forward.since = noon.addSecs(-45);
        facts.canary.forward.suspect = part;
        facts.canary.forward.why = why;
        const auto check = checkOf(judge(facts), Kind::Canary);
        QCOMPARE(check->value, std::optional(45.0));
        QCOMPARE(check->limit, std::optional(30.0));
        QVERIFY2(check->recommendation.contains(said), qPrintable(check->recommendation));
    }

    void theFullerPoolIsNamed()
    {
        HealthFacts facts = wellFacts();
        facts.vitals.b->connections = 10;
        const auto check = checkOf(judge(facts), Kind::PoolUse);
        QCOMPARE(check->value, std::optional(100.0));
        QCOMPARE(check->limit, std::optional(80.0));
        QVERIFY2(check->recommendation.contains(u"10 connections to cloud"), qPrintable(check->recommendation));
        facts.vitals.poolB = 40;
        QCOMPARE(checkOf(judge(facts), Kind::PoolUse)->value, std::optional(30.0)); // clinic's 3 of 10
    }

    void theWatchdogsLastWordSaysWhatToDo()
    {
        HealthFacts facts = wellFacts();
        facts.vitals.rescues = 10;
        const auto check = checkOf(judge(facts), Kind::Watchdog);
        QVERIFY(check->recommendation.contains(u"restart the service"));
        facts.vitals.rescues = 3;
        QVERIFY(!checkOf(judge(facts), Kind::Watchdog)->recommendation.contains(u"restart the service"));
    }

    void unknownIsNotZero()
    {
        HealthFacts facts = wellFacts();
        facts.lastSync.reset();
        facts.lag.reset();
        facts.cycleTime.reset();
        facts.proof.reset();
        facts.reachableA.reset();
        facts.clockOffsetA.reset();
        facts.clockOffsetB.reset();
        facts.vitals = {};
        const Judgement judgement = judge(facts);
        for (const Kind kind :
             {Kind::LastSync, Kind::Lag, Kind::CycleTime, Kind::Proof, Kind::BothReachable, Kind::ClockOffset,
              Kind::ErrorRate, Kind::Memory, Kind::OldestTransaction, Kind::JournalSize})
            QVERIFY2(!checkOf(judgement, kind)->value, qPrintable(toText(kind)));
    }

    void tableShowsItsOwnTrouble()
    {
        const HealthFacts facts = wellFacts();
        TableSnapshot table;
        QCOMPARE(toText(tableState(table, facts, LinkState::InSync)), QStringLiteral("in_sync"));
        QCOMPARE(toText(tableState(table, facts, LinkState::Attention)), QStringLiteral("in_sync"));
        QCOMPARE(toText(tableState(table, facts, LinkState::Down)), QStringLiteral("down"));
        table.errors = 1;
        QCOMPARE(toText(tableState(table, facts, LinkState::Attention)), QStringLiteral("attention"));
        table.errors = 0;
        table.loadProgress = 0.5;
        QCOMPARE(toText(tableState(table, facts, LinkState::CatchingUp)), QStringLiteral("catching_up"));
    }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
