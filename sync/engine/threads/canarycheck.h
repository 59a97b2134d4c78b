// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/canary.h"

#include <QStringList>

namespace keel {

struct HealthFacts;

/// The check of the probe rows; nullopt where none are written. `excused`: what waits has a reason that other checks
/// show (paused, the first comparison, a backlog that is being worked off).
[[nodiscard]] std::optional<HealthCheck> canaryCheck(const HealthFacts& facts, bool excused);

} // namespace keel
