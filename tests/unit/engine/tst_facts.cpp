// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/commands.h"
#include "sync/engine/threads/factskeeper.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
const TableName users{QStringLiteral("public.users")};

FactsKeeper keeper()
{
    LinkConfig link;
    link.name = LinkName(QStringLiteral("clinic-cloud"));
    TableConfig table;
    table.a = users;
    table.b = TableName(QStringLiteral("users"));
    link.tables.push_back(table);
    EndpointConfig a;
    a.name = EndpointName(QStringLiteral("clinic"));
    a.driver = QStringLiteral("no-such-driver");
    EndpointConfig b = a;
    b.name = EndpointName(QStringLiteral("cloud"));
    return FactsKeeper(FactsKeeper::initial(link, a, b, noon));
}

} // namespace

class TestFacts : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsKnownAtFirst()
    {
        const LinkSnapshot link = shown(keeper().facts(), noon);
        QCOMPARE(toText(link.state), QStringLiteral("not_proven"));
        QCOMPARE(link.tables.size(), 1);
        QVERIFY(!link.lag && !link.pendingForward && !link.lastSync && !link.tables[0].rowsA);
        QCOMPARE(link.a.driver, QStringLiteral("no-such-driver"));
    }

    void drainedMeansNothingWaits()
    {
        FactsKeeper k = keeper();
        CycleReport report;
        report.forward.inserted = 3;
        report.moved.push_back({.table = users, .forward = 3, .reverse = 0, .at = {}});
        k.cycled(report, noon);
        const LinkSnapshot link = shown(k.facts(), noon);
        QVERIFY(link.lag == 0ms);
        QVERIFY(link.pendingForward == 0);
        QCOMPARE(link.totalForward, 3);
        QVERIFY(link.tables[0].lastChange == noon);
    }

    void lagGrowsWhileAChangeWaits()
    {
        FactsKeeper k = keeper();
        CycleReport report;
        report.drained = false;
        k.cycled(report, noon);
        PendingReport pending;
        pending.tables.push_back({users, 40, 2});
        pending.oldest = TimeUs(std::chrono::milliseconds(noon.toMSecsSinceEpoch()));
        k.setPending(pending);
        const LinkSnapshot link = shown(k.facts(), noon.addSecs(7));
        QVERIFY(link.lag == 7000ms);
        QVERIFY(link.pendingForward == 40);
        QVERIFY(link.tables[0].pendingReverse == 2);
        QCOMPARE(toText(link.tables[0].state), QStringLiteral("catching_up"));
    }

    void afterAFailurePendingIsUnknown()
    {
        FactsKeeper k = keeper();
        k.cycled({}, noon);
        Error error;
        error.kind = ErrorClass::Config;
        error.detail = QStringLiteral("password authentication failed");
        k.failed(error, 1);
        const LinkSnapshot link = shown(k.facts(), noon.addSecs(1));
        QCOMPARE(toText(link.state), QStringLiteral("down"));
        QVERIFY(!link.pendingForward && !link.lag);
        QCOMPARE(link.lastError->detail, error.detail);
        k.cycled({}, noon.addSecs(2));
        QVERIFY(!k.facts().link.lastError);
        QCOMPARE(k.facts().link.consecutiveFailures, 0);
    }

    void errorsCountAtTheirSourcesTable()
    {
        FactsKeeper k = keeper();
        const LinkName name(QStringLiteral("clinic-cloud"));
        OpenCounts counts;
        counts.errors.push_back({name, Direction::Forward, users, 2});
        counts.errors.push_back({name, Direction::Reverse, TableName(QStringLiteral("users")), 3});
        counts.errors.push_back({LinkName(QStringLiteral("other")), Direction::Forward, users, 50});
        counts.conflicts.push_back({name, Direction::Forward, users, 7});
        k.setCounts(counts);
        QCOMPARE(k.facts().link.errorsOpen, 5);
        QCOMPARE(k.facts().link.tables[0].errors, 5);
        QCOMPARE(k.facts().link.tables[0].conflicts, 7);
    }

    void comparedRowsCorrectTheEstimate()
    {
        FactsKeeper k = keeper();
        TableReport report;
        report.a = users;
        report.b = TableName(QStringLiteral("users"));
        report.estimatedRowsA = 1000;
        report.estimatedRowsB = 900;
        k.setTables({report});
        QVERIFY(k.facts().link.tables[0].rowsB == 900);
        CompareReport compare;
        TableCompare table;
        table.a = users;
        table.rowsA = 1012;
        table.rowsB = 1012;
        compare.tables.push_back(table);
        k.compared(compare, {});
        QVERIFY(k.facts().link.tables[0].rowsB == 1012);
        report.estimatedRowsA = 1010;
        report.estimatedRowsB = 905;
        k.setTables({report});
        QVERIFY(k.facts().link.tables[0].rowsA == 1022);
        QVERIFY(k.facts().link.tables[0].rowsB == 1017);
    }

    void timeLeftComesFromTheRate()
    {
        FactsKeeper k = keeper();
        CycleReport report;
        report.drained = false;
        k.cycled(report, noon);
        k.setPending({{{users, 10'000, 0}}, std::nullopt});
        Meter meter;
        for (int i = 0; i < 120; ++i)
            meter.add(TimeUs(std::chrono::seconds(i)), {.forward = 1000});
        k.setMeter(meter);
        QVERIFY(k.facts().link.timeLeft && *k.facts().link.timeLeft > 9'900ms && *k.facts().link.timeLeft < 10'100ms);
    }

    void unreachableSinceTheFirstMiss()
    {
        FactsKeeper k = keeper();
        k.setReachable(true, false, noon);
        k.setReachable(true, false, noon.addSecs(30));
        QVERIFY(k.facts().unreachableSince == noon);
        k.setReachable(true, true, noon.addSecs(31));
        QVERIFY(!k.facts().unreachableSince);
    }

    void commandEndsWithItsLastPart()
    {
        Commands commands;
        const quint64 first = commands.begin(5, 2);
        const quint64 second = commands.begin(5, 1); // another asker's 5
        Error error;
        error.detail = QStringLiteral("gone");
        QVERIFY(!commands.end(first, 3, error));
        const auto other = commands.end(second, 1, std::nullopt);
        QVERIFY(other && other->request == 5 && other->affected == 1 && !other->failure);
        const auto outcome = commands.end(first, 4, std::nullopt);
        QVERIFY(outcome && outcome->affected == 7);
        QCOMPARE(outcome->failure->detail, error.detail);
        QVERIFY(!commands.end(first, 4, std::nullopt));
    }
};

QTEST_GUILESS_MAIN(TestFacts)
#include "tst_facts.moc"
