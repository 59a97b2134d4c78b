// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ratelimit.h"

#include <algorithm>
#include <cmath>

namespace keel::http {

namespace {

constexpr std::size_t mostClients = 4096;

} // namespace

double RateLimit::leftIn(const Bucket& bucket, Clock::time_point now) const
{
    const double passed = std::chrono::duration<double>(now - bucket.at).count();
    return std::min(m_burst, bucket.left + std::max(passed, 0.0) * m_perSecond);
}

bool RateLimit::take(const QByteArray& client, Clock::time_point now)
{
    if (m_buckets.size() >= mostClients)
        forget(now);
    const auto it = m_buckets.try_emplace(client.toStdString(), Bucket{m_burst, now}).first;
    it->second = {leftIn(it->second, now), now};
    if (it->second.left < 1)
        return false;
    it->second.left -= 1;
    return true;
}

int RateLimit::waitFor(const QByteArray& client, Clock::time_point now) const
{
    const auto it = m_buckets.find(client.toStdString());
    const double missing = it == m_buckets.end() ? 0 : 1 - leftIn(it->second, now);
    return std::max(1, static_cast<int>(std::ceil(missing / m_perSecond)));
}

void RateLimit::forget(Clock::time_point now)
{
    std::erase_if(m_buckets, [&](const auto& entry) { return leftIn(entry.second, now) >= m_burst; });
    if (m_buckets.size() >= mostClients)
        m_buckets.clear();
}

} // namespace keel::http
