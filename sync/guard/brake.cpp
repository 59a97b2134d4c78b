// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/guard/brake.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace keel {

qint64 rowsForShare(const BrakeConfig& limits, const BrakeCount& count)
{
    const qint64 deletes = count.pending + count.recent;
    if (count.pending == 0 || deletes < limits.minDeletes || deletes > limits.maxDeletes)
        return 0;
    if (limits.maxDeletePercent <= 0)
        return std::numeric_limits<qint64>::max();
    const double needed = std::ceil(static_cast<double>(deletes) * 100 / limits.maxDeletePercent - 1e-9);
    return std::max<qint64>(0, static_cast<qint64>(needed) - count.recent);
}

std::optional<BrakeReason> judgeDeletes(const BrakeConfig& limits, const BrakeCount& count)
{
    if (count.truncates > 0)
        return BrakeReason::Truncate;
    if (count.pending == 0)
        return std::nullopt;
    if (count.pending + count.recent > limits.maxDeletes)
        return BrakeReason::Deletes;
    if (count.rows < rowsForShare(limits, count))
        return BrakeReason::Share;
    return std::nullopt;
}

} // namespace keel
