// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"
#include "sync/store/sql/sqlite/sqlitevalue.h"

#include <QHash>
#include <QString>

#include <functional>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace keel {

class SqliteConnection;

/// A prepared statement on loan from its connection's cache; goes back, reset, when destroyed.
class SqliteStatement
{
public:
    SqliteStatement(SqliteConnection& connection, QByteArray sql, sqlite3_stmt* statement);
    SqliteStatement(SqliteStatement&& other) noexcept;
    SqliteStatement& operator=(SqliteStatement&& other) = delete;
    ~SqliteStatement();

    /// The next parameter, left to right.
    SqliteStatement& add(const SqliteCell& cell);
    SqliteStatement& add(const QString& text) { return add(SqliteCell(text.toUtf8())); }
    SqliteStatement& add(qint64 number) { return add(SqliteCell(number)); }
    /// Ready for a new run with new parameters.
    void rewind();

    /// True: a row is there. False: done.
    [[nodiscard]] Result<bool> step();
    /// Runs to the end, for statements without rows.
    [[nodiscard]] Result<void> run();

    [[nodiscard]] SqliteCell cell(int column) const;
    [[nodiscard]] QByteArray text(int column) const;
    [[nodiscard]] QString string(int column) const { return QString::fromUtf8(text(column)); }
    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    SqliteConnection& m_connection;
    QByteArray m_sql;
    sqlite3_stmt* m_statement;
    int m_added = 0;
    int m_bindFault = 0;
};

/// A QSqlDatabase of its own with the driver's native handle: QSqlQuery would lose storage classes and bytes. Made,
/// used and destroyed in one thread.
class SqliteConnection
{
public:
    enum class Access { ReadOnly, ReadWrite };
    /// The file must exist: a missing one is a Config error, an empty database is never made.
    [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> open(const QString& path, const QString& label,
                                                                        Access access);
    ~SqliteConnection();
    Q_DISABLE_COPY_MOVE(SqliteConnection)

    [[nodiscard]] Result<SqliteStatement> prepare(const QString& sql);
    [[nodiscard]] Result<void> execute(const QString& sql);
    /// First column of the first row, nullopt where there is no row or it is null.
    [[nodiscard]] Result<std::optional<qint64>> number(const QString& sql);
    [[nodiscard]] Result<bool> hasTable(const QString& name);

    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] qint64 changes() const;
    [[nodiscard]] Error error(int code) const;
    /// Interrupts the running statement, from any thread; does nothing once the connection is gone.
    [[nodiscard]] std::function<void()> canceller() const;

private:
    friend class SqliteStatement;
    struct Handle;

    SqliteConnection(QString name, QString path);
    [[nodiscard]] Result<void> connect(Access access);
    void takeBack(const QByteArray& sql, sqlite3_stmt* statement);

    QString m_name;
    QString m_path;
    std::shared_ptr<Handle> m_handle;
    sqlite3* m_native = nullptr;
    QHash<QByteArray, sqlite3_stmt*> m_idle;
};

/// "a ""name""", doubled quotes: the driver's escapeIdentifier is not safe.
[[nodiscard]] QString sqliteName(const QString& name);
/// 'it''s'
[[nodiscard]] QString sqliteText(const QString& text);

} // namespace keel
