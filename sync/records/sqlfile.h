// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"
#include "sync/records/fileid.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <map>
#include <memory>

namespace keel {

/// Rows of a statement that is running. Ends it at destruction: a statement left open would hold its snapshot and keep
/// the write-ahead log from being emptied.
class SqlRows
{
public:
    explicit SqlRows(QSqlQuery* query) : m_query(query) {}
    ~SqlRows()
    {
        if (m_query)
            m_query->finish();
    }
    SqlRows(SqlRows&& other) noexcept : m_query(std::exchange(other.m_query, nullptr)) {}
    SqlRows& operator=(SqlRows&&) = delete;

    [[nodiscard]] bool next() { return m_query->next(); }
    [[nodiscard]] QVariant value(int column) const { return m_query->value(column); }
    [[nodiscard]] QString text(int column) const { return m_query->value(column).toString(); }
    [[nodiscard]] qint64 integer(int column) const { return m_query->value(column).toLongLong(); }
    [[nodiscard]] qint64 affected() const { return m_query->numRowsAffected(); }
    [[nodiscard]] qint64 newId() const { return m_query->lastInsertId().toLongLong(); }

private:
    QSqlQuery* m_query;
};

/// One connection to an SQLite file of our own, with prepared statements kept by their text. Used in one thread only.
/// Errors: Busy and ResourceShort are Transient; FileDamaged asks for a new open. Nothing is written once the file was
/// removed or replaced: it would go to where nobody finds it.
class SqlFile
{
public:
    enum class Access { Write, Read };
    /// What a commit is worth: Flushed survives a loss of power, Written a crash of the process.
    enum class Durability { Flushed, Written };

    [[nodiscard]] static Result<std::unique_ptr<SqlFile>> open(const QString& file, const QString& label,
                                                               Access access);
    ~SqlFile();
    SqlFile(const SqlFile&) = delete;
    SqlFile& operator=(const SqlFile&) = delete;

    /// One statement, not kept.
    [[nodiscard]] Result<void> exec(const QString& sql);
    /// Do not run the same text again while its rows are being read. No ':' outside of quotes: Qt takes it for a name.
    [[nodiscard]] Result<SqlRows> run(const QString& sql, const QVariantList& values = {});

    /// Calls `work` inside BEGIN IMMEDIATE and commits, or rolls back on its error.
    template <class Work>
    [[nodiscard]] Result<void> transaction(Durability durability, Work work)
    {
        KEEL_TRY(begin(durability));
        Result<void> done = work();
        return end(std::move(done));
    }

private:
    explicit SqlFile(QString file, QString name) : m_file(std::move(file)), m_name(std::move(name)) {}
    [[nodiscard]] Result<void> begin(Durability durability);
    [[nodiscard]] Result<void> end(Result<void> done);
    [[nodiscard]] Error errorOf(const QSqlError& said) const;

    QString m_file;
    QString m_name;
    std::optional<FileId> m_id; ///< of the file that was opened
    Durability m_durability = Durability::Flushed;
    std::map<QString, std::unique_ptr<QSqlQuery>> m_statements;
};

} // namespace keel
