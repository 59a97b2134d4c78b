// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

namespace keel {

/// What a person decides about a conflict: a held one, or one that a policy decided and that is to end otherwise.
struct ConflictDecision
{
    enum class Kind {
        TakeA,
        TakeB,
        TakeRow,   ///< `row` on both sides
        BringBack, ///< the loser's version, of a decided conflict
        Undo,      ///< of the person's last decision, as long as the row has not changed since
    };
    Kind kind = Kind::TakeA;
    QList<NamedValue> row; ///< of TakeRow: columns as on a; one that is left out stays as the standing version has it
};
/// "a", "b", "row", "bring-back", "undo": stable names for JSON.
[[nodiscard]] QString toText(ConflictDecision::Kind kind);

} // namespace keel
