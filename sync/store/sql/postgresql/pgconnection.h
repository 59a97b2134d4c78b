// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"
#include "sync/config/config.h"

#include <QByteArray>
#include <QString>

#include <libpq-fe.h>

#include <charconv>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace keel::pg {

class PgResult
{
public:
    PgResult() = default;
    explicit PgResult(PGresult* result) : m_result(result, &PQclear) {}

    [[nodiscard]] PGresult* native() const { return m_result.get(); }
    [[nodiscard]] int rows() const { return PQntuples(m_result.get()); }
    [[nodiscard]] bool isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) != 0; }
    /// Valid as long as this result.
    [[nodiscard]] QByteArrayView view(int row, int column) const
    {
        return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
    }
    [[nodiscard]] QByteArray bytes(int row, int column) const { return view(row, column).toByteArray(); }
    [[nodiscard]] QString text(int row, int column) const { return QString::fromUtf8(view(row, column)); }
    [[nodiscard]] qint64 number(int row, int column) const
    {
        // Not by QByteArray, which was measured to take a fourteenth of a catch-up.
        const QByteArrayView text = view(row, column);
        qint64 number = 0;
        std::from_chars(text.begin(), text.end(), number);
        return number;
    }
    [[nodiscard]] bool flag(int row, int column) const { return view(row, column) == "t"; }
    /// Rows that the statement wrote.
    [[nodiscard]] qint64 affected() const { return QByteArrayView(PQcmdTuples(m_result.get())).toLongLong(); }

private:
    std::unique_ptr<PGresult, decltype(&PQclear)> m_result{nullptr, &PQclear};
};

using Parameters = std::vector<std::optional<QByteArray>>;

struct CancelHandle;

/// A session: a QSqlDatabase of its own, opened, used, closed and removed in one thread, whose native handle carries
/// every statement and value as text (Qt's own result sets change numbers and times). Session settings that decide how
/// values are written are pinned at connect.
class PgConnection
{
public:
    [[nodiscard]] static Result<std::unique_ptr<PgConnection>> open(const EndpointConfig& endpoint,
                                                                    const QString& label);
    ~PgConnection();
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    /// Simple protocol: may hold several statements, one round trip; the last result.
    [[nodiscard]] Result<PgResult> execute(const QByteArray& sql);
    /// The same, every result.
    [[nodiscard]] Result<std::vector<PgResult>> executeAll(const QByteArray& sql);
    /// One statement with $1…; parameters are text, nullopt is NULL.
    [[nodiscard]] Result<PgResult> execute(const QByteArray& sql, const Parameters& parameters);
    /// The same, prepared at its first use in this session and kept: for few, often repeated texts.
    [[nodiscard]] Result<PgResult> executeKept(const QByteArray& sql, const Parameters& parameters);

    /// Statements before the COPY, separated by semicolons, may stand in the same text.
    [[nodiscard]] Result<void> beginCopyIn(const QByteArray& sql);
    [[nodiscard]] Result<void> putCopy(QByteArrayView data);
    /// Rows taken.
    [[nodiscard]] Result<qint64> endCopyIn();
    /// Breaks a COPY off; its failure is not an error.
    void abortCopyIn();
    [[nodiscard]] Result<void> copyOut(const QByteArray& sql, const std::function<Result<void>(QByteArrayView)>& sink);

    [[nodiscard]] bool inTransaction() const { return PQtransactionStatus(m_native) != PQTRANS_IDLE; }
    [[nodiscard]] bool isBroken() const { return PQstatus(m_native) != CONNECTION_OK; }
    [[nodiscard]] PGconn* native() const { return m_native; }
    /// See Store::canceller(): cancels the statement, and shuts the socket down when that did not end it in 5 s.
    [[nodiscard]] std::function<void()> canceller() const;

private:
    PgConnection() = default;
    [[nodiscard]] Error errorOf(const PGresult* result) const;
    [[nodiscard]] Error lastError() const;
    [[nodiscard]] Result<PgResult> checked(PGresult* result);
    [[nodiscard]] Result<void> pinSession(const QString& label);

    QString m_name;
    PGconn* m_native = nullptr; ///< owned by the QSqlDatabase
    std::shared_ptr<CancelHandle> m_cancel;
    std::vector<std::pair<QByteArray, QByteArray>> m_kept; ///< statement text, its name
};

} // namespace keel::pg
