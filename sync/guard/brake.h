// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/brake.h"
#include "sync/config/config.h"

#include <chrono>
#include <optional>

namespace keel {

/// Deletes of one table in one direction, before the first batch goes.
struct BrakeCount
{
    qint64 pending = 0; ///< all that wait, not those of one batch
    qint64 recent = 0;  ///< that went in the last brakeWindow without a decision
    qint64 truncates = 0;
    qint64 rows = 0; ///< of the target's table now; may be rowsForShare() where it has at least that many
};

/// How far back the brake looks, so that many small steps count as the one big one that they are.
constexpr std::chrono::minutes brakeWindow{10};

/// Why these deletes are held; nullopt: they may go. A limit that is met exactly is not exceeded; the share counts from
/// minDeletes on, of the rows that stood there before the recent deletes.
[[nodiscard]] std::optional<BrakeReason> judgeDeletes(const BrakeConfig& limits, const BrakeCount& count);

/// The fewest rows of the target with which the share is not exceeded; 0: the share does not matter here. Counting up
/// to this many is enough, and it is never more than maxDeletes allows.
[[nodiscard]] qint64 rowsForShare(const BrakeConfig& limits, const BrakeCount& count);

} // namespace keel
