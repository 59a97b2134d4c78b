// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/rowwriter.h"

#include "sync/store/sql/postgresql/pgtext.h"

#include <cstring>

namespace keel::pg {

namespace {

/// Two texts of a double are the same value when they read back to the same double: engines write them differently.
bool sameValue(const Value& sent, const Value& stored, Family family)
{
    if (sent == stored)
        return true;
    if (family != Family::Float || sent.isNull() || stored.isNull())
        return false;
    bool sentOk = false;
    bool storedOk = false;
    const double l = sent.text().toDouble(&sentOk);
    const double r = stored.text().toDouble(&storedOk);
    return sentOk && storedOk && std::memcmp(&l, &r, sizeof l) == 0;
}

} // namespace

int firstDifference(const TableBinding& table, const Row& sent, const Row& stored)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ColumnBinding& column = table.columns[i];
        if (column.compared && !column.generated && !sameValue(sent[i], stored[i], column.family))
            return static_cast<int>(i);
    }
    return -1;
}

RowWriter::RowWriter(PgConnection& connection, const TableSql& sql, std::span<const Write> writes, StagedRows staged)
    : m_connection(connection), m_sql(sql), m_writes(writes), m_staged(std::move(staged))
{
    for (std::size_t i = 0; i < writes.size(); ++i) {
        const Write& write = writes[i];
        if (!m_staged.table.isEmpty())
            m_indexOfOrd.insert(m_staged.ords[i], i);
        if (!write.change->row) {
            if (write.presence == Presence::Differs)
                m_deletes.push_back(i);
        } else if (write.presence == Presence::Absent) {
            m_inserts.push_back(i);
        } else if (write.presence == Presence::Differs) {
            m_updates.push_back(i);
        }
    }
}

Result<WriteOutcome> RowWriter::makeRoomFirst()
{
    WriteOutcome outcome;
    KEEL_TRY(removeRows());
    KEEL_TRY(updateRows(outcome));
    KEEL_TRY(insertRows(outcome));
    return outcome;
}

Result<WriteOutcome> RowWriter::parentsFirst()
{
    WriteOutcome outcome;
    KEEL_TRY(insertRows(outcome));
    KEEL_TRY(updateRows(outcome));
    KEEL_TRY(removeRows());
    return outcome;
}

RowSource RowWriter::sourceOf(const Indexes& indexes) const
{
    if (m_staged.table.isEmpty()) {
        std::vector<const Change*> changes;
        for (const std::size_t i : indexes)
            changes.push_back(m_writes[i].change);
        return arraySource(m_sql, changes);
    }
    ArrayText ords;
    for (const std::size_t i : indexes)
        ords.add(qint64(m_staged.ords[i]));
    return {m_staged.table + " s", " and s.ord = any($1::int4[])", {ords.take()}};
}

std::size_t RowWriter::indexOf(const Indexes& indexes, qint64 ord) const
{
    return m_staged.table.isEmpty() ? indexes[static_cast<std::size_t>(ord)] : m_indexOfOrd[static_cast<int>(ord)];
}

Error RowWriter::suppressed(const char* what) const
{
    return {.kind = ErrorClass::Row,
            .code = ErrorCode::RefusedByTrigger,
            .detail = QStringLiteral("a trigger of the table, or a policy, left out the %1 without an error")
                          .arg(QLatin1StringView(what)),
            .place = m_sql.binding().name.value};
}

const QString& RowWriter::beforeTriggers()
{
    if (m_beforeTriggers)
        return *m_beforeTriggers;
    m_beforeTriggers.emplace();
    // tgtype: 1 is per row, 2 is before, 4 insert, 16 update (pg_trigger.h).
    const auto names = m_connection.execute("select string_agg(distinct tgname, ', ') from pg_trigger where not"
                                            " tgisinternal and tgenabled <> 'D' and (tgtype & 3) = 3 and"
                                            " (tgtype & 20) <> 0 and tgrelid in (select relid::oid from"
                                            " pg_partition_tree($1::oid) union select $1::oid)",
                                            {QByteArray::number(m_sql.facts().oid)});
    if (names && !names->isNull(0, 0))
        *m_beforeTriggers = QStringLiteral(" (runs before: trigger %1)").arg(names->text(0, 0));
    return *m_beforeTriggers;
}

void RowWriter::checkStored(WriteOutcome& outcome, std::size_t index, const Row& stored)
{
    const Row& sent = *m_writes[index].change->row;
    const int column = firstDifference(m_sql.binding(), sent, stored);
    if (column < 0)
        return;
    const auto at = static_cast<std::size_t>(column);
    const QString name = m_sql.binding().columns[at].name;
    const auto told = [](const Value& v) {
        return v.isNull() ? QStringLiteral("null") : u'\'' + QString::fromUtf8(v.text().left(80)) + u'\'';
    };
    outcome.storedDiffers.emplace_back(index,
                                       Error{.kind = ErrorClass::Schema,
                                             .code = ErrorCode::StoredDiffers,
                                             .detail = QStringLiteral("column %1 was sent as %2 and stored as %3")
                                                           .arg(name, told(sent[at]), told(stored[at])) +
                                                       beforeTriggers(),
                                             .place = m_sql.binding().name.value,
                                             .constraint = name});
}

Result<void> RowWriter::removeRows()
{
    if (m_deletes.empty())
        return {};
    std::vector<Key> keys;
    for (const std::size_t i : m_deletes)
        keys.push_back(m_writes[i].change->entry.key);
    const RowSource source = keySource(m_sql, keys);
    auto gone = m_connection.execute("delete from " + m_sql.table() + " t using " + source.from + " where " +
                                         m_sql.keyMatch("t.", "s."),
                                     source.parameters);
    if (!gone)
        return fail(gone.error());
    if (gone->affected() == qint64(keys.size()))
        return {};
    // A cascade may have been there first; a row that still stands was kept by a trigger.
    auto left = m_connection.execute("select exists (select from " + m_sql.table() + " t join " + source.from + " on " +
                                         m_sql.keyMatch("t.", "s.") + ')',
                                     source.parameters);
    if (!left)
        return fail(left.error());
    if (left->flag(0, 0))
        return fail(suppressed("delete"));
    return {};
}

Result<void> RowWriter::updateRows(WriteOutcome& outcome)
{
    const QByteArray assignments = m_sql.assignments();
    if (m_updates.empty() || assignments.isEmpty())
        return {};
    const RowSource source = sourceOf(m_updates);
    QByteArray sql = "update " + m_sql.table() + " t set " + assignments + " from " + source.from + " where " +
                     m_sql.keyMatch("t.", "s.") + source.where;
    if (m_sql.binding().verifyStored)
        sql += " returning s.ord, " + m_sql.columnList("t.");
    auto written = m_connection.execute(sql, source.parameters);
    if (!written)
        return fail(written.error());
    if (written->affected() != qint64(m_updates.size()))
        return fail(suppressed("update"));
    for (int r = 0; m_sql.binding().verifyStored && r < written->rows(); ++r)
        checkStored(outcome, indexOf(m_updates, written->number(r, 0)), m_sql.readRow(*written, r, 1));
    return {};
}

QByteArray RowWriter::insertFrom(const RowSource& source) const
{
    QByteArray columns;
    QByteArray values;
    for (int i = 0; i < static_cast<int>(m_sql.columnCount()); ++i) {
        if (m_sql.binding().columns[static_cast<std::size_t>(i)].generated)
            continue;
        columns += (columns.isEmpty() ? "" : ", ") + m_sql.name(i);
        values += (values.isEmpty() ? "s." : ", s.") + m_sql.sourceColumn(i);
    }
    return "insert into " + m_sql.table() + " as t (" + columns + ") overriding system value select " + values +
           " from " + source.from + " where true" + source.where + " on conflict (" + m_sql.keyList() + ") do nothing";
}

Result<void> RowWriter::insertRows(WriteOutcome& outcome)
{
    if (m_inserts.empty())
        return {};
    const RowSource source = sourceOf(m_inserts);
    const QByteArray insert = insertFrom(source);
    if (m_precise || m_sql.binding().verifyStored)
        return insertPrecisely(outcome, insert, source);
    auto written = m_connection.execute(insert, source.parameters);
    if (!written)
        return fail(written.error());
    m_countsDiffer = written->affected() != qint64(m_inserts.size());
    if (m_countsDiffer)
        return fail({.kind = ErrorClass::Row, .code = ErrorCode::Internal, .detail = QStringLiteral("rows appeared")});
    return {};
}

Result<void> RowWriter::insertPrecisely(WriteOutcome& outcome, const QByteArray& insert, const RowSource& source)
{
    // A key column's name may be anything: the inserted row goes by position.
    QByteArray names;
    QByteArray match = "true";
    for (int i = 0; i < static_cast<int>(m_sql.columnCount()); ++i) {
        names += (i > 0 ? ", v" : "v") + QByteArray::number(i);
        if (m_sql.isKey(i))
            match += " and w.v" + QByteArray::number(i) + " = s." + m_sql.sourceColumn(i);
    }
    auto written = m_connection.execute("with w(" + names + ") as (" + insert + " returning " + m_sql.columnList("t.") +
                                            ") select s.ord, w.v" + QByteArray::number(m_sql.binding().key.front()) +
                                            " is null, w.* from " + source.from + " left join w on " + match +
                                            " where true" + source.where,
                                        source.parameters);
    if (!written)
        return fail(written.error());
    std::vector<Key> absent;
    for (int r = 0; r < written->rows(); ++r) {
        const std::size_t index = indexOf(m_inserts, written->number(r, 0));
        if (written->flag(r, 1)) {
            outcome.appeared.push_back(index);
            absent.push_back(m_sql.binding().keyOf(*m_writes[index].change->row));
        } else if (m_sql.binding().verifyStored) {
            checkStored(outcome, index, m_sql.readRow(*written, r, 2));
        }
    }
    if (absent.empty())
        return {};
    // What did not go in must be there; else a trigger swallowed it, and asking again would never end.
    const RowSource keys = keySource(m_sql, absent);
    auto there = m_connection.execute("select count(*) from " + m_sql.table() + " t join " + keys.from + " on " +
                                          m_sql.keyMatch("t.", "s."),
                                      keys.parameters);
    if (!there)
        return fail(there.error());
    if (there->number(0, 0) < qint64(absent.size()))
        return fail(suppressed("insert"));
    return {};
}

} // namespace keel::pg
