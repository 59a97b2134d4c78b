// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgconnection.h"

#include "sync/store/sql/postgresql/cancelhandle.h"
#include "sync/store/sql/postgresql/pgconnect.h"
#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/sqlstate.h"

#include <QSqlDatabase>

#include <algorithm>

namespace keel::pg {

namespace {

QString field(const PGresult* result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

} // namespace

Result<std::unique_ptr<PgConnection>> PgConnection::open(const EndpointConfig& endpoint, const QString& label)
{
    auto native = openNative(endpoint, label);
    if (!native)
        return fail(native.error());
    std::unique_ptr<PgConnection> connection(new PgConnection);
    connection->m_name = label;
    connection->m_native = *native;
    connection->m_cancel = std::make_shared<CancelHandle>(*native);
    KEEL_TRY(connection->pinSession(label));
    return connection;
}

PgConnection::~PgConnection()
{
    if (m_cancel)
        m_cancel->retire();
    closeNative(m_name);
}

Result<void> PgConnection::pinSession(const QString& label)
{
    // row_security = off: a policy that would hide rows is an error, never an emptied table.
    const QByteArray sql = "set client_encoding = 'UTF8'; set standard_conforming_strings = on;"
                           "set search_path = public; set bytea_output = hex; set TimeZone = 'UTC';"
                           "set DateStyle = 'ISO, MDY'; set IntervalStyle = postgres; set lc_monetary = 'C';"
                           "set extra_float_digits = 1; set xmloption = content; set lock_timeout = '1s';"
                           "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;"
                           "set synchronous_commit = on; set row_security = off; set jit = off;"
                           // A batch of keys in a large table goes by the index: a scan of the whole table for each
                           // batch of 1,000 was measured to take five times as long.
                           "set random_page_cost = 1.1;"
                           "set client_min_messages = warning; set application_name = " +
                           quoteLiteral(label.toUtf8());
    return execute(sql).map([](const PgResult&) {});
}

Error PgConnection::errorOf(const PGresult* result) const
{
    const QByteArray state = field(result, PG_DIAG_SQLSTATE).toLatin1();
    if (state.isEmpty())
        return lastError();
    Error error;
    const ErrorKind kind = errorKindOf(state);
    error.kind = kind.kind;
    error.code = kind.code;
    error.detail = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (const QString detail = field(result, PG_DIAG_MESSAGE_DETAIL); !detail.isEmpty())
        error.detail += u'\n' + detail;
    error.sqlState = QString::fromLatin1(state);
    error.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (error.constraint.isEmpty())
        error.constraint = field(result, PG_DIAG_COLUMN_NAME);
    return error;
}

Error PgConnection::lastError() const
{
    const QString said = QString::fromUtf8(PQerrorMessage(m_native)).trimmed();
    if (isBroken())
        return {.kind = ErrorClass::Transient, .code = ErrorCode::Unreachable, .detail = said};
    return {.kind = ErrorClass::Bug, .code = ErrorCode::Internal, .detail = said};
}

Result<PgResult> PgConnection::checked(PGresult* result)
{
    m_cancel->statementEnded();
    PgResult owned(result);
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_EMPTY_QUERY:
        return owned;
    default:
        return fail(result == nullptr ? lastError() : errorOf(result));
    }
}

Result<PgResult> PgConnection::execute(const QByteArray& sql)
{
    return checked(PQexec(m_native, sql.constData()));
}

Result<std::vector<PgResult>> PgConnection::executeAll(const QByteArray& sql)
{
    if (PQsendQuery(m_native, sql.constData()) == 0)
        return fail(lastError());
    std::vector<PgResult> results;
    std::optional<Error> first;
    while (PGresult* result = PQgetResult(m_native)) {
        auto one = checked(result);
        if (!one && !first)
            first = one.error();
        else if (one)
            results.push_back(std::move(*one));
    }
    if (!first && isBroken())
        first = lastError();
    if (first)
        return fail(*first);
    return results;
}

Result<PgResult> PgConnection::execute(const QByteArray& sql, const Parameters& parameters)
{
    std::vector<const char*> values;
    values.reserve(parameters.size());
    for (const auto& p : parameters)
        values.push_back(p ? p->constData() : nullptr);
    return checked(PQexecParams(m_native, sql.constData(), static_cast<int>(values.size()), nullptr, values.data(),
                                nullptr, nullptr, 0));
}

Result<PgResult> PgConnection::executeKept(const QByteArray& sql, const Parameters& parameters)
{
    auto it = std::ranges::find(m_kept, sql, &std::pair<QByteArray, QByteArray>::first);
    if (it == m_kept.end()) {
        constexpr std::size_t most = 100;
        if (m_kept.size() >= most)
            return execute(sql, parameters);
        const QByteArray name = "keel_" + QByteArray::number(m_kept.size());
        auto prepared = checked(PQprepare(m_native, name.constData(), sql.constData(), 0, nullptr));
        if (!prepared)
            return fail(prepared.error());
        it = m_kept.insert(m_kept.end(), {sql, name});
    }
    std::vector<const char*> values;
    values.reserve(parameters.size());
    for (const auto& p : parameters)
        values.push_back(p ? p->constData() : nullptr);
    return checked(PQexecPrepared(m_native, it->second.constData(), static_cast<int>(values.size()), values.data(),
                                  nullptr, nullptr, 0));
}

Result<void> PgConnection::beginCopyIn(const QByteArray& sql)
{
    auto result = execute(sql);
    if (!result)
        return fail(result.error());
    if (PQresultStatus(result->native()) != PGRES_COPY_IN)
        return fail({.code = ErrorCode::Internal, .detail = QStringLiteral("the server did not start a COPY")});
    return {};
}

Result<void> PgConnection::putCopy(QByteArrayView data)
{
    // The length is an int; and a server that has refused the data is only heard when its answer is read.
    constexpr qsizetype most = 1 << 20;
    while (!data.isEmpty()) {
        const QByteArrayView part = data.first(std::min(most, data.size()));
        if (PQputCopyData(m_native, part.data(), static_cast<int>(part.size())) != 1)
            return fail(lastError());
        data = data.sliced(part.size());
    }
    m_cancel->statementEnded();
    return {};
}

Result<qint64> PgConnection::endCopyIn()
{
    if (PQputCopyEnd(m_native, nullptr) != 1)
        return fail(lastError());
    auto result = checked(PQgetResult(m_native));
    while (PGresult* rest = PQgetResult(m_native))
        PQclear(rest);
    if (!result)
        return fail(result.error());
    return result->affected();
}

void PgConnection::abortCopyIn()
{
    PQputCopyEnd(m_native, "broken off");
    while (PGresult* rest = PQgetResult(m_native))
        PQclear(rest);
}

Result<void> PgConnection::copyOut(const QByteArray& sql, const std::function<Result<void>(QByteArrayView)>& sink)
{
    auto started = execute(sql);
    if (!started)
        return fail(started.error());
    // libpq hands out single rows; the sink gets larger pieces.
    constexpr qsizetype piece = 64 * 1024;
    QByteArray buffer;
    buffer.reserve(2 * piece);
    Result<void> said;
    char* row = nullptr;
    int length = 0;
    while ((length = PQgetCopyData(m_native, &row, 0)) > 0) {
        if (said)
            buffer.append(row, length);
        PQfreemem(row);
        if (said && buffer.size() >= piece) {
            said = sink(buffer);
            buffer.resize(0);
            if (!said)
                m_cancel->cancelNow();
        }
    }
    auto ended = checked(PQgetResult(m_native));
    while (PGresult* rest = PQgetResult(m_native))
        PQclear(rest);
    if (!said)
        return said;
    if (!ended)
        return fail(ended.error());
    return buffer.isEmpty() ? Result<void>() : sink(buffer);
}

std::function<void()> PgConnection::canceller() const
{
    return [handle = m_cancel] { CancelHandle::cancelInBackground(handle); };
}

} // namespace keel::pg
