// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/readahead.h"

#include <utility>

namespace keel {

ReadAhead::ReadAhead(std::unique_ptr<Capture> inner, OpenAhead openAhead)
    : m_inner(std::move(inner)), m_openAhead(std::move(openAhead))
{}

ReadAhead::~ReadAhead()
{
    if (m_ahead.valid())
        m_ahead.wait();
}

Result<Captured> ReadAhead::next(int limit)
{
    auto batch = m_ahead.valid() ? m_ahead.get() : m_inner->next(limit);
    if (!batch || batch->last)
        return batch;
    if (const auto open = std::exchange(m_openAhead, {}))
        m_stage = open();
    m_ahead = std::async(std::launch::async, [this, limit, spent = std::exchange(m_spent, {})]() mutable {
        auto ahead = fetch(limit);
        spent = {};
        return ahead;
    });
    return batch;
}

void ReadAhead::takeBack(Captured spent)
{
    spent.ahead.reset(); // belongs to the thread of the target
    m_spent = std::move(spent);
}

Result<Captured> ReadAhead::fetch(int limit)
{
    auto batch = m_inner->next(limit);
    if (batch && m_stage)
        batch->ahead = m_stage->stage(batch->changes);
    return batch;
}

} // namespace keel
