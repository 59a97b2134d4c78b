// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitejournal.h"

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

} // namespace keel
