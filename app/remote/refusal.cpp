// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/refusal.h"

#include "app/json/desktopjson.h"

#include <QJsonDocument>

namespace keel::remote {

namespace {

struct Meaning
{
    ErrorClass kind = ErrorClass::Bug;
    ErrorCode code = ErrorCode::Internal;
    QString mend;
};

Meaning meaningOf(int status, const QByteArray& retryAfter)
{
    switch (status) {
    case 400:
    case 413:
        return {ErrorClass::Bug, ErrorCode::Internal, QStringLiteral("the two programs may be of different versions")};
    case 401:
        return {ErrorClass::Config, ErrorCode::AccessDenied, QStringLiteral("give the service's token")};
    case 403:
        return {ErrorClass::Config, ErrorCode::AccessDenied, QStringLiteral("use a token that may do this")};
    case 404:
        return {ErrorClass::Config, ErrorCode::NotFound, {}};
    case 409:
    case 412:
    case 428:
        return {ErrorClass::Row, ErrorCode::Changed, QStringLiteral("look at it again, then decide")};
    case 421:
        return {ErrorClass::Config, ErrorCode::ConfigInvalid,
                QStringLiteral("name this host in api.hosts of the service's config")};
    case 429:
        return {ErrorClass::Transient, ErrorCode::Busy,
                retryAfter.isEmpty() ? QStringLiteral("try again in a moment")
                                     : QStringLiteral("try again in %1 s").arg(QString::fromLatin1(retryAfter))};
    default:
        break;
    }
    return status >= 500 ? Meaning{ErrorClass::Transient, ErrorCode::Unreachable, {}} : Meaning{};
}

} // namespace

Error refusalOf(int status, const QByteArray& body, const QByteArray& retryAfter)
{
    const Meaning meaning = meaningOf(status, retryAfter);
    const QJsonObject said = QJsonDocument::fromJson(body)[u"error"].toObject();
    const QString words = said[u"message"].toString();
    return {.kind = meaning.kind,
            .code = json::knownErrorCode(said[u"code"].toString()).value_or(meaning.code),
            .detail = words.isEmpty() ? QStringLiteral("the service answered with HTTP status %1").arg(status) : words,
            .mend = meaning.mend};
}

Error failureOf(QNetworkReply::NetworkError error, const QString& words)
{
    if (error == QNetworkReply::SslHandshakeFailedError)
        return {.kind = ErrorClass::Config,
                .code = ErrorCode::Unreachable,
                .detail = words,
                .mend = QStringLiteral("name the file with the certificate's authority: --ca FILE")};
    const bool timedOut = error == QNetworkReply::OperationCanceledError || error == QNetworkReply::TimeoutError;
    return {.kind = ErrorClass::Transient,
            .code = timedOut ? ErrorCode::Timeout : ErrorCode::Unreachable,
            .detail = timedOut ? QStringLiteral("no answer came in time") : words};
}

bool wasNotSent(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError ||
           error == QNetworkReply::SslHandshakeFailedError;
}

Error outcomeNotKnown(const QString& why)
{
    return {.kind = ErrorClass::Transient,
            .code = ErrorCode::Unreachable,
            .detail = QStringLiteral("it is not known whether this was done: %1").arg(why),
            .mend = QStringLiteral("look at the state before you do it again")};
}

Error notConnected(const QString& why)
{
    return {.kind = ErrorClass::Transient,
            .code = ErrorCode::Unreachable,
            .detail = why,
            .mend = QStringLiteral("nothing was done")};
}

} // namespace keel::remote
