// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/api/error.h"
#include "sync/store/store.h"

#include <functional>
#include <memory>
#include <vector>

namespace keel {

/// One batch of what changed, with its rows as of the snapshot.
struct Captured
{
    std::vector<Change> changes;
    std::vector<JournalEntry> truncates;
    Cursor after;       ///< empty: the cursor does not move
    bool moved = false; ///< something was read, so `after` is worth keeping
    bool last = false;
    qint64 dropped = 0; ///< the target's own changes
    /// The transaction in which the target holds these rows already; most often none.
    std::unique_ptr<TargetTransaction> ahead;
};

/// How a pass finds what changed since its cursor; one per drain, over one snapshot.
class Capture
{
public:
    virtual ~Capture() = default;
    /// At most `limit` keys, each once.
    [[nodiscard]] virtual Result<Captured> next(int limit) = 0;
    /// A batch that is worked off, to be freed where that keeps nobody.
    virtual void takeBack(Captured /*spent*/) {}
};

/// Makes what brings rows to the target ahead, once there is a backlog; may return nothing.
using OpenAhead = std::function<std::unique_ptr<StageAhead>()>;
/// Puts something around a capture from a journal, such as reading ahead; empty: nothing.
using WrapCapture = std::function<std::unique_ptr<Capture>(std::unique_ptr<Capture>, OpenAhead)>;

/// Reads rows of changes by key from a snapshot, in groups that keep memory bounded.
class RowReader
{
public:
    RowReader(Snapshot& snapshot, std::span<const TableBinding> tables);

    /// Fills in `row` of each change; a Schema error sets failedTable().
    [[nodiscard]] Result<void> read(std::vector<Change>& changes);
    /// How many keys a batch should have so that it stays under 8 MiB, at most `wanted`.
    [[nodiscard]] int limit(int wanted) const;
    [[nodiscard]] int failedTable() const { return m_failedTable; }
    [[nodiscard]] std::span<const TableBinding> tables() const { return m_tables; }

private:
    [[nodiscard]] Result<void> readTable(const TableBinding& table, std::vector<Change*>& changes);

    Snapshot& m_snapshot;
    std::span<const TableBinding> m_tables;
    double m_bytesPerRow = 0; ///< 0: not known yet
    int m_failedTable = -1;
};

} // namespace keel
