// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/store/schema.h"
#include "sync/store/snapshotcursor.h"
#include "sync/store/store.h"
#include "tests/support/fakestore/plantedbugs.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <tuple>

namespace keel {

class Clock;

using Xid = quint64;

/// A table of a fake database. The row's version (which write of the simulation it is) stands in a column of its own,
/// so that checkers can follow a row through every database.
struct FakeTable
{
    TableSchema schema;
    int versionColumn = -1;
    int touched = -1;    ///< a BEFORE trigger writes the time into this column
    int alsoWrites = -1; ///< an AFTER trigger writes the row of the same key in this table
    bool captured = false;
};

struct StoredRow
{
    Row row;
    int version = 0;
    bool gone = false; ///< a tombstone: remembered for checkers only, to everyone else there is no row
};
using TableRows = std::map<Key, StoredRow>;

struct RowId
{
    int table = 0;
    Key key;
    friend bool operator<(const RowId& l, const RowId& r)
    {
        return l.table != r.table ? l.table < r.table : l.key < r.key;
    }
};

struct FakeEntry
{
    JournalEntry entry; ///< its table is the database's own index
    Xid xid = 0;
    Xid highest = 0; ///< of this entry and all before it
};

/// An in-memory database with what makes real ones hard: transaction ids and journal numbers are taken before commit,
/// rows are locked, snapshots see one moment, statements are refused by constraints. Nothing ever waits: what would is
/// Busy. Committed tables are shared with snapshots and copied when they change.
class FakeDatabase
{
public:
    struct CheckpointId
    {
        LinkName link;
        Direction direction = Direction::Forward;
        QString lane;
        friend bool operator<(const CheckpointId& l, const CheckpointId& r)
        {
            return std::tie(l.link, l.direction, l.lane) < std::tie(r.link, r.direction, r.lane);
        }
    };
    struct Transaction
    {
        NodeId origin; ///< empty: a user's
        std::map<RowId, StoredRow> writes;
        std::map<CheckpointId, Cursor> checkpoints;
    };
    /// Tells what happens here; every member may be empty.
    struct Observer
    {
        /// The version of a row that a user's trigger writes over `parent` (0: none).
        std::function<int(int table, const Key& key, int parent)> triggered;
        std::function<void(const Transaction&)> committed;
    };

    FakeDatabase(QString name, const Clock& clock);

    int addTable(FakeTable table);
    void setClockOffset(std::chrono::microseconds ahead) { m_ahead = ahead; }
    /// Births are rounded down to this, as a coarse clock does.
    void setClockGrain(std::chrono::microseconds grain) { m_grain = grain; }
    /// A check constraint: what it says of a row, or nothing.
    void setRefusal(std::function<std::optional<QString>(int table, const Row&)> refuses)
    {
        m_refuses = std::move(refuses);
    }
    void setObserver(Observer observer) { m_observer = std::move(observer); }
    void setBugs(const PlantedBugs& bugs) { m_bugs = bugs; }

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const NodeId& node() const { return m_node; }
    [[nodiscard]] TimeUs now() const;
    [[nodiscard]] TimeUs exactNow() const; ///< without the grain
    [[nodiscard]] const std::vector<FakeTable>& tables() const { return m_tables; }
    [[nodiscard]] FakeTable& table(int index) { return m_tables[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int tableIndex(const TableName& name) const; ///< -1: none
    [[nodiscard]] Key keyOf(int table, const Row& row) const;

    /// Transactions. An empty origin is a user: what it writes is journaled as born here. A statement that returns an
    /// error has changed nothing, and the transaction goes on.
    [[nodiscard]] Xid begin(const NodeId& origin = {});
    [[nodiscard]] Result<void> put(Xid xid, int table, const Row& row, int version);
    [[nodiscard]] Result<void> erase(Xid xid, int table, const Key& key, int version);
    void commit(Xid xid);
    void commitLazily(Xid xid); ///< a crash takes it back until the disk is written
    void rollBack(Xid xid);
    /// The server dies and starts anew: open transactions are gone, and so is the memory of those that only rolled back
    /// since the disk was last written: their numbers are given again.
    void crash();
    [[nodiscard]] int serverRun() const { return m_serverRun; } ///< counts the starts
    /// Else its disk is of no interest to anybody.
    void setMayCrash(bool may) { m_mayCrash = may; }
    [[nodiscard]] bool isDurable(const TxSnapshot& moment) const { return !m_mayCrash || moment.xmax <= m_durableXid; }
    void writeDisk();
    [[nodiscard]] bool isOpen(Xid xid) const { return m_open.contains(xid); }
    [[nodiscard]] Transaction& transaction(Xid xid) { return m_open.at(xid); }
    [[nodiscard]] bool lock(Xid xid, int table, const Key& key); ///< false: somebody else has it
    /// For statements of several rows: back to here when one is refused.
    struct Savepoint
    {
        std::map<RowId, StoredRow> writes;
        std::size_t journal = 0;
    };
    [[nodiscard]] Savepoint savepoint(Xid xid) const;
    void rollBackTo(Xid xid, Savepoint&& savepoint);
    /// Nobody else has written this table and not committed yet.
    [[nodiscard]] bool isQuiet(int table) const;

    /// The row as this transaction sees it (0: as committed); nullptr: never existed. May be a tombstone.
    [[nodiscard]] const StoredRow* find(Xid xid, int table, const Key& key) const;
    [[nodiscard]] std::shared_ptr<const TableRows> rows(int table) const;
    [[nodiscard]] TxSnapshot moment() const;

    void addEntry(Xid xid, JournalEntry entry);
    [[nodiscard]] const std::vector<FakeEntry>& journal() const { return m_journal; }
    /// Skips what every cursor with this xmin has done.
    [[nodiscard]] std::span<const FakeEntry> entriesSince(Xid xmin) const;
    std::size_t dropEntries(const std::function<bool(const FakeEntry&)>& drop);

    /// What setup installs and passes leave here.
    bool installed = false;
    std::set<std::pair<LinkName, Direction>> readers;
    std::map<std::pair<LinkName, Direction>, Cursor> acknowledged;
    std::map<CheckpointId, Cursor> checkpoints;

private:
    struct Lock
    {
        Xid owner = 0;
        std::set<Xid> sharers;
    };
    [[nodiscard]] Result<void> write(Xid xid, const RowId& id, StoredRow stored, bool byTrigger);
    [[nodiscard]] Result<void> check(Xid xid, const RowId& id, const StoredRow& stored);
    [[nodiscard]] Result<void> checkRow(int table, const Row& row) const;
    [[nodiscard]] Result<void> checkUnique(Xid xid, int table, const Key& key, const Row& row) const;
    [[nodiscard]] Result<void> checkParents(Xid xid, int table, const Row& row);
    [[nodiscard]] Result<void> checkChildren(Xid xid, int table, const Key& key) const;
    [[nodiscard]] Result<void> runTriggers(Xid xid, const RowId& id);
    void make(Xid xid);
    [[nodiscard]] bool isHeldByOther(Xid xid, const RowId& id, bool countSharers) const;
    void release(Xid xid);
    [[nodiscard]] const QString& column(int table, int index) const;

    QString m_name;
    NodeId m_node;
    const Clock& m_clock;
    std::chrono::microseconds m_ahead{0};
    std::chrono::microseconds m_grain{1};
    PlantedBugs m_bugs;
    Observer m_observer;
    std::function<std::optional<QString>(int, const Row&)> m_refuses;
    std::vector<FakeTable> m_tables;
    std::vector<std::shared_ptr<TableRows>> m_rows;
    std::map<Xid, Transaction> m_open;
    std::map<RowId, Lock> m_locks;
    std::vector<FakeEntry> m_journal;
    Xid m_nextXid = 1;
    Xid m_durableXid = 1; ///< what a start after a crash goes on with
    int m_serverRun = 0;
    bool m_mayCrash = false;
    /// What a start after a crash finds, where that is not what stands here.
    struct Disk
    {
        std::vector<std::shared_ptr<TableRows>> rows;
        std::vector<FakeEntry> journal;
        std::map<CheckpointId, Cursor> checkpoints;
    };
    std::optional<Disk> m_disk;
    qint64 m_sequence = 0;
};

} // namespace keel
