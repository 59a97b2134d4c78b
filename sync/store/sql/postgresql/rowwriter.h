// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/rowsource.h"

#include <QHash>

#include <optional>

namespace keel::pg {

/// Rows that lock() left in a staging table: their numbers there.
struct StagedRows
{
    QByteArray table;      ///< empty: none
    std::vector<int> ords; ///< of the writes, in their order
};

/// One write(): updates, inserts and deletes as one statement each. Changes nothing of the transaction's savepoints; a
/// failure leaves the transaction to be rolled back to the last one.
class RowWriter
{
public:
    RowWriter(PgConnection& connection, const TableSql& sql, std::span<const Write> writes, StagedRows staged);

    /// Deletes, updates, inserts: makes room for unique values first.
    [[nodiscard]] Result<WriteOutcome> makeRoomFirst();
    /// Inserts, updates, deletes: keeps rows that refer to each other inside the table whole.
    [[nodiscard]] Result<WriteOutcome> parentsFirst();
    /// Also say which inserts found a row; without it such a write fails with `countsDiffer`.
    void setPrecise() { m_precise = true; }
    [[nodiscard]] bool countsDiffer() const { return m_countsDiffer; }
    /// After a failure was undone, for staged rows without deletions: writes all that the server takes and tells the
    /// others as `refused`. Does not look at what was stored.
    [[nodiscard]] Result<WriteOutcome> writeUnrefused();

private:
    using Indexes = std::vector<std::size_t>;
    [[nodiscard]] RowSource sourceOf(const Indexes& indexes) const;
    [[nodiscard]] QByteArray insertFrom(const RowSource& source) const;
    [[nodiscard]] QByteArray walkedInsert() const;
    [[nodiscard]] QByteArray walkedUpdate() const;
    [[nodiscard]] Result<void> judgeUntouched(const std::vector<int>& ords, WriteOutcome& outcome);
    [[nodiscard]] std::size_t indexOf(const Indexes& indexes, qint64 ord) const;
    [[nodiscard]] Result<void> removeRows();
    [[nodiscard]] Result<void> updateRows(WriteOutcome& outcome);
    [[nodiscard]] Result<void> insertRows(WriteOutcome& outcome);
    [[nodiscard]] Result<void> insertPrecisely(WriteOutcome& outcome, const QByteArray& insert,
                                               const RowSource& source);
    void checkStored(WriteOutcome& outcome, std::size_t index, const Row& stored);
    /// " (a trigger runs before: …)"; empty: none does.
    [[nodiscard]] const QString& beforeTriggers();
    [[nodiscard]] Error suppressed(const char* what) const;

    PgConnection& m_connection;
    const TableSql& m_sql;
    std::span<const Write> m_writes;
    StagedRows m_staged;
    QHash<int, std::size_t> m_indexOfOrd;
    Indexes m_inserts;
    Indexes m_updates;
    Indexes m_deletes;
    std::optional<QString> m_beforeTriggers;
    bool m_precise = false;
    bool m_countsDiffer = false;
};

/// The column in which the stored row is not the sent one, -1: it is. Only compared columns that are written count.
[[nodiscard]] int firstDifference(const TableBinding& table, const Row& sent, const Row& stored);

} // namespace keel::pg
