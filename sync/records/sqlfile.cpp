// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/sqlfile.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <atomic>

namespace keel {

Result<std::unique_ptr<SqlFile>> SqlFile::open(const QString& file, const QString& label, Access access)
{
    // Qt keeps connections in a list of the process; a name used twice would close the first one.
    static std::atomic<quint64> count{0};
    const QString name = QStringLiteral("%1-records-%2").arg(label).arg(++count);
    std::unique_ptr<SqlFile> opened(new SqlFile(file, name));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        database.setConnectOptions(access == Access::Read
                                       ? QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY")
                                       : QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
        if (!database.open())
            return fail(opened->errorOf(database.lastError()));
    }
    opened->m_id = fileIdOf(file);
    if (access == Access::Write) {
        // Only counts for a file without tables; elsewhere it changes nothing.
        KEEL_TRY(opened->exec(QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL")));
        KEEL_TRY(opened->exec(QStringLiteral("PRAGMA journal_mode = WAL")));
        KEEL_TRY(opened->exec(QStringLiteral("PRAGMA synchronous = FULL")));
    }
    // In KiB, and each link has a connection: whatever is read fills it and stays with the process for good, while the
    // system's own cache holds the file as well.
    KEEL_TRY(opened->exec(QStringLiteral("PRAGMA cache_size = -2048")));
    return opened;
}

SqlFile::~SqlFile()
{
    m_statements.clear();
    {
        QSqlDatabase database = QSqlDatabase::database(m_name, false);
        database.close();
    }
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> SqlFile::exec(const QString& sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (!query.exec(sql))
        return fail(errorOf(query.lastError()));
    return {};
}

Result<SqlRows> SqlFile::run(const QString& sql, const QVariantList& values)
{
    auto& query = m_statements[sql];
    if (!query) {
        query = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            const Error error = errorOf(query->lastError());
            m_statements.erase(sql);
            return fail(error);
        }
    }
    for (int i = 0; i < int(values.size()); ++i)
        query->bindValue(i, values[i]);
    if (!query->exec()) {
        const Error error = errorOf(query->lastError());
        query->finish();
        return fail(error);
    }
    return SqlRows(query.get());
}

Result<void> SqlFile::begin(Durability durability)
{
    if (fileIdOf(m_file) != m_id)
        return fail({.kind = ErrorClass::Transient,
                     .code = ErrorCode::FileDamaged,
                     .detail = QStringLiteral("the file was removed or replaced while it was in use"),
                     .place = m_file});
    if (durability != m_durability) {
        // Not allowed inside a transaction.
        KEEL_TRY(exec(durability == Durability::Flushed ? QStringLiteral("PRAGMA synchronous = FULL")
                                                        : QStringLiteral("PRAGMA synchronous = NORMAL")));
        m_durability = durability;
    }
    return exec(QStringLiteral("BEGIN IMMEDIATE"));
}

Result<void> SqlFile::end(Result<void> done)
{
    if (done)
        done = exec(QStringLiteral("COMMIT"));
    // After a full disk SQLite may have rolled back by itself; a second ROLLBACK then fails and means nothing.
    if (!done)
        static_cast<void>(exec(QStringLiteral("ROLLBACK")));
    return done;
}

Error SqlFile::errorOf(const QSqlError& said) const
{
    // Primary result codes of sqlite3.h.
    constexpr int busy = 5;
    constexpr int locked = 6;
    constexpr int readOnly = 8;
    constexpr int ioError = 10;
    constexpr int corrupt = 11;
    constexpr int full = 13;
    constexpr int cannotOpen = 14;
    constexpr int notADatabase = 26;

    Error error;
    error.place = m_file;
    error.detail = said.databaseText().isEmpty() ? said.text() : said.databaseText();
    switch (said.nativeErrorCode().toInt() & 0xff) {
    case busy:
    case locked:
        error.kind = ErrorClass::Transient;
        error.code = ErrorCode::Busy;
        break;
    case full:
        error.kind = ErrorClass::Transient;
        error.code = ErrorCode::ResourceShort;
        error.mend = QStringLiteral("make room on the disk");
        break;
    case ioError:
        error.kind = ErrorClass::Transient;
        error.code = ErrorCode::ResourceShort;
        break;
    case readOnly:
    case cannotOpen:
        error.kind = ErrorClass::Config;
        error.code = ErrorCode::FileUnwritable;
        error.mend = QStringLiteral("let the user that runs Evenkeel read and write it");
        break;
    case corrupt:
    case notADatabase:
        error.kind = ErrorClass::Config;
        error.code = ErrorCode::FileDamaged;
        break;
    default:
        error.code = ErrorCode::Internal;
        break;
    }
    return error;
}

} // namespace keel
