// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/merge.h"

#include <algorithm>

namespace keel {

Merged mergeRows(const Row& winner, const Row& loser, std::span<const int> changedByWinner,
                 std::span<const int> changedByLoser)
{
    Merged merged{.row = winner, .fromLoser = {}};
    for (const int column : changedByLoser) {
        const auto i = static_cast<std::size_t>(column);
        if (std::ranges::find(changedByWinner, column) != changedByWinner.end() || winner[i] == loser[i])
            continue;
        merged.row[i] = loser[i];
        merged.fromLoser.push_back(column);
    }
    return merged;
}

} // namespace keel
