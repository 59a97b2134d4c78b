// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqliteconnection.h"

#include "sync/store/sql/sqlite/sqliteerror.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <sqlite3.h>

#include <mutex>

namespace keel {

namespace {

constexpr int lockWaitMs = 1000;
/// Statements are few (some per table); a bound only guards against a caller that makes SQL texts without end.
constexpr int cachedStatements = 500;

} // namespace

struct SqliteConnection::Handle
{
    std::mutex mutex;
    sqlite3* native = nullptr;
};

SqliteStatement::SqliteStatement(SqliteConnection& connection, QByteArray sql, sqlite3_stmt* statement)
    : m_connection(connection), m_sql(std::move(sql)), m_statement(statement)
{}

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : m_connection(other.m_connection), m_sql(std::move(other.m_sql)),
      m_statement(std::exchange(other.m_statement, nullptr)), m_added(other.m_added), m_bindFault(other.m_bindFault)
{}

SqliteStatement::~SqliteStatement()
{
    if (m_statement)
        m_connection.takeBack(m_sql, m_statement);
}

SqliteStatement& SqliteStatement::add(const SqliteCell& cell)
{
    const int place = ++m_added;
    int fault = SQLITE_OK;
    if (const auto* number = std::get_if<qint64>(&cell)) {
        fault = sqlite3_bind_int64(m_statement, place, *number);
    } else if (const auto* real = std::get_if<double>(&cell)) {
        fault = sqlite3_bind_double(m_statement, place, *real);
    } else if (const auto* text = std::get_if<QByteArray>(&cell)) {
        fault = sqlite3_bind_text64(m_statement, place, text->constData(), static_cast<sqlite3_uint64>(text->size()),
                                    SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<SqliteBlob>(&cell)) {
        // A null pointer would bind NULL instead of an empty blob.
        fault = blob->bytes.isEmpty()
                    ? sqlite3_bind_zeroblob(m_statement, place, 0)
                    : sqlite3_bind_blob64(m_statement, place, blob->bytes.constData(),
                                          static_cast<sqlite3_uint64>(blob->bytes.size()), SQLITE_TRANSIENT);
    } else {
        fault = sqlite3_bind_null(m_statement, place);
    }
    if (fault != SQLITE_OK)
        m_bindFault = fault;
    return *this;
}

void SqliteStatement::rewind()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_added = 0;
    m_bindFault = SQLITE_OK;
}

Result<bool> SqliteStatement::step()
{
    if (m_bindFault != SQLITE_OK)
        return fail(m_connection.error(m_bindFault));
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    Error error = m_connection.error(code);
    sqlite3_reset(m_statement);
    return fail(std::move(error));
}

Result<void> SqliteStatement::run()
{
    for (;;) {
        auto more = step();
        if (!more)
            return fail(std::move(more).error());
        if (!*more)
            return {};
    }
}

SqliteCell SqliteStatement::cell(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return qint64(sqlite3_column_int64(m_statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(m_statement, column);
    case SQLITE_TEXT:
        return text(column);
    case SQLITE_BLOB: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
        return SqliteBlob{QByteArray(bytes, sqlite3_column_bytes(m_statement, column))};
    }
    default:
        return {};
    }
}

QByteArray SqliteStatement::text(int column) const
{
    // The pointer must be asked for before the size: the first call converts.
    const void* bytes = sqlite3_column_text(m_statement, column);
    return {static_cast<const char*>(bytes), sqlite3_column_bytes(m_statement, column)};
}

qint64 SqliteStatement::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

SqliteConnection::SqliteConnection(QString name, QString path)
    : m_name(std::move(name)), m_path(std::move(path)), m_handle(std::make_shared<Handle>())
{}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString& path, const QString& label,
                                                                 Access access)
{
    const QFileInfo file(path);
    if (!file.exists() || file.isDir())
        return fail({.kind = ErrorClass::Config,
                     .code = ErrorCode::NotFound,
                     .detail = file.isDir() ? QStringLiteral("%1 is a folder").arg(path)
                                            : QStringLiteral("%1 does not exist").arg(path),
                     .place = path,
                     .mend = QStringLiteral("give the path of an existing SQLite database")});
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(QStringLiteral("keel.sqlite.") + label, path));
    KEEL_TRY(connection->connect(access));
    return connection;
}

Result<void> SqliteConnection::connect(Access access)
{
    const bool readOnly = access == Access::ReadOnly;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        // mode=rw: also a file that vanishes between the check and here is not made anew.
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(m_path, "/"));
        const QLatin1StringView mode(readOnly ? "ro" : "rw");
        database.setDatabaseName(QStringLiteral("file:%1?mode=%2").arg(encoded, mode));
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1").arg(lockWaitMs));
        if (!database.open()) {
            const int code = database.lastError().nativeErrorCode().toInt();
            return fail(sqliteError(code, database.lastError().databaseText()));
        }
        const QVariant handle = database.driver()->handle();
        m_native = *static_cast<sqlite3* const*>(handle.constData());
        const std::lock_guard lock(m_handle->mutex);
        m_handle->native = m_native;
    }
    sqlite3_extended_result_codes(m_native, 1);
    KEEL_TRY(execute(QStringLiteral("PRAGMA foreign_keys=ON")));
    KEEL_TRY(execute(QStringLiteral("PRAGMA synchronous=FULL")));
    auto readable = number(QStringLiteral("SELECT count(*) FROM sqlite_schema"));
    return readable ? Result<void>() : fail(std::move(readable).error());
}

SqliteConnection::~SqliteConnection()
{
    for (sqlite3_stmt* statement : std::as_const(m_idle))
        sqlite3_finalize(statement);
    {
        const std::lock_guard lock(m_handle->mutex);
        m_handle->native = nullptr;
    }
    QSqlDatabase::removeDatabase(m_name);
}

Result<SqliteStatement> SqliteConnection::prepare(const QString& sql)
{
    QByteArray text = sql.toUtf8();
    if (sqlite3_stmt* idle = m_idle.take(text))
        return SqliteStatement(*this, std::move(text), idle);
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_native, text.constData(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return fail(error(code));
    return SqliteStatement(*this, std::move(text), statement);
}

void SqliteConnection::takeBack(const QByteArray& sql, sqlite3_stmt* statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (m_idle.size() >= cachedStatements || m_idle.contains(sql))
        sqlite3_finalize(statement);
    else
        m_idle.insert(sql, statement);
}

Result<void> SqliteConnection::execute(const QString& sql)
{
    auto statement = prepare(sql);
    return statement ? statement->run() : fail(std::move(statement).error());
}

Result<std::optional<qint64>> SqliteConnection::number(const QString& sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return fail(std::move(statement).error());
    auto found = statement->step();
    if (!found)
        return fail(std::move(found).error());
    if (!*found || statement->isNull(0))
        return std::nullopt;
    return statement->number(0);
}

Result<bool> SqliteConnection::hasTable(const QString& name)
{
    auto found = number(QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ") +
                        sqliteText(name));
    if (!found)
        return fail(std::move(found).error());
    return found->value_or(0) > 0;
}

bool SqliteConnection::inTransaction() const
{
    return sqlite3_get_autocommit(m_native) == 0;
}

qint64 SqliteConnection::changes() const
{
    return sqlite3_changes64(m_native);
}

Error SqliteConnection::error(int code) const
{
    const int extended = sqlite3_extended_errcode(m_native);
    // A bind fault does not always reach the connection.
    const bool same = (extended & 0xff) == (code & 0xff);
    const char* words = same ? sqlite3_errmsg(m_native) : sqlite3_errstr(code);
    return sqliteError(same ? extended : code, QString::fromUtf8(words));
}

std::function<void()> SqliteConnection::canceller() const
{
    return [handle = m_handle] {
        const std::lock_guard lock(handle->mutex);
        if (handle->native)
            sqlite3_interrupt(handle->native);
    };
}

QString sqliteName(const QString& name)
{
    return QLatin1Char('"') + QString(name).replace(QLatin1Char('"'), QLatin1StringView("\"\"")) + QLatin1Char('"');
}

QString sqliteText(const QString& text)
{
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1StringView("''")) + QLatin1Char('\'');
}

} // namespace keel
