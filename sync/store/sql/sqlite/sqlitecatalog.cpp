// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitecatalog.h"

#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <map>

namespace keel {

namespace {

using EachRow = std::function<Result<void>(const SqliteStatement&)>;

Result<void> each(SqliteConnection& connection, const QString& sql, const QString& parameter, const EachRow& row)
{
    auto select = connection.prepare(sql);
    if (!select)
        return fail(std::move(select).error());
    if (!parameter.isNull())
        select->add(parameter);
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return {};
        KEEL_TRY(row(*select));
    }
}

/// As the catalog spells it. "main." may stand before it.
Result<QString> lookUp(SqliteConnection& connection, const TableName& name)
{
    QString wanted = name.value;
    if (wanted.startsWith(QLatin1StringView("main."), Qt::CaseInsensitive))
        wanted = wanted.mid(5);
    QString found;
    KEEL_TRY(each(connection,
                  QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE"),
                  wanted, [&](const SqliteStatement& row) -> Result<void> {
                      found = row.string(0);
                      return {};
                  }));
    if (found.isEmpty())
        return fail({.kind = ErrorClass::Schema,
                     .code = ErrorCode::TableMissing,
                     .detail = QStringLiteral("there is no table %1").arg(name.value),
                     .place = name.value});
    return found;
}

Result<void> readColumns(SqliteConnection& connection, TableSchema& schema)
{
    std::map<qint64, QString> keyParts;
    KEEL_TRY(each(connection, QStringLiteral("SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?)"),
                  schema.name.value, [&](const SqliteStatement& row) -> Result<void> {
                      const qint64 hidden = row.number(4); // 1: of a virtual table; 2, 3: generated
                      if (hidden == 1)
                          return {};
                      schema.columns.push_back({.name = row.string(0),
                                                .type = row.string(1),
                                                .family = Family::Null,
                                                .nullable = row.number(2) == 0 && row.number(3) == 0,
                                                .generated = hidden > 1,
                                                .collation = {}});
                      if (row.number(3) > 0)
                          keyParts[row.number(3)] = row.string(0);
                      return {};
                  }));
    for (const auto& [place, column] : keyParts)
        schema.primaryKey.append(column);
    return {};
}

Result<void> readUniqueKeys(SqliteConnection& connection, TableSchema& schema)
{
    QStringList indexes;
    KEEL_TRY(
        each(connection,
             QStringLiteral("SELECT name FROM pragma_index_list(?) WHERE \"unique\" AND NOT partial AND origin <> 'pk'"
                            " ORDER BY name"),
             schema.name.value, [&](const SqliteStatement& row) -> Result<void> {
                 indexes.append(row.string(0));
                 return {};
             }));
    for (const QString& index : std::as_const(indexes)) {
        UniqueKey key{.name = index, .columns = {}};
        bool whole = true;
        KEEL_TRY(each(connection, QStringLiteral("SELECT name FROM pragma_index_info(?) ORDER BY seqno"), index,
                      [&](const SqliteStatement& row) -> Result<void> {
                          whole = whole && !row.isNull(0); // null: an expression
                          key.columns.append(row.string(0));
                          return {};
                      }));
        if (whole)
            schema.uniqueKeys.push_back(std::move(key));
    }
    return {};
}

Result<void> readForeignKeys(SqliteConnection& connection, TableSchema& schema)
{
    std::map<qint64, ForeignKey> keys;
    KEEL_TRY(each(connection,
                  QStringLiteral("SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) "
                                 "ORDER BY id, seq"),
                  schema.name.value, [&](const SqliteStatement& row) -> Result<void> {
                      ForeignKey& key = keys[row.number(0)];
                      key.parent = TableName(row.string(1));
                      key.columns.append(row.string(2));
                      if (!row.isNull(3))
                          key.parentColumns.append(row.string(3));
                      return {};
                  }));
    for (auto& [id, key] : keys) {
        key.name = QStringLiteral("%1(%2)").arg(key.parent.value, key.columns.join(QStringLiteral(", ")));
        auto parent = lookUp(connection, key.parent);
        if (parent)
            key.parent = TableName(*parent);
        if (key.parentColumns.isEmpty()) { // REFERENCES parent: its primary key
            KEEL_TRY(each(connection, QStringLiteral("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"),
                          key.parent.value, [&](const SqliteStatement& row) -> Result<void> {
                              key.parentColumns.append(row.string(0));
                              return {};
                          }));
        }
        schema.foreignKeys.push_back(std::move(key));
    }
    return {};
}

/// In SQLite a BEFORE trigger cannot change NEW, but an AFTER one can update the row it fired for: so all that fire on
/// inserts and updates count.
Result<void> readTriggers(SqliteConnection& connection, TableSchema& schema)
{
    static const QRegularExpression onDelete(
        QStringLiteral(R"(^\s*CREATE\s.*?\b(BEFORE|AFTER|INSTEAD\s+OF)?\s*DELETE\s+ON\b)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression beginsBody(QStringLiteral(R"(\bBEGIN\b)"),
                                               QRegularExpression::CaseInsensitiveOption);
    return each(
        connection,
        QStringLiteral("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE "
                       "AND name NOT LIKE 'evenkeel\\_%' ESCAPE '\\' ORDER BY name"),
        schema.name.value, [&](const SqliteStatement& row) -> Result<void> {
            const QString sql = row.string(1);
            const QString head = sql.left(sql.indexOf(beginsBody));
            if (!onDelete.match(head).hasMatch())
                schema.beforeTriggers.append(row.string(0));
            return {};
        });
}

Result<void> checkKey(const TableSchema& schema)
{
    Error error{.kind = ErrorClass::Schema, .code = ErrorCode::KeyMissing, .place = schema.name.value};
    if (schema.primaryKey.isEmpty() && schema.uniqueKeys.empty()) {
        error.detail = QStringLiteral("%1 has no primary key and no unique key").arg(schema.name.value);
        error.mend = QStringLiteral("give the table a primary key");
        return fail(error);
    }
    for (const ColumnSchema& column : schema.columns) {
        if (!schema.primaryKey.contains(column.name) || affinityOf(column.type) != Affinity::Real)
            continue;
        error.detail = QStringLiteral("the key column %1 is a floating-point number, which cannot be matched exactly")
                           .arg(column.name);
        error.mend = QStringLiteral("use an INTEGER or TEXT key");
        return fail(error);
    }
    return {};
}

} // namespace

Result<TableSchema> describeSqliteTable(SqliteConnection& connection, const TableName& name)
{
    auto found = lookUp(connection, name);
    if (!found)
        return fail(std::move(found).error());
    TableSchema schema;
    schema.name = TableName(*found);
    KEEL_TRY(readColumns(connection, schema));
    KEEL_TRY(readUniqueKeys(connection, schema));
    KEEL_TRY(readForeignKeys(connection, schema));
    KEEL_TRY(readTriggers(connection, schema));
    KEEL_TRY(checkKey(schema));
    // Exact up to a million; above, a floor is enough for a progress bar.
    auto rows = connection.number(
        QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM %1 LIMIT 1000000)").arg(sqliteName(schema.name.value)));
    if (!rows)
        return fail(std::move(rows).error());
    schema.estimatedRows = rows->value_or(0);
    return schema;
}

Result<std::vector<TableName>> sqliteTables(SqliteConnection& connection)
{
    std::vector<TableName> tables;
    KEEL_TRY(each(connection,
                  QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                                 "ESCAPE '\\' AND name NOT LIKE 'evenkeel\\_%' ESCAPE '\\' ORDER BY name"),
                  {}, [&](const SqliteStatement& row) -> Result<void> {
                      tables.emplace_back(row.string(0));
                      return {};
                  }));
    return tables;
}

Result<std::vector<std::vector<IndexedColumn>>> uniqueIndexes(SqliteConnection& connection, const TableName& name)
{
    QStringList indexes;
    KEEL_TRY(each(connection, QStringLiteral("SELECT name FROM pragma_index_list(?) WHERE \"unique\" ORDER BY name"),
                  name.value, [&](const SqliteStatement& row) -> Result<void> {
                      indexes.append(row.string(0));
                      return {};
                  }));
    std::vector<std::vector<IndexedColumn>> result;
    for (const QString& index : std::as_const(indexes)) {
        std::vector<IndexedColumn> columns;
        KEEL_TRY(each(connection,
                      QStringLiteral("SELECT name, coll FROM pragma_index_xinfo(?) WHERE \"key\" ORDER BY seqno"),
                      index, [&](const SqliteStatement& row) -> Result<void> {
                          columns.push_back({row.string(0), row.string(1)});
                          return {};
                      }));
        const bool whole = std::ranges::none_of(columns, [](const IndexedColumn& c) { return c.name.isEmpty(); });
        if (whole)
            result.push_back(std::move(columns));
    }
    return result;
}

} // namespace keel
