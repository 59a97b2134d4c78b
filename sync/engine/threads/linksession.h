// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/linkrunner.h"
#include "sync/engine/threads/workerpulse.h"

#include <memory>
#include <optional>

namespace keel {

/// One attempt of a link: both stores and the runner over them. Dropped whole after a failure, so that nothing of it
/// leaks into the next. Lives in the worker's thread; opening it blocks on the servers.
class LinkSession
{
public:
    struct Ends
    {
        const LinkConfig& link;
        const EndpointConfig& a;
        const EndpointConfig& b;
        RecordBook& book;
        BrakeBook& brake;
        StateKeeper& state;
        const Clock& clock;
        WorkerPulse& pulse;
    };

    /// What an attempt to connect found, whether or not it came to a session.
    struct Attempt
    {
        std::unique_ptr<LinkSession> session;
        bool reachableA = false;
        bool reachableB = false;
        std::optional<Error> failure;
    };

    /// Connects both sides (also the second when the first fails, to know of both), binds, sets up what is missing and
    /// opens the runner.
    [[nodiscard]] static Attempt open(const Ends& ends);
    ~LinkSession();

    [[nodiscard]] LinkRunner& runner() { return *m_runner; }
    /// Seconds that the side's clock is ahead of this machine's; nullopt without a clock of its own.
    [[nodiscard]] Result<std::optional<double>> clockOffset(Side side);
    [[nodiscard]] Result<StoreVitals> vitals(Side side) { return (side == Side::A ? *m_a : *m_b).vitals(); }

private:
    LinkSession(const Clock& clock, WorkerPulse& pulse) : m_clock(clock), m_pulse(pulse) {}
    [[nodiscard]] Result<void> begin(const Ends& ends);

    const Clock& m_clock;
    WorkerPulse& m_pulse;
    std::unique_ptr<Store> m_a;
    std::unique_ptr<Store> m_b;
    std::unique_ptr<LinkRunner> m_runner;
};

} // namespace keel
