// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgstore.h"

#include "sync/store/sql/postgresql/pgsnapshot.h"
#include "sync/store/sql/postgresql/pgstageahead.h"
#include "sync/store/sql/postgresql/pgtarget.h"
#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/setupsql.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

namespace keel::pg {

namespace {

Q_LOGGING_CATEGORY(lcStore, "keel.store.postgresql.ahead", QtInfoMsg)

/// The least that makes a commit write the log to the disk, for those who may write no table.
constexpr auto flushMessage = "pg_logical_emit_message(true, 'evenkeel', '')";

template <class T>
Result<void> ignoreValue(const Result<T>& result)
{
    return result ? Result<void>() : Result<void>(fail(result.error()));
}

QByteArray typesHash(const TableBinding& table, bool comparedOnly)
{
    QByteArray types;
    for (const ColumnBinding& column : table.columns) {
        if (comparedOnly ? column.compared : !column.generated)
            types += column.type.toUtf8() + '\n';
    }
    return QCryptographicHash::hash(types, QCryptographicHash::Md5).toHex();
}

} // namespace

QByteArray directionText(Direction direction)
{
    return direction == Direction::Forward ? QByteArrayLiteral("forward") : QByteArrayLiteral("reverse");
}

Result<std::unique_ptr<Store>> PgStore::open(const EndpointConfig& endpoint, const QString& label)
{
    auto connection = PgConnection::open(endpoint, label);
    if (!connection)
        return fail(connection.error());
    return std::make_unique<PgStore>(std::move(*connection), endpoint, label);
}

PgStore::PgStore(std::unique_ptr<PgConnection> connection, EndpointConfig endpoint, QString label)
    : m_connection(std::move(connection)), m_endpoint(std::move(endpoint)), m_label(std::move(label))
{
    m_cancellers->all.push_back(m_connection->canceller());
}

std::function<void()> PgStore::canceller() const
{
    return [cancellers = m_cancellers] {
        const std::lock_guard guard(cancellers->mutex);
        for (const auto& cancel : cancellers->all)
            cancel();
    };
}

Result<StoreInfo> PgStore::info(const LinkName& link)
{
    StoreInfo info;
    const QByteArray version = PQparameterStatus(m_connection->native(), "server_version");
    info.product = QStringLiteral("PostgreSQL ") + QString::fromUtf8(version.split(' ').first());
    KEEL_TRY(readIdentity());
    info.node = m_node;
    if (m_node.isEmpty())
        return info;
    // A restored dump carries the identity row: the server and the database's number in it tell it from the original,
    // and the journal's own number does where the dump was poured into the database that was there. The server's
    // timeline tells a standby that took over, or a recovery to a point in time, from the server that was there: either
    // may have lost its last changes, and gives their transaction numbers again.
    auto others = m_connection->execute("select exists (select from evenkeel.reader"
                                        " where split_part(link, '/', 1) <> $1),"
                                        " (select system_identifier from pg_control_system()) || '/' ||"
                                        " (select oid from pg_database where datname = current_database()) || '/' ||"
                                        " to_regclass('evenkeel.change_log')::oid || '/' ||"
                                        " left(pg_walfile_name(pg_current_wal_lsn()), 8)",
                                        {link.value.toUtf8()});
    if (!others)
        return fail(others.error());
    info.otherReaders = others->flag(0, 0);
    info.system = others->text(0, 1);
    return info;
}

Result<void> PgStore::readIdentity()
{
    auto present = m_connection->execute("select to_regclass('evenkeel.identity') is not null"
                                         " and to_regclass('evenkeel.captured_table') is not null");
    if (!present)
        return fail(present.error());
    m_node = {};
    m_ids.clear();
    if (!present->flag(0, 0))
        return {};
    auto results = m_connection->executeAll("select node from evenkeel.identity order by created_at limit 1;"
                                            "select name, id from evenkeel.captured_table");
    if (!results)
        return fail(results.error());
    const PgResult& node = results->at(0);
    const PgResult& ids = results->at(1);
    if (node.rows() == 1)
        m_node = NodeId(node.text(0, 0));
    for (int r = 0; r < ids.rows(); ++r)
        m_ids.insert(ids.text(r, 0), static_cast<int>(ids.number(r, 1)));
    return {};
}

Result<NodeId> PgStore::ownNode()
{
    if (m_node.isEmpty())
        KEEL_TRY(readIdentity());
    return m_node;
}

Result<int> PgStore::journalId(const TableBinding& binding)
{
    if (!m_ids.contains(binding.name.value))
        KEEL_TRY(readIdentity());
    const auto it = m_ids.constFind(binding.name.value);
    if (it != m_ids.constEnd())
        return *it;
    return fail({.kind = ErrorClass::Schema,
                 .code = ErrorCode::SchemaDiffers,
                 .detail = QStringLiteral("the table has no triggers of Evenkeel"),
                 .place = binding.name.value,
                 .mend = QStringLiteral("run evenkeel setup")});
}

Result<TableSql> PgStore::sqlOf(const TableBinding& binding)
{
    auto it = m_facts.constFind(binding.name.value);
    if (it == m_facts.constEnd()) {
        auto facts = PgCatalog(*m_connection).facts(binding.name);
        if (!facts)
            return fail(facts.error());
        it = m_facts.insert(binding.name.value, *facts);
    }
    auto sql = TableSql::make(binding, *it);
    if (!sql)
        m_facts.remove(binding.name.value);
    return sql;
}

Result<TableSchema> PgStore::describe(const TableName& table)
{
    m_facts.clear();
    return PgCatalog(*m_connection).describe(table);
}

Result<std::vector<TableName>> PgStore::tables()
{
    return PgCatalog(*m_connection).tables();
}

Result<QStringList> PgStore::setupScript(const SetupRequest& request)
{
    PgCatalog catalog(*m_connection);
    return SetupSql(*m_connection, catalog).missing(request);
}

Result<void> PgStore::setup(const SetupRequest& request)
{
    const auto wanted = setupScript(request);
    if (!wanted)
        return fail(wanted.error());
    if (wanted->isEmpty())
        return {};
    // Two links may set up one database at once: find out again once the others are done.
    KEEL_TRY(ignoreValue(m_connection->execute("begin; set local lock_timeout = '10s';"
                                               "select pg_advisory_xact_lock(hashtext('evenkeel setup'))")));
    const auto missing = setupScript(request);
    auto done = missing ? run(*missing) : Result<void>(fail(missing.error()));
    if (done)
        done = ignoreValue(m_connection->execute("commit"));
    else
        (void)m_connection->execute("rollback");
    m_facts.clear();
    m_ids.clear();
    return done;
}

Result<void> PgStore::run(const QStringList& statements)
{
    for (const QString& statement : statements) {
        if (auto done = m_connection->execute(statement.toUtf8()); !done) {
            Error error = done.error();
            error.place = statement.section(u'\n', 0, 0);
            if (error.code == ErrorCode::AccessDenied)
                error.mend = QStringLiteral("let an owner run what evenkeel setup --print-sql prints");
            return fail(error);
        }
    }
    return {};
}

Result<QStringList> PgStore::teardownScript()
{
    PgCatalog catalog(*m_connection);
    return SetupSql(*m_connection, catalog).teardown();
}

Result<void> PgStore::teardown()
{
    const auto script = teardownScript();
    if (!script)
        return fail(script.error());
    KEEL_TRY(ignoreValue(m_connection->execute("begin; set local lock_timeout = '10s'")));
    auto done = run(*script);
    if (done)
        done = ignoreValue(m_connection->execute("commit"));
    else
        (void)m_connection->execute("rollback");
    m_node = {};
    m_ids.clear();
    return done;
}

Result<Cursor> PgStore::currentCursor()
{
    // One transaction: its commit takes along what the snapshot shows.
    auto results = m_connection->executeAll(QByteArrayLiteral("select pg_current_snapshot(); select ") + flushMessage);
    if (!results)
        return fail(results.error());
    return Cursor{results->front().bytes(0, 0)};
}

Result<void> PgStore::flushLog(const QByteArray& logEnd)
{
    if (!m_flusher) {
        auto opened = openAnother(QStringLiteral("flush"));
        if (!opened)
            return fail(opened.error());
        m_flusher = std::move(*opened);
    }
    // Most often somebody else's commit was there first.
    return ignoreValue(m_flusher->execute(QByteArrayLiteral("select case when pg_current_wal_flush_lsn() < $1::pg_lsn"
                                                            " then ") +
                                              flushMessage + " end",
                                          {logEnd}));
}

Result<std::unique_ptr<PgConnection>> PgStore::openAnother(const QString& purpose)
{
    auto another = PgConnection::open(m_endpoint, m_label + u' ' + purpose);
    if (!another)
        return another;
    const std::lock_guard guard(m_cancellers->mutex);
    m_cancellers->all.push_back((*another)->canceller());
    return another;
}

Result<std::unique_ptr<Snapshot>> PgStore::snapshot(const Cursor& cursor, std::span<const TableBinding> tables)
{
    auto snapshot = std::make_unique<PgSnapshot>(*this, tables);
    KEEL_TRY(snapshot->open(cursor));
    return snapshot;
}

Result<std::unique_ptr<TargetTransaction>> PgStore::begin(const NodeId& origin)
{
    auto transaction = std::make_unique<PgTarget>(*this);
    KEEL_TRY(transaction->open(origin));
    return transaction;
}

std::unique_ptr<StageAhead> PgStore::stageAhead(std::span<const TableBinding> tables, const NodeId& origin)
{
    // The session itself, the bell's, and these two.
    if (m_endpoint.poolSize < 4)
        return nullptr;
    while (m_spares.size() < 2) {
        auto spare = openAnother(QStringLiteral("ahead %1").arg(m_spares.size() + 1));
        if (!spare) { // a full server, say; what is wrong with the rest the session itself will meet
            qCDebug(lcStore).noquote() << "event=nothing-ahead" << QStringLiteral("error=") + toText(spare.error());
            return nullptr;
        }
        m_spares.push_back(std::move(*spare));
    }
    std::vector<TableSql> sqls;
    for (const TableBinding& table : tables) {
        auto sql = sqlOf(table);
        if (!sql)
            return nullptr;
        sqls.push_back(std::move(*sql));
    }
    return std::make_unique<PgStageAhead>(*this, std::array{m_spares[0].get(), m_spares[1].get()}, std::move(sqls),
                                          origin);
}

Result<std::optional<Cursor>> PgStore::checkpoint(const LinkName& link, Direction direction, const QString& lane)
{
    auto present = m_connection->execute("select to_regclass('evenkeel.checkpoint') is not null");
    if (!present)
        return fail(present.error());
    if (!present->flag(0, 0))
        return std::optional<Cursor>();
    // A server that stalled may carry out the COMMIT of a session that is gone by now: the lock waits until that
    // transaction has ended either way, and reads what it left. Else its own rows would come again, as rivals of their
    // descendants.
    auto row = m_connection->execute("select cursor from evenkeel.checkpoint where link = $1 and direction = $2"
                                     " and lane = $3 for share",
                                     {link.value.toUtf8(), directionText(direction), lane.toUtf8()});
    if (!row)
        return fail(row.error());
    if (row->rows() == 0)
        return std::optional<Cursor>();
    KEEL_TRY(awaitDurable());
    return std::optional(Cursor{row->bytes(0, 0)});
}

Result<void> PgStore::awaitDurable()
{
    return ignoreValue(m_connection->execute(QByteArrayLiteral("select ") + flushMessage));
}

Result<void> PgStore::acknowledge(const LinkName& link, Direction direction, const Cursor& cursor)
{
    return ignoreValue(m_connection->execute("insert into evenkeel.reader as r (link, direction, cursor)"
                                             " values ($1, $2, $3) on conflict (link, direction) do update"
                                             " set cursor = excluded.cursor, updated_at = now()"
                                             " where r.cursor <> excluded.cursor",
                                             {link.value.toUtf8(), directionText(direction), cursor.text}));
}

Result<qint64> PgStore::purge(int limit)
{
    // Below the base's xmin of every reader all is done. The text begins with it.
    auto gone = m_connection->execute(
        "delete from evenkeel.change_log where ctid = any(array("
        "select ctid from evenkeel.change_log where xid < (select min(split_part(cursor, ':', 1)::xid8)"
        " from evenkeel.reader) limit $1))",
        {QByteArray::number(limit)});
    if (!gone)
        return fail(gone.error());
    return gone->affected();
}

Result<std::optional<TimeUs>> PgStore::now()
{
    auto row = m_connection->execute("select (extract(epoch from clock_timestamp()) * 1000000)::int8");
    if (!row)
        return fail(row.error());
    return std::optional(TimeUs(std::chrono::microseconds(row->number(0, 0))));
}

QByteArray PgStore::bulkFormat(const TableBinding& table) const
{
    return "pgcopy1:" + typesHash(table, false);
}

QByteArray PgStore::digestFormat(const TableBinding& table) const
{
    // The digest is over the server's bytes, so the encoding belongs to it.
    const QByteArray encoding = PQparameterStatus(m_connection->native(), "server_encoding");
    return "pgmd5:1:" + encoding + ':' + typesHash(table, true);
}

} // namespace keel::pg
