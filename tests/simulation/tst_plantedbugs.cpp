// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simulation.h"

#include <QLoggingCategory>
#include <QTest>

using namespace keel;
using namespace keel::sim;

using MakePlan = Plan (*)(quint64 seed);
Q_DECLARE_METATYPE(MakePlan)

/// The test of the test: mistakes that an engine or a dialect could make, and the simulation must see each. They
/// stand in the fakes and in the decision that the link is given, never in the engine.
class TestPlantedBugs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("keel.*=false")); }

    void theSimulationCatchesIt_data()
    {
        QTest::addColumn<bool PlantedBugs::*>("bug");
        QTest::addColumn<int>("withinSeeds");
        QTest::addColumn<QStringList>("checks"); // one of them must be the one that fails
        QTest::addColumn<MakePlan>("makePlan");

        const auto row = [](const char* name, bool PlantedBugs::*bug, int withinSeeds, const char* checks,
                            MakePlan makePlan = keel::sim::makePlan) {
            QTest::newRow(name) << bug << withinSeeds << QString::fromLatin1(checks).split(QLatin1Char('|'))
                                << makePlan;
        };
        row("checkpoint before apply", &PlantedBugs::checkpointBeforeApply, 20, "lost|unequal");
        row("> for >= in the cursor", &PlantedBugs::cursorOffByOne, 20, "lost|unequal|cursor went back");
        row("no tie-break", &PlantedBugs::noTieBreak, 20, "wrong winner");
        row("delete without journal entry", &PlantedBugs::deleteWithoutEntry, 20, "lost|unequal");
        row("cursor past an open transaction", &PlantedBugs::cursorPastOpen, 20, "lost|unequal");
        row("a cursor of what is not on the disk", &PlantedBugs::cursorBeforeDurable, 40, "lost|unequal",
            makeServerCrashPlan);
        row("a target's disk that nobody waits for", &PlantedBugs::lazyForGood, 60, "lost|unequal",
            makeServerCrashPlan);
        row("a batch of entries instead of keys", &PlantedBugs::batchOfEntries, 40, "false conflict");
        row("no via mark", &PlantedBugs::noVia, 40, "false conflict|lost|unequal");
        row("blind upsert of an absent row", &PlantedBugs::blindUpsert, 60, "lost");
        row("overwritten rows without a look for rivals", &PlantedBugs::rivalsUnasked, 20, "lost");
        row("records written after the commit", &PlantedBugs::recordsAfterCommit, 20, "lost|unequal|conflict log");
        row("a brake that counts one batch only", &PlantedBugs::brakePerBatch, 60, "brake");
        row("recent deletes forgotten by a crash", &PlantedBugs::recentForgotten, 60, "brake");
        row("a decision forgotten by a crash", &PlantedBugs::decisionForgotten, 150, "decision");
        row("a held row forgotten at a start", &PlantedBugs::heldForgotten, 40, "held|lost", makeDecisionsPlan);
        row("a merge takes the wrong side's column", &PlantedBugs::mergeMixesColumns, 60, "merge", makeDecisionsPlan);
        row("a decision over a newer edit", &PlantedBugs::guardUnasked, 60, "lost", makeDecisionsPlan);
        row("a probe told before it is committed", &PlantedBugs::probeUncommitted, 5, "canary", makeCanaryPlan);
        row("a probe past the triggers", &PlantedBugs::probeUnjournaled, 5, "canary", makeCanaryPlan);
        row("a probe that comes back", &PlantedBugs::probeEchoed, 5, "canary echo", makeCanaryPlan);
    }

    void theSimulationCatchesIt()
    {
        QFETCH(bool PlantedBugs::*, bug);
        QFETCH(int, withinSeeds);
        QFETCH(QStringList, checks);
        QFETCH(MakePlan, makePlan);
        PlantedBugs bugs;
        bugs.*bug = true;
        for (int seed = 1; seed <= withinSeeds; ++seed) {
            const Plan plan = makePlan(static_cast<quint64>(seed));
            const Outcome outcome = run(plan, bugs, false);
            if (!outcome.failure)
                continue;
            qInfo("caught by \"%s\" at seed %d: %s", qPrintable(outcome.failure->check), seed,
                  qPrintable(outcome.failure->detail));
            QVERIFY2(checks.contains(outcome.failure->check), qPrintable(outcome.failure->check));
            QVERIFY2(!run(plan, {}, false).failure, "the seed fails without the planted bug, too");
            return;
        }
        QFAIL("nothing was noticed");
    }
};

QTEST_GUILESS_MAIN(TestPlantedBugs)
#include "tst_plantedbugs.moc"
