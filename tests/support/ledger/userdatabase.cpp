// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ledger/userdatabase.h"

#include <libpq-fe.h>
#include <sqlite3.h>

namespace {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

class PgUser : public UserDatabase
{
public:
    explicit PgUser(const keel::EndpointConfig& endpoint)
        : m_url(QStringLiteral("postgresql://%1@%2:%3/%4?connect_timeout=5")
                    .arg(endpoint.user, endpoint.host)
                    .arg(endpoint.port)
                    .arg(endpoint.database)
                    .toUtf8())
    {}

    std::optional<Rows> query(const QString& sql) override
    {
        if (!m_connection || PQstatus(m_connection.get()) != CONNECTION_OK) {
            m_connection.reset(PQconnectdb(m_url.constData()));
            PQsetNoticeProcessor(
                m_connection.get(), [](void*, const char*) {}, nullptr);
        }
        const Answer answer(PQexec(m_connection.get(), sql.toUtf8().constData()), PQclear);
        const auto status = PQresultStatus(answer.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            return std::nullopt;
        Rows rows;
        for (int r = 0; r < PQntuples(answer.get()); ++r) {
            auto& row = rows.emplace_back();
            for (int c = 0; c < PQnfields(answer.get()); ++c)
                row.push_back(QString::fromUtf8(PQgetvalue(answer.get(), r, c)));
        }
        return rows;
    }
    QString error() const override { return QString::fromUtf8(PQerrorMessage(m_connection.get())).trimmed(); }
    bool begin() override { return run(QStringLiteral("begin")); }
    QString lockClause() const override { return QStringLiteral(" for update"); }

private:
    QByteArray m_url;
    std::unique_ptr<PGconn, decltype(&PQfinish)> m_connection{nullptr, PQfinish};
};

class SqliteUser : public UserDatabase
{
public:
    explicit SqliteUser(const keel::EndpointConfig& endpoint) : m_path(endpoint.path.toUtf8()) {}

    std::optional<Rows> query(const QString& sql) override
    {
        if (!m_connection) {
            sqlite3* opened = nullptr;
            sqlite3_open(m_path.constData(), &opened);
            m_connection.reset(opened);
            sqlite3_busy_timeout(opened, 10'000);
            sqlite3_exec(opened, "pragma foreign_keys = on", nullptr, nullptr, nullptr);
        }
        Rows rows;
        const auto take = [](void* into, int count, char** values, char**) {
            auto& row = static_cast<Rows*>(into)->emplace_back();
            for (int c = 0; c < count; ++c)
                row.push_back(QString::fromUtf8(values[c]));
            return 0;
        };
        if (sqlite3_exec(m_connection.get(), sql.toUtf8().constData(), take, &rows, nullptr) != SQLITE_OK)
            return std::nullopt;
        return rows;
    }
    QString error() const override { return QString::fromUtf8(sqlite3_errmsg(m_connection.get())); }
    bool begin() override { return run(QStringLiteral("begin immediate")); }
    QString lockClause() const override { return {}; }

private:
    QByteArray m_path;
    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> m_connection{nullptr, sqlite3_close};
};

} // namespace

std::unique_ptr<UserDatabase> UserDatabase::of(const keel::EndpointConfig& endpoint)
{
    if (endpoint.driver == QStringLiteral("postgresql"))
        return std::make_unique<PgUser>(endpoint);
    return std::make_unique<SqliteUser>(endpoint);
}
