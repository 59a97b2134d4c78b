// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitejournal.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <set>

namespace keel {

namespace {

Operation operationOf(const QByteArray& text)
{
    if (text == "I")
        return Operation::Insert;
    return text == "D" ? Operation::Delete : Operation::Update;
}

} // namespace

qint64 sequenceOf(const Cursor& cursor)
{
    return cursor.text.toLongLong();
}

Cursor cursorAt(qint64 sequence)
{
    return {QByteArray::number(sequence)};
}

Result<qint64> lastSequence(SqliteConnection& connection)
{
    // sqlite_sequence exists from the first AUTOINCREMENT table on, and also knows numbers whose entries are purged.
    auto exists = connection.hasTable(QLatin1StringView(sqlitenames::changeLog));
    if (!exists)
        return fail(std::move(exists).error());
    if (!*exists)
        return 0;
    auto last = connection.number(QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = 'evenkeel_change_log'"));
    if (!last)
        return fail(std::move(last).error());
    return last->value_or(0);
}

Result<NodeId> ownNode(SqliteConnection& connection)
{
    auto exists = connection.hasTable(QLatin1StringView(sqlitenames::identity));
    if (!exists)
        return fail(std::move(exists).error());
    if (!*exists)
        return NodeId();
    auto select = connection.prepare(QStringLiteral("SELECT uuid FROM evenkeel_identity LIMIT 1"));
    if (!select)
        return fail(std::move(select).error());
    auto found = select->step();
    if (!found)
        return fail(std::move(found).error());
    return *found ? NodeId(select->string(0)) : NodeId();
}

QLatin1StringView operationText(Operation operation)
{
    switch (operation) {
    case Operation::Insert:
        return QLatin1StringView("I");
    case Operation::Delete:
        return QLatin1StringView("D");
    default:
        return QLatin1StringView("U");
    }
}

QString entryColumns()
{
    return QStringLiteral("c.seq, c.op, c.\"key\", c.origin, c.via, c.born");
}

JournalEntry readEntry(const SqliteStatement& statement, int tableIndex, const SqliteTable& table, const NodeId& own)
{
    JournalEntry entry;
    entry.table = tableIndex;
    entry.sequence = statement.number(0);
    entry.operation = operationOf(statement.text(1));
    entry.key = table.keyFromJournal(statement.string(2));
    entry.origin = statement.isNull(3) ? own : NodeId(statement.string(3));
    entry.via = statement.isNull(4) ? own : NodeId(statement.string(4));
    entry.born = TimeUs(std::chrono::microseconds(statement.number(5)));
    return entry;
}

Result<std::vector<ColumnsChanged>> changedColumns(SqliteConnection& connection, const TableBinding& table, qint64 done,
                                                   std::span<const Key> keys, const NodeId& peer)
{
    std::vector<ColumnsChanged> changed(keys.size());
    const SqliteTable access(connection, table);
    auto select = connection.prepare(
        QStringLiteral("SELECT c.op, c.changed, c.origin IS ? OR c.via IS ? FROM evenkeel_change_log c"
                       " WHERE c.tbl = ? AND c.\"key\" = %1 AND c.seq > ? ORDER BY c.seq")
            .arg(access.journalKey()));
    if (!select)
        return fail(std::move(select).error());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        select->rewind();
        select->add(peer.value).add(peer.value).add(table.name.value);
        access.addJournalKey(*select, keys[i]);
        select->add(done);
        bool known = true;
        std::set<int> columns;
        bool any = false;
        for (;;) {
            auto more = select->step();
            if (!more)
                return fail(std::move(more).error());
            if (!*more)
                break;
            const bool brought = select->number(2) != 0;
            any = !brought;
            if (brought) { // the peer's version came over what had changed here
                known = true;
                columns.clear();
                continue;
            }
            known = known && operationOf(select->text(0)) == Operation::Update && !select->isNull(1);
            const QJsonArray names = QJsonDocument::fromJson(select->text(1)).array();
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                if (names.contains(table.columns[c].name))
                    columns.insert(static_cast<int>(c));
            }
        }
        if (any && known)
            changed[i].emplace(columns.begin(), columns.end());
    }
    return changed;
}

QString columnNamesJson(const TableBinding& table, const std::vector<int>& columns)
{
    QJsonArray names;
    for (const int column : columns)
        names.append(table.columns[static_cast<std::size_t>(column)].name);
    return QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact));
}

} // namespace keel
