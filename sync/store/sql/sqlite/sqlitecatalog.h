// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqliteconnection.h"

namespace keel {

/// Reads a table's make-up. Families are Family::Null throughout: in SQLite each value tells its own.
[[nodiscard]] Result<TableSchema> describeSqliteTable(SqliteConnection& connection, const TableName& name);
[[nodiscard]] Result<std::vector<TableName>> sqliteTables(SqliteConnection& connection);

struct IndexedColumn
{
    QString name;
    QString collation;
};
/// Columns of each unique index, the primary key's too, partial ones too; indexes on expressions are left out.
[[nodiscard]] Result<std::vector<std::vector<IndexedColumn>>> uniqueIndexes(SqliteConnection& connection,
                                                                            const TableName& name);

} // namespace keel
