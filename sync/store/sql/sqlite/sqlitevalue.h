// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"
#include "sync/store/schema.h"

#include <variant>
#include <vector>

namespace keel {

/// What a column does to a value on its way in (https://www.sqlite.org/datatype3.html section 3.1).
enum class Affinity : quint8 { None, Text, Numeric, Integer, Real };
[[nodiscard]] Affinity affinityOf(const QString& declaredType);

struct SqliteBlob
{
    QByteArray bytes;
};
/// One of SQLite's five storage classes; QByteArray is TEXT.
using SqliteCell = std::variant<std::monostate, qint64, double, QByteArray, SqliteBlob>;

/// Shortest text that reads back to the same double, in the form of PostgreSQL's float8out.
[[nodiscard]] QByteArray floatText(double value);

/// A stored cell as canonical text. Family::Null: the storage class is the value's family.
[[nodiscard]] Value toValue(const SqliteCell& cell, Family family);

/// The cell to bind for a value. Row error ValueRefused when the column would turn it into something that reads back
/// as another text ("007" or "1.00" into an INTEGER column, NaN into REAL).
[[nodiscard]] Result<SqliteCell> toCell(const Value& value, const ColumnBinding& column);

/// Cells that a key value may be stored as, the likeliest first: a key that comes from a record has lost its storage
/// class. Ranges use the first.
[[nodiscard]] std::vector<SqliteCell> keyCells(const Value& value, const ColumnBinding& column);

/// The journal's triggers write CAST(key AS TEXT), which shows a double with 15 digits and a decimal point: the value
/// that such a text stands for, and what to bind to CAST(? AS TEXT) to find it.
[[nodiscard]] Value fromJournal(const QByteArray& text, const ColumnBinding& column);
[[nodiscard]] SqliteCell toJournal(const Value& value, const ColumnBinding& column);

} // namespace keel
