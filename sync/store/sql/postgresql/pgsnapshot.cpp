// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgsnapshot.h"

#include "sync/api/abortpoint.h"
#include "sync/store/sql/postgresql/pgcolumns.h"
#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/rowsource.h"

#include <QLoggingCategory>

#include <algorithm>

namespace keel::pg {

Q_LOGGING_CATEGORY(lcSnapshot, "keel.store.postgresql.snapshot", QtInfoMsg)

namespace {

/// Up to so many entries are fetched as they are and sorted here; more are searched for once, by the server.
constexpr int fewEntries = 256;

} // namespace

PgSnapshot::PgSnapshot(PgStore& store, std::span<const TableBinding> tables) : m_store(store)
{
    for (const TableBinding& table : tables) {
        if (table.journal)
            m_tables.push_back(&table);
    }
}

PgSnapshot::~PgSnapshot()
{
    if (m_open && !m_store.connection().isBroken())
        (void)m_store.connection().execute("commit");
}

Result<void> PgSnapshot::mapTables()
{
    for (const TableBinding* table : m_tables) {
        if (!table->journal)
            continue;
        const auto id = m_store.journalId(*table);
        if (!id)
            return fail(id.error());
        m_byId.insert(*id, table);
    }
    const auto own = m_store.ownNode();
    if (!own)
        return fail(own.error());
    m_own = *own;
    return {};
}

QByteArray PgSnapshot::waiting() const
{
    QByteArray ids;
    for (const int id : m_byId.keys())
        ids += (ids.isEmpty() ? "" : ",") + QByteArray::number(id);
    return " from evenkeel.change_log c where " + notDone(m_cursor) + " and c.table_id = any('{" + ids + "}')";
}

Result<void> PgSnapshot::open(const Cursor& cursor)
{
    const auto read = readCursor(cursor);
    if (!read)
        return fail(read.error());
    m_cursor = *read;
    m_from = *read;
    QByteArray sql = "begin isolation level repeatable read read only; select pg_current_snapshot()";
    const bool journal = !m_tables.empty();
    if (journal) {
        KEEL_TRY(mapTables());
        // The bell is armed before the snapshot is taken: who rings after that is not in it. Without sequential scans,
        // because statistics lag behind a journal and finding nothing must stay cheap.
        sql.prepend("begin; select setval('evenkeel.bell', 1, false) from evenkeel.bell where is_called; commit;");
        sql += ", log_end, pg_current_wal_flush_lsn() >= log_end from pg_current_wal_insert_lsn() log_end;"
               " set local enable_seqscan = off; select " +
               entryColumns() + waiting() + " limit " + QByteArray::number(fewEntries + 1) +
               "; set local enable_seqscan = on";
    }
    auto results = m_store.connection().executeAll(sql);
    if (!results) {
        if (!m_store.connection().isBroken())
            (void)m_store.connection().execute("rollback");
        return fail(results.error());
    }
    m_open = true;
    KEEL_ABORT_POINT(BellArmed);
    const auto at = std::ranges::find_if(*results, [](const PgResult& r) {
        return PQnfields(r.native()) > 0 && QByteArrayView(PQfname(r.native(), 0)) == "pg_current_snapshot";
    });
    const auto snapshot = TxSnapshot::fromText(at->view(0, 0));
    if (!snapshot)
        return fail({.code = ErrorCode::Internal, .detail = QStringLiteral("no snapshot: ") + at->text(0, 0)});
    m_snapshot = *snapshot;
    if (m_cursor.base().xmax > m_snapshot.xmax) {
        return fail(
            {.kind = ErrorClass::Config,
             .code = ErrorCode::Swapped,
             .detail = QStringLiteral("the database is older than what was read from it: transaction %1 was seen"
                                      " and the server is at %2")
                           .arg(m_cursor.base().xmax)
                           .arg(m_snapshot.xmax),
             .mend = QStringLiteral("it was restored or swapped: compare both sides, then run evenkeel teardown"
                                    " and setup")});
    }
    if (journal) {
        if (!at->flag(0, 2))
            m_logEnd = at->bytes(0, 1);
        take(*(at + 2));
    }
    return {};
}

Result<void> PgSnapshot::awaitDurable()
{
    if (m_logEnd.isEmpty())
        return {};
    KEEL_TRY(m_store.flushLog(m_logEnd));
    m_logEnd.clear();
    return {};
}

void PgSnapshot::take(const PgResult& entries)
{
    m_complete = entries.rows() <= fewEntries;
    if (!m_complete)
        return;
    std::vector<JournalEntry> all;
    for (int r = 0; r < entries.rows(); ++r) {
        if (auto entry = readEntry(entries, r, *m_byId[static_cast<int>(entries.number(r, 0))], m_own))
            all.push_back(std::move(*entry));
    }
    std::ranges::sort(all, std::ranges::greater(), &JournalEntry::sequence);
    for (JournalEntry& entry : all) {
        const bool known = std::ranges::any_of(
            m_entries, [&](const JournalEntry& later) { return later.table == entry.table && later.key == entry.key; });
        if (!known)
            m_entries.push_front(std::move(entry));
    }
}

Result<void> PgSnapshot::declareDrain()
{
    // Sorted by a hash of the key first: to compare the arrays themselves was measured to take twice as long.
    const QByteArray key = "pg_catalog.hash_array_extended(c.key, 0), c.table_id, c.key";
    const QByteArray sql = "set local work_mem = '64MB'; declare keel_drain no scroll cursor for select " +
                           entryColumns() + " from (select distinct on (" + key +
                           ") c.table_id, c.seq, c.operation, c.key, c.origin, c.via, c.born" + waiting() +
                           " order by " + key + ", c.seq desc) c order by c.seq";
    auto declared = m_store.connection().execute(sql);
    if (!declared)
        return fail(declared.error());
    m_declared = true;
    return {};
}

Result<void> PgSnapshot::fetch(int atLeast)
{
    if (!m_declared)
        KEEL_TRY(declareDrain());
    const int wanted = atLeast - static_cast<int>(m_entries.size());
    if (wanted <= 0)
        return {};
    auto entries = m_store.connection().execute("fetch " + QByteArray::number(wanted) + " from keel_drain");
    if (!entries)
        return fail(entries.error());
    for (int r = 0; r < entries->rows(); ++r) {
        if (auto entry = readEntry(*entries, r, *m_byId[static_cast<int>(entries->number(r, 0))], m_own))
            m_entries.push_back(std::move(*entry));
        else
            qCWarning(lcSnapshot) << "an entry's key has another shape, seq=" << entries->number(r, 1);
    }
    m_complete = entries->rows() < wanted;
    return {};
}

Result<KeyBatch> PgSnapshot::nextKeys(int limit)
{
    // One more than asked tells whether this batch is the last.
    if (!m_complete && !m_tables.empty())
        KEEL_TRY(fetch(limit + 1));
    KeyBatch batch;
    const auto count = std::min<std::size_t>(m_entries.size(), static_cast<std::size_t>(limit));
    std::move(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(count),
              std::back_inserter(batch.entries));
    m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(count));
    batch.last = m_entries.empty() && (m_complete || m_tables.empty());
    const qint64 stop = batch.entries.empty() ? 0 : batch.entries.back().sequence;
    if (batch.last || count > 0)
        m_cursor = m_cursor.advance(m_snapshot, stop, batch.last);
    batch.after = Cursor{m_cursor.toText()};
    return batch;
}

Result<std::vector<std::optional<Row>>> PgSnapshot::rows(const TableBinding& table, std::span<const Key> keys)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    return readRows(m_store.connection(), *sql, keys);
}

Result<std::vector<ColumnsChanged>> PgSnapshot::columnsChanged(const TableBinding& table, std::span<const Key> keys,
                                                               const NodeId& peer)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    const auto id = m_store.journalId(table);
    if (!id)
        return fail(id.error());
    return pg::columnsChanged({m_store.connection(), *sql, *id, m_from, peer}, keys);
}

Result<std::vector<Key>> PgSnapshot::waitingKeys(const TableBinding& table, int limit)
{
    if (!table.journal)
        return std::vector<Key>();
    const auto id = m_store.journalId(table);
    if (!id)
        return fail(id.error());
    auto entries = m_store.connection().execute(
        "select " + entryColumns() + " from (select distinct on (c.key) c.* from evenkeel.change_log c where " +
        notDone(m_cursor) + " and c.table_id = " + QByteArray::number(*id) +
        " and c.operation <> 'T' order by c.key) c limit " + QByteArray::number(limit));
    if (!entries)
        return fail(entries.error());
    std::vector<Key> keys;
    for (int r = 0; r < entries->rows(); ++r) {
        if (auto entry = readEntry(*entries, r, table, m_own))
            keys.push_back(std::move(entry->key));
    }
    return keys;
}

Result<std::vector<qint64>> PgSnapshot::waitingCounts(const NodeId& peer)
{
    std::vector<qint64> counts(m_tables.size(), 0);
    if (m_tables.empty())
        return counts;
    auto rows = m_store.connection().execute("select c.table_id, count(*)" + waiting() +
                                                 " and c.origin is distinct from $1 and c.via is distinct from $1"
                                                 " group by 1",
                                             {peer.value.toUtf8()});
    if (!rows)
        return fail(rows.error());
    for (int r = 0; r < rows->rows(); ++r) {
        const auto at = std::ranges::find(m_tables, m_byId[static_cast<int>(rows->number(r, 0))]);
        counts[static_cast<std::size_t>(at - m_tables.begin())] = rows->number(r, 1);
    }
    return counts;
}

Result<std::optional<TimeUs>> PgSnapshot::oldestWaiting(const NodeId& peer)
{
    if (m_tables.empty())
        return std::optional<TimeUs>();
    auto row = m_store.connection().execute("select (extract(epoch from min(c.born)) * 1000000)::int8" + waiting() +
                                                " and c.origin is distinct from $1 and c.via is distinct from $1",
                                            {peer.value.toUtf8()});
    if (!row)
        return fail(row.error());
    return row->isNull(0, 0) ? std::optional<TimeUs>()
                             : std::optional(TimeUs(std::chrono::microseconds(row->number(0, 0))));
}

Result<std::optional<Key>> PgSnapshot::nthKey(const TableBinding& table, const std::optional<Key>& after, qint64 n)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    auto row = m_store.connection().execute("select " + sql->keyList() + " from " + sql->table() +
                                            sql->where({after, std::nullopt}) + " order by " + sql->orderList() +
                                            " offset " + QByteArray::number(n - 1) + " limit 1");
    if (!row)
        return fail(row.error());
    return row->rows() == 0 ? std::optional<Key>() : std::optional(sql->readKey(*row, 0, 0));
}

Result<std::vector<Row>> PgSnapshot::range(const TableBinding& table, const KeyRange& range)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    auto found = m_store.connection().execute("select " + sql->columnList() + " from " + sql->table() +
                                              sql->where(range) + " order by " + sql->orderList());
    if (!found)
        return fail(found.error());
    std::vector<Row> rows;
    rows.reserve(static_cast<std::size_t>(found->rows()));
    for (int r = 0; r < found->rows(); ++r)
        rows.push_back(sql->readRow(*found, r, 0));
    return rows;
}

Result<qint64> PgSnapshot::count(const TableBinding& table, const KeyRange& range)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    auto row = m_store.connection().execute("select count(*) from " + sql->table() + sql->where(range));
    if (!row)
        return fail(row.error());
    return row->number(0, 0);
}

Result<Snapshot::Digest> PgSnapshot::digest(const TableBinding& table, const KeyRange& range)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    // A row's text quotes each field, so null, '' and separators stay apart. Sums, not XOR: equal rows do not cancel.
    QByteArray texts;
    for (int i = 0; i < static_cast<int>(sql->columnCount()); ++i) {
        if (table.columns[static_cast<std::size_t>(i)].compared)
            texts += (texts.isEmpty() ? "" : ", ") + sql->outText(i, sql->name(i));
    }
    auto row =
        m_store.connection().execute("select count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::int8), 0),"
                                     " coalesce(sum(('x' || right(h, 16))::bit(64)::int8), 0) from (select md5(row(" +
                                     texts + ")::text) as h from " + sql->table() + sql->where(range) + " offset 0) d");
    if (!row)
        return fail(row.error());
    return Digest{row->number(0, 0), row->bytes(0, 1) + ':' + row->bytes(0, 2)};
}

Result<void> PgSnapshot::exportRange(const TableBinding& table, const KeyRange& range,
                                     const std::function<Result<void>(QByteArrayView)>& sink)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    QByteArray columns;
    for (int i = 0; i < static_cast<int>(sql->columnCount()); ++i) {
        if (!table.columns[static_cast<std::size_t>(i)].generated)
            columns += (columns.isEmpty() ? "" : ", ") + sql->name(i);
    }
    return m_store.connection().copyOut("copy (select " + columns + " from " + sql->table() + sql->where(range) +
                                            " order by " + sql->orderList() + ") to stdout",
                                        sink);
}

Result<std::vector<Row>> PgSnapshot::changedSince(const TableBinding& table, const TimestampPosition& from,
                                                  std::chrono::milliseconds window, int limit)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return fail(sql.error());
    const QByteArray time = sql->name(table.updatedAt);
    const QByteArray bound = quoteLiteral(from.time.text()) + "::" + sql->column(table.updatedAt).castType;
    QByteArray where = sql->where({});
    if (from.key) {
        QByteArray values;
        for (std::size_t i = 0; i < table.key.size(); ++i)
            values += ", " + quoteLiteral(from.key->values[i].text()) + "::" + sql->column(table.key[i]).castType;
        where += " and (" + time + ", " + sql->keyList() + ") > (" + bound + values + ')';
    } else if (!from.time.isNull()) {
        where += " and " + time + " > " + bound + " - interval '" + QByteArray::number(qint64(window.count())) +
                 " milliseconds'";
    } else {
        where += " and " + time + " is not null"; // as the other forms: a row without a time is never news
    }
    auto found =
        m_store.connection().execute("select " + sql->columnList() + " from " + sql->table() + where + " order by " +
                                     time + ", " + sql->keyList() + " limit " + QByteArray::number(limit));
    if (!found)
        return fail(found.error());
    std::vector<Row> rows;
    for (int r = 0; r < found->rows(); ++r)
        rows.push_back(sql->readRow(*found, r, 0));
    return rows;
}

} // namespace keel::pg
