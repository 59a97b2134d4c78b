// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/capture/capture.h"

namespace keel {

/// Capture from the journal that triggers write. A batch is keys at their latest entry, not entries (design section 2),
/// and keys whose latest entry the target made or brought are dropped.
class JournalCapture final : public Capture
{
public:
    JournalCapture(Snapshot& snapshot, RowReader& reader, NodeId target);
    [[nodiscard]] Result<Captured> next(int limit) override;

private:
    [[nodiscard]] Result<void> readColumns(std::vector<Change>& changes);
    [[nodiscard]] bool isForTarget(const JournalEntry& entry) const;

    Snapshot& m_snapshot;
    RowReader& m_reader;
    NodeId m_target;
};

} // namespace keel
