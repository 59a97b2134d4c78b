// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simulation.h"

#include "tests/simulation/checks.h"

namespace keel::sim {

using namespace std::chrono_literals;

namespace {

constexpr int maxRounds = 50;
constexpr int echoRounds = 3;
/// Longer than any backoff of a record.
constexpr auto betweenRounds = 2h;

class Simulation
{
public:
    Simulation(const Plan& plan, const PlantedBugs& bugs, bool keepLog)
        : m_plan(plan), m_findings(keepLog), m_world(plan.options, bugs, m_findings),
          m_process(m_world, plan.options, bugs, m_findings)
    {}

    Outcome run()
    {
        m_world.seed(m_plan.initial);
        if (!m_plan.options.usersBeforeSetup) {
            for (int link = 0; link < m_plan.options.links(); ++link)
                (void)m_process.cycle(link, {}, {});
        }
        for (const Action& action : m_plan.actions) {
            if (m_findings.failure())
                break;
            perform(action);
        }
        if (!m_findings.failure())
            finish();
        return {.failure = m_findings.failure(),
                .log = m_findings.lines(),
                .counts = m_process.counts(),
                .rounds = m_rounds};
    }

private:
    void perform(const Action& action)
    {
        switch (action.kind) {
        case Action::User:
            return m_world.perform(action.user);
        case Action::Wait:
            return m_world.clock.advance(action.wait);
        case Action::Housekeeping:
            return m_process.housekeeping(action.link, action.interrupts);
        case Action::Decide:
            return m_process.decide(action.link, action.pick, action.choice, action.interrupts);
        case Action::Cycle:
            m_findings.log([&] { return QStringLiteral("cycle of link %1").arg(action.link); });
            (void)m_process.cycle(action.link, {.forward = action.forward, .reverse = action.reverse},
                                  action.interrupts);
            return;
        }
    }

    void finish()
    {
        m_findings.log([] { return QStringLiteral("faults end"); });
        m_world.heal();
        if (m_plan.options.serverCrashes)
            m_process.reconnect();
        int quiet = 0;
        while (quiet < 2 && m_rounds < maxRounds && !m_findings.failure()) {
            ++m_rounds;
            quiet = isQuietRound() ? quiet + 1 : 0;
        }
        if (quiet < 2)
            return m_findings.fail("liveness", QStringLiteral("not quiet after %1 rounds").arg(m_rounds));
        for (int i = 0; i < echoRounds; ++i) {
            if (!isQuietRound())
                return m_findings.fail("echo", QStringLiteral("something was written after all was quiet"));
        }
        if (m_plan.seed % 2 == 0 && m_plan.options.policy == ConflictPolicy::Manual && !decideAll())
            return;
        Checks checks(m_world, m_process, m_plan.options, m_findings);
        checks.equalOrExplained();
        checks.recordsAreMeant();
        checks.holdsAreMeant();
        checks.engineSaysSo();
        checks.nothingLost();
    }

    /// A person goes through what is held; what then still is held was refused by a database.
    bool decideAll()
    {
        for (int link = 0; link < m_plan.options.links(); ++link) {
            for (int i = 0; i < 100; ++i)
                m_process.decide(link, i, i % 2, {});
        }
        for (int i = 0, quiet = 0; quiet < 2; ++i) {
            quiet = isQuietRound() ? quiet + 1 : 0;
            if (i > maxRounds)
                m_findings.fail("liveness", QStringLiteral("not quiet after the decisions"));
            if (m_findings.failure())
                return false;
        }
        return true;
    }

    /// A cycle of every link; true when all were drained and nothing was written anywhere.
    bool isQuietRound()
    {
        const qint64 writes = m_world.engineWrites();
        const std::size_t entries = m_world.journalSize();
        bool drained = true;
        for (int link = 0; link < m_plan.options.links(); ++link) {
            m_findings.log([&] { return QStringLiteral("cycle of link %1").arg(link); });
            const auto report = m_process.cycle(link, {}, {});
            if (!report)
                m_findings.fail("liveness", QStringLiteral("a cycle failed without a fault"));
            drained = drained && report && report->drained && !report->loading && report->brakes == 0;
        }
        m_world.clock.advance(betweenRounds);
        return drained && m_world.engineWrites() == writes && m_world.journalSize() == entries;
    }

    const Plan& m_plan;
    Findings m_findings;
    World m_world;
    Process m_process;
    int m_rounds = 0;
};

} // namespace

Outcome run(const Plan& plan, const PlantedBugs& bugs, bool keepLog)
{
    return Simulation(plan, bugs, keepLog).run();
}

} // namespace keel::sim
