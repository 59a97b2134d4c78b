// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/ids.h"
#include "sync/api/row.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace keel {

/// What a database's catalog says of a column.
struct ColumnSchema
{
    QString name;
    QString type; ///< the engine's own words: "numeric(10,2)", "timestamp with time zone"
    Family family = Family::Other;
    bool nullable = true;
    bool generated = false; ///< computed or GENERATED ALWAYS AS (…): read, compared, never written
    QString collation;      ///< empty: none or the database's
};

struct ForeignKey
{
    QString name;
    QStringList columns;
    TableName parent; ///< qualified as the catalog does
    QStringList parentColumns;
};

struct UniqueKey
{
    QString name;
    QStringList columns;
};

struct TableSchema
{
    TableName name; ///< as the catalog qualifies it
    std::vector<ColumnSchema> columns;
    QStringList primaryKey;            ///< in key order; empty: none
    std::vector<UniqueKey> uniqueKeys; ///< without the primary key, whole columns only
    std::vector<ForeignKey> foreignKeys;
    /// Triggers of the user that run before a row is written, so that the stored row can differ from the sent one.
    QStringList beforeTriggers;
    qint64 estimatedRows = 0;
};

/// A column of a table pair, seen from one side.
struct ColumnBinding
{
    QString name;
    QString type;
    /// What both sides agreed its texts mean; Family::Null: each value tells (SQLite to SQLite).
    Family family = Family::Other;
    bool nullable = true;
    bool generated = false;
    /// False: sent, but left out of every comparison (config `ignore`, or a trigger's updatedAt).
    bool compared = true;
};

/// A table pair seen from one side. Column i here and column i of the other side's binding belong together.
struct TableBinding
{
    int index = 0;        ///< the same on both sides; JournalEntry::table
    TableName name;       ///< as the catalog qualifies it
    TableName configured; ///< as the config writes it
    std::vector<ColumnBinding> columns;
    std::vector<int> key; ///< indexes into columns, in key order
    int updatedAt = -1;   ///< index into columns, -1: none
    int softDelete = -1;
    QString filter; ///< SQL condition on this side; empty: all rows
    std::vector<UniqueKey> uniqueKeys;
    std::vector<ForeignKey> foreignKeys;
    bool journal = true; ///< captured by triggers (else by updatedAt)
    bool bell = true;
    /// Text keys are ordered by bytes in ranges, because the two sides do not sort text alike.
    bool bytewiseOrder = false;
    /// The stored row is read back and compared, because it may differ from what was sent (before-triggers, other
    /// types, another engine).
    bool verifyStored = false;
    /// The journal also records which columns an update changed (policy merge).
    bool columnsJournaled = false;
    /// Evenkeel's own probe rows: they take the way of every row, but nobody's figures, records or plans know them.
    bool probes = false;

    [[nodiscard]] Key keyOf(const Row& row) const;
    [[nodiscard]] QStringList columnNames() const;
};

/// Rows equal in the compared columns.
[[nodiscard]] bool sameRow(const TableBinding& binding, const Row& l, const Row& r);

} // namespace keel
