// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitesnapshot.h"

#include "sync/store/sql/sqlite/sqlitetimestamp.h"

namespace keel {

namespace {

/// Entries that the peer neither made nor brought.
constexpr char notOfPeer[] = "c.origin IS NOT ? AND c.via IS NOT ?";

Error notHere(const char* what)
{
    return {.kind = ErrorClass::Bug, .code = ErrorCode::Internal, .detail = QLatin1StringView(what)};
}

} // namespace

SqliteSnapshot::SqliteSnapshot(SqliteConnection& connection, qint64 done, std::span<const TableBinding> tables)
    : m_connection(connection), m_tables(tables.begin(), tables.end()), m_done(done)
{
    for (std::size_t i = 0; i < m_tables.size(); ++i)
        m_byName.insert(m_tables[i].name.value.toUtf8(), i);
}

SqliteSnapshot::~SqliteSnapshot()
{
    m_drain.reset();
    if (m_connection.inTransaction())
        static_cast<void>(m_connection.execute(QStringLiteral("ROLLBACK"))); // a read transaction has nothing to lose
}

Result<std::unique_ptr<Snapshot>> SqliteSnapshot::open(SqliteConnection& connection, const Cursor& cursor,
                                                       std::span<const TableBinding> tables)
{
    std::unique_ptr<SqliteSnapshot> snapshot(new SqliteSnapshot(connection, sequenceOf(cursor), tables));
    KEEL_TRY(snapshot->begin());
    return snapshot;
}

Result<void> SqliteSnapshot::begin()
{
    KEEL_TRY(m_connection.execute(QStringLiteral("BEGIN")));
    auto exists = m_connection.hasTable(QLatin1StringView(sqlitenames::changeLog)); // the first read fixes the moment
    if (!exists)
        return fail(std::move(exists).error());
    m_hasJournal = *exists;
    auto last = lastSequence(m_connection);
    if (!last)
        return fail(std::move(last).error());
    m_last = *last;
    if (m_last < m_done)
        return fail({.kind = ErrorClass::Config,
                     .code = ErrorCode::Swapped,
                     .detail = QStringLiteral("the journal ends at %1, before %2, which was already carried: the file "
                                              "was restored or replaced")
                                   .arg(m_last)
                                   .arg(m_done),
                     .mend = QStringLiteral("compare both sides, then set the link up anew")});
    auto own = ownNode(m_connection);
    if (!own)
        return fail(std::move(own).error());
    m_own = *std::move(own);
    return {};
}

Result<std::optional<JournalEntry>> SqliteSnapshot::nextEntry()
{
    if (!m_hasJournal || m_drained)
        return std::nullopt;
    if (!m_drain) {
        auto drain = m_connection.prepare(
            QStringLiteral("SELECT %1, c.tbl FROM evenkeel_change_log c WHERE c.seq > ? AND NOT EXISTS (SELECT 1 FROM "
                           "evenkeel_change_log n WHERE n.tbl = c.tbl AND n.\"key\" = c.\"key\" AND n.seq > c.seq) "
                           "ORDER BY c.seq")
                .arg(entryColumns()));
        if (!drain)
            return fail(std::move(drain).error());
        drain->add(m_done);
        m_drain.emplace(*std::move(drain));
    }
    for (;;) {
        auto more = m_drain->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            break;
        const auto place = m_byName.constFind(m_drain->text(6));
        if (place == m_byName.cend())
            continue;
        const TableBinding& table = m_tables[*place];
        return readEntry(*m_drain, table.index, SqliteTable(m_connection, table), m_own);
    }
    m_drained = true;
    m_drain.reset();
    return std::nullopt;
}

Result<KeyBatch> SqliteSnapshot::nextKeys(int limit)
{
    KeyBatch batch;
    for (;;) {
        if (!m_ahead) {
            auto entry = nextEntry();
            if (!entry)
                return fail(std::move(entry).error());
            m_ahead = *std::move(entry);
        }
        if (!m_ahead || batch.entries.size() >= static_cast<std::size_t>(limit))
            break;
        batch.entries.push_back(*std::exchange(m_ahead, std::nullopt));
    }
    batch.last = !m_ahead;
    batch.after = cursorAt(batch.last ? m_last : batch.entries.back().sequence);
    return batch;
}

Result<std::vector<std::optional<Row>>> SqliteSnapshot::rows(const TableBinding& table, std::span<const Key> keys)
{
    SqliteTable access(m_connection, table);
    std::vector<std::optional<Row>> rows;
    rows.reserve(keys.size());
    for (const Key& key : keys) {
        auto row = access.find(key, SqliteTable::Filter::Apply);
        if (!row)
            return fail(std::move(row).error());
        rows.push_back(*std::move(row));
    }
    return rows;
}

Result<std::vector<ColumnsChanged>> SqliteSnapshot::columnsChanged(const TableBinding& table, std::span<const Key> keys,
                                                                   const NodeId& peer)
{
    return m_hasJournal ? changedColumns(m_connection, table, m_done, keys, peer)
                        : std::vector<ColumnsChanged>(keys.size());
}

Result<std::vector<Key>> SqliteSnapshot::waitingKeys(const TableBinding& table, int limit)
{
    std::vector<Key> keys;
    if (!m_hasJournal)
        return keys;
    auto select = m_connection.prepare(QStringLiteral("SELECT DISTINCT c.\"key\" FROM evenkeel_change_log c "
                                                      "WHERE c.seq > ? AND +c.tbl = ? LIMIT ?"));
    if (!select)
        return fail(std::move(select).error());
    select->add(m_done).add(table.name.value).add(qint64(limit));
    const SqliteTable access(m_connection, table);
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return keys;
        keys.push_back(access.keyFromJournal(select->string(0)));
    }
}

Result<std::vector<qint64>> SqliteSnapshot::waitingCounts(const NodeId& peer)
{
    std::vector<qint64> counts(m_tables.size(), 0);
    if (!m_hasJournal)
        return counts;
    auto select =
        m_connection.prepare(QStringLiteral("SELECT c.tbl, count(*) FROM evenkeel_change_log c WHERE c.seq > ? "
                                            "AND %1 GROUP BY c.tbl")
                                 .arg(QLatin1StringView(notOfPeer)));
    if (!select)
        return fail(std::move(select).error());
    select->add(m_done).add(peer.value).add(peer.value);
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return counts;
        if (const auto place = m_byName.constFind(select->text(0)); place != m_byName.cend())
            counts[*place] = select->number(1);
    }
}

Result<std::optional<TimeUs>> SqliteSnapshot::oldestWaiting(const NodeId& peer)
{
    std::optional<TimeUs> oldest;
    if (!m_hasJournal)
        return oldest;
    auto select = m_connection.prepare(QStringLiteral("SELECT c.tbl, min(c.born) FROM evenkeel_change_log c WHERE "
                                                      "c.seq > ? AND %1 GROUP BY c.tbl")
                                           .arg(QLatin1StringView(notOfPeer)));
    if (!select)
        return fail(std::move(select).error());
    select->add(m_done).add(peer.value).add(peer.value);
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return oldest;
        const TimeUs born{std::chrono::microseconds(select->number(1))};
        if (m_byName.contains(select->text(0)) && (!oldest || born < *oldest))
            oldest = born;
    }
}

Result<std::vector<Snapshot::WaitingDeletes>> SqliteSnapshot::waitingDeletes(const NodeId& peer,
                                                                             std::span<const qint64> after)
{
    std::vector<WaitingDeletes> counts(m_tables.size());
    if (!m_hasJournal || m_last == m_done)
        return counts;
    const auto count = [&](qint64 from, const TableBinding* one) -> Result<void> {
        auto select = m_connection.prepare(
            QStringLiteral("SELECT c.tbl, count(*), max(c.seq) FROM evenkeel_change_log c WHERE c.seq > ? AND "
                           "c.op = 'D' AND %1%2 GROUP BY c.tbl")
                .arg(QLatin1StringView(notOfPeer), one ? QStringLiteral(" AND +c.tbl = ?") : QString()));
        if (!select)
            return fail(std::move(select).error());
        select->add(std::max(m_done, from)).add(peer.value).add(peer.value);
        if (one)
            select->add(one->name.value);
        for (;;) {
            auto more = select->step();
            if (!more)
                return fail(std::move(more).error());
            if (!*more)
                return {};
            if (const auto place = m_byName.constFind(select->text(0)); place != m_byName.cend())
                counts[*place] = {.deletes = select->number(1), .lastSequence = select->number(2)};
        }
    };
    if (after.empty())
        KEEL_TRY(count(0, nullptr));
    for (std::size_t i = 0; i < after.size(); ++i)
        KEEL_TRY(count(after[i], &m_tables[i]));
    return counts;
}

Result<std::optional<Key>> SqliteSnapshot::nthKey(const TableBinding& table, const std::optional<Key>& after, qint64 n)
{
    SqliteTable access(m_connection, table);
    const KeyRange from{.after = after, .upTo = std::nullopt};
    auto select = m_connection.prepare(QStringLiteral("SELECT ") + access.columnList() + QStringLiteral(" FROM ") +
                                       access.name() + access.rangeCondition(from) + access.keyOrder() +
                                       QStringLiteral(" LIMIT 1 OFFSET ?"));
    if (!select)
        return fail(std::move(select).error());
    access.addRange(*select, from);
    select->add(n - 1);
    auto found = select->step();
    if (!found)
        return fail(std::move(found).error());
    return *found ? std::optional(table.keyOf(access.row(*select))) : std::nullopt;
}

Result<std::vector<Row>> SqliteSnapshot::range(const TableBinding& table, const KeyRange& range)
{
    SqliteTable access(m_connection, table);
    auto select = m_connection.prepare(QStringLiteral("SELECT ") + access.columnList() + QStringLiteral(" FROM ") +
                                       access.name() + access.rangeCondition(range) + access.keyOrder());
    if (!select)
        return fail(std::move(select).error());
    access.addRange(*select, range);
    std::vector<Row> rows;
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return rows;
        rows.push_back(access.row(*select));
    }
}

Result<qint64> SqliteSnapshot::count(const TableBinding& table, const KeyRange& range)
{
    SqliteTable access(m_connection, table);
    auto select =
        m_connection.prepare(QStringLiteral("SELECT count(*) FROM ") + access.name() + access.rangeCondition(range));
    if (!select)
        return fail(std::move(select).error());
    access.addRange(*select, range);
    auto found = select->step();
    if (!found)
        return fail(std::move(found).error());
    return select->number(0);
}

Result<Snapshot::Digest> SqliteSnapshot::digest(const TableBinding&, const KeyRange&)
{
    return fail(notHere("SQLite has no digest: digestFormat() is empty"));
}

Result<void> SqliteSnapshot::exportRange(const TableBinding&, const KeyRange&,
                                         const std::function<Result<void>(QByteArrayView)>&)
{
    return fail(notHere("SQLite has no bulk format: bulkFormat() is empty"));
}

Result<std::vector<Row>> SqliteSnapshot::changedSince(const TableBinding& table, const TimestampPosition& from,
                                                      std::chrono::milliseconds window, int limit)
{
    SqliteTable access(m_connection, table);
    const ColumnBinding& column = table.columns[static_cast<std::size_t>(table.updatedAt)];
    const QString time = sqliteName(column.name);
    QString condition = time + QStringLiteral(" IS NOT NULL");
    std::vector<SqliteCell> bound;
    if (!from.time.isNull() && from.key) {
        const SqliteCell at = keyCells(from.time, column).front();
        const KeyRange rest{.after = from.key, .upTo = std::nullopt};
        TableBinding unfiltered = table;
        unfiltered.filter.clear();
        const QString later = SqliteTable(m_connection, unfiltered).rangeCondition(rest).mid(7); // without " WHERE "
        condition = QStringLiteral("(%1 > ? OR (%1 = ? AND %2))").arg(time, later);
        bound = {at, at};
        for (std::size_t i = 0; i < from.key->values.size(); ++i)
            bound.push_back(
                keyCells(from.key->values[i], table.columns[static_cast<std::size_t>(table.key[i])]).front());
    } else if (!from.time.isNull()) {
        condition = time + QStringLiteral(" > ?");
        bound = {earlier(keyCells(from.time, column).front(), window)};
    }
    if (!table.filter.isEmpty())
        condition += QStringLiteral(" AND (") + table.filter + QLatin1Char(')');
    auto select =
        m_connection.prepare(QStringLiteral("SELECT ") + access.columnList() + QStringLiteral(" FROM ") +
                             access.name() + QStringLiteral(" WHERE ") + condition + QStringLiteral(" ORDER BY ") +
                             time + QStringLiteral(", ") + access.keyOrder().mid(10) + QStringLiteral(" LIMIT ?"));
    if (!select)
        return fail(std::move(select).error());
    for (const SqliteCell& cell : bound)
        select->add(cell);
    select->add(qint64(limit));
    std::vector<Row> rows;
    for (;;) {
        auto more = select->step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return rows;
        rows.push_back(access.row(*select));
    }
}

} // namespace keel
