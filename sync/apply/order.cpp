// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/order.h"

#include <algorithm>

namespace keel {

bool refersTo(const TableBinding& child, const TableBinding& parent)
{
    return std::ranges::any_of(child.foreignKeys, [&](const ForeignKey& key) { return key.parent == parent.name; });
}

std::vector<int> parentsFirst(std::span<const TableBinding> tables, std::span<const int> priorities)
{
    const auto count = tables.size();
    std::vector<int> order;
    std::vector<bool> placed(count, false);
    const auto isReady = [&](std::size_t candidate) {
        for (std::size_t parent = 0; parent < count; ++parent) {
            if (parent != candidate && !placed[parent] && refersTo(tables[candidate], tables[parent]))
                return false;
        }
        return true;
    };
    while (order.size() < count) {
        std::size_t next = count;
        for (std::size_t i = 0; i < count; ++i) {
            const bool sooner = next == count || (!priorities.empty() && priorities[i] > priorities[next]);
            if (!placed[i] && sooner && isReady(i))
                next = i;
        }
        if (next == count) // a circle: take the first that is left
            next = static_cast<std::size_t>(std::ranges::find(placed, false) - placed.begin());
        placed[next] = true;
        order.push_back(static_cast<int>(next));
    }
    return order;
}

} // namespace keel
