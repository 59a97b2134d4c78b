// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/health.h"

#include "sync/engine/threads/canarycheck.h"
#include "sync/engine/threads/vitalchecks.h"

#include <algorithm>
#include <cmath>

namespace keel {

namespace {

using Kind = HealthCheck::Kind;

constexpr int failuresLimit = 5;
constexpr double proofLimit = 24 * 3600; // seconds
constexpr double unreachableLimit = 5;   // seconds until a missing endpoint is Down, not a hiccup
constexpr double bellGrace = 10;         // seconds; a bell connects again by itself
constexpr double clockLimit = 1;         // seconds
constexpr double cycleLimit = 80;        // per cent of the interval
constexpr double downFactor = 6;         // times the limit of the last sync: nothing moves, whatever the reason

double secondsSince(const QDateTime& then, const QDateTime& now)
{
    return std::max(0.0, static_cast<double>(then.msecsTo(now)) / 1000.0);
}

double seconds(Milliseconds time)
{
    return static_cast<double>(time.count()) / 1000.0;
}

double lastSyncLimit(const HealthFacts& f)
{
    return std::max(10.0, 5 * seconds(f.interval));
}

/// Seconds since the last good cycle, or since the start when there was none.
double stillFor(const HealthFacts& f)
{
    return secondsSince(f.lastSync.value_or(f.startedAt), f.now);
}

bool isMoving(const HealthFacts& f)
{
    return (f.loading || !f.drained) && f.failures == 0;
}

QString missingNames(const HealthFacts& f)
{
    QStringList names;
    if (f.reachableA == false)
        names << f.a;
    if (f.reachableB == false)
        names << f.b;
    return names.join(QStringLiteral(" and "));
}

HealthCheck lastSync(const HealthFacts& f)
{
    HealthCheck c{Kind::LastSync, true, std::nullopt, lastSyncLimit(f), {}};
    if (f.lastSync)
        c.value = secondsSince(*f.lastSync, f.now);
    c.ok = f.paused || f.comparing || stillFor(f) <= *c.limit;
    if (!c.ok)
        c.recommendation = QStringLiteral("Look at the last error of this link; force a sync once its cause is gone.");
    return c;
}

HealthCheck cycleTime(const HealthFacts& f)
{
    HealthCheck c{Kind::CycleTime, true, std::nullopt, cycleLimit, {}};
    if (f.cycleTime && f.interval.count() > 0)
        c.value = 100.0 * seconds(*f.cycleTime) / seconds(f.interval);
    c.ok = f.paused || isMoving(f) || c.value.value_or(0) <= cycleLimit;
    if (!c.ok)
        c.recommendation = QStringLiteral("Raise the interval of this link, or find the table that takes the time.");
    return c;
}

HealthCheck errorsOpen(const HealthFacts& f)
{
    const auto count = static_cast<double>(std::max<qint64>(f.errorsOpen, f.tablesStopped));
    HealthCheck c{Kind::ErrorsOpen, count == 0, count, 0.0, {}};
    if (f.tablesStopped > 0) {
        c.recommendation =
            f.tablesStopped == 1
                ? QStringLiteral("One table stands still: see what differs on the Tables page.")
                : QStringLiteral("%1 tables stand still: see what differs on the Tables page.").arg(f.tablesStopped);
    } else if (f.errorsOpen > 0) {
        c.recommendation = QStringLiteral("Review the open errors: mend their cause and retry, or resolve them.");
    }
    return c;
}

HealthCheck failuresInARow(const HealthFacts& f)
{
    HealthCheck c{
        Kind::FailuresInARow, f.failures < 2, static_cast<double>(f.failures), static_cast<double>(failuresLimit), {}};
    if (!c.ok)
        c.recommendation =
            f.forPerson
                ? QStringLiteral("Mend what the last error names; it is tried again every 30 seconds.")
                : QStringLiteral("Nothing to do if the cause passes by itself: it is tried again until it works.");
    return c;
}

HealthCheck bothReachable(const HealthFacts& f)
{
    HealthCheck c{Kind::BothReachable, true, std::nullopt, 2.0, {}};
    if (f.reachableA && f.reachableB)
        c.value = (*f.reachableA ? 1 : 0) + (*f.reachableB ? 1 : 0);
    c.ok = f.paused || c.value.value_or(2) >= 2;
    if (!c.ok)
        c.recommendation =
            QStringLiteral("Start %1 or mend the way to it; changes wait where they were made.").arg(missingNames(f));
    return c;
}

HealthCheck proof(const HealthFacts& f)
{
    HealthCheck c{Kind::Proof, true, std::nullopt, proofLimit, {}};
    if (!f.proof) {
        c.ok = f.loading;
        c.recommendation = c.ok ? QString() : QStringLiteral("Compare both sides to prove them equal.");
        return c;
    }
    c.value = secondsSince(f.proof->at, f.now);
    c.ok = f.proof->equal && *c.value <= proofLimit;
    if (!f.proof->equal)
        c.recommendation =
            QStringLiteral("%1 and %2 differed at the last comparison: clear the open errors and compare again.")
                .arg(f.a, f.b);
    else if (!c.ok)
        c.recommendation = QStringLiteral("The last proof is older than a day: compare both sides again.");
    return c;
}

HealthCheck lag(const HealthFacts& f)
{
    HealthCheck c{Kind::Lag, true, std::nullopt, std::max(10.0, 10 * seconds(f.interval)), {}};
    if (f.lag)
        c.value = seconds(*f.lag);
    c.ok = f.paused || isMoving(f) || c.value.value_or(0) <= *c.limit;
    if (!c.ok)
        c.recommendation =
            QStringLiteral("Changes wait longer than they should: look at the last error and at slow tables.");
    return c;
}

HealthCheck bellAlive(const HealthFacts& f)
{
    HealthCheck c{Kind::BellAlive, true, static_cast<double>(f.bellsAlive), static_cast<double>(f.bells), {}};
    c.ok =
        f.paused || f.bellsAlive >= f.bells || !f.bellDownSince || secondsSince(*f.bellDownSince, f.now) <= bellGrace;
    if (!c.ok)
        c.recommendation = QStringLiteral(
            "Changes are still found at every interval; the notifications come back with their connection.");
    return c;
}

HealthCheck clockOffset(const HealthFacts& f)
{
    HealthCheck c{Kind::ClockOffset, true, std::nullopt, clockLimit, {}};
    // An engine without a clock of its own runs on this machine's.
    if (f.clockOffsetA || f.clockOffsetB)
        c.value = std::abs(f.clockOffsetA.value_or(0) - f.clockOffsetB.value_or(0));
    c.ok = c.value.value_or(0) <= clockLimit;
    if (!c.ok)
        c.recommendation =
            QStringLiteral("Set the clocks of %1 and %2 by NTP: the newest change is told by them.").arg(f.a, f.b);
    return c;
}

HealthCheck heldRows(const HealthFacts& f)
{
    HealthCheck c{Kind::HeldRows, f.held == 0, static_cast<double>(f.held), 0.0, {}};
    if (!c.ok)
        c.recommendation = QStringLiteral("Decide the held rows on the Conflicts page.");
    return c;
}

bool isDown(const HealthFacts& f)
{
    if (f.paused)
        return false;
    if (f.failures >= failuresLimit || (f.forPerson && f.failures > 0))
        return true;
    if (hasGivenUp(f.vitals))
        return true;
    if (f.unreachableSince && secondsSince(*f.unreachableSince, f.now) >= unreachableLimit)
        return true;
    return !f.comparing && stillFor(f) > downFactor * lastSyncLimit(f);
}

LinkState stateOf(const HealthFacts& f, const QList<HealthCheck>& checks)
{
    if (isDown(f))
        return LinkState::Down;
    if (f.held > 0 || f.vitals.brakes > 0)
        return LinkState::Held;
    const bool differs = f.proof && !f.proof->equal;
    const bool overLimit =
        std::ranges::any_of(checks, [](const HealthCheck& c) { return !c.ok && c.kind != Kind::Proof; });
    if (overLimit || (differs && !f.loading))
        return LinkState::Attention;
    if (f.paused)
        return LinkState::Paused;
    if (f.loading || !f.drained)
        return LinkState::CatchingUp;
    const bool proven =
        std::ranges::any_of(checks, [](const HealthCheck& c) { return c.ok && c.kind == Kind::Proof && c.value; });
    return proven && f.lastSync && f.failures == 0 ? LinkState::InSync : LinkState::NotProven;
}

} // namespace

Judgement judge(const HealthFacts& f)
{
    QList<HealthCheck> checks{lastSync(f), cycleTime(f), errorsOpen(f),  failuresInARow(f), bothReachable(f),
                              proof(f),    lag(f),       clockOffset(f), heldRows(f)};
    if (f.bells > 0)
        checks.insert(checks.size() - 2, bellAlive(f));
    if (auto canary = canaryCheck(f, f.paused || f.loading || f.comparing || isMoving(f)))
        checks.append(std::move(*canary));
    checks += vitalChecks(f.vitals, f.a, f.b);
    const LinkState state = stateOf(f, checks);
    return {state, std::move(checks)};
}

LinkState tableState(const TableSnapshot& table, const HealthFacts& facts, LinkState link)
{
    if (link == LinkState::Down)
        return LinkState::Down;
    if (table.stopped || table.errors > 0)
        return LinkState::Attention;
    if (facts.paused)
        return LinkState::Paused;
    const bool waits = table.pendingForward.value_or(0) + table.pendingReverse.value_or(0) > 0;
    if (table.loadProgress || (!facts.drained && waits))
        return LinkState::CatchingUp;
    const bool proven = facts.proof && facts.proof->equal && secondsSince(facts.proof->at, facts.now) <= proofLimit;
    return proven && facts.lastSync ? LinkState::InSync : LinkState::NotProven;
}

} // namespace keel
