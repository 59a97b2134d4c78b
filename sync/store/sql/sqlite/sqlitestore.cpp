// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitestore.h"

#include "sync/store/sql/sqlite/sqlitebell.h"
#include "sync/store/sql/sqlite/sqlitecatalog.h"
#include "sync/store/sql/sqlite/sqlitesetup.h"
#include "sync/store/sql/sqlite/sqlitesnapshot.h"
#include "sync/store/sql/sqlite/sqlitetarget.h"

#include <sqlite3.h>

namespace keel {

namespace {

QString directionText(Direction direction)
{
    return direction == Direction::Forward ? QStringLiteral("forward") : QStringLiteral("reverse");
}

} // namespace

Result<std::unique_ptr<Store>> SqliteStore::open(const EndpointConfig& endpoint, const QString& label)
{
    auto connection = SqliteConnection::open(endpoint.path, label, SqliteConnection::Access::ReadWrite);
    if (!connection)
        return fail(std::move(connection).error());
    return std::unique_ptr<Store>(new SqliteStore(*std::move(connection)));
}

Result<StoreInfo> SqliteStore::info(const LinkName& link)
{
    StoreInfo info{.product = QStringLiteral("SQLite ") + QString::fromLatin1(sqlite3_libversion()), .node = {}};
    auto node = ownNode(*m_connection);
    if (!node)
        return fail(std::move(node).error());
    info.node = *std::move(node);
    auto exists = m_connection->hasTable(QLatin1StringView(sqlitenames::reader));
    if (!exists)
        return fail(std::move(exists).error());
    if (!*exists)
        return info;
    auto others = m_connection->number(
        QStringLiteral("SELECT count(*) FROM evenkeel_reader WHERE substr(link || '/', 1, %1) <> %2")
            .arg(link.value.size() + 1)
            .arg(sqliteText(link.value + u'/')));
    if (!others)
        return fail(std::move(others).error());
    info.otherReaders = others->value_or(0) > 0;
    return info;
}

Result<TableSchema> SqliteStore::describe(const TableName& table)
{
    return describeSqliteTable(*m_connection, table);
}

Result<std::vector<TableName>> SqliteStore::tables()
{
    return sqliteTables(*m_connection);
}

Result<QStringList> SqliteStore::setupScript(const SetupRequest& request)
{
    return sqliteSetupScript(*m_connection, request);
}

Result<void> SqliteStore::setup(const SetupRequest& request)
{
    auto script = setupScript(request);
    return script ? runSqliteScript(*m_connection, *script) : fail(std::move(script).error());
}

Result<QStringList> SqliteStore::teardownScript()
{
    return sqliteTeardownScript(*m_connection);
}

Result<void> SqliteStore::teardown()
{
    auto script = teardownScript();
    return script ? runSqliteScript(*m_connection, *script) : fail(std::move(script).error());
}

Result<Cursor> SqliteStore::currentCursor()
{
    auto last = lastSequence(*m_connection);
    return last ? Result<Cursor>(cursorAt(*last)) : fail(std::move(last).error());
}

Result<std::unique_ptr<Snapshot>> SqliteStore::snapshot(const Cursor& cursor, std::span<const TableBinding> tables)
{
    return SqliteSnapshot::open(*m_connection, cursor, tables);
}

Result<std::unique_ptr<TargetTransaction>> SqliteStore::begin(const NodeId& /*origin*/)
{
    return SqliteTarget::begin(*m_connection); // needs no mark: it takes its own entries out by key
}

Result<std::optional<Cursor>> SqliteStore::checkpoint(const LinkName& link, Direction direction, const QString& lane)
{
    auto exists = m_connection->hasTable(QLatin1StringView(sqlitenames::checkpoint));
    if (!exists)
        return fail(std::move(exists).error());
    if (!*exists)
        return std::nullopt;
    auto select = m_connection->prepare(
        QStringLiteral("SELECT cursor FROM evenkeel_checkpoint WHERE link = ? AND direction = ? AND lane = ?"));
    if (!select)
        return fail(std::move(select).error());
    auto found = select->add(link.value).add(directionText(direction)).add(lane).step();
    if (!found)
        return fail(std::move(found).error());
    return *found ? std::optional(Cursor{select->text(0)}) : std::nullopt;
}

Result<void> SqliteStore::acknowledge(const LinkName& link, Direction direction, const Cursor& cursor)
{
    auto upsert = m_connection->prepare(QStringLiteral(
        "INSERT INTO evenkeel_reader (link, direction, done) VALUES (?, ?, ?) ON CONFLICT (link, direction) "
        "DO UPDATE SET done = excluded.done WHERE done <> excluded.done"));
    if (!upsert)
        return fail(std::move(upsert).error());
    bool parsed = false;
    const qint64 done = cursor.text.toLongLong(&parsed);
    return upsert->add(link.value).add(directionText(direction)).add(parsed ? done : qint64(0)).run();
}

Result<qint64> SqliteStore::purge(int limit)
{
    // Looked at first: a delete that finds nothing would take the write lock all the same.
    auto waiting = m_connection->number(QStringLiteral(
        "SELECT 1 FROM evenkeel_change_log WHERE seq <= (SELECT min(done) FROM evenkeel_reader) LIMIT 1"));
    if (!waiting)
        return fail(std::move(waiting).error());
    if (!*waiting)
        return 0;
    auto purge = m_connection->prepare(
        QStringLiteral("DELETE FROM evenkeel_change_log WHERE seq IN (SELECT seq FROM evenkeel_change_log WHERE seq <= "
                       "(SELECT min(done) FROM evenkeel_reader) ORDER BY seq LIMIT ?)"));
    if (!purge)
        return fail(std::move(purge).error());
    KEEL_TRY(purge->add(qint64(limit)).run());
    return m_connection->changes();
}

Result<std::optional<TimeUs>> SqliteStore::now()
{
    return std::nullopt;
}

QByteArray SqliteStore::bulkFormat(const TableBinding& /*table*/) const
{
    return {};
}

QByteArray SqliteStore::digestFormat(const TableBinding& /*table*/) const
{
    return {};
}

std::function<void()> SqliteStore::canceller() const
{
    return m_connection->canceller();
}

StoreKind sqliteStoreKind()
{
    return {.driver = QStringLiteral("sqlite"),
            .displayName = QStringLiteral("SQLite"),
            .open = SqliteStore::open,
            .bell = [](const EndpointConfig& endpoint, const QString& label) -> std::unique_ptr<Bell> {
                return std::make_unique<SqliteBell>(endpoint.path, label);
            }};
}

} // namespace keel
