// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"

namespace keel {

/// Time for the pure parts; the simulation has its own.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimeUs now() const = 0;
    /// Never goes back; for durations and time slices only.
    [[nodiscard]] virtual std::chrono::microseconds steady() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimeUs now() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] std::chrono::microseconds steady() const override
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    }
};

} // namespace keel
