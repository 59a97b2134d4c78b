// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/backoff.h"

#include <algorithm>
#include <cmath>

namespace keel {

Backoff::Micros Backoff::wait(int failures, double chance) const
{
    const auto most = static_cast<double>(longest.count());
    double delay = most;
    if (failures <= growing)
        delay = std::min(most, static_cast<double>(first.count()) * std::pow(multiplier, std::max(failures, 1) - 1));
    return Micros{static_cast<Micros::rep>(delay * (0.5 + 0.5 * std::clamp(chance, 0.0, 1.0)))};
}

} // namespace keel
