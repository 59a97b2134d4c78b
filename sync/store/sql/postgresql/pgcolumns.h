// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/snapshotcursor.h"
#include "sync/store/sql/postgresql/tablesql.h"

/// Which columns changed, for tables under policy `merge`: their journal entries carry the names.
namespace keel::pg {

/// For an AFTER UPDATE row trigger: `text[]` of the columns whose value changed, null where the key did.
[[nodiscard]] QByteArray changedExpression(const TableSql& sql);

struct JournalPart
{
    PgConnection& connection;
    const TableSql& sql;
    int table = 0; ///< the journal's number
    const SnapshotCursor& cursor;
    const NodeId& peer;
};
/// What this side changed in entries that the cursor has not done, in the order of the keys.
[[nodiscard]] Result<std::vector<ColumnsChanged>> columnsChanged(const JournalPart& part, std::span<const Key> keys);

/// The names as a `text[]`'s text; null: not known.
[[nodiscard]] Value columnNames(const TableBinding& table, const ColumnsChanged& columns);

} // namespace keel::pg
