// SPDX-License-Identifier: GPL-3.0-or-later
// The canary's part of LinkWorker: writes the probe rows and takes what the passes met of them.
#include "sync/engine/threads/linkworker.h"

#include <algorithm>

namespace keel {

namespace {

using namespace std::chrono_literals;
using Micros = Schedule::Micros;

/// A probe that is written just before a cycle would be found by it, and prove nothing of the bell.
constexpr Micros quietBefore = 200ms;
/// Probe rows alone leave entries in the journal, too; nobody minds them for so long.
constexpr Micros purgeProbesEvery = 300s;

} // namespace

void LinkWorker::probe()
{
    if (!m_session || m_stopped || m_schedule.isPaused() || m_schedule.isWaitingAfterFailure())
        return;
    const auto due = m_schedule.due();
    const Micros quiet = std::min<Micros>(quietBefore, m_parts.link.interval / 4);
    if (!m_run && due && *due < steady() + quiet)
        return;
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (!m_canary.isDue(direction, steady()))
            continue;
        const auto number = m_session->runner().writeProbe(direction);
        if (number) {
            m_canary.wrote(direction, *number, steady());
            continue;
        }
        m_canary.notWritten(direction, toText(number.error()), steady());
        if (number.error().isTransient()) {
            failed(number.error());
            return;
        }
    }
}

void LinkWorker::takeProbes(const CycleReport& report)
{
    const bool byTimer = m_run && m_run->record.trigger == CycleRecord::Trigger::Timer;
    Meter::Step step;
    for (const ProbeSeen& seen : report.probes) {
        const auto took = m_canary.saw(seen, byTimer, now());
        if (!took)
            continue;
        auto& ms = seen.probe == Direction::Forward ? step.canaryForwardMs : step.canaryReverseMs;
        ms = std::chrono::duration<double, std::milli>(*took).count();
    }
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (report.probesRead[direction == Direction::Forward ? 0 : 1])
            m_canary.read(direction);
    }
    if (step.canaryForwardMs || step.canaryReverseMs)
        m_meter.add(m_parts.clock->now(), step);
    const LinkRunner& runner = m_session->runner();
    m_canary.offer(runner.probes(Direction::Forward), runner.probes(Direction::Reverse), steady());
    if (!report.probes.empty() && steady() >= m_nextProbePurge) {
        m_nextProbePurge = steady() + purgeProbesEvery;
        m_movedSinceHousekeeping = true;
    }
}

void LinkWorker::tellCanary()
{
    m_facts.edit().canary = m_canary.facts(steady(), now());
    m_facts.link().canary = m_facts.facts().canary.newest;
}

} // namespace keel
