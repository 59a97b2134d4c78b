// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakestore/fakestore.h"

namespace keel {

class FakeSnapshot final : public Snapshot
{
public:
    FakeSnapshot(FakeConnection& connection, SnapshotCursor cursor, std::span<const TableBinding> tables);
    ~FakeSnapshot() override;

    [[nodiscard]] Result<KeyBatch> nextKeys(int limit) override;
    [[nodiscard]] Result<void> awaitDurable() override;
    [[nodiscard]] Result<std::vector<std::optional<Row>>> rows(const TableBinding& table,
                                                               std::span<const Key> keys) override;
    [[nodiscard]] Result<std::vector<ColumnsChanged>>
    columnsChanged(const TableBinding& binding, std::span<const Key> keys, const NodeId& peer) override;
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
    /// Entries that are visible, not done and asked for, by sequence; `table` is the binding's index.
    [[nodiscard]] std::vector<JournalEntry> undone() const;
    [[nodiscard]] std::vector<JournalEntry> undone(const SnapshotCursor& cursor) const;
    [[nodiscard]] std::vector<Row> rowsIn(const TableBinding& table, const KeyRange& range);
    void search();

    FakeConnection& m_connection;
    SnapshotCursor m_from; ///< where the drain began
    SnapshotCursor m_cursor;
    TxSnapshot m_moment;
    std::map<int, int> m_asked; ///< table of the database → binding
    std::vector<std::shared_ptr<const TableRows>> m_rows;
    std::optional<std::vector<JournalEntry>> m_pending; ///< what is left of the drain
    std::vector<qint64> m_allSequences;                 ///< of the planted batch of entries
    std::size_t m_next = 0;
};

} // namespace keel
