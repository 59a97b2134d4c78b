// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Steps at which a test ends the process by SIGKILL, to prove that a crash there loses nothing. In the build for tests
/// only (CMake option ABORT_POINTS, never with Release): elsewhere the macros are nothing. EVENKEEL_ABORT_AT names the
/// step, which visit to it, and the direction: "committed", "committed:3", "committed:3:reverse". A direction counts
/// the visits from the passes and loads of that direction only.
#ifdef KEEL_ABORT_POINTS

#include "sync/api/ids.h"

#include <QStringList>

namespace keel {

/// In the order of a pass; then what goes on around it. Each stands for a state that a crash can leave behind.
enum class AbortStep {
    SideSetUp,           ///< one side has its objects
    CursorStarted,       ///< one direction has its first cursor
    BellArmed,           ///< nothing read yet
    SnapshotOpened,      ///< the source is read, nothing else
    Captured,            ///< a batch is read
    TransactionBegun,    ///< on the target
    RowsLocked,          ///< the target's rows are locked and compared
    RivalsAsked,         ///< the target's own entries are read
    RowsOverwritten,     ///< a large group went over the rows before the look for rivals
    RowsWritten,         ///< all are in or refused; nothing recorded
    HeldReleased,        ///< held rows that agree are free, the target not committed
    RecordsSynced,       ///< errors, holds and losers are on disk, the target not committed
    SettledSaved,        ///< what the batch settles stands beside its rows
    CheckpointSaved,     ///< the cursor too
    DeletesNoted,        ///< the brake has counted; the last step before the commit
    Committed,           ///< right after the commit
    ShadowKept,          ///< capture by time: both sides agreed
    RecordClosed,        ///< one of the settled records is closed
    RecordsClosed,       ///< all are
    HalfApplied,         ///< of a batch that was refused at the commit, the first half is in
    RefusalRecorded,     ///< a row that was refused at the commit is recorded, the cursor not moved
    RetryRead,           ///< records that are due are read again
    StateReplacing,      ///< the new state file is written beside the old one
    StateWritten,        ///< and took its place
    ErrorsMirrored,      ///< sync_errors shows the records, and nobody knows
    CycleKept,           ///< the cycle is in the history
    Acknowledged,        ///< the source knows what was applied
    Purged,              ///< and dropped entries
    LoadPlanned,         ///< a range of the initial comparison is compared
    LoadRecorded,        ///< its conflicts are on disk
    LoadWritten,         ///< its rows are written, with errors recorded; not committed
    LoadCommitted,       ///< one side of the range is in
    LoadStreamed,        ///< a range went over unparsed; not committed
    LoadStreamCommitted, ///< the rows are in; where the position stands on the other side, it is old
    BrakeHeld,           ///< a table is held, its lane not moved
    TableLeaving,        ///< one cursor of a lane of its own is saved
    DecisionCarried,     ///< rows of a decided plan are moved, the plan is open
    DecisionFinishing,   ///< a decided plan was passed and is not closed
    TableReturning,      ///< one cursor of the way back to the others is saved
    ConflictWritten,     ///< a decision stands on one side
    Count,
};

/// Kills the process here if the environment asks for it. Any thread.
void abortPoint(AbortStep step);
/// "records-synced"; the order is that of AbortStep.
[[nodiscard]] QStringList abortStepNames();

/// While it lives, steps of this thread belong to a direction.
class AbortWay
{
public:
    explicit AbortWay(Direction direction);
    ~AbortWay();
    AbortWay(const AbortWay&) = delete;
    AbortWay& operator=(const AbortWay&) = delete;

private:
    int m_before;
};

} // namespace keel

#define KEEL_ABORT_POINT(step) ::keel::abortPoint(::keel::AbortStep::step)
#define KEEL_ABORT_WAY(direction) const ::keel::AbortWay keelAbortWay(direction)

#else

#define KEEL_ABORT_POINT(step) static_cast<void>(0)
#define KEEL_ABORT_WAY(direction) static_cast<void>(0)

#endif
