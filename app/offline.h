// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/memory.h"
#include "sync/config/config.h"

namespace keel {

/// What is known of the links while no service runs: from the config, state.json and history.db. Every link that is not
/// paused should be running and so is down. What only a running service can tell stays unknown.
[[nodiscard]] Result<ServiceSnapshot> offlineSnapshot(const Config& config, Memory& memory);

} // namespace keel
