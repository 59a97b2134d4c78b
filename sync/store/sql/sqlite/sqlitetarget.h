// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqlitejournal.h"

namespace keel {

/// BEGIN IMMEDIATE: from then on nobody else writes, so a row that lock() looked at stays as it is. The triggers
/// journal what is written here too; write() takes those entries out again for exactly its own keys, so that what a
/// user's own trigger changes in other rows stays in the journal as born here.
class SqliteTarget final : public TargetTransaction
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TargetTransaction>> begin(SqliteConnection& connection);
    ~SqliteTarget() override;

    [[nodiscard]] Result<std::vector<Presence>> lock(const TableBinding& table,
                                                     std::span<const Change* const> changes) override;
    [[nodiscard]] Result<std::vector<JournalEntry>> unsent(const TableBinding& table, const Cursor& done,
                                                           std::span<const Change* const> changes) override;
    [[nodiscard]] Result<std::vector<ColumnsChanged>> columnsChanged(const TableBinding& table, const Cursor& done,
                                                                     std::span<const Key> keys,
                                                                     const NodeId& peer) override;
    [[nodiscard]] Result<std::vector<std::optional<Row>>> rows(const TableBinding& table,
                                                               std::span<const Key> keys) override;
    [[nodiscard]] Result<WriteOutcome> write(const TableBinding& table, std::span<const Write> writes) override;
    [[nodiscard]] Result<void> park(const TableBinding& table, std::span<const Key> keys) override;
    [[nodiscard]] Result<void> journal(const TableBinding& table, std::span<const Change* const> changes,
                                       const NodeId& via) override;
    [[nodiscard]] Result<qint64> import(const TableBinding& table, QByteArrayView data) override;
    [[nodiscard]] Result<void> saveCheckpoint(const LinkName& link, Direction direction, const QString& lane,
                                              const Cursor& cursor) override;
    [[nodiscard]] Result<void> commit() override;

private:
    enum class Written { Done, Appeared };

    explicit SqliteTarget(SqliteConnection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<void> prepareMute();
    [[nodiscard]] Result<WriteOutcome> writeAll(const TableBinding& table, std::span<const Write> writes);
    [[nodiscard]] Result<Written> writeOne(const TableBinding& table, const Write& write);
    [[nodiscard]] Result<Written> insert(const TableBinding& table, const Change& change);
    [[nodiscard]] Result<Written> update(const TableBinding& table, const Change& change);
    [[nodiscard]] Result<void> remove(const TableBinding& table, const Key& key);
    [[nodiscard]] Result<std::optional<Error>> compareStored(const TableBinding& table, const Change& change);
    [[nodiscard]] Result<void> parkAll(const TableBinding& table, std::span<const Key> keys);
    /// Takes out what the triggers journaled for this key since the transaction began.
    [[nodiscard]] Result<void> mute(const TableBinding& table, const Key& key);
    /// Runs the work within a savepoint: an error, or a result that `keep` refuses, undoes it.
    template <class Work, class Keep>
    auto guarded(Work work, Keep keep) -> decltype(work());
    /// A trigger's RAISE(ROLLBACK) ends the whole transaction: its table stops, since it would do so each time.
    [[nodiscard]] Error lost(Error error) const;

    SqliteConnection& m_connection;
    NodeId m_own;
    bool m_hasJournal = false;
    qint64 m_base = 0; ///< the journal's newest number at the beginning
};

} // namespace keel
