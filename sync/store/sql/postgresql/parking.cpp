// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgtarget.h"

#include <algorithm>

namespace keel::pg {

namespace {

/// An expression of the column's type that collides with nothing; empty: none is known.
QByteArray freeValue(const ColumnBinding& column)
{
    if (column.nullable)
        return "null";
    switch (column.family) {
    case Family::Text:
        return "pg_catalog.gen_random_uuid()::text";
    case Family::Uuid:
        return "pg_catalog.gen_random_uuid()";
    case Family::Integer:
        return column.type == QLatin1StringView("bigint") ? QByteArray("(-1 - random() * 9000000000000000000)::int8")
                                                          : QByteArray("(-1 - random() * 2000000000)::int4");
    case Family::Decimal:
        return "(-1 - random() * 2000000000)::int4";
    default:
        return {};
    }
}

/// The column of a unique key that is easiest to set aside: a nullable one, else one with a value to be had.
int columnToFree(const TableBinding& table, const UniqueKey& unique)
{
    int best = -1;
    for (const QString& name : unique.columns) {
        const auto it = std::ranges::find(table.columns, name, &ColumnBinding::name);
        if (it == table.columns.end() || it->generated || freeValue(*it).isEmpty())
            continue;
        const int index = static_cast<int>(it - table.columns.begin());
        if (std::ranges::find(table.key, index) != table.key.end())
            continue;
        if (best < 0 || it->nullable)
            best = index;
    }
    return best;
}

} // namespace

Result<void> PgTarget::park(const TableBinding& table, std::span<const Key> keys)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    QByteArray assignments;
    for (const UniqueKey& unique : table.uniqueKeys) {
        const int column = columnToFree(table, unique);
        if (column < 0)
            continue;
        const QByteArray assignment = sql->name(column) + " = " + freeValue(table.columns[std::size_t(column)]);
        if (!assignments.contains(assignment))
            assignments += (assignments.isEmpty() ? "" : ", ") + assignment;
    }
    if (assignments.isEmpty() || keys.empty()) {
        return fail({.kind = ErrorClass::Row,
                     .code = ErrorCode::UniqueViolation,
                     .detail = QStringLiteral("the table has no unique column that could be set aside for a moment"),
                     .place = table.name.value});
    }
    const RowSource source = keySource(*sql, keys);
    auto parked = m_connection.execute("update " + sql->table() + " t set " + assignments + " from " + source.from +
                                           " where " + sql->keyMatch("t.", "s."),
                                       source.parameters);
    if (!parked)
        return undo(parked.error());
    return mark();
}

} // namespace keel::pg
