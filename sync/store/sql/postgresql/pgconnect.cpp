// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgconnect.h"

#include "sync/store/sql/postgresql/sqlstate.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <array>
#include <memory>

#include <poll.h>

namespace keel::pg {

Q_LOGGING_CATEGORY(lcServer, "keel.store.postgresql", QtInfoMsg)

namespace {

constexpr int connectTimeoutSeconds = 5;

void logNotice(void*, const PGresult* notice)
{
    qCDebug(lcServer) << "notice" << PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
}

/// Dead peers are noticed within about 20 s, also while nothing is sent.
const QString& networkOptions()
{
    static const QString options = QStringLiteral("connect_timeout=%1;keepalives=1;keepalives_idle=10;"
                                                  "keepalives_interval=3;keepalives_count=3;tcp_user_timeout=20000")
                                       .arg(connectTimeoutSeconds);
    return options;
}

QString sslModeOf(const EndpointConfig& endpoint)
{
    return endpoint.sslMode.isEmpty() ? QStringLiteral("prefer") : endpoint.sslMode;
}

/// libpq tells a failed login's SQLSTATE only inside the message, and only when asked before the answer comes; the text
/// itself is in the server's language. So a failed login is tried once more in that mode.
QByteArray loginState(const EndpointConfig& endpoint)
{
    const std::array<QByteArray, 6> values{endpoint.host.toUtf8(),
                                           QByteArray::number(endpoint.port == 0 ? 5432 : endpoint.port),
                                           endpoint.database.toUtf8(),
                                           endpoint.user.toUtf8(),
                                           endpoint.password.reveal().toUtf8(),
                                           sslModeOf(endpoint).toUtf8()};
    const std::array<const char*, 7> names{"host", "port", "dbname", "user", "password", "sslmode", nullptr};
    std::array<const char*, 7> texts{};
    for (std::size_t i = 0; i < values.size(); ++i)
        texts[i] = values[i].constData();
    const std::unique_ptr<PGconn, decltype(&PQfinish)> attempt(PQconnectStartParams(names.data(), texts.data(), 0),
                                                               &PQfinish);
    PQsetErrorVerbosity(attempt.get(), PQERRORS_SQLSTATE);
    PostgresPollingStatusType wants = PGRES_POLLING_WRITING;
    while (wants == PGRES_POLLING_READING || wants == PGRES_POLLING_WRITING) {
        pollfd waits{PQsocket(attempt.get()), static_cast<short>(wants == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        if (poll(&waits, 1, connectTimeoutSeconds * 1000) <= 0)
            return {};
        wants = PQconnectPoll(attempt.get());
    }
    static const QRegularExpression state(QStringLiteral("[A-Z]+:\\s+([0-9A-Z]{5})\\s*$"));
    return state.match(QString::fromUtf8(PQerrorMessage(attempt.get())).trimmed()).captured(1).toLatin1();
}

Error loginError(const EndpointConfig& endpoint, const QString& said)
{
    Error error{
        .kind = ErrorClass::Transient, .code = ErrorCode::Unreachable, .detail = said, .place = endpoint.name.value};
    if (const QByteArray state = loginState(endpoint); !state.isEmpty()) {
        const ErrorKind kind = errorKindOf(state);
        error.kind = kind.kind;
        error.code = kind.code;
        error.sqlState = QString::fromLatin1(state);
    }
    return error;
}

} // namespace

Result<PGconn*> openNative(const EndpointConfig& endpoint, const QString& name)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
    if (!database.isValid()) {
        closeNative(name);
        return fail({.kind = ErrorClass::Config,
                     .code = ErrorCode::NotFound,
                     .detail = QStringLiteral("Qt's PostgreSQL driver is not installed"),
                     .place = endpoint.name.value,
                     .mend = QStringLiteral("install the package libqt6sql6-psql")});
    }
    database.setHostName(endpoint.host);
    database.setPort(endpoint.port == 0 ? 5432 : endpoint.port);
    database.setDatabaseName(endpoint.database);
    database.setUserName(endpoint.user);
    database.setPassword(endpoint.password.reveal());
    database.setConnectOptions(networkOptions() + QStringLiteral(";sslmode=") + sslModeOf(endpoint));
    if (!database.open()) {
        const QString said = database.lastError().databaseText().trimmed();
        database = {};
        closeNative(name);
        return fail(loginError(endpoint, said));
    }
    const QVariant handle = database.driver()->handle();
    PGconn* native = *static_cast<PGconn* const*>(handle.constData());
    PQsetNoticeReceiver(native, &logNotice, nullptr);
    return native;
}

void closeNative(const QString& name)
{
    {
        QSqlDatabase database = QSqlDatabase::database(name, false);
        if (database.isOpen())
            database.close();
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace keel::pg
