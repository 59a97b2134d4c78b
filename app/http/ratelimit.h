// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <unordered_map>

namespace keel::http {

/// A bucket of tokens for each client: `perSecond` on average, `burst` at once. Holds no clock. Remembers a bounded
/// number of clients: a bucket that is full again says nothing and is dropped.
class RateLimit
{
public:
    using Clock = std::chrono::steady_clock;

    RateLimit(double perSecond, double burst) : m_perSecond(perSecond), m_burst(burst) {}

    /// Takes one; false where there is none.
    [[nodiscard]] bool take(const QByteArray& client, Clock::time_point now);
    /// Whole seconds until there is one again, at least 1.
    [[nodiscard]] int waitFor(const QByteArray& client, Clock::time_point now) const;

private:
    struct Bucket
    {
        double left = 0;
        Clock::time_point at;
    };
    [[nodiscard]] double leftIn(const Bucket& bucket, Clock::time_point now) const;
    void forget(Clock::time_point now);

    double m_perSecond;
    double m_burst;
    std::unordered_map<std::string, Bucket> m_buckets;
};

} // namespace keel::http
