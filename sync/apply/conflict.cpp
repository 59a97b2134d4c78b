// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/conflict.h"

namespace keel {

Verdict decide(ConflictPolicy policy, TimeUs changedAtA, TimeUs changedAtB, const ClockDifference& clocks)
{
    if (policy == ConflictPolicy::AWins)
        return {.winner = Side::A, .tie = false};
    if (policy == ConflictPolicy::BWins)
        return {.winner = Side::B, .tie = false};
    const auto bLaterBy = (changedAtB - clocks.bAhead) - changedAtA;
    if (std::chrono::abs(bLaterBy) <= clocks.uncertainty)
        return {.winner = Side::A, .tie = true};
    return {.winner = bLaterBy > bLaterBy.zero() ? Side::B : Side::A, .tie = false};
}

QString conflictClass(const Change& incoming, Presence present, Operation rival)
{
    if (!incoming.row)
        return present == Presence::Absent ? QStringLiteral("delete_missing") : QStringLiteral("delete_origin_differs");
    if (present == Presence::Absent)
        return QStringLiteral("update_missing");
    if (incoming.entry.operation == Operation::Insert && rival == Operation::Insert)
        return QStringLiteral("insert_exists");
    return QStringLiteral("update_origin_differs");
}

} // namespace keel
