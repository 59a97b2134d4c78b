// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/workerpulse.h"

namespace keel {

std::stop_token WorkerPulse::renewed(std::stop_source& source)
{
    const std::lock_guard lock(m_sources);
    if (source.stop_requested() && !m_stopping)
        source = std::stop_source();
    return source.get_token();
}

void WorkerPulse::interruptSlice()
{
    const std::lock_guard lock(m_sources);
    m_slice.request_stop();
}

void WorkerPulse::interruptAll()
{
    const std::lock_guard lock(m_sources);
    m_slice.request_stop();
    m_comparison.request_stop();
}

void WorkerPulse::stopForGood()
{
    m_stopping = true;
    interruptAll();
}

void WorkerPulse::setCancellers(std::vector<Canceller> cancellers)
{
    const std::lock_guard lock(m_cancelling);
    m_cancellers = std::move(cancellers);
}

void WorkerPulse::cancel()
{
    // Held during the calls: the worker cannot close a store under them.
    const std::lock_guard lock(m_cancelling);
    for (const Canceller& canceller : m_cancellers)
        canceller();
}

} // namespace keel
