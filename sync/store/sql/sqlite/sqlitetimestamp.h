// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqlitevalue.h"

#include <chrono>

namespace keel {

/// An `updatedAt` cell moved back by at least `window`, for "later than". Understands integers and reals as seconds,
/// milliseconds or microseconds since 1970 (by their size) and text as ISO 8601 with or without "T"; other text comes
/// back as empty, which is earlier than all, so that nothing is missed.
[[nodiscard]] SqliteCell earlier(const SqliteCell& time, std::chrono::milliseconds window);

} // namespace keel
