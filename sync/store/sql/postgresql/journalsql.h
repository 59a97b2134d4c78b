// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/snapshotcursor.h"
#include "sync/store/sql/postgresql/pgconnection.h"
#include "sync/store/store.h"

#include <QHash>

namespace keel::pg {

/// A condition on change_log that the cursor has not done the entry. Written so that the index on xid answers it
/// at once when nothing is new: pg_visible_in_snapshot() alone would look at every entry since an old xmin.
[[nodiscard]] QByteArray notDone(const SnapshotCursor& cursor);

/// The columns that readEntry() reads, in its order.
[[nodiscard]] const QByteArray& entryColumns();

/// How a database's journal numbers the tables: captured_table.id by the catalog's name.
using TableIds = QHash<QString, int>;

/// A line of entryColumns(); `table` and key families come from the binding with that id. nullopt: the entry's key has
/// another shape than the binding's (its key was configured anew), which only a comparison can mend.
[[nodiscard]] std::optional<JournalEntry> readEntry(const PgResult& result, int row, const TableBinding& binding,
                                                    const NodeId& own);

/// The elements of a text array's output, `{a,"b c",NULL}`.
[[nodiscard]] std::vector<std::optional<QByteArray>> arrayElements(QByteArrayView text);

/// A malformed cursor is a Bug; one ahead of the server's transactions says that the database was restored or swapped.
[[nodiscard]] Result<SnapshotCursor> readCursor(const Cursor& cursor);

} // namespace keel::pg
