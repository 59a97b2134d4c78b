// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simulation.h"

#include <QCryptographicHash>
#include <QFile>
#include <QHashFunctions>
#include <QLoggingCategory>
#include <QTest>

#include <cstdio>

using namespace keel;
using namespace keel::sim;

namespace {

constexpr quint64 defaultSeeds = 300;
constexpr quint64 seedsWithDecisions = 200;
constexpr quint64 seedsWithCanary = 100;
constexpr quint64 seedsWithServerCrashes = 100;
constexpr int seedsRunTwice = 20;
constexpr int leastFaults = 8;
constexpr auto shrinkFor = std::chrono::seconds(20);

quint64 fromEnvironment(const char* name, quint64 otherwise)
{
    bool ok = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&ok);
    return ok ? value : otherwise;
}

/// The suite runs the program twice at once, each with seeds of its own.
quint64 firstOf(quint64 count)
{
    return fromEnvironment("EVENKEEL_SEED", 1 + (fromEnvironment("EVENKEEL_SHARD", 1) - 1) * count);
}

/// On stderr, because QtTest cuts long messages.
void tell(const QString& words)
{
    std::fputs(words.toUtf8().constData(), stderr);
    std::fputc('\n', stderr);
}

QByteArray hashOf(const Outcome& outcome)
{
    return QCryptographicHash::hash(outcome.log.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Md5).toHex();
}

bool passes(quint64 seed)
{
    const Plan plan = makePlan(seed);
    const Outcome outcome = run(plan, {}, false);
    if (outcome.failure)
        tell(report(plan, {}, *outcome.failure, shrinkFor));
    return !outcome.failure;
}

} // namespace

/// The engine on databases in memory, with users, crashes and failing calls between any two of its steps.
/// EVENKEEL_SEEDS is the number of seeds of each kind, EVENKEEL_SEED the first one, EVENKEEL_SHARD which lot of them.
class TestSimulation : public QObject
{
    Q_OBJECT

private slots:
    /// The engine tells of what the faults did to it; that is not what is looked at here.
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("keel.*=false"));
        QHashSeed::setDeterministicGlobalSeed(); // a seed means the same in every process
    }

    void seedsOfFoundBugsPass()
    {
        QFile file(QStringLiteral(SIMULATION_DIR "/kept_seeds.txt"));
        QVERIFY(file.open(QFile::ReadOnly | QFile::Text));
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().split('#').first().trimmed();
            if (!line.isEmpty())
                QVERIFY2(passes(line.toULongLong()), line.constData());
        }
    }

    void freshSeedsPass()
    {
        const quint64 count = fromEnvironment("EVENKEEL_SEEDS", defaultSeeds);
        const quint64 first = firstOf(count);
        qint64 operations = 0;
        qint64 faults = 0;
        qint64 conflicts = 0;
        qint64 refusals = 0;
        qint64 brakes = 0;
        qint64 calls = 0;
        quint64 calm = 0; // seeds with few faults
        for (quint64 seed = first; seed < first + count; ++seed) {
            const Plan plan = makePlan(seed);
            const Outcome outcome = run(plan, {}, false);
            operations += operationsOf(plan);
            faults += outcome.counts.faults;
            conflicts += outcome.counts.conflicts;
            refusals += outcome.counts.refusals;
            brakes += outcome.counts.brakes;
            calls += outcome.counts.calls;
            calm += outcome.counts.faults < leastFaults ? 1 : 0;
            if (outcome.failure) {
                tell(report(plan, {}, *outcome.failure, shrinkFor));
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(outcome.failure->check)));
            }
        }
        tell(QStringLiteral("seeds=%1 operations=%2 calls=%3 faults=%4 conflicts=%5 refusals=%6 brakes=%7 calmSeeds=%8")
                 .arg(count)
                 .arg(operations)
                 .arg(calls)
                 .arg(faults)
                 .arg(conflicts)
                 .arg(refusals)
                 .arg(brakes)
                 .arg(calm));
        QVERIFY2(calm * 20 <= count || count < 20, "too many seeds with fewer than 8 faults: the simulation grew tame");
    }

    /// Policies merge and manual, with decisions by people.
    void seedsWithDecisionsPass()
    {
        const quint64 count = fromEnvironment("EVENKEEL_SEEDS", seedsWithDecisions);
        const quint64 first = firstOf(count);
        qint64 holds = 0;
        qint64 decisions = 0;
        qint64 conflicts = 0;
        for (quint64 seed = first; seed < first + count; ++seed) {
            const Plan plan = makeDecisionsPlan(seed);
            const Outcome outcome = run(plan, {}, false);
            holds += outcome.counts.holds;
            decisions += outcome.counts.decisions;
            conflicts += outcome.counts.conflicts;
            if (outcome.failure) {
                tell(report(plan, {}, *outcome.failure, shrinkFor));
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(outcome.failure->check)));
            }
        }
        tell(QStringLiteral("with decisions: seeds=%1 conflicts=%2 holds=%3 decisions=%4")
                 .arg(count)
                 .arg(conflicts)
                 .arg(holds)
                 .arg(decisions));
        QVERIFY2(count < 20 || (holds > 0 && decisions > 0), "nothing was held or decided");
    }

    /// Probe rows in every cycle: they harm nothing, and what they tell is so.
    void seedsWithTheCanaryPass()
    {
        const quint64 count = fromEnvironment("EVENKEEL_SEEDS", seedsWithCanary);
        const quint64 first = firstOf(count);
        qint64 probes = 0;
        for (quint64 seed = first; seed < first + count; ++seed) {
            const Plan plan = makeCanaryPlan(seed);
            const Outcome outcome = run(plan, {}, false);
            probes += outcome.counts.probes;
            if (outcome.failure) {
                tell(report(plan, {}, *outcome.failure, shrinkFor));
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(outcome.failure->check)));
            }
        }
        tell(QStringLiteral("with the canary: seeds=%1 probes=%2").arg(count).arg(probes));
        QVERIFY2(probes > static_cast<qint64>(count), "hardly a probe arrived");
    }

    /// Servers that lose what they had not on their disks, and give its numbers again.
    void seedsWithServerCrashesPass()
    {
        const quint64 count = fromEnvironment("EVENKEEL_SEEDS", seedsWithServerCrashes);
        const quint64 first = firstOf(count);
        for (quint64 seed = first; seed < first + count; ++seed) {
            const Plan plan = makeServerCrashPlan(seed);
            const Outcome outcome = run(plan, {}, false);
            if (outcome.failure) {
                tell(report(plan, {}, *outcome.failure, shrinkFor));
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(outcome.failure->check)));
            }
        }
        tell(QStringLiteral("with crashes of servers: seeds=%1").arg(count));
    }

    void theSameSeedTwiceGivesTheSameLog()
    {
        const quint64 first = fromEnvironment("EVENKEEL_SEED", 1);
        for (quint64 seed = first; seed < first + seedsRunTwice; ++seed) {
            const Plan plan = makePlan(seed);
            const Outcome once = run(plan, {}, true);
            QVERIFY(once.log.size() > 100);
            QCOMPARE(hashOf(run(plan, {}, true)), hashOf(once));
        }
    }
};

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
