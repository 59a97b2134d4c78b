// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/pgcatalog.h"
#include "sync/store/sql/postgresql/pgconnection.h"
#include "sync/store/store.h"

#include <span>

namespace keel::pg {

/// The pieces of SQL that a table's statements are put together from. Read during one call; keeps references.
class TableSql
{
public:
    /// ColumnMissing (Schema) when the table no longer has a bound column.
    [[nodiscard]] static Result<TableSql> make(const TableBinding& binding, const TableFacts& facts);

    [[nodiscard]] const TableBinding& binding() const { return *m_binding; }
    [[nodiscard]] const TableFacts& facts() const { return *m_facts; }
    [[nodiscard]] const QByteArray& table() const { return m_facts->quoted; }
    [[nodiscard]] std::size_t columnCount() const { return m_columns.size(); }
    [[nodiscard]] const ColumnFacts& column(int index) const { return *m_columns[static_cast<std::size_t>(index)]; }
    /// `t."name"`, or without the prefix.
    [[nodiscard]] QByteArray name(int index, const char* prefix = "") const;
    [[nodiscard]] bool isKey(int index) const;
    /// Position in the key, -1: not a key column.
    [[nodiscard]] int keyPosition(int index) const;

    [[nodiscard]] QByteArray columnList(const char* prefix = "") const;
    [[nodiscard]] QByteArray keyList(const char* prefix = "") const;
    /// The key as range bounds and pages order it.
    [[nodiscard]] QByteArray orderList(const char* prefix = "") const;
    /// `t.k0 = s.k0 and …`
    [[nodiscard]] QByteArray keyMatch(const char* table, const char* source) const;
    /// ` and (filter)` or nothing.
    [[nodiscard]] QByteArray andFilter() const;
    /// ` where …` of the range and the filter.
    [[nodiscard]] QByteArray where(const KeyRange& range) const;
    [[nodiscard]] QByteArray outText(int index, const QByteArray& expression) const;
    /// `x = s.c1, …`: every column that an update may set.
    [[nodiscard]] QByteArray assignments(const QByteArray& guard = {}) const;
    /// A condition that the rows say the same in the compared columns: `t.x` against `s.cN` or `s.kN`.
    [[nodiscard]] QByteArray sameCondition() const;
    /// The column of a source of rows that holds this column's value: `kN` for key columns, else `cN`.
    [[nodiscard]] QByteArray sourceColumn(int index) const;

    /// Of the columns, in their order.
    [[nodiscard]] std::vector<Family> families() const;
    [[nodiscard]] Row readRow(const PgResult& result, int row, int firstColumn) const;
    [[nodiscard]] Key readKey(const PgResult& result, int row, int firstColumn) const;

private:
    [[nodiscard]] QByteArray orderTerm(int index, const QByteArray& expression) const;
    [[nodiscard]] QByteArray bound(const Key& key, const char* comparison) const;

    const TableBinding* m_binding = nullptr;
    const TableFacts* m_facts = nullptr;
    std::vector<const ColumnFacts*> m_columns;
};

} // namespace keel::pg
