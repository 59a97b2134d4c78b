// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqliteconnection.h"
#include "sync/store/store.h"

namespace keel {

/// SQL texts and row access for one binding. Cheap to make; keeps references to both.
class SqliteTable
{
public:
    SqliteTable(SqliteConnection& connection, const TableBinding& binding)
        : m_connection(connection), m_binding(binding)
    {}

    [[nodiscard]] Row row(const SqliteStatement& statement) const;
    enum class Filter { Apply, Ignore };
    [[nodiscard]] Result<std::optional<Row>> find(const Key& key, Filter filter);
    /// The cells under which the key's row is stored: the likeliest ones when there is no such row.
    [[nodiscard]] Result<std::vector<SqliteCell>> storedKey(const Key& key);

    [[nodiscard]] QString name() const { return sqliteName(m_binding.name.value); }
    [[nodiscard]] QString columnList() const;
    /// "k1" = ? AND "k2" = ?
    [[nodiscard]] QString keyCondition() const;
    /// " WHERE …" of a range and the filter; empty for all rows. Text keys are always ordered by bytes.
    [[nodiscard]] QString rangeCondition(const KeyRange& range) const;
    [[nodiscard]] QString keyOrder() const;
    void addRange(SqliteStatement& statement, const KeyRange& range) const;

    /// json_array(CAST(? AS TEXT), …): a key as the triggers write it.
    [[nodiscard]] QString journalKey() const;
    void addJournalKey(SqliteStatement& statement, const Key& key) const;
    [[nodiscard]] Key keyFromJournal(const QString& json) const;

private:
    [[nodiscard]] const ColumnBinding& keyColumn(std::size_t part) const;
    [[nodiscard]] QString orderedColumn(std::size_t part) const;
    [[nodiscard]] QString keyTuple() const;
    /// Runs `select` for each way in which the key may be stored, until one has a row.
    [[nodiscard]] Result<bool> locate(SqliteStatement& select, const Key& key, std::vector<SqliteCell>& cells) const;

    SqliteConnection& m_connection;
    const TableBinding& m_binding;
};

} // namespace keel
