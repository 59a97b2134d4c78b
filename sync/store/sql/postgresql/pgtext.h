// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"
#include "sync/api/ids.h"
#include "sync/api/value.h"

#include <QByteArray>
#include <QString>

#include <span>

/// Quoting for PostgreSQL, on its own: libpq's and Qt's escaping depend on a connection's state, and Qt's splits names
/// at dots. Assumes standard_conforming_strings = on and client_encoding = UTF8, which every session pins.
namespace keel::pg {

/// `"a""b"`. A name with U+0000 cannot exist; it is cut there, so that the server says which name it does not know.
[[nodiscard]] QByteArray quoteName(QStringView name);
/// `'it''s'`; backslashes stand for themselves.
[[nodiscard]] QByteArray quoteLiteral(QByteArrayView text);

struct QualifiedName
{
    QString schema; ///< empty: not said
    QString table;
};
/// Takes `schema.table`, `table`, and either part in double quotes.
[[nodiscard]] QualifiedName splitName(const TableName& name);
/// As splitName() reads it back: quotes only where a part needs them.
[[nodiscard]] TableName joinName(const QString& schema, const QString& table);
/// `"schema"."table"`, for SQL.
[[nodiscard]] QByteArray quoteTable(const TableName& name);

/// The text of a one-dimensional array parameter, `{"a",NULL}`.
class ArrayText
{
public:
    void add(const Value& value);
    void add(qint64 number);
    void add(QByteArrayView text);
    [[nodiscard]] QByteArray take();

private:
    void separate() { m_text += m_text.isEmpty() ? '{' : ','; }
    QByteArray m_text;
};

/// Appends a field of COPY's text format; nullopt is NULL.
void appendCopyField(QByteArray& line, std::optional<QByteArrayView> field);

/// PostgreSQL's text holds no U+0000: a Row error that says so, before anything is sent.
[[nodiscard]] Result<void> refuseNul(std::span<const Value> values);

} // namespace keel::pg
