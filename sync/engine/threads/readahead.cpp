// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/readahead.h"

namespace keel {

ReadAhead::ReadAhead(std::unique_ptr<Capture> inner) : m_inner(std::move(inner)) {}

ReadAhead::~ReadAhead()
{
    if (m_ahead.valid())
        m_ahead.wait();
}

Result<Captured> ReadAhead::next(int limit)
{
    auto batch = m_ahead.valid() ? m_ahead.get() : m_inner->next(limit);
    if (batch && !batch->last)
        m_ahead = std::async(std::launch::async, [this, limit] { return m_inner->next(limit); });
    return batch;
}

} // namespace keel
