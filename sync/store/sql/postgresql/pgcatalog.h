// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/schema.h"
#include "sync/store/sql/postgresql/pgconnection.h"

#include <QHash>

namespace keel::pg {

/// What the statements for a column depend on, beyond its binding.
struct ColumnFacts
{
    QByteArray castType;  ///< the type without its length, so that a cast never cuts: "bpchar", "numeric"
    QByteArray inputType; ///< the type of an array element in a parameter; "text" where an array of it does not unnest
                          ///< to its elements
    QByteArray outText;   ///< an expression with %1 for the column: the text that the server sends for it
    bool identityAlways = false;
    /// Values that are equal have the same text, so `=` serves as the comparison.
    bool plainEquality = false;
};

struct TableFacts
{
    quint32 oid = 0;
    QByteArray quoted;        ///< "schema"."table"
    bool partitioned = false; ///< it, or a table it inherits to or from
    QHash<QString, ColumnFacts> columns;
};

/// Reads pg_catalog. Names are looked up as written, then in lower case; unqualified ones in the search path.
class PgCatalog
{
public:
    explicit PgCatalog(PgConnection& connection) : m_connection(connection) {}

    /// TableMissing (Schema) where there is none.
    [[nodiscard]] Result<TableSchema> describe(const TableName& table);
    [[nodiscard]] Result<std::vector<TableName>> tables();
    [[nodiscard]] Result<TableFacts> facts(const TableName& table);

private:
    struct Found
    {
        quint32 oid = 0;
        QString schema;
        QString name;
        qint64 estimatedRows = 0;
        bool partitioned = false;
    };
    [[nodiscard]] Result<Found> find(const TableName& table);
    [[nodiscard]] Result<void> readColumns(const Found& found, TableSchema& schema);
    [[nodiscard]] Result<void> readKeys(const Found& found, TableSchema& schema);
    [[nodiscard]] Result<void> readForeignKeys(const Found& found, TableSchema& schema);
    [[nodiscard]] Result<void> readTriggers(const Found& found, TableSchema& schema);

    PgConnection& m_connection;
};

/// The family of a base type, by its name in pg_type.
[[nodiscard]] Family familyOf(const QString& typeName, bool isArray);

} // namespace keel::pg
