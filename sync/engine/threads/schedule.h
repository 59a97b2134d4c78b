// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <chrono>
#include <optional>

namespace keel {

/// When a link's next cycle begins. Holds no timer and no clock: it is told the steady time and says when. One cycle at
/// a time; wake-ups that come together become one, a wake-up during a cycle makes one more right after it.
class Schedule
{
public:
    using Micros = std::chrono::microseconds;
    using Trigger = CycleRecord::Trigger;

    struct Rules
    {
        Micros interval{1'000'000};
        Micros firstDelay{1'000'000}; ///< after the first transient failure
        Micros maxDelay{30'000'000};
        double multiplier = 2;
        int reconnectAttempts = 10;     ///< after so many every further try waits maxDelay
        Micros configDelay{30'000'000}; ///< after a failure that only a person can mend
    };
    [[nodiscard]] static Rules rulesOf(const LinkConfig& link);

    explicit Schedule(const Rules& rules) : m_rules(rules) {}

    /// Bell, Person or Start asks for a cycle at once. A bell does not shorten the wait after a failure, a person does.
    void wake(Trigger trigger);
    /// As a bell, but for some tables only: the next full cycle comes when it would have come anyway.
    void hint() { m_hint = true; }
    /// The cycle that runs began for nothing but hints.
    [[nodiscard]] bool isForHints() const { return m_forHints; }
    void setPaused(bool paused) { m_paused = paused; }

    /// The steady time of the next cycle, in the past for "at once"; nullopt while one runs or the link is paused.
    [[nodiscard]] std::optional<Micros> due() const;
    /// Why the next cycle runs; takes the wake-ups that led to it.
    Trigger begin(Micros now);
    void end(Micros now, bool drained);
    /// `chance` in 0…1 spreads the waits, so that links that failed together do not come back together. The failures in
    /// a row are counted here.
    void fail(Micros now, ErrorClass kind, double chance);

    [[nodiscard]] int failures() const { return m_failures; }
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] bool isWaitingAfterFailure() const { return m_failures > 0; }

private:
    [[nodiscard]] Micros backoff(double chance) const;

    Rules m_rules;
    std::optional<Trigger> m_wake = Trigger::Start;
    bool m_hint = false;
    bool m_forHints = false;
    std::optional<Micros> m_running; ///< when it began
    Micros m_next{0};
    Micros m_begun{0}; ///< of the first slice of a cycle that goes on
    bool m_goesOn = false;
    bool m_paused = false;
    int m_failures = 0;
};

} // namespace keel
