// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/ids.h"
#include "sync/api/snapshots.h"

namespace keel {

/// An error record as the target's `sync_errors` shows it (contract section 6).
struct MirroredError
{
    ErrorRecord record;
    QString rowJson;     ///< the row as it was read; empty for a delete
    QString attempts;    ///< what the earlier attempts said, a line each
    qint64 revision = 0; ///< of the record when it was read, for RecordBook::mirrored()
};

} // namespace keel
