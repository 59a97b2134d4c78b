// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/schema.h"

#include <span>
#include <vector>

namespace keel {

/// Positions of the tables, parents before children by their foreign keys; where these leave a choice, the higher
/// priority first (none given: all alike), then by position. Keys that form a circle are left where they stand: the
/// applier's further rounds get those rows in.
[[nodiscard]] std::vector<int> parentsFirst(std::span<const TableBinding> tables, std::span<const int> priorities = {});

/// True when `child` has a foreign key to `parent` (a table to itself counts).
[[nodiscard]] bool refersTo(const TableBinding& child, const TableBinding& parent);

} // namespace keel
