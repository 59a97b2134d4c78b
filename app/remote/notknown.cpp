// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/notknown.h"

namespace keel::remote {

namespace {

/// What is good or moves may have ended; what a person stopped, and what waits or failed, is worth being seen.
void forget(LinkState& state)
{
    if (state == LinkState::InSync || state == LinkState::CatchingUp)
        state = LinkState::NotProven;
}

void forget(TableSnapshot& table)
{
    forget(table.state);
    table.pendingForward.reset();
    table.pendingReverse.reset();
    table.loadProgress.reset();
}

void forget(LinkSnapshot& link)
{
    forget(link.state);
    link.checks.clear();
    link.cycleRunning = false;
    link.realTime = false;
    link.lag.reset();
    link.pendingForward.reset();
    link.pendingReverse.reset();
    link.nextRun.reset();
    link.timeLeft.reset();
    link.canary.reset();
    for (TableSnapshot& table : link.tables)
        forget(table);
}

} // namespace

ServiceSnapshot notKnown(ServiceSnapshot last, const QString& why)
{
    last.serviceAnswers = false;
    last.health = Health::Down;
    last.notice = why;
    for (LinkSnapshot& link : last.links)
        forget(link);
    return last;
}

} // namespace keel::remote
