// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/pgstore.h"

#include <deque>

namespace keel::pg {

class PgSnapshot final : public Snapshot
{
public:
    PgSnapshot(PgStore& store, std::span<const TableBinding> tables);
    ~PgSnapshot() override;
    /// Re-arms the bell, opens the transaction and looks whether there is work, in one round trip.
    [[nodiscard]] Result<void> open(const Cursor& cursor);

    [[nodiscard]] Result<KeyBatch> nextKeys(int limit) override;
    [[nodiscard]] Result<void> awaitDurable() override;
    [[nodiscard]] Result<std::vector<std::optional<Row>>> rows(const TableBinding& table,
                                                               std::span<const Key> keys) override;
    [[nodiscard]] Result<std::vector<ColumnsChanged>>
    columnsChanged(const TableBinding& table, std::span<const Key> keys, const NodeId& peer) override;
    [[nodiscard]] Result<std::vector<Key>> waitingKeys(const TableBinding& table, int limit) override;
    [[nodiscard]] Result<std::vector<qint64>> waitingCounts(const NodeId& peer) override;
    [[nodiscard]] Result<std::optional<TimeUs>> oldestWaiting(const NodeId& peer) override;
    [[nodiscard]] Result<std::vector<WaitingDeletes>> waitingDeletes(const NodeId& peer,
                                                                     std::span<const qint64> after) override;
    [[nodiscard]] Result<Deleters> deleters(const TableBinding& table, const NodeId& peer) override;
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
    [[nodiscard]] Result<void> mapTables();
    /// ` from change_log c where …`: the entries of the asked tables that the cursor has not done.
    [[nodiscard]] QByteArray waiting() const;
    void take(const PgResult& entries);
    void takeLatest(const PgResult& entries);
    [[nodiscard]] Result<void> declareDrain();
    [[nodiscard]] Result<void> fetch(int atLeast);

    PgStore& m_store;
    std::vector<const TableBinding*> m_tables;
    QHash<int, const TableBinding*> m_byId; ///< by the journal's table number
    SnapshotCursor m_from;                  ///< where the drain began
    SnapshotCursor m_cursor;
    TxSnapshot m_snapshot;
    NodeId m_own;
    QByteArray m_logEnd; ///< of the write-ahead log as the snapshot was taken; empty: that far it is on the disk
    bool m_open = false;
    bool m_complete = false; ///< m_entries holds all that is left
    bool m_declared = false;
    std::deque<JournalEntry> m_entries; ///< each key's latest, by sequence
};

} // namespace keel::pg
