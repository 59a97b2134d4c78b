// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace keel {

/// How long to wait before the next try: grows by `multiplier` up to `longest`, and each wait is somewhere between half
/// of that and all of it, so that those who failed together do not come back together. No clock, no state.
struct Backoff
{
    using Micros = std::chrono::microseconds;

    Micros first{1'000'000};
    Micros longest{30'000'000};
    double multiplier = 2;
    int growing = 10; ///< after so many failures in a row every further wait is the longest

    /// `failures` in a row, from 1 on; `chance` in 0…1.
    [[nodiscard]] Micros wait(int failures, double chance) const;
};

} // namespace keel
