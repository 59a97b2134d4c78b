// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "sync/config/config.h"

#include <QJsonObject>

namespace keel::json {

/// The status document of the contract, section 5. `running` is false where no service answers and the snapshot was
/// made from what is on disk.
[[nodiscard]] QJsonObject status(const ServiceSnapshot& snapshot, const WatchdogConfig& watchdog, bool running);

} // namespace keel::json
