// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/schedule.h"

#include "sync/engine/pace.h"
#include "sync/engine/threads/backoff.h"

#include <algorithm>

namespace keel {

namespace {

int weight(CycleRecord::Trigger trigger)
{
    switch (trigger) {
    case CycleRecord::Trigger::Person:
        return 3;
    case CycleRecord::Trigger::Start:
        return 2;
    case CycleRecord::Trigger::Bell:
        return 1;
    case CycleRecord::Trigger::Timer:
        return 0;
    }
    return 0;
}

} // namespace

Schedule::Rules Schedule::rulesOf(const LinkConfig& link)
{
    Rules rules;
    rules.interval = std::max(cycleInterval(link), Milliseconds{100});
    rules.firstDelay = std::max(link.retry.initialDelay, Milliseconds{10});
    rules.maxDelay = std::max(link.retry.maxDelay, link.retry.initialDelay);
    rules.multiplier = std::max(link.retry.multiplier, 1.0);
    rules.reconnectAttempts = link.reconnectAttempts;
    return rules;
}

void Schedule::wake(Trigger trigger)
{
    if (!m_wake || weight(trigger) > weight(*m_wake))
        m_wake = trigger;
}

std::optional<Schedule::Micros> Schedule::due() const
{
    if (m_running || m_paused)
        return std::nullopt;
    if (m_wake && (m_failures == 0 || *m_wake == Trigger::Person))
        return Micros{0};
    if (m_hint && m_failures == 0)
        return Micros{0};
    return m_next;
}

Schedule::Trigger Schedule::begin(Micros now)
{
    m_running = now;
    if (!m_goesOn)
        m_begun = now;
    m_forHints = m_hint && !m_wake && now < m_next;
    const Trigger trigger = m_wake.value_or(m_forHints ? Trigger::Bell : Trigger::Timer);
    m_wake.reset();
    m_hint = false;
    return trigger;
}

void Schedule::end(Micros now, bool drained)
{
    m_running.reset();
    m_failures = 0;
    m_goesOn = !drained;
    if (m_forHints && drained)
        return; // hints without end must not keep a full cycle from its time
    m_next = drained ? std::max(m_begun + m_rules.interval, now) : now;
}

void Schedule::fail(Micros now, ErrorClass kind, double chance)
{
    m_running.reset();
    m_goesOn = false;
    ++m_failures;
    const bool forPerson = kind == ErrorClass::Config || kind == ErrorClass::Schema;
    m_next = now + (forPerson ? m_rules.configDelay : backoff(chance));
}

Schedule::Micros Schedule::backoff(double chance) const
{
    return Backoff{m_rules.firstDelay, m_rules.maxDelay, m_rules.multiplier, m_rules.reconnectAttempts}.wait(m_failures,
                                                                                                             chance);
}

} // namespace keel
