// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqlitecatalog.h"
#include "sync/store/store.h"

#include <map>

namespace keel {

/// The triggers that journal a table, by name, each as the text that sqlite_schema keeps.
///
/// After each insert, update and delete: one entry with the row's key; a changed key is a delete and an insert. Before
/// inserts and updates: deletes for the rows that share a unique value with the new one, because INSERT OR REPLACE
/// takes those away without firing a delete trigger. Where nothing is replaced such an entry names a row that still
/// exists, which a pass reads as it is.
[[nodiscard]] std::map<QString, QString> sqliteTriggers(const TableBinding& table,
                                                        const std::vector<std::vector<IndexedColumn>>& uniqueIndexes);

} // namespace keel
