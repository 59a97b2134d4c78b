// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgcolumns.h"

#include "sync/store/sql/postgresql/journalsql.h"
#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/rowsource.h"

#include <QHash>

#include <algorithm>

namespace keel::pg {

QByteArray changedExpression(const TableSql& sql)
{
    QByteArray names;
    for (int i = 0; i < static_cast<int>(sql.columnCount()); ++i) {
        if (sql.isKey(i))
            continue;
        // By their texts: not every type can be compared.
        const QByteArray before = sql.outText(i, sql.name(i, "old."));
        const QByteArray after = sql.outText(i, sql.name(i, "new."));
        const QString& name = sql.binding().columns[static_cast<std::size_t>(i)].name;
        names += (names.isEmpty() ? "" : ", ") + QByteArrayLiteral("case when (") + before +
                 ") collate \"C\" is distinct from (" + after + ") collate \"C\" then " + quoteLiteral(name.toUtf8()) +
                 " end";
    }
    return "case when (" + sql.keyList("old.") + ") is distinct from (" + sql.keyList("new.") +
           ") then null else array_remove(array[" + names + "]::text[], null) end";
}

Result<std::vector<ColumnsChanged>> columnsChanged(const JournalPart& part, std::span<const Key> keys)
{
    const TableBinding& table = part.sql.binding();
    RowSource source = keySource(part.sql, keys);
    QByteArray texts;
    for (std::size_t k = 0; k < table.key.size(); ++k)
        texts += (k > 0 ? ", " : "") + part.sql.outText(table.key[k], "s.k" + QByteArray::number(k));
    source.parameters.emplace_back(part.peer.value.toUtf8());
    const QByteArray peer = '$' + QByteArray::number(source.parameters.size());
    auto found = part.connection.execute(
        "select " + entryColumns() + ", coalesce(" + peer + "::text in (c.origin, c.via), false), c.changed" +
            " from evenkeel.change_log c where " + notDone(part.cursor) +
            " and c.table_id = " + QByteArray::number(part.table) + " and c.key in (select array[" + texts + "] from " +
            source.from + ") order by c.seq",
        source.parameters);
    if (!found)
        return fail(found.error());
    QHash<Key, std::size_t> places;
    for (std::size_t i = 0; i < keys.size(); ++i)
        places.insert(keys[i], i);
    std::vector<ColumnsChanged> changed(keys.size());
    std::vector<bool> unknown(keys.size(), false);
    const int names = PQnfields(found->native()) - 1;
    for (int r = 0; r < found->rows(); ++r) {
        const auto entry = readEntry(*found, r, table, part.peer);
        const auto place = entry ? places.constFind(entry->key) : places.constEnd();
        if (place == places.constEnd())
            continue;
        if (found->flag(r, names - 1)) { // the peer's version came over what had changed here
            changed[*place].reset();
            unknown[*place] = false;
            continue;
        }
        if (entry->operation != Operation::Update || found->isNull(r, names)) {
            unknown[*place] = true;
            continue;
        }
        auto& columns = changed[*place];
        if (!columns)
            columns.emplace();
        for (const auto& name : arrayElements(found->view(r, names))) {
            const auto column =
                std::ranges::find(table.columns, QString::fromUtf8(name.value_or("")), &ColumnBinding::name);
            const int index = static_cast<int>(column - table.columns.begin());
            if (column != table.columns.end() && std::ranges::find(*columns, index) == columns->end())
                columns->push_back(index);
        }
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (unknown[i])
            changed[i].reset();
        else if (changed[i])
            std::ranges::sort(*changed[i]);
    }
    return changed;
}

Value columnNames(const TableBinding& table, const ColumnsChanged& columns)
{
    if (!columns)
        return {};
    ArrayText names;
    for (const int column : *columns)
        names.add(QByteArrayView(table.columns[static_cast<std::size_t>(column)].name.toUtf8()));
    return {names.take(), Family::Text};
}

} // namespace keel::pg
