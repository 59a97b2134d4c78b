// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/tablesql.h"

#include <span>

namespace keel::pg {

/// A FROM item `… s` with the columns ord (int4), k0… (the key) and c1… (the other columns), typed as the table's
/// columns but without their lengths, so that nothing is cut on the way to the server's own check.
struct RowSource
{
    QByteArray from;
    QByteArray where; ///< ` and s.ord = any($n)` or nothing
    Parameters parameters;
};

/// The keys as arrays; ord is the index into `keys`.
[[nodiscard]] RowSource keySource(const TableSql& sql, std::span<const Key> keys);
/// The rows as arrays; a deletion has its key only. ord is the index into `changes`.
[[nodiscard]] RowSource arraySource(const TableSql& sql, std::span<const Change* const> changes);
/// The same as lines of COPY, for a table with these columns.
[[nodiscard]] QByteArray copyLines(const TableSql& sql, std::span<const Change* const> changes, int firstOrd);
/// `ord int4, k0 …, c1 …` of a staging table.
[[nodiscard]] QByteArray stagingColumns(const TableSql& sql);

/// The key's value of a change: the row's own text where there is a row.
[[nodiscard]] const Value& keyValue(const TableSql& sql, const Change& change, std::size_t position);

/// Rows by key, in the order of the keys, within the binding's filter.
[[nodiscard]] Result<std::vector<std::optional<Row>>> readRows(PgConnection& connection, const TableSql& sql,
                                                               std::span<const Key> keys);

} // namespace keel::pg
