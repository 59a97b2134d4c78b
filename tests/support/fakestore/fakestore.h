// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakestore/fakedatabase.h"
#include "tests/support/fakestore/hook.h"

namespace keel {

/// Which version of a row the link last saw on each side: a deletion carries no row, so this names it for checkers.
struct SeenVersions
{
    std::map<RowId, int> a;
    std::map<RowId, int> b;
    int personsDeletion = 0;   ///< the version that a decision deletes with; 0: nobody decides
    std::vector<int> bothGone; ///< deletions that met each other: no work, and nothing tells of them later
    std::vector<RowId> absent; ///< rows to come that the last lock() did not find
    [[nodiscard]] std::map<RowId, int>& of(Side side) { return side == Side::A ? a : b; }
};

/// One connection to a fake database.
struct FakeConnection
{
    FakeDatabase& database;
    FaultHook& hook;
    Side side = Side::A;
    std::shared_ptr<SeenVersions> seen;
    PlantedBugs bugs;
    int serverRun = database.serverRun();
    bool broken = false;
    int alive = 0; ///< snapshots and transactions; more than one is a mistake of the caller

    /// Call first in everything. An error means: nothing was done.
    [[nodiscard]] Result<void> enter(const char* call);
    /// Also for calls that change something and may lose their reply.
    [[nodiscard]] Result<Fault> enterLossy(const char* call);
    [[nodiscard]] Error breakOff();
    [[nodiscard]] int tableOf(const TableBinding& binding) const;
    void saw(int table, const Key& key, const StoredRow* stored);
    [[nodiscard]] std::map<RowId, int>& seenOnPeer() { return seen->of(side == Side::A ? Side::B : Side::A); }
};

struct FakeStoreOptions
{
    bool ownClock = false; ///< now() answers
    QByteArray bulkFormat;
    QByteArray digestFormat;
};

/// keel::Store on a FakeDatabase. Bindings must have all columns in the table's own order.
class FakeStore final : public Store
{
public:
    FakeStore(FakeDatabase& database, Side side, FaultHook& hook, std::shared_ptr<SeenVersions> seen,
              FakeStoreOptions options = {}, PlantedBugs bugs = {});

    [[nodiscard]] Result<StoreInfo> info(const LinkName& link) override;
    [[nodiscard]] Result<TableSchema> describe(const TableName& table) override;
    [[nodiscard]] Result<std::vector<TableName>> tables() override;
    [[nodiscard]] Result<QStringList> setupScript(const SetupRequest& request) override;
    [[nodiscard]] Result<void> setup(const SetupRequest& request) override;
    [[nodiscard]] Result<QStringList> teardownScript() override;
    [[nodiscard]] Result<void> teardown() override;
    [[nodiscard]] Result<Cursor> currentCursor() override;
    [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot(const Cursor& cursor,
                                                             std::span<const TableBinding> tables) override;
    [[nodiscard]] Result<std::unique_ptr<TargetTransaction>> begin(const NodeId& origin) override;
    [[nodiscard]] Result<void> awaitDurable() override;
    [[nodiscard]] Result<std::optional<Cursor>> checkpoint(const LinkName& link, Direction direction,
                                                           const QString& lane) override;
    [[nodiscard]] Result<void> acknowledge(const LinkName& link, Direction direction, const Cursor& cursor) override;
    [[nodiscard]] Result<qint64> purge(int limit) override;
    [[nodiscard]] Result<std::optional<TimeUs>> now() override;
    [[nodiscard]] std::optional<TableBinding> canaryTable(const LinkName& link) const override;
    [[nodiscard]] Result<qint64> writeCanary(const LinkName& link, Direction direction) override;
    [[nodiscard]] static TableName canaryName() { return TableName(QStringLiteral("evenkeel.canary")); }
    [[nodiscard]] QByteArray bulkFormat(const TableBinding& table) const override;
    [[nodiscard]] QByteArray digestFormat(const TableBinding& table) const override;
    [[nodiscard]] std::function<void()> canceller() const override;

private:
    [[nodiscard]] QStringList missing(const SetupRequest& request) const;

    FakeConnection m_connection;
    FakeStoreOptions m_options;
};

/// What the entries of a key that somebody has not done say of its columns.
class ColumnUnion
{
public:
    void add(const JournalEntry& entry);
    [[nodiscard]] ColumnsChanged take() const;

private:
    std::set<int> m_columns;
    bool m_any = false;
    bool m_known = true;
};

/// Rows as lines, for exportRange() and import().
[[nodiscard]] QByteArray toLine(const Row& row);
[[nodiscard]] Row fromLine(QByteArrayView line);

} // namespace keel
