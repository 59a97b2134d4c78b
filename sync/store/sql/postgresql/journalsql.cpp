// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/journalsql.h"

namespace keel::pg {

namespace {

QByteArray notSeenBy(const TxSnapshot& snapshot)
{
    QByteArray condition = "c.xid >= '" + QByteArray::number(snapshot.xmax) + "'::xid8";
    if (snapshot.xip.empty())
        return condition;
    QByteArray open;
    for (const quint64 xid : snapshot.xip)
        open += (open.isEmpty() ? "" : ",") + QByteArray::number(xid);
    return '(' + condition + " or c.xid = any('{" + open + "}'::xid8[]))";
}

Operation operationOf(QByteArrayView letter)
{
    if (letter == "I")
        return Operation::Insert;
    if (letter == "D")
        return Operation::Delete;
    return letter == "T" ? Operation::Truncate : Operation::Update;
}

} // namespace

QByteArray notDone(const SnapshotCursor& cursor)
{
    QByteArray condition = notSeenBy(cursor.base());
    for (const SnapshotCursor::Pair& pair : cursor.pairs())
        condition += " and (c.seq > " + QByteArray::number(pair.sequence) + " or " + notSeenBy(pair.snapshot) + ')';
    return condition;
}

const QByteArray& entryColumns()
{
    static const QByteArray columns =
        // Not extract(), which counts in numeric; a double holds microseconds until the year 2255.
        "c.table_id, c.seq, c.operation, c.key, c.origin, c.via, (date_part('epoch', c.born) * 1000000)::int8";
    return columns;
}

std::optional<JournalEntry> readEntry(const PgResult& result, int row, const TableBinding& binding, const NodeId& own)
{
    JournalEntry entry;
    entry.table = binding.index;
    entry.sequence = result.number(row, 1);
    entry.operation = operationOf(result.view(row, 2));
    entry.origin = result.isNull(row, 4) ? own : NodeId(result.text(row, 4));
    entry.via = result.isNull(row, 5) ? own : NodeId(result.text(row, 5));
    entry.born = TimeUs(std::chrono::microseconds(result.number(row, 6)));
    if (entry.operation == Operation::Truncate)
        return entry;
    const auto elements = arrayElements(result.view(row, 3));
    if (elements.size() != binding.key.size())
        return std::nullopt;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const Family family = binding.columns[static_cast<std::size_t>(binding.key[i])].family;
        entry.key.values.push_back(elements[i] ? Value(*elements[i], family) : Value());
    }
    return entry;
}

std::vector<std::optional<QByteArray>> arrayElements(QByteArrayView text)
{
    std::vector<std::optional<QByteArray>> elements;
    if (text.size() <= 2)
        return elements;
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    QByteArray element;
    bool quoted = false;
    bool wasQuoted = false;
    const auto finish = [&] {
        elements.push_back(!wasQuoted && element == "NULL" ? std::nullopt : std::optional(element));
        element.clear();
        wasQuoted = false;
    };
    for (qsizetype i = 0; i < inner.size(); ++i) {
        const char c = inner[i];
        if (c == '\\' && i + 1 < inner.size()) {
            element += inner[++i];
        } else if (c == '"') {
            quoted = !quoted;
            wasQuoted = true;
        } else if (c == ',' && !quoted) {
            finish();
        } else {
            element += c;
        }
    }
    finish();
    return elements;
}

Result<SnapshotCursor> readCursor(const Cursor& cursor)
{
    if (auto read = SnapshotCursor::fromText(cursor.text))
        return *read;
    return fail(
        {.kind = ErrorClass::Bug,
         .code = ErrorCode::Internal,
         .detail = QStringLiteral("not a cursor of a PostgreSQL journal: %1").arg(QString::fromUtf8(cursor.text)),
         .mend = {}});
}

} // namespace keel::pg
