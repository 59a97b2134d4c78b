// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/store.h"

#include <QSet>

namespace keel {

/// What the first comparison brought to one side of a range while its position has not moved yet: the position stands
/// on the other side, or goes with a later part. Kept as a checkpoint beside the rows, so that after a crash a user's
/// change of such a row is not taken for a rival of the version that it was made from.
struct LoadParts
{
    QByteArray since; ///< which comparison: parts of another one say nothing
    KeyRange range;   ///< compared again as it was, or the rest of it would be forgotten
    bool last = false;
    bool whole = false; ///< every key of the range, which went over unparsed
    QSet<Key> keys;

    [[nodiscard]] bool isEmpty() const { return !whole && keys.isEmpty(); }
    [[nodiscard]] bool covers(const Key& key) const { return whole || keys.contains(key); }

    [[nodiscard]] Cursor toCursor() const;
    [[nodiscard]] static LoadParts fromCursor(const std::optional<Cursor>& cursor);
    /// The checkpoint that holds them, beside that of the position.
    [[nodiscard]] static QString lane(const QString& positions);
};

} // namespace keel
