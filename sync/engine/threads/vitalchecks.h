// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/threads/vitalfacts.h"

namespace keel {

/// The checks that the vital facts give, each with value, limit and, when it fails, what a person does about it. `a`
/// and `b` are the endpoints' names.
[[nodiscard]] QList<HealthCheck> vitalChecks(const VitalFacts& facts, const QString& a, const QString& b);

/// The watchdog has used up its restarts: only a person can go on.
[[nodiscard]] bool hasGivenUp(const VitalFacts& facts);

} // namespace keel
