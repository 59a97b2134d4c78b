// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqlitejournal.h"

#include <QHash>

namespace keel {

/// A deferred read transaction. While it lives, a file in rollback-journal mode lets nobody commit for longer than the
/// writer's busy timeout, so it is kept short; in WAL mode it disturbs nobody.
class SqliteSnapshot final : public Snapshot
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Snapshot>> open(SqliteConnection& connection, const Cursor& cursor,
                                                                std::span<const TableBinding> tables);
    ~SqliteSnapshot() override;

    [[nodiscard]] Result<KeyBatch> nextKeys(int limit) override;
    [[nodiscard]] Result<std::vector<std::optional<Row>>> rows(const TableBinding& table,
                                                               std::span<const Key> keys) override;
    [[nodiscard]] Result<std::vector<ColumnsChanged>>
    columnsChanged(const TableBinding& table, std::span<const Key> keys, const NodeId& peer) override;
    [[nodiscard]] Result<std::vector<Key>> waitingKeys(const TableBinding& table, int limit) override;
    [[nodiscard]] Result<std::vector<qint64>> waitingCounts(const NodeId& peer) override;
    [[nodiscard]] Result<std::optional<TimeUs>> oldestWaiting(const NodeId& peer) override;
    [[nodiscard]] Result<std::vector<WaitingDeletes>> waitingDeletes(const NodeId& peer,
                                                                     std::span<const qint64> after) override;
    [[nodiscard]] Result<std::optional<Key>> nthKey(const TableBinding& table, const std::optional<Key>& after,
                                                    qint64 n) override;
    [[nodiscard]] Result<std::vector<Row>> range(const TableBinding& table, const KeyRange& range) override;
    [[nodiscard]] Result<qint64> count(const TableBinding& table, const KeyRange& range) override;
    [[nodiscard]] Result<Digest> digest(const TableBinding& table, const KeyRange& range) override;
    [[nodiscard]] Result<void> exportRange(const TableBinding& table, const KeyRange& range,
                                           const std::function<Result<void>(QByteArrayView)>& sink) override;
    [[nodiscard]] Result<std::vector<Row>> changedSince(const TableBinding& table, const TimestampPosition& from,
                                                        std::chrono::milliseconds window, int limit) override;

private:
    SqliteSnapshot(SqliteConnection& connection, qint64 done, std::span<const TableBinding> tables);
    [[nodiscard]] Result<void> begin();
    /// Steps the drain on to the next entry of a table that was asked for; nullopt at its end.
    [[nodiscard]] Result<std::optional<JournalEntry>> nextEntry();

    SqliteConnection& m_connection;
    std::vector<TableBinding> m_tables;
    QHash<QByteArray, std::size_t> m_byName; ///< place in m_tables
    qint64 m_done = 0;                       ///< the cursor
    qint64 m_last = 0;                       ///< the journal's newest number in this snapshot
    bool m_hasJournal = false;
    NodeId m_own;
    std::optional<SqliteStatement> m_drain;
    std::optional<JournalEntry> m_ahead; ///< read to know whether a batch is the last
    bool m_drained = false;
};

} // namespace keel
