// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/brake.h"

namespace keel {

QString toText(BrakeReason reason)
{
    switch (reason) {
    case BrakeReason::Deletes:
        return QStringLiteral("deletes");
    case BrakeReason::Share:
        return QStringLiteral("share");
    case BrakeReason::Truncate:
        return QStringLiteral("truncate");
    case BrakeReason::Parent:
        return QStringLiteral("parent");
    case BrakeReason::Swapped:
        return QStringLiteral("swapped");
    }
    return {};
}

QString toText(BrakeState state)
{
    switch (state) {
    case BrakeState::Held:
        return QStringLiteral("held");
    case BrakeState::Accepted:
        return QStringLiteral("accepted");
    case BrakeState::Reversed:
        return QStringLiteral("reversed");
    case BrakeState::Dropped:
        return QStringLiteral("dropped");
    case BrakeState::Done:
        return QStringLiteral("done");
    }
    return {};
}

QString toText(BrakeDecision decision)
{
    switch (decision) {
    case BrakeDecision::Accept:
        return QStringLiteral("accept");
    case BrakeDecision::Reverse:
        return QStringLiteral("reverse");
    case BrakeDecision::Drop:
        return QStringLiteral("drop");
    }
    return {};
}

QString brakeSentence(const BrakePlan& plan)
{
    const QString rows = plan.deletes == 1 ? QStringLiteral("1 row") : QStringLiteral("%L1 rows").arg(plan.deletes);
    switch (plan.reason) {
    case BrakeReason::Truncate:
        return QStringLiteral("%1 was truncated in %2: %3 in %4 are kept")
            .arg(plan.table.value, plan.origin.value, rows, plan.side.value);
    case BrakeReason::Swapped:
        return QStringLiteral("%1 is not the database it was: %2 of %3 stand only in %4")
            .arg(plan.origin.value, rows, plan.table.value, plan.side.value);
    case BrakeReason::Parent:
        return QStringLiteral("%1 of %2 were deleted in %3; rows of a held table in %4 hang on them")
            .arg(rows, plan.table.value, plan.origin.value, plan.side.value);
    default:
        return QStringLiteral("%1 of %2 were deleted in %3").arg(rows, plan.table.value, plan.origin.value);
    }
}

} // namespace keel
