// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/linkfacts.h"

#include <algorithm>

namespace keel {

namespace {

std::optional<Milliseconds> lagOf(const LinkFacts& facts, const QDateTime& now)
{
    if (facts.oldestPending)
        return Milliseconds{std::max<qint64>(0, facts.oldestPending->msecsTo(now))};
    const LinkSnapshot& link = facts.link;
    const bool nothingWaits = facts.drained && link.pendingForward == 0 && link.pendingReverse == 0;
    return nothingWaits ? std::optional(Milliseconds{0}) : std::nullopt;
}

} // namespace

HealthFacts healthFacts(const LinkFacts& facts, const QDateTime& now)
{
    const LinkSnapshot& link = facts.link;
    HealthFacts h;
    h.now = now;
    h.startedAt = facts.startedAt;
    h.a = link.a.name.value;
    h.b = link.b.name.value;
    h.interval = link.interval;
    h.paused = link.paused;
    h.loading = facts.loading;
    h.drained = facts.drained;
    h.comparing = facts.comparing;
    h.forPerson = facts.forPerson;
    h.lastSync = link.lastSync;
    h.cycleTime = facts.cycleTime;
    h.lag = lagOf(facts, now);
    h.failures = link.consecutiveFailures;
    h.errorsOpen = link.errorsOpen;
    h.held = link.held;
    h.tablesStopped = static_cast<int>(
        std::ranges::count_if(link.tables, [](const TableSnapshot& t) { return t.stopped.has_value(); }));
    h.reachableA = facts.reachableA;
    h.reachableB = facts.reachableB;
    h.unreachableSince = facts.unreachableSince;
    h.proof = link.proof;
    h.bells = facts.bells;
    h.bellsAlive = facts.bellsAlive;
    h.bellDownSince = facts.bellDownSince;
    h.clockOffsetA = link.a.clockOffsetSeconds;
    h.vitals = facts.vitals;
    h.canary = facts.canary;
    h.vitals.brakes = static_cast<int>(link.brake.size());
    h.clockOffsetB = link.b.clockOffsetSeconds;
    return h;
}

LinkSnapshot shown(const LinkFacts& facts, const QDateTime& now)
{
    const HealthFacts health = healthFacts(facts, now);
    Judgement judgement = judge(health);
    LinkSnapshot link = facts.link;
    link.lag = health.lag;
    link.state = judgement.state;
    link.checks = std::move(judgement.checks);
    link.realTime = facts.bells > 0 && facts.bellsAlive >= facts.bells;
    link.a.reachable = facts.reachableA.value_or(false);
    link.b.reachable = facts.reachableB.value_or(false);
    for (TableSnapshot& table : link.tables)
        table.state = tableState(table, health, link.state);
    return link;
}

} // namespace keel
