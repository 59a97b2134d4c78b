// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/tablesql.h"

#include "sync/store/sql/postgresql/pgtext.h"

#include <algorithm>

namespace keel::pg {

Result<TableSql> TableSql::make(const TableBinding& binding, const TableFacts& facts)
{
    TableSql sql;
    sql.m_binding = &binding;
    sql.m_facts = &facts;
    for (const ColumnBinding& column : binding.columns) {
        const auto it = facts.columns.constFind(column.name);
        if (it == facts.columns.constEnd())
            return fail({.kind = ErrorClass::Schema,
                         .code = ErrorCode::ColumnMissing,
                         .detail = QStringLiteral("the table has no column %1").arg(column.name),
                         .place = binding.name.value,
                         .mend = QStringLiteral("add it, or exclude it in the config"),
                         .constraint = column.name});
        sql.m_columns.push_back(&*it);
    }
    return sql;
}

QByteArray TableSql::name(int index, const char* prefix) const
{
    return prefix + quoteName(m_binding->columns[static_cast<std::size_t>(index)].name);
}

int TableSql::keyPosition(int index) const
{
    const auto it = std::ranges::find(m_binding->key, index);
    return it == m_binding->key.end() ? -1 : static_cast<int>(it - m_binding->key.begin());
}

bool TableSql::isKey(int index) const
{
    return keyPosition(index) >= 0;
}

QByteArray TableSql::columnList(const char* prefix) const
{
    QByteArray list;
    for (int i = 0; i < static_cast<int>(columnCount()); ++i)
        list += (i > 0 ? ", " : "") + name(i, prefix);
    return list;
}

QByteArray TableSql::keyList(const char* prefix) const
{
    QByteArray list;
    for (const int index : m_binding->key)
        list += (list.isEmpty() ? "" : ", ") + name(index, prefix);
    return list;
}

QByteArray TableSql::orderTerm(int index, const QByteArray& expression) const
{
    const Family family = m_binding->columns[static_cast<std::size_t>(index)].family;
    if (!m_binding->bytewiseOrder || (family != Family::Text && family != Family::Other))
        return expression;
    return expression + "::pg_catalog.text collate \"C\"";
}

QByteArray TableSql::orderList(const char* prefix) const
{
    QByteArray list;
    for (const int index : m_binding->key)
        list += (list.isEmpty() ? "" : ", ") + orderTerm(index, name(index, prefix));
    return list;
}

QByteArray TableSql::keyMatch(const char* table, const char* source) const
{
    QByteArray match;
    for (std::size_t i = 0; i < m_binding->key.size(); ++i)
        match += (i > 0 ? " and " : "") + name(m_binding->key[i], table) + " = " + source + 'k' + QByteArray::number(i);
    return match;
}

QByteArray TableSql::andFilter() const
{
    return m_binding->filter.isEmpty() ? QByteArray() : " and (" + m_binding->filter.toUtf8() + ')';
}

QByteArray TableSql::bound(const Key& key, const char* comparison) const
{
    QByteArray columns;
    QByteArray values;
    for (std::size_t i = 0; i < m_binding->key.size(); ++i) {
        const int index = m_binding->key[i];
        columns += (i > 0 ? ", " : "") + orderTerm(index, name(index));
        const QByteArray literal = quoteLiteral(key.values[i].text()) + "::" + column(index).castType;
        values += (i > 0 ? ", " : "") + orderTerm(index, literal);
    }
    return '(' + columns + ") " + comparison + " (" + values + ')';
}

QByteArray TableSql::where(const KeyRange& range) const
{
    QByteArray text = " where true";
    if (range.after)
        text += " and " + bound(*range.after, ">");
    if (range.upTo)
        text += " and " + bound(*range.upTo, "<=");
    return text + andFilter();
}

QByteArray TableSql::outText(int index, const QByteArray& expression) const
{
    QByteArray text = column(index).outText;
    return text.replace("%1", expression);
}

QByteArray TableSql::sourceColumn(int index) const
{
    const int key = keyPosition(index);
    return key >= 0 ? 'k' + QByteArray::number(key) : 'c' + QByteArray::number(index);
}

QByteArray TableSql::assignments(const QByteArray& guard) const
{
    QByteArray list;
    for (int i = 0; i < static_cast<int>(columnCount()); ++i) {
        const bool fixed = isKey(i) && column(i).plainEquality;
        if (!fixed && !m_binding->columns[static_cast<std::size_t>(i)].generated && !column(i).identityAlways)
            list += (list.isEmpty() ? name(i) + " = " + (guard.isEmpty() ? "s." : "case when " + guard + " then s.") +
                                          sourceColumn(i) + (guard.isEmpty() ? "" : " end")
                                    : ", " + name(i) + " = s." + sourceColumn(i));
    }
    return list;
}

QByteArray TableSql::sameCondition() const
{
    QByteArray condition = "true";
    for (int i = 0; i < static_cast<int>(columnCount()); ++i) {
        if (!m_binding->columns[static_cast<std::size_t>(i)].compared)
            continue;
        const QByteArray stored = name(i, "t.");
        const QByteArray sent = "s." + sourceColumn(i);
        if (column(i).plainEquality && isKey(i))
            continue;
        if (column(i).plainEquality)
            condition += " and " + stored + " is not distinct from " + sent;
        else
            condition += " and " + outText(i, stored) + " is not distinct from " + outText(i, sent);
    }
    return condition;
}

std::vector<Family> TableSql::families() const
{
    std::vector<Family> families;
    for (const ColumnBinding& column : m_binding->columns)
        families.push_back(column.family);
    return families;
}

Row TableSql::readRow(const PgResult& result, int row, int firstColumn) const
{
    std::vector<Value> values;
    values.reserve(columnCount());
    for (int i = 0; i < static_cast<int>(columnCount()); ++i) {
        if (result.isNull(row, firstColumn + i))
            values.emplace_back();
        else
            values.emplace_back(result.bytes(row, firstColumn + i),
                                m_binding->columns[static_cast<std::size_t>(i)].family);
    }
    return values;
}

Key TableSql::readKey(const PgResult& result, int row, int firstColumn) const
{
    Key key;
    for (std::size_t i = 0; i < m_binding->key.size(); ++i) {
        const Family family = m_binding->columns[static_cast<std::size_t>(m_binding->key[i])].family;
        key.values.emplace_back(result.bytes(row, firstColumn + static_cast<int>(i)), family);
    }
    return key;
}

} // namespace keel::pg
