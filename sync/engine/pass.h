// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/apply/applier.h"
#include "sync/apply/conflict.h"
#include "sync/capture/capture.h"
#include "sync/engine/agreed.h"
#include "sync/engine/clock.h"
#include "sync/engine/passbrake.h"
#include "sync/engine/probe.h"
#include "sync/engine/reports.h"
#include "sync/engine/settled.h"
#include "sync/records/recordbook.h"
#include "sync/store/store.h"

#include <QSet>

#include <functional>
#include <map>

namespace keel {

/// What one direction of one lane works with. A lane is the set of tables that share a checkpoint. The references
/// outlive the pass.
struct PassScope
{
    LinkName link;
    Direction direction = Direction::Forward;
    QString lane;
    std::vector<SettledRecord>* parts = nullptr; ///< what was done beyond the cursor; nullptr: nothing
    Store& source;
    Store& target;
    RecordBook& book;
    const Clock& clock;
    std::span<const TableBinding> sourceTables;
    std::span<const TableBinding> targetTables; ///< same indexes
    std::span<const int> parentsFirst;          ///< of the target's foreign keys
    NodeId sourceNode;
    NodeId targetNode;
    QString sourceName; ///< the endpoint's, for messages
    /// The other direction's cursor; nullptr: the source is not sent the target's changes, so there is nothing to
    /// conflict with.
    const Cursor* otherDone = nullptr;
    const std::vector<SettledRecord>* otherParts = nullptr; ///< what it did beyond that cursor; nullptr: nothing
    bool journalApplied = false; ///< others read the target's journal: journal every applied row
    bool deletes = true;
    /// Per table: a row that left the filter is deleted on the target.
    std::vector<bool> deleteOnFilterLeave;
    ConflictPolicy policy = ConflictPolicy::Newest;
    ClockDifference clocks;
    Decide decide = keel::decide;
    WrapCapture wrapCapture;
    const BrakeScope* brake = nullptr; ///< nullptr: nothing is held back
    bool insertOnly = false;           ///< rows that stand on the target stay as they are
    int batchSize = 1000;
    int largestBatch = 0;                   ///< to which batches of a backlog may grow; 0: as the pass likes
    std::chrono::milliseconds window{3000}; ///< of timestamp capture

    /// Added to a time by the source's clock, it is the time by the target's.
    [[nodiscard]] std::chrono::microseconds toTarget() const
    {
        return direction == Direction::Forward ? clocks.bAhead : -clocks.bAhead;
    }
};

/// One pass over a journal: capture, lock and check, apply, checkpoint (design section 2). Plain and synchronous.
class Pass
{
public:
    explicit Pass(const PassScope& scope);

    struct Outcome
    {
        PassCounts counts;
        bool drained = true;
        std::map<int, qint64> moved;            ///< rows written, by table index
        std::map<int, RowTally> tally;          ///< by table index
        std::vector<PlannedConflict> conflicts; ///< only of a rehearsal
        std::vector<ProbeSeen> probes;          ///< of the canary; counted nowhere else
        std::vector<Braked> braked;             ///< not empty: nothing was done, these would delete too much
    };
    using MayGoOn = std::function<bool()>;

    /// Works from `cursor` until drained or mayGoOn() says no (asked between batches); moves `cursor` with each commit.
    /// After a Schema error failedTable() tells the table; `cursor` is where everything before it is applied.
    [[nodiscard]] Result<Outcome> run(Cursor& cursor, const MayGoOn& mayGoOn);
    /// Counts what run() would do, without writing anything.
    [[nodiscard]] Result<Outcome> rehearse(const Cursor& cursor);

    /// Applies changes that no journal announces, such as rows that a person restores. Moves no cursor.
    [[nodiscard]] Result<Outcome> push(std::vector<Change>& changes);

    [[nodiscard]] int failedTable() const { return m_failedTable; }
    /// What run() has committed so far; for mayGoOn.
    [[nodiscard]] const PassCounts& counts() const { return m_outcome.counts; }

private:
    struct Batch;

    [[nodiscard]] std::unique_ptr<Capture> makeCapture(Snapshot& snapshot, RowReader& reader,
                                                       const Cursor& cursor) const;
    [[nodiscard]] Result<void> drain(Capture& capture, Cursor& cursor, const MayGoOn& mayGoOn);
    void dropUnwanted(std::vector<Change>& changes) const;
    [[nodiscard]] Result<void> checkBrake(Snapshot& snapshot);
    [[nodiscard]] Result<void> noteDeletes(const Batch& batch);
    [[nodiscard]] bool isForgotten(const Change& change) const;
    void spareRetried(std::vector<Change>& changes) const;
    [[nodiscard]] Result<void> apply(std::vector<Change>& changes, const Cursor& after,
                                     std::span<const JournalEntry> truncates, bool lastOfDrain, bool part = false);
    [[nodiscard]] Result<void> attempt(Batch& batch);
    [[nodiscard]] Result<void> begin(Batch& batch);
    /// Large groups of updates go over the rows at once. false: a row was refused or has a rival, so look first.
    [[nodiscard]] Result<bool> overwrite(Batch& batch);
    [[nodiscard]] Result<void> judge(Batch& batch, std::span<Item*> items);
    [[nodiscard]] Result<void> findRivals(Batch& batch, std::span<Item*> items);
    [[nodiscard]] Result<void> settleConflicts(Batch& batch, std::span<Item*> items);
    void settleConflict(Batch& batch, Item& item, const std::optional<Row>& present, const ColumnsChanged& there);
    /// The version that both sides get, where each changed other columns; else `draft` says why not.
    void merge(Batch& batch, Item& item, const std::optional<Row>& present, const ColumnsChanged& changedThere,
               ConflictDraft& draft) const;
    /// What the journal says of a row with an open record is not all: entries that the cursor has done did not arrive.
    [[nodiscard]] Result<void> forgetColumnsOfOpen(std::vector<Change>& changes) const;
    [[nodiscard]] Result<void> forgetColumnsOfOpen(const TableBinding& table, std::span<const Key> keys,
                                                   std::vector<ColumnsChanged>& there) const;
    [[nodiscard]] Result<void> loadHeld();
    [[nodiscard]] bool isHeld(const Item& item) const;
    /// Held rows that are equal by now: their owners settled it. Before the commit, because a row that stays held by
    /// mistake would hold its own successor; a crash in between finds the rows equal again, or changed since.
    [[nodiscard]] Result<void> releaseAgreed(const Batch& batch);
    static void forgetConflict(Batch& batch, const Item& item);
    [[nodiscard]] Result<void> journalWritten(TargetTransaction& txn, const TableBinding& table,
                                              std::span<Item* const> items);
    /// What a part of a batch did, in its own transaction.
    [[nodiscard]] bool mayCommitLazily(const Batch& batch) const;
    [[nodiscard]] Result<void> saveParts(Batch& batch);
    [[nodiscard]] bool isDone(const Change& change) const;
    void draftErrors(Batch& batch);
    /// What is recorded must not be refused at the commit: then it would not have happened.
    [[nodiscard]] Result<void> checkDeferred(Batch& batch);
    [[nodiscard]] Result<void> findSettled(Batch& batch);
    [[nodiscard]] Result<void> closeRecords(const Batch& batch);
    [[nodiscard]] Result<void> retryDue(RowReader& reader, const Cursor& cursor);
    [[nodiscard]] Result<void> findShadowRivals(const TableBinding& table, std::span<Item*> items, Batch& batch);
    void findAgreed(Batch& batch) const;
    [[nodiscard]] TableName nameOnA(int table) const;
    [[nodiscard]] Result<void> refreshOpen();
    void count(const Batch& batch);

    // probe rows (passprobes.cpp)
    [[nodiscard]] bool isProbe(const Change& change) const;
    void sortProbes(std::vector<Change>& changes, std::vector<JournalEntry>& truncates);
    /// False: it is a row like any other.
    bool noteProbe(const Item& item);
    void noteProbe(const Change& change, const QString& refused);
    [[nodiscard]] bool dropRefusedProbe(std::vector<Change>& changes, const Error& error);

    const PassScope& m_scope;
    Outcome m_outcome;
    int m_failedTable = -1;
    std::vector<QSet<Key>> m_held; ///< by table: rows that wait for a person
    bool m_hasOpen = false;        ///< this direction has open records
    bool m_otherHasOpen = false;   ///< the other one has: they count as rivals
    bool m_rehearsal = false;
    std::map<int, qint64> m_noted;              ///< deletes of this run that the brake counts, by table
    Snapshot* m_snapshot = nullptr;             ///< what this run reads; null: rows that are pushed
    bool m_journal = true;                      ///< it reads a journal
    bool m_lazily = false;                      ///< the last commit has waited for no disk
    std::unique_ptr<TargetTransaction> m_ahead; ///< in which the next attempt's rows wait already
    bool m_lookFirst = false;                   ///< overwriting at once met an obstacle in this run
};

} // namespace keel
