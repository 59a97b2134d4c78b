// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqliteconnection.h"
#include "sync/store/sql/sqlite/sqlitetable.h"
#include "sync/store/store.h"

namespace keel {

/// Names of what lives in the user's file (contract section 6).
namespace sqlitenames {
inline constexpr char changeLog[] = "evenkeel_change_log";
inline constexpr char checkpoint[] = "evenkeel_checkpoint";
inline constexpr char reader[] = "evenkeel_reader";
inline constexpr char identity[] = "evenkeel_identity";
inline constexpr char syncErrors[] = "evenkeel_sync_errors";
} // namespace sqlitenames

/// The cursor is the last sequence number that is done: SQLite has one writer, so the journal's order is the order of
/// the commits. Empty text is 0.
[[nodiscard]] qint64 sequenceOf(const Cursor& cursor);
[[nodiscard]] Cursor cursorAt(qint64 sequence);

/// The highest number that the journal ever gave, also of entries that are gone; 0 without a journal.
[[nodiscard]] Result<qint64> lastSequence(SqliteConnection& connection);
/// The uuid of this database; empty before setup.
[[nodiscard]] Result<NodeId> ownNode(SqliteConnection& connection);

[[nodiscard]] QLatin1StringView operationText(Operation operation);

/// Columns of a journal row, in the order that readEntry() reads them.
[[nodiscard]] QString entryColumns();
/// `table` gives index and key columns; `own` stands for what the triggers leave null.
[[nodiscard]] JournalEntry readEntry(const SqliteStatement& statement, int tableIndex, const SqliteTable& table,
                                     const NodeId& own);

/// Positions of the columns that this side changed since sequence `done`, in the order of the keys; nullopt: not known.
[[nodiscard]] Result<std::vector<ColumnsChanged>> changedColumns(SqliteConnection& connection,
                                                                 const TableBinding& table, qint64 done,
                                                                 std::span<const Key> keys, const NodeId& peer);
/// The names as the journal holds them, a JSON array.
[[nodiscard]] QString columnNamesJson(const TableBinding& table, const std::vector<int>& columns);

} // namespace keel
