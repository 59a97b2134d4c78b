// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitetarget.h"

#include <QSet>

namespace keel {

namespace {

QString directionText(Direction direction)
{
    return direction == Direction::Forward ? QStringLiteral("forward") : QStringLiteral("reverse");
}

bool isKey(const TableBinding& table, std::size_t column)
{
    return std::ranges::find(table.key, static_cast<int>(column)) != table.key.end();
}

QString insertSql(const TableBinding& table)
{
    QStringList names;
    QStringList marks;
    for (const ColumnBinding& column : table.columns) {
        if (column.generated)
            continue;
        names.append(sqliteName(column.name));
        marks.append(QStringLiteral("?"));
    }
    // OR ABORT: an ON CONFLICT clause of the table itself must not replace or skip rows.
    return QStringLiteral("INSERT OR ABORT INTO %1 (%2) VALUES (%3)")
        .arg(sqliteName(table.name.value), names.join(QStringLiteral(", ")), marks.join(QStringLiteral(", ")));
}

bool isSet(const TableBinding& table, std::size_t column)
{
    return !table.columns[column].generated && !isKey(table, column);
}

/// Values for a parked row that collide with nothing.
QString parkedValue(const ColumnBinding& column)
{
    if (column.nullable)
        return QStringLiteral("NULL");
    const Affinity affinity = affinityOf(column.type);
    if (affinity == Affinity::Text || affinity == Affinity::None)
        return QStringLiteral("'evenkeel-parked-' || hex(randomblob(16))");
    return QStringLiteral("random()");
}

} // namespace

Result<std::unique_ptr<TargetTransaction>> SqliteTarget::begin(SqliteConnection& connection)
{
    KEEL_TRY(connection.execute(QStringLiteral("BEGIN IMMEDIATE")));
    std::unique_ptr<SqliteTarget> target(new SqliteTarget(connection));
    KEEL_TRY(target->prepareMute());
    return target;
}

Result<void> SqliteTarget::prepareMute()
{
    auto exists = m_connection.hasTable(QLatin1StringView(sqlitenames::changeLog));
    if (!exists)
        return fail(std::move(exists).error());
    m_hasJournal = *exists;
    auto last = lastSequence(m_connection);
    if (!last)
        return fail(std::move(last).error());
    m_base = *last;
    auto own = ownNode(m_connection);
    if (!own)
        return fail(std::move(own).error());
    m_own = *std::move(own);
    return {};
}

SqliteTarget::~SqliteTarget()
{
    if (m_connection.inTransaction())
        static_cast<void>(m_connection.execute(QStringLiteral("ROLLBACK")));
}

template <class Work, class Keep>
auto SqliteTarget::guarded(Work work, Keep keep) -> decltype(work())
{
    KEEL_TRY(m_connection.execute(QStringLiteral("SAVEPOINT evenkeel")));
    auto result = work();
    const bool undo = !result || !keep(result);
    if (!m_connection.inTransaction())
        return fail(lost(result ? Error() : std::move(result).error()));
    if (undo)
        KEEL_TRY(m_connection.execute(QStringLiteral("ROLLBACK TO evenkeel")));
    KEEL_TRY(m_connection.execute(QStringLiteral("RELEASE evenkeel")));
    return result;
}

Error SqliteTarget::lost(Error error) const
{
    if (error.isTransient())
        return error;
    error.kind = ErrorClass::Schema;
    error.code = ErrorCode::RefusedByTrigger;
    error.mend = QStringLiteral("let the trigger RAISE(ABORT) instead of RAISE(ROLLBACK)");
    return error;
}

Result<std::vector<Presence>> SqliteTarget::lock(const TableBinding& table, std::span<const Change* const> changes)
{
    SqliteTable access(m_connection, table);
    std::vector<Presence> result;
    for (const Change* change : changes) {
        auto row = access.find(change->entry.key, SqliteTable::Filter::Ignore);
        if (!row)
            return fail(std::move(row).error());
        const bool equal = *row && change->row && sameRow(table, **row, *change->row);
        result.push_back(!*row ? Presence::Absent : equal ? Presence::Equal : Presence::Differs);
    }
    return result;
}

Result<std::vector<JournalEntry>> SqliteTarget::unsent(const TableBinding& table, const Cursor& done,
                                                       std::span<const Change* const> changes)
{
    std::vector<JournalEntry> entries;
    if (!m_hasJournal)
        return entries;
    const SqliteTable access(m_connection, table);
    auto select = m_connection.prepare(
        QStringLiteral("SELECT %1 FROM evenkeel_change_log c WHERE c.tbl = ? AND c.\"key\" = %2 AND c.seq > ? "
                       "AND c.seq <= ? ORDER BY c.seq DESC LIMIT 1")
            .arg(entryColumns(), access.journalKey()));
    if (!select)
        return fail(std::move(select).error());
    for (const Change* change : changes) {
        select->rewind();
        select->add(table.name.value);
        access.addJournalKey(*select, change->entry.key);
        select->add(sequenceOf(done));
        // What a user's trigger wrote since the transaction began follows from the incoming rows: no rival of theirs.
        select->add(m_base);
        auto found = select->step();
        if (!found)
            return fail(std::move(found).error());
        if (!*found)
            continue;
        entries.push_back(readEntry(*select, table.index, access, m_own));
        entries.back().key = change->entry.key;
    }
    return entries;
}

Result<std::vector<ColumnsChanged>> SqliteTarget::columnsChanged(const TableBinding& table, const Cursor& done,
                                                                 std::span<const Key> keys, const NodeId& peer)
{
    return m_hasJournal ? changedColumns(m_connection, table, sequenceOf(done), keys, peer)
                        : std::vector<ColumnsChanged>(keys.size());
}

Result<std::vector<std::optional<Row>>> SqliteTarget::rows(const TableBinding& table, std::span<const Key> keys)
{
    SqliteTable access(m_connection, table);
    std::vector<std::optional<Row>> rows;
    for (const Key& key : keys) {
        auto row = access.find(key, SqliteTable::Filter::Ignore);
        if (!row)
            return fail(std::move(row).error());
        rows.push_back(*std::move(row));
    }
    return rows;
}

Result<WriteOutcome> SqliteTarget::write(const TableBinding& table, std::span<const Write> writes)
{
    auto result = guarded([&] { return writeAll(table, writes); },
                          [](const auto& outcome) { return outcome->storedDiffers.empty(); });
    if (result && !result->storedDiffers.empty())
        result->appeared.clear();
    return result;
}

Result<WriteOutcome> SqliteTarget::writeAll(const TableBinding& table, std::span<const Write> writes)
{
    WriteOutcome outcome;
    for (std::size_t i = 0; i < writes.size(); ++i) {
        const Change& change = *writes[i].change;
        auto written = writeOne(table, writes[i]);
        if (!written)
            return fail(std::move(written).error());
        if (*written == Written::Appeared) {
            outcome.appeared.push_back(i);
            continue;
        }
        KEEL_TRY(mute(table, change.entry.key));
        if (!table.verifyStored || !change.row)
            continue;
        auto differs = compareStored(table, change);
        if (!differs)
            return fail(std::move(differs).error());
        if (*differs)
            outcome.storedDiffers.emplace_back(i, **std::move(differs));
    }
    return outcome;
}

Result<SqliteTarget::Written> SqliteTarget::writeOne(const TableBinding& table, const Write& write)
{
    if (!write.change->row) {
        KEEL_TRY(remove(table, write.change->entry.key));
        return Written::Done;
    }
    return write.presence == Presence::Differs ? update(table, *write.change) : insert(table, *write.change);
}

Result<SqliteTarget::Written> SqliteTarget::insert(const TableBinding& table, const Change& change)
{
    auto statement = m_connection.prepare(insertSql(table));
    if (!statement)
        return fail(std::move(statement).error());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].generated)
            continue;
        auto cell = toCell((*change.row)[i], table.columns[i]);
        if (!cell)
            return fail(std::move(cell).error());
        statement->add(*cell);
    }
    auto done = statement->run();
    if (done)
        return Written::Done;
    // A refused insert leaves no trace, not even the triggers' entries: that is why it is not ON CONFLICT DO NOTHING.
    if (done.error().code == ErrorCode::UniqueViolation && m_connection.inTransaction()) {
        auto row = SqliteTable(m_connection, table).find(change.entry.key, SqliteTable::Filter::Ignore);
        if (!row)
            return fail(std::move(row).error());
        if (*row)
            return Written::Appeared;
    }
    return fail(std::move(done).error());
}

Result<SqliteTarget::Written> SqliteTarget::update(const TableBinding& table, const Change& change)
{
    SqliteTable access(m_connection, table);
    auto key = access.storedKey(change.entry.key);
    if (!key)
        return fail(std::move(key).error());
    QStringList sets;
    std::vector<SqliteCell> cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!isSet(table, i))
            continue;
        auto cell = toCell((*change.row)[i], table.columns[i]);
        if (!cell)
            return fail(std::move(cell).error());
        sets.append(sqliteName(table.columns[i].name) + QStringLiteral(" = ?"));
        cells.push_back(*std::move(cell));
    }
    if (sets.isEmpty())
        return Written::Done;
    auto statement =
        m_connection.prepare(QStringLiteral("UPDATE OR ABORT ") + access.name() + QStringLiteral(" SET ") +
                             sets.join(QStringLiteral(", ")) + QStringLiteral(" WHERE ") + access.keyCondition());
    if (!statement)
        return fail(std::move(statement).error());
    for (const SqliteCell& cell : cells)
        statement->add(cell);
    for (const SqliteCell& cell : *key)
        statement->add(cell);
    KEEL_TRY(statement->run());
    // Gone since lock(): a cascade of an earlier write of this transaction took it.
    return m_connection.changes() > 0 ? Result<Written>(Written::Done) : insert(table, change);
}

Result<void> SqliteTarget::remove(const TableBinding& table, const Key& key)
{
    SqliteTable access(m_connection, table);
    auto cells = access.storedKey(key);
    if (!cells)
        return fail(std::move(cells).error());
    auto statement = m_connection.prepare(QStringLiteral("DELETE FROM ") + access.name() + QStringLiteral(" WHERE ") +
                                          access.keyCondition());
    if (!statement)
        return fail(std::move(statement).error());
    for (const SqliteCell& cell : *cells)
        statement->add(cell);
    return statement->run();
}

Result<std::optional<Error>> SqliteTarget::compareStored(const TableBinding& table, const Change& change)
{
    Error error{.kind = ErrorClass::Schema,
                .code = ErrorCode::StoredDiffers,
                .place = table.configured.value,
                .mend = QStringLiteral("list the column under ignore, or change the trigger or the column's type")};
    auto stored = SqliteTable(m_connection, table).find(change.entry.key, SqliteTable::Filter::Ignore);
    if (!stored)
        return fail(std::move(stored).error());
    if (!*stored) {
        error.detail = QStringLiteral("the row was stored under another key, or not at all");
        return std::optional(error);
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ColumnBinding& column = table.columns[i];
        const Value& sent = (*change.row)[i];
        const Value& kept = (**stored)[i];
        if (!column.compared || sent == kept)
            continue;
        const auto shown = [](const Value& v) {
            return v.isNull() ? QStringLiteral("null")
                              : QLatin1Char('"') + QString::fromUtf8(v.text().left(80)) + QLatin1Char('"');
        };
        error.detail =
            QStringLiteral("column %1 was sent as %2 and stored as %3").arg(column.name, shown(sent), shown(kept));
        error.constraint = column.name;
        auto triggers = m_connection.prepare(
            QStringLiteral("SELECT group_concat(name, ', ') FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? "
                           "COLLATE NOCASE AND name NOT LIKE 'evenkeel\\_%' ESCAPE '\\'"));
        if (!triggers)
            return fail(std::move(triggers).error());
        triggers->add(table.name.value);
        auto row = triggers->step();
        if (!row)
            return fail(std::move(row).error());
        if (const QString names = *row ? triggers->string(0) : QString(); !names.isEmpty())
            error.detail += QStringLiteral(" (the table has trigger %1)").arg(names);
        return std::optional(error);
    }
    return std::nullopt;
}

Result<void> SqliteTarget::park(const TableBinding& table, std::span<const Key> keys)
{
    return guarded([&] { return parkAll(table, keys); }, [](const auto&) { return true; });
}

Result<void> SqliteTarget::parkAll(const TableBinding& table, std::span<const Key> keys)
{
    QSet<QString> unique;
    for (const UniqueKey& group : table.uniqueKeys)
        unique.unite(QSet<QString>(group.columns.begin(), group.columns.end()));
    QStringList sets;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ColumnBinding& column = table.columns[i];
        if (isSet(table, i) && unique.contains(column.name))
            sets.append(sqliteName(column.name) + QStringLiteral(" = ") + parkedValue(column));
    }
    if (sets.isEmpty())
        return {};
    SqliteTable access(m_connection, table);
    auto statement =
        m_connection.prepare(QStringLiteral("UPDATE OR ABORT ") + access.name() + QStringLiteral(" SET ") +
                             sets.join(QStringLiteral(", ")) + QStringLiteral(" WHERE ") + access.keyCondition());
    if (!statement)
        return fail(std::move(statement).error());
    for (const Key& key : keys) {
        auto cells = access.storedKey(key);
        if (!cells)
            return fail(std::move(cells).error());
        statement->rewind();
        for (const SqliteCell& cell : *cells)
            statement->add(cell);
        KEEL_TRY(statement->run());
        KEEL_TRY(mute(table, key));
    }
    return {};
}

Result<void> SqliteTarget::mute(const TableBinding& table, const Key& key)
{
    if (!m_hasJournal)
        return {};
    const SqliteTable access(m_connection, table);
    auto statement = m_connection.prepare(
        QStringLiteral("DELETE FROM evenkeel_change_log WHERE tbl = ? AND \"key\" = %1 AND seq > ? AND origin IS NULL")
            .arg(access.journalKey()));
    if (!statement)
        return fail(std::move(statement).error());
    statement->add(table.name.value);
    access.addJournalKey(*statement, key);
    return statement->add(m_base).run();
}

Result<void> SqliteTarget::journal(const TableBinding& table, std::span<const Change* const> changes, const NodeId& via)
{
    const SqliteTable access(m_connection, table);
    auto statement = m_connection.prepare(
        QStringLiteral("INSERT INTO evenkeel_change_log (born, tbl, op, \"key\", origin, via, who) "
                       "VALUES (?, ?, ?, %1, ?, ?, 'evenkeel')")
            .arg(access.journalKey()));
    if (!statement)
        return fail(std::move(statement).error());
    for (const Change* change : changes) {
        const Operation operation = change->row ? change->entry.operation : Operation::Delete;
        statement->rewind();
        statement->add(qint64(change->entry.born.time_since_epoch().count()))
            .add(table.name.value)
            .add(QString(operationText(operation)));
        access.addJournalKey(*statement, change->entry.key);
        statement->add(change->entry.origin.value).add(via.value);
        KEEL_TRY(statement->run());
        if (!change->entry.changed)
            continue;
        auto columns = m_connection.prepare(
            QStringLiteral("UPDATE evenkeel_change_log SET changed = ? WHERE seq = last_insert_rowid()"));
        if (!columns)
            return fail(std::move(columns).error());
        KEEL_TRY(columns->add(columnNamesJson(table, *change->entry.changed)).run());
    }
    return {};
}

Result<qint64> SqliteTarget::import(const TableBinding&, QByteArrayView)
{
    return fail({.kind = ErrorClass::Bug,
                 .code = ErrorCode::Internal,
                 .detail = QStringLiteral("SQLite has no bulk format: bulkFormat() is empty")});
}

Result<void> SqliteTarget::saveCheckpoint(const LinkName& link, Direction direction, const QString& lane,
                                          const Cursor& cursor)
{
    auto statement = m_connection.prepare(
        QStringLiteral("INSERT INTO evenkeel_checkpoint (link, direction, lane, cursor, saved_at) "
                       "VALUES (?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ')) ON CONFLICT (link, direction, lane) "
                       "DO UPDATE SET cursor = excluded.cursor, saved_at = excluded.saved_at"));
    if (!statement)
        return fail(std::move(statement).error());
    statement->add(link.value).add(directionText(direction)).add(lane).add(SqliteCell(cursor.text));
    return statement->run();
}

Result<void> SqliteTarget::commit()
{
    auto done = m_connection.execute(QStringLiteral("COMMIT"));
    if (!done && m_connection.inTransaction())
        static_cast<void>(m_connection.execute(QStringLiteral("ROLLBACK")));
    return done;
}

} // namespace keel
