// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitetable.h"

namespace keel {

namespace {

QString placeholders(std::size_t count)
{
    QStringList marks;
    for (std::size_t i = 0; i < count; ++i)
        marks.append(QStringLiteral("?"));
    return marks.join(QStringLiteral(", "));
}

} // namespace

const ColumnBinding& SqliteTable::keyColumn(std::size_t part) const
{
    return m_binding.columns[static_cast<std::size_t>(m_binding.key[part])];
}

QString SqliteTable::columnList() const
{
    QStringList names;
    for (const ColumnBinding& column : m_binding.columns)
        names.append(sqliteName(column.name));
    return names.join(QStringLiteral(", "));
}

QString SqliteTable::keyCondition() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_binding.key.size(); ++i)
        parts.append(sqliteName(keyColumn(i).name) + QStringLiteral(" IS ?"));
    return parts.join(QStringLiteral(" AND "));
}

QString SqliteTable::orderedColumn(std::size_t part) const
{
    const ColumnBinding& column = keyColumn(part);
    const Affinity affinity = affinityOf(column.type);
    const bool mayBeText = affinity == Affinity::Text || affinity == Affinity::None;
    return sqliteName(column.name) + (mayBeText ? QStringLiteral(" COLLATE BINARY") : QString());
}

QString SqliteTable::keyTuple() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_binding.key.size(); ++i)
        parts.append(orderedColumn(i));
    return parts.size() == 1 ? parts.front() : QStringLiteral("(%1)").arg(parts.join(QStringLiteral(", ")));
}

QString SqliteTable::keyOrder() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_binding.key.size(); ++i)
        parts.append(orderedColumn(i));
    return QStringLiteral(" ORDER BY ") + parts.join(QStringLiteral(", "));
}

QString SqliteTable::rangeCondition(const KeyRange& range) const
{
    QStringList parts;
    const QString bound = QStringLiteral("(%1)").arg(placeholders(m_binding.key.size()));
    if (range.after)
        parts.append(keyTuple() + QStringLiteral(" > ") + bound);
    if (range.upTo)
        parts.append(keyTuple() + QStringLiteral(" <= ") + bound);
    if (!m_binding.filter.isEmpty())
        parts.append(QLatin1Char('(') + m_binding.filter + QLatin1Char(')'));
    return parts.isEmpty() ? QString() : QStringLiteral(" WHERE ") + parts.join(QStringLiteral(" AND "));
}

void SqliteTable::addRange(SqliteStatement& statement, const KeyRange& range) const
{
    for (const auto& bound : {range.after, range.upTo}) {
        for (std::size_t i = 0; bound && i < bound->values.size(); ++i)
            statement.add(keyCells(bound->values[i], keyColumn(i)).front());
    }
}

Row SqliteTable::row(const SqliteStatement& statement) const
{
    Row row;
    row.reserve(m_binding.columns.size());
    for (std::size_t i = 0; i < m_binding.columns.size(); ++i)
        row.push_back(toValue(statement.cell(static_cast<int>(i)), m_binding.columns[i].family));
    return row;
}

Result<bool> SqliteTable::locate(SqliteStatement& select, const Key& key, std::vector<SqliteCell>& cells) const
{
    const std::size_t parts = key.values.size();
    std::vector<std::vector<SqliteCell>> ways;
    for (std::size_t i = 0; i < parts; ++i)
        ways.push_back(keyCells(key.values[i], keyColumn(i)));
    std::vector<std::size_t> way(parts, 0);
    for (;;) {
        cells.clear();
        for (std::size_t i = 0; i < parts; ++i)
            cells.push_back(ways[i][way[i]]);
        select.rewind();
        for (const SqliteCell& cell : cells)
            select.add(cell);
        auto found = select.step();
        if (!found || *found)
            return found;
        std::size_t digit = 0;
        while (digit < parts && ++way[digit] == ways[digit].size())
            way[digit++] = 0;
        if (digit == parts)
            break;
    }
    for (std::size_t i = 0; i < parts; ++i)
        cells[i] = ways[i].front();
    return false;
}

Result<std::optional<Row>> SqliteTable::find(const Key& key, Filter filter)
{
    QString sql = QStringLiteral("SELECT ") + columnList() + QStringLiteral(" FROM ") + name() +
                  QStringLiteral(" WHERE ") + keyCondition();
    if (filter == Filter::Apply && !m_binding.filter.isEmpty())
        sql += QStringLiteral(" AND (") + m_binding.filter + QLatin1Char(')');
    auto select = m_connection.prepare(sql);
    if (!select)
        return fail(std::move(select).error());
    std::vector<SqliteCell> cells;
    auto found = locate(*select, key, cells);
    if (!found)
        return fail(std::move(found).error());
    if (!*found)
        return std::nullopt;
    Row stored = row(*select);
    // Under NOCASE the row of "A" answers for "a": that is another key.
    if (!(m_binding.keyOf(stored) == key))
        return std::nullopt;
    return stored;
}

Result<std::vector<SqliteCell>> SqliteTable::storedKey(const Key& key)
{
    auto select =
        m_connection.prepare(QStringLiteral("SELECT 1 FROM ") + name() + QStringLiteral(" WHERE ") + keyCondition());
    if (!select)
        return fail(std::move(select).error());
    std::vector<SqliteCell> cells;
    auto found = locate(*select, key, cells);
    if (!found)
        return fail(std::move(found).error());
    return cells;
}

QString SqliteTable::journalKey() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_binding.key.size(); ++i)
        parts.append(QStringLiteral("CAST(? AS TEXT)"));
    return QStringLiteral("json_array(%1)").arg(parts.join(QStringLiteral(", ")));
}

void SqliteTable::addJournalKey(SqliteStatement& statement, const Key& key) const
{
    for (std::size_t i = 0; i < key.values.size(); ++i)
        statement.add(toJournal(key.values[i], keyColumn(i)));
}

Key SqliteTable::keyFromJournal(const QString& json) const
{
    Key key = keyFromJson(json);
    for (std::size_t i = 0; i < key.values.size() && i < m_binding.key.size(); ++i) {
        if (!key.values[i].isNull())
            key.values[i] = fromJournal(key.values[i].text(), keyColumn(i));
    }
    return key;
}

} // namespace keel
