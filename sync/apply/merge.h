// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/row.h"

#include <span>
#include <vector>

namespace keel {

struct Merged
{
    Row row;
    std::vector<int> fromLoser; ///< positions of the columns in which the winner's version gave way
};

/// The winner's row with the columns that only the loser changed. Column i of both rows belongs together.
[[nodiscard]] Merged mergeRows(const Row& winner, const Row& loser, std::span<const int> changedByWinner,
                               std::span<const int> changedByLoser);

} // namespace keel
