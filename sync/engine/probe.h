// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/ids.h"

#include <chrono>

namespace keel {

/// What a pass met of a probe row.
struct ProbeSeen
{
    Direction pass = Direction::Forward;
    Direction probe = Direction::Forward; ///< by its key; not the pass's own: the row came back
    qint64 number = 0;
    std::chrono::microseconds at{0}; ///< steady, when the target's commit had returned
    QString refused;                 ///< why the target did not take it; empty: it stands there
};

} // namespace keel
