// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/api/error.h"
#include "sync/api/mirrorederror.h"
#include "sync/store/schema.h"
#include "sync/store/vitals.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// What a database can do for a pass. Everything here is called from the one thread that opened the store, may block on
/// the server, and returns errors already classed. A Transient error leaves the store unusable: the caller drops it and
/// opens a new one, so no state of an attempt outlives it. Pointers and spans are only read during the call.
namespace keel {

/// How far a pass has read a source. The text is the store's own; empty means: from the very beginning. Never compared
/// or parsed outside the store that made it.
struct Cursor
{
    QByteArray text;
    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }
    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// Positions of columns, in their order; nullopt: not known.
using ColumnsChanged = std::optional<std::vector<int>>;

/// Each key once, at its latest entry, in the order of those entries.
struct KeyBatch
{
    std::vector<JournalEntry> entries; ///< truncates stand among them with an empty key
    Cursor after;                      ///< the cursor once this batch is applied
    bool last = false;                 ///< nothing more is visible in this snapshot
};

/// Rows of a key range. Half-open: after < key <= upTo; nullopt is no bound.
struct KeyRange
{
    std::optional<Key> after;
    std::optional<Key> upTo;
};

/// A read-only snapshot: everything read through it is of one moment. Destroying it ends the transaction. At most one
/// Snapshot or TargetTransaction of a store is alive at a time.
class Snapshot
{
public:
    virtual ~Snapshot() = default;

    /// The next at most `limit` keys with entries that the cursor has not done. One search serves the whole drain.
    /// Entries of tables that were not asked for are passed over. A batch without entries can still move `after`.
    [[nodiscard]] virtual Result<KeyBatch> nextKeys(int limit) = 0;
    /// The rows as of the snapshot, in the order of the keys; nullopt where there is none or its filter fails.
    [[nodiscard]] virtual Result<std::vector<std::optional<Row>>> rows(const TableBinding& table,
                                                                       std::span<const Key> keys) = 0;
    /// Per key the columns that this side changed in entries that the cursor has not done; nullopt where that cannot be
    /// told: an insert, a deletion, an entry of a table whose columns are not journaled.
    [[nodiscard]] virtual Result<std::vector<ColumnsChanged>>
    columnsChanged(const TableBinding&, std::span<const Key> keys, const NodeId& /*peer*/)
    {
        return std::vector<ColumnsChanged>(keys.size());
    }
    /// Before anything that this snapshot shows is kept elsewhere: it is on the source's disk. A server that lost its
    /// last moments in a crash gives their transaction numbers again, to changes that a cursor of this snapshot would
    /// call done. May be called while another thread is inside nextKeys() or rows().
    [[nodiscard]] virtual Result<void> awaitDurable() { return {}; }
    /// Keys of a table with entries that the cursor has not done (whoever made them); at most `limit`.
    [[nodiscard]] virtual Result<std::vector<Key>> waitingKeys(const TableBinding& table, int limit) = 0;
    /// Entries that the cursor has not done, per binding in the order of the request; the peer's own are not counted.
    [[nodiscard]] virtual Result<std::vector<qint64>> waitingCounts(const NodeId& peer) = 0;
    /// Birth of the oldest entry that the cursor has not done and the peer did not bring.
    [[nodiscard]] virtual Result<std::optional<TimeUs>> oldestWaiting(const NodeId& peer) = 0;

    /// Entries that delete, of those that the cursor has not done and the peer did not bring, per binding in the order
    /// of the request. Counted generously: a key may count more than once, and count although it was written again.
    struct WaitingDeletes
    {
        qint64 deletes = 0;
        qint64 truncates = 0;
        qint64 lastSequence = 0; ///< of them
    };
    /// `after` per binding (empty: none): only entries with a later sequence count.
    [[nodiscard]] virtual Result<std::vector<WaitingDeletes>> waitingDeletes(const NodeId& peer,
                                                                             std::span<const qint64> after) = 0;
    /// Who wrote those entries of one binding, most first: "ana, psql". Empty where the journal does not know.
    struct Deleters
    {
        QStringList who;
        std::optional<TimeUs> since;
    };
    [[nodiscard]] virtual Result<Deleters> deleters(const TableBinding&, const NodeId& /*peer*/) { return Deleters{}; }

    /// The n-th key after `after` in key order; nullopt when there are fewer.
    [[nodiscard]] virtual Result<std::optional<Key>> nthKey(const TableBinding& table, const std::optional<Key>& after,
                                                            qint64 n) = 0;
    /// All rows of the range in key order.
    [[nodiscard]] virtual Result<std::vector<Row>> range(const TableBinding& table, const KeyRange& range) = 0;
    [[nodiscard]] virtual Result<qint64> count(const TableBinding& table, const KeyRange& range) = 0;
    /// 128-bit digest text and count of the compared columns in the range, or nullopt where the store has none that is
    /// the same in `peerFormat` (see Store::digestFormat).
    struct Digest
    {
        qint64 rows = 0;
        QByteArray text;
        friend bool operator==(const Digest&, const Digest&) = default;
    };
    [[nodiscard]] virtual Result<Digest> digest(const TableBinding& table, const KeyRange& range) = 0;
    /// Streams the range in Store::bulkFormat; each call of the sink gets whole or partial lines.
    [[nodiscard]] virtual Result<void> exportRange(const TableBinding& table, const KeyRange& range,
                                                   const std::function<Result<void>(QByteArrayView)>& sink) = 0;

    /// Rows changed since a time (capture without a journal), ordered by (updatedAt, key), after the given position.
    struct TimestampPosition
    {
        Value time;             ///< null: from the beginning
        std::optional<Key> key; ///< nullopt: every row later than time − window; set: the page after (time, key)
    };
    [[nodiscard]] virtual Result<std::vector<Row>> changedSince(const TableBinding& table,
                                                                const TimestampPosition& from,
                                                                std::chrono::milliseconds window, int limit) = 0;
};

enum class Presence : quint8 {
    Absent,
    Equal,   ///< the target's row is the incoming row already
    Differs, ///< there is a row and it is another (for a delete: there is a row)
    Busy,    ///< somebody holds its lock for longer than a second
};

struct Write
{
    const Change* change = nullptr;
    Presence presence = Presence::Absent; ///< as lock() told: Absent inserts, Differs updates or deletes
};

struct WriteOutcome
{
    /// Indexes of inserts that found a row after all: it came between lock() and write(). Not written; lock and check
    /// them again.
    std::vector<std::size_t> appeared;
    /// Indexes whose stored row is not what was sent (bindings that verifyStored), and those that are refused there. If
    /// any, write() has undone itself: the other fields are void, the caller writes the rest again.
    std::vector<std::pair<std::size_t, Error>> storedDiffers;
    /// Indexes that are refused, where the store can tell: not written, all others are.
    std::vector<std::pair<std::size_t, Error>> refused;
};

/// One read-write transaction on the target. The changes that it is given stay as they are until it ends. Destroying it
/// without commit() rolls back. When commit() fails with a Transient error the reply may be lost after the server
/// committed: the caller reads the checkpoint again before anything else. A Row error of commit() (a deferred
/// constraint) means rolled back.
class TargetTransaction
{
public:
    virtual ~TargetTransaction() = default;

    /// Locks the existing rows of the changes in key order and compares them with the incoming rows, in the order of
    /// `changes`. Waits at most a second for a lock (then Busy).
    [[nodiscard]] virtual Result<std::vector<Presence>> lock(const TableBinding& table,
                                                             std::span<const Change* const> changes) = 0;
    /// This database's latest entries for the keys that `done` (the other direction's cursor) has not done; read after
    /// the locks are held. Keys without such an entry are left out.
    [[nodiscard]] virtual Result<std::vector<JournalEntry>> unsent(const TableBinding& table, const Cursor& done,
                                                                   std::span<const Change* const> changes) = 0;
    /// As Snapshot::columnsChanged, of this database's entries that `done` has not done.
    [[nodiscard]] virtual Result<std::vector<ColumnsChanged>>
    columnsChanged(const TableBinding&, const Cursor& /*done*/, std::span<const Key> keys, const NodeId& /*peer*/)
    {
        return std::vector<ColumnsChanged>(keys.size());
    }
    /// Are so many upserts better written over the rows at once, with overwrite(), than locked and compared first?
    [[nodiscard]] virtual bool prefersOverwrite(const TableBinding&, std::size_t) const { return false; }
    /// Upserts only, after prefersOverwrite(). Overwrites and so locks the rows that stand there and differ (Differs);
    /// leaves the equal alone (Equal), and those without a row (Absent), which write() then inserts. Rows that it could
    /// not overwrite it neither changes nor locks (Busy): they are for lock() and write(). What unsent() says of the
    /// others afterwards can no longer change; rivals that it finds have been overwritten: destroy the transaction, as
    /// after an error of overwrite() itself, and look first.
    [[nodiscard]] virtual Result<std::vector<Presence>> overwrite(const TableBinding& table,
                                                                  std::span<const Change* const> changes)
    {
        return lock(table, changes);
    }
    /// Present rows, in the order of the keys.
    [[nodiscard]] virtual Result<std::vector<std::optional<Row>>> rows(const TableBinding& table,
                                                                       std::span<const Key> keys) = 0;
    /// Writes all or, when it returns an error, nothing; the transaction goes on in both cases unless the error is
    /// Transient. The error is the server's first one. Inserts never overwrite (`appeared`).
    [[nodiscard]] virtual Result<WriteOutcome> write(const TableBinding& table, std::span<const Write> writes) = 0;
    /// Makes room for rows that swap unique values among themselves: sets the unique columns of these existing rows to
    /// values that collide with nothing, so that a following write() of the same rows can succeed. All or nothing.
    [[nodiscard]] virtual Result<void> park(const TableBinding& table, std::span<const Key> keys) = 0;
    /// Journals rows that this transaction wrote, with their origin and birth and `via`; what write() does is muted.
    [[nodiscard]] virtual Result<void> journal(const TableBinding& table, std::span<const Change* const> changes,
                                               const NodeId& via) = 0;
    /// Takes rows in Store::bulkFormat into the table as plain inserts: a row that exists is an error, which undoes the
    /// import. Call with an empty view to finish; returns the rows taken then, else 0.
    [[nodiscard]] virtual Result<qint64> import(const TableBinding& table, QByteArrayView data) = 0;

    [[nodiscard]] virtual Result<void> saveCheckpoint(const LinkName& link, Direction direction, const QString& lane,
                                                      const Cursor& cursor) = 0;
    /// Checks now what the commit would check (deferred constraints). A Row error: the commit would be refused; destroy
    /// the transaction.
    [[nodiscard]] virtual Result<void> checkDeferred() { return {}; }
    [[nodiscard]] virtual Result<void> commit() = 0;
    /// A commit that waits for no disk: a crash of the server may take it back, whole and with its checkpoint, until a
    /// later commit() or Store::awaitDurable() has returned.
    [[nodiscard]] virtual Result<void> commitLazily() { return commit(); }
};

/// Brings a batch's rows to the target before their turn, over connections of its own, so that they travel while the
/// batch before is being applied. Nothing is written to a table and no row is locked by it.
class StageAhead
{
public:
    virtual ~StageAhead() = default;
    /// A transaction, as from Store::begin(), that holds the rows of these changes in waiting: apply them by it, or
    /// destroy it. nullptr: not worth it, or not possible; the batch is then applied as any other. The changes stay
    /// where they are in memory until it is gone. Any thread, one call at a time; at most two of its transactions at
    /// once, the older being in use.
    [[nodiscard]] virtual std::unique_ptr<TargetTransaction> stage(std::span<const Change> changes) = 0;
};

struct SetupRequest
{
    LinkName link;
    Side role = Side::A;
    std::vector<TableBinding> tables;
    bool captured = true; ///< a direction of the link reads this side's journal
};

struct StoreInfo
{
    QString product; ///< "PostgreSQL 15.20"
    NodeId node;     ///< empty before setup
    /// Other links read this journal, so applied rows must be journaled in full.
    bool otherReaders = false;
    /// Tells this database from a copy of it, where the engine has something that a copy does not carry.
    QString system;
};

class Store
{
public:
    virtual ~Store() = default;

    [[nodiscard]] virtual Result<StoreInfo> info(const LinkName& link) = 0;
    /// TableMissing or KeyMissing (Schema class) where it applies; names looked up as the engine does.
    [[nodiscard]] virtual Result<TableSchema> describe(const TableName& table) = 0;
    [[nodiscard]] virtual Result<std::vector<TableName>> tables() = 0;

    /// The statements that are still missing for the request; empty when all is in place. Changes nothing.
    [[nodiscard]] virtual Result<QStringList> setupScript(const SetupRequest& request) = 0;
    /// Runs setupScript. AccessDenied where an owner must do it. Idempotent.
    [[nodiscard]] virtual Result<void> setup(const SetupRequest& request) = 0;
    [[nodiscard]] virtual Result<QStringList> teardownScript() = 0;
    [[nodiscard]] virtual Result<void> teardown() = 0;

    /// The cursor of this moment: everything committed so far is done, everything later is not. What it calls done is
    /// on the database's disk.
    [[nodiscard]] virtual Result<Cursor> currentCursor() = 0;
    /// Opens a snapshot. Re-arms the bell before it reads. `tables` are the bindings that nextKeys() asks for.
    [[nodiscard]] virtual Result<std::unique_ptr<Snapshot>> snapshot(const Cursor& cursor,
                                                                     std::span<const TableBinding> tables) = 0;
    /// Begins a transaction whose writes carry the mark of `origin` (they are not journaled as local changes).
    [[nodiscard]] virtual Result<std::unique_ptr<TargetTransaction>> begin(const NodeId& origin) = 0;
    /// For begin() of a backlog's batches; nullptr where nothing is gained. Destroy it, and what it returned, first.
    [[nodiscard]] virtual std::unique_ptr<StageAhead> stageAhead(std::span<const TableBinding> /*tables*/,
                                                                 const NodeId& /*origin*/)
    {
        return nullptr;
    }

    /// What was committed lazily is on this database's disk.
    [[nodiscard]] virtual Result<void> awaitDurable() { return {}; }
    /// What this target holds for a link and has on its disk; nullopt: never applied. Transient: still in doubt.
    [[nodiscard]] virtual Result<std::optional<Cursor>> checkpoint(const LinkName& link, Direction direction,
                                                                   const QString& lane) = 0;
    /// Tells this database, as a source, what the link has applied, so that purge() may drop it.
    [[nodiscard]] virtual Result<void> acknowledge(const LinkName& link, Direction direction, const Cursor& cursor) = 0;
    /// Drops at most `limit` journal entries that every registered reader has done; returns how many.
    [[nodiscard]] virtual Result<qint64> purge(int limit) = 0;

    /// The server's clock; nullopt where the engine runs on this machine's.
    [[nodiscard]] virtual Result<std::optional<TimeUs>> now() = 0;

    /// Writes error records into this target's `sync_errors`, in a transaction of its own: new ones are added, known
    /// ones (by link, direction, table, key) follow.
    [[nodiscard]] virtual Result<void> mirrorErrors(std::span<const MirroredError>) { return {}; }
    /// The table of this link's probe rows, keyed by link and direction, as a binding that the journal captures;
    /// setup() makes it where a request has it. nullopt: the store has none.
    [[nodiscard]] virtual std::optional<TableBinding> canaryTable(const LinkName&) const { return std::nullopt; }
    /// Writes the direction's probe row on this source, as an application would: journaled, with the bell, in a
    /// transaction of its own. The row's number, one higher than the last.
    [[nodiscard]] virtual Result<qint64> writeCanary(const LinkName&, Direction)
    {
        return fail({.kind = ErrorClass::Bug, .code = ErrorCode::Internal, .detail = QStringLiteral("no probe rows")});
    }

    /// What health asks now and then; cheap, and nothing in it is worth a failure.
    [[nodiscard]] virtual Result<StoreVitals> vitals() { return StoreVitals{}; }

    /// Not empty and the same on both sides: exportRange() and import() can pass rows through unparsed.
    [[nodiscard]] virtual QByteArray bulkFormat(const TableBinding& table) const = 0;
    /// Not empty and the same on both sides: digest() can be compared.
    [[nodiscard]] virtual QByteArray digestFormat(const TableBinding& table) const = 0;

    /// May be called from any thread while the store's thread is inside a call; cancels the running statement.
    [[nodiscard]] virtual std::function<void()> canceller() const = 0;
};

} // namespace keel
