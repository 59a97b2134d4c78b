// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace keel {

/// Mistakes that the fakes make on request, as an engine or a dialect could: the test of the simulation's checks.
struct PlantedBugs
{
    bool checkpointBeforeApply = false; ///< the checkpoint is durable before its transaction commits
    bool cursorOffByOne = false;        ///< `>` for `>=`: the first transaction after a snapshot counts as seen
    bool noTieBreak = false;            ///< equal times: whoever decides takes the incoming row
    bool deleteWithoutEntry = false;    ///< a user's delete is not journaled
    bool cursorPastOpen = false;        ///< the cursor forgets which transactions were running
    bool cursorBeforeDurable = false;   ///< the cursor is kept before the source has on its disk what it calls done
    bool lazyForGood = false;           ///< nobody sees to it that the target has on its disk what the source forgets
    bool batchOfEntries = false;        ///< a batch ends after N entries, not N keys at their latest entry
    bool noVia = false;                 ///< an entry does not tell who brought the change
    bool blindUpsert = false;           ///< an insert overwrites a row that came since the check
    bool rivalsUnasked = false;         ///< a row that was overwritten at once is not looked up in the journal
    bool recordsAfterCommit = false;    ///< records reach the disk only after the target has committed
    bool mergeMixesColumns = false;     ///< one of the columns that changed on the target is not told
    bool heldForgotten = false;         ///< a held row is forgotten once the process starts anew
    bool guardUnasked = false;          ///< a decision does not look at what stands there
    bool brakePerBatch = false;         ///< the brake sees the deletes of one batch only
    bool recentForgotten = false;       ///< what was deleted lately is forgotten once the process starts anew
    bool probeUncommitted = false;      ///< a probe row is told as arrived, and its commit leaves it out
    bool probeUnjournaled = false;      ///< a probe row is written past the triggers
    bool probeEchoed = false;           ///< a probe row that was applied is journaled as if it were born there
    bool decisionForgotten = false;     ///< so is what a person decided about held deletes
};

} // namespace keel
