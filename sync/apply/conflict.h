// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/config/config.h"
#include "sync/store/store.h"

#include <functional>

namespace keel {

/// Who wins a row, and whether the times could tell.
struct Verdict
{
    Side winner = Side::A;
    bool tie = false;
};

/// What is known of the two databases' clocks when a link opened.
struct ClockDifference
{
    std::chrono::microseconds bAhead{0};      ///< b's clock minus a's
    std::chrono::microseconds uncertainty{0}; ///< of that figure; times closer than this cannot be told apart
};

/// One decision: times of the two changes as their own databases' clocks had them.
using Decide = std::function<Verdict(ConflictPolicy, TimeUs changedAtA, TimeUs changedAtB, const ClockDifference&)>;

/// `newest` with b's clock corrected; a tie, or a difference within the uncertainty, goes to a.
[[nodiscard]] Verdict decide(ConflictPolicy policy, TimeUs changedAtA, TimeUs changedAtB,
                             const ClockDifference& clocks);

/// Without both times such a policy cannot decide; merge and manual fall back to `newest`.
[[nodiscard]] constexpr bool decidesByTime(ConflictPolicy policy)
{
    return policy != ConflictPolicy::AWins && policy != ConflictPolicy::BWins;
}

/// Numbers a conflict that no journal numbers, by the two versions: one that is met again after a crash is the same
/// record, another pair of versions is another one. Below 0, where journals have no numbers.
[[nodiscard]] qint64 versionsNumber(const std::optional<Row>& a, const std::optional<Row>& b);

/// PostgreSQL's name for what the incoming change met on the target. Both changed the row since they last agreed.
[[nodiscard]] QString conflictClass(const Change& incoming, Presence present, Operation rival);

} // namespace keel
