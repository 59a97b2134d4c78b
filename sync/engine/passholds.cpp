// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that wait for a person: neither side overwrites the other's version, in both directions, until it is decided.
#include "sync/engine/passbatch.h"

#include "sync/api/abortpoint.h"

#include <algorithm>

namespace keel {

Result<void> Pass::loadHeld()
{
    m_held.assign(m_scope.sourceTables.size(), {});
    auto held = m_scope.book.held(m_scope.link);
    if (!held)
        return fail(std::move(held).error());
    for (HeldRow& row : *held) {
        for (const TableBinding& table : m_scope.sourceTables) {
            if (nameOnA(table.index) == row.table)
                m_held[static_cast<std::size_t>(table.index)].insert(std::move(row.key));
        }
    }
    return {};
}

bool Pass::isHeld(const Item& item) const
{
    const QSet<Key>& held = m_held[static_cast<std::size_t>(item.change->entry.table)];
    return !held.isEmpty() && held.contains(item.change->entry.key);
}

Result<void> Pass::releaseAgreed(const Batch& batch)
{
    for (const TableBinding& table : m_scope.targetTables) {
        QSet<Key>& held = m_held[static_cast<std::size_t>(table.index)];
        if (held.isEmpty())
            continue;
        std::vector<Key> agreed;
        for (const Item& item : batch.items) {
            if (item.change->entry.table == table.index && item.fate == Fate::Equal && isHeld(item))
                agreed.push_back(item.change->entry.key);
        }
        if (agreed.empty())
            continue;
        KEEL_TRY(m_scope.book.release(m_scope.link, nameOnA(table.index), agreed));
        KEEL_ABORT_POINT(HeldReleased);
        for (const Key& key : agreed)
            held.remove(key);
    }
    return {};
}

} // namespace keel
