// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitetriggers.h"

#include <QSet>

namespace keel {

namespace {

/// Microseconds; SQLite's clock has milliseconds, and 'now' does not move within a statement.
constexpr char now[] = "CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) * 1000";

QStringList keyNames(const TableBinding& table)
{
    QStringList names;
    for (const int column : table.key)
        names.append(sqliteName(table.columns[static_cast<std::size_t>(column)].name));
    return names;
}

/// The key as a JSON array of texts. `row` is NEW, OLD or a table's alias.
QString keyJson(const TableBinding& table, const QString& row)
{
    QStringList parts;
    for (const QString& name : keyNames(table)) {
        const QString value = row + QLatin1Char('.') + name;
        parts.append(
            QStringLiteral("CASE typeof(%1) WHEN 'blob' THEN '\\x' || lower(hex(%1)) ELSE CAST(%1 AS TEXT) END")
                .arg(value));
    }
    return QStringLiteral("json_array(%1)").arg(parts.join(QStringLiteral(", ")));
}

/// By bytes, also where the column compares without case: "a" made "A" is another key.
QString sameKey(const TableBinding& table, const QString& l, const QString& r)
{
    QStringList parts;
    for (const QString& name : keyNames(table))
        parts.append(QStringLiteral("%1.%3 COLLATE BINARY IS %2.%3").arg(l, r, name));
    return QStringLiteral("(%1)").arg(parts.join(QStringLiteral(" AND ")));
}

QString entry(const TableBinding& table, QChar operation, const QString& row, const QString& rest = {})
{
    return QStringLiteral("INSERT INTO evenkeel_change_log (born, tbl, op, \"key\") SELECT %1, %2, '%3', %4%5;\n")
        .arg(QLatin1StringView(now), sqliteText(table.name.value), QString(operation), keyJson(table, row), rest);
}

/// The names of the changed columns, as a JSON array.
QString changedNames(const TableBinding& table)
{
    QStringList parts;
    for (const ColumnBinding& column : table.columns) {
        const QString name = sqliteName(column.name);
        // By bytes and storage class: 1 made 1.0 is a change that the other side has to get.
        parts.append(QStringLiteral("SELECT %2 AS n WHERE NOT (OLD.%1 COLLATE BINARY IS NEW.%1 AND typeof(OLD.%1) = "
                                    "typeof(NEW.%1))")
                         .arg(name, sqliteText(column.name)));
    }
    return QStringLiteral("(SELECT json_group_array(n) FROM (%1))").arg(parts.join(QStringLiteral(" UNION ALL ")));
}

QString updateEntry(const TableBinding& table, const QString& same)
{
    if (!table.columnsJournaled)
        return entry(table, u'U', QStringLiteral("NEW"), QStringLiteral(" WHERE ") + same);
    return QStringLiteral("INSERT INTO evenkeel_change_log (born, tbl, op, \"key\", changed) SELECT %1, %2, 'U', %3, "
                          "%4 WHERE %5;\n")
        .arg(QLatin1StringView(now), sqliteText(table.name.value), keyJson(table, QStringLiteral("NEW")),
             changedNames(table), same);
}

/// Journals rows other than the one named `self` that share a unique value with NEW.
QString replacedRows(const TableBinding& table, const std::vector<std::vector<IndexedColumn>>& uniqueIndexes,
                     const QString& self)
{
    const QStringList own = keyNames(table);
    QString body;
    for (const auto& index : uniqueIndexes) {
        QStringList same;
        QStringList names;
        for (const IndexedColumn& column : index) {
            const QString name = sqliteName(column.name);
            names.append(name);
            same.append(QStringLiteral("r.%1 = NEW.%1 COLLATE %2").arg(name, sqliteName(column.collation)));
        }
        if (QSet<QString>(names.begin(), names.end()) == QSet<QString>(own.begin(), own.end()))
            continue; // the key itself: the after trigger journals it
        body += entry(table, u'D', QStringLiteral("r"),
                      QStringLiteral(" FROM %1 AS r WHERE %2 AND NOT %3")
                          .arg(sqliteName(table.name.value), same.join(QStringLiteral(" AND ")),
                               sameKey(table, QStringLiteral("r"), self)));
    }
    return body;
}

} // namespace

std::map<QString, QString> sqliteTriggers(const TableBinding& table,
                                          const std::vector<std::vector<IndexedColumn>>& uniqueIndexes)
{
    std::map<QString, QString> triggers;
    const auto add = [&](const char* suffix, const char* event, const QString& body) {
        if (body.isEmpty())
            return;
        const QString name = QStringLiteral("evenkeel_%1_%2").arg(table.name.value, QLatin1StringView(suffix));
        triggers[name] = QStringLiteral("CREATE TRIGGER %1 %2 ON %3 BEGIN\n%4END")
                             .arg(sqliteName(name), QLatin1StringView(event), sqliteName(table.name.value), body);
    };
    const QString oldRow = QStringLiteral("OLD");
    const QString newRow = QStringLiteral("NEW");
    const QString same = sameKey(table, oldRow, newRow);
    add("inserting", "BEFORE INSERT", replacedRows(table, uniqueIndexes, newRow));
    add("updating", "BEFORE UPDATE", replacedRows(table, uniqueIndexes, oldRow));
    add("inserted", "AFTER INSERT", entry(table, u'I', newRow));
    add("updated", "AFTER UPDATE",
        updateEntry(table, same) + entry(table, u'D', oldRow, QStringLiteral(" WHERE NOT ") + same) +
            entry(table, u'I', newRow, QStringLiteral(" WHERE NOT ") + same));
    add("deleted", "AFTER DELETE", entry(table, u'D', oldRow));
    return triggers;
}

} // namespace keel
