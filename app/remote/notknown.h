// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

namespace keel::remote {

/// The last snapshot while nobody knows what became of it since: what waits for a person still stands in it, nothing
/// moves, and nothing counts as in sync. `why` becomes its notice.
[[nodiscard]] ServiceSnapshot notKnown(ServiceSnapshot last, const QString& why);

} // namespace keel::remote
