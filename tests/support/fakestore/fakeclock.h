// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/clock.h"

namespace keel {

/// Moves only when it is told to.
class FakeClock final : public Clock
{
public:
    [[nodiscard]] TimeUs now() const override { return m_now; }
    [[nodiscard]] std::chrono::microseconds steady() const override { return m_now.time_since_epoch(); }
    void advance(std::chrono::microseconds by) { m_now += by; }

private:
    TimeUs m_now{std::chrono::sys_days{std::chrono::year{2026} / 1 / 21}};
};

} // namespace keel
