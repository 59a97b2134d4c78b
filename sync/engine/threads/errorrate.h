// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>
#include <optional>

namespace keel {

/// How many of the rows of the last quarter of an hour failed. Told the steady time; holds no clock.
class ErrorRate
{
public:
    using Micros = std::chrono::microseconds;

    void add(Micros now, qint64 rows, qint64 errors);
    /// Of fewer rows a rate says nothing: the limit is one in a thousand, and a refused row is counted by itself.
    static constexpr qint64 fewest = 1000;
    /// Per cent; nullopt when fewer than `fewest` rows were tried.
    [[nodiscard]] std::optional<double> percent(Micros now) const;

private:
    struct Minute
    {
        qint64 number = -1;
        qint64 rows = 0;
        qint64 errors = 0;
    };
    static constexpr qint64 span = 15;
    std::array<Minute, span> m_minutes; ///< a ring, by the minute's number
};

} // namespace keel
