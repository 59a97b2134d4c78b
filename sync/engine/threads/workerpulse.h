// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <stop_token>
#include <vector>

namespace keel {

/// What a link's worker and the threads around it share: until when the worker wants to be heard of, how to interrupt
/// it, how to cancel what it waits for. Every function may be called from any thread unless it says otherwise.
class WorkerPulse
{
public:
    using Micros = std::chrono::microseconds;
    using Canceller = std::function<void()>;

    /// The worker promises a beat before this steady time; zero: it owes none (paused, stopped).
    void expectBeforeSteady(Micros time) { m_expected = time.count(); }
    [[nodiscard]] bool isStalled(Micros steadyNow) const
    {
        const auto expected = m_expected.load();
        return expected != 0 && steadyNow.count() > expected;
    }

    /// Worker's thread: a token for the next slice (a person wants to be heard) or comparison (pause and stop only).
    [[nodiscard]] std::stop_token beginSlice() { return renewed(m_slice); }
    [[nodiscard]] std::stop_token beginComparison() { return renewed(m_comparison); }
    void interruptSlice();
    void interruptAll();
    /// Interrupts all that runs now and will be begun.
    void stopForGood();
    [[nodiscard]] bool isStopping() const { return m_stopping; }

    /// Worker's thread. Cancelling waits for no store: drop the cancellers before their stores.
    void setCancellers(std::vector<Canceller> cancellers);
    void dropCancellers() { setCancellers({}); }
    /// Cancels the running statements; may block on a server, so never in the worker's or the watchdog's thread.
    void cancel();

    /// The watchdog asks for fresh connections; the worker takes it once it is free again.
    void askForFresh() { m_fresh = true; }
    [[nodiscard]] bool takeFresh() { return m_fresh.exchange(false); }

private:
    std::stop_token renewed(std::stop_source& source);

    std::atomic<std::chrono::microseconds::rep> m_expected{0};
    std::atomic<bool> m_fresh{false};
    std::atomic<bool> m_stopping{false};
    std::mutex m_sources;
    std::stop_source m_slice;
    std::stop_source m_comparison;
    std::mutex m_cancelling;
    std::vector<Canceller> m_cancellers;
};

} // namespace keel
