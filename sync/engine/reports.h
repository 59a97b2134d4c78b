// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/api/error.h"
#include "sync/api/snapshots.h"
#include "sync/engine/probe.h"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

namespace keel {

struct PassCounts
{
    qint64 inserted = 0;
    qint64 updated = 0;
    qint64 deleted = 0;
    qint64 equal = 0;   ///< nothing to do: both sides agree already
    qint64 dropped = 0; ///< the target's own changes coming back
    qint64 errors = 0;  ///< records written or tried again in vain
    qint64 waiting = 0; ///< rows that wait for a lock or a parent
    qint64 conflicts = 0;

    [[nodiscard]] qint64 rows() const { return inserted + updated + deleted; }
    PassCounts& operator+=(const PassCounts& o)
    {
        inserted += o.inserted;
        updated += o.updated;
        deleted += o.deleted;
        equal += o.equal;
        dropped += o.dropped;
        errors += o.errors;
        waiting += o.waiting;
        conflicts += o.conflicts;
        return *this;
    }
};

struct CycleOptions
{
    std::stop_token stop;
    bool forward = true; ///< of the directions that the link has
    bool reverse = true;
    /// A cycle that is not drained returns after this time, between two batches; zero: only when drained.
    std::chrono::microseconds slice{0};
    /// Which tables are looked at, of those with an interval of their own: all, those that are due, or those and the
    /// ones that ring.
    enum class Reach { Everything, Due, Rung };
    Reach reach = Reach::Everything;
    /// Timestamp-captured tables: their reverse pass is due (start, webhook, interval).
    bool timestampReverseDue = true;
    /// Timestamp-captured tables (names on a) whose reverse pass is due all the same, and whether nothing but these
    /// runs.
    std::set<TableName> reverseOf{};
    bool nothingElse = false;
    /// Rows carried and committed since the last call, between two batches; what the last batch did stands in the
    /// report alone. Called in the runner's thread.
    std::function<void(Direction, qint64 rows)> progressed;
};

struct TableMoved
{
    TableName table; ///< as configured on a
    qint64 forward = 0;
    qint64 reverse = 0;
    TimeUs at{};
};

struct TableTally
{
    TableName table; ///< as configured on a
    RowTally forward{};
    RowTally reverse{};
};

struct CycleReport
{
    PassCounts forward;
    PassCounts reverse;
    bool drained = true;   ///< false: stopped or out of its slice, there is more
    bool loading = false;  ///< the initial comparison is not done yet
    bool loadDone = false; ///< this cycle ended it: both sides were compared, `proof` says how
    std::optional<Proof> proof;
    std::vector<TableMoved> moved;
    std::vector<TableTally> tally;    ///< what became of rows, also of those that were not moved
    std::vector<ProbeSeen> probes;    ///< what the passes met of the canary's rows
    std::array<bool, 2> probesRead{}; ///< by direction: the pass that would meet them drained
    qint64 brakes = 0;                ///< plans of the brake that wait for a decision
    /// Errors of single tables (Schema class): the others went on.
    std::vector<Error> tableErrors;
    /// What a person should know: "3 rows stand only in cloud and stay".
    QStringList notes;
    std::optional<Error> unsaved; ///< state.json could not be written; the checkpoints are in the targets all the same
};

struct PlannedConflict
{
    TableName table;
    Key key;
    QString conflictClass;
    Side winner = Side::A;
    bool held = false; ///< a person will have to decide
};

struct PlanReport
{
    PassCounts forward;
    PassCounts reverse;
    std::vector<PlannedConflict> conflicts;
};

struct TableCompare
{
    TableName a;
    TableName b;
    qint64 rowsA = 0;
    qint64 rowsB = 0;
    qint64 differing = 0;
    qint64 missingOnA = 0;
    qint64 missingOnB = 0;
    std::vector<Key> samples; ///< the first few keys that differ or are missing
    [[nodiscard]] bool equal() const { return differing == 0 && missingOnA == 0 && missingOnB == 0; }
};

struct CompareReport
{
    std::vector<TableCompare> tables;
    TimeUs at{};
    [[nodiscard]] bool equal() const
    {
        for (const TableCompare& t : tables) {
            if (!t.equal())
                return false;
        }
        return true;
    }
};

struct CompareProgress
{
    TableName table;
    qint64 rowsDone = 0;
    qint64 rowsEstimated = 0;
};

struct TablePending
{
    TableName table; ///< as configured on a
    qint64 forward = 0;
    qint64 reverse = 0;
};

struct PendingReport
{
    std::vector<TablePending> tables;
    std::optional<TimeUs> oldest; ///< birth of the oldest change not yet carried
};

struct TableReport
{
    TableName a;
    TableName b;
    qint64 estimatedRowsA = 0;
    qint64 estimatedRowsB = 0;
    std::optional<Error> stopped;
    std::optional<double> loadProgress; ///< nullopt once loaded
};

} // namespace keel
