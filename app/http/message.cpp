// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/message.h"

#include <QJsonDocument>

namespace keel::http {

namespace {

int statusOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Cancelled:
        return 409;
    case ErrorCode::ConfigInvalid:
        return 400;
    default:
        return error.isTransient() ? 503 : 500;
    }
}

} // namespace

QList<QByteArray> Head::all(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const auto& [header, value] : headers) {
        if (header == name)
            values.push_back(value);
    }
    return values;
}

QByteArray Head::only(QByteArrayView name) const
{
    const QList<QByteArray> values = all(name);
    return values.size() == 1 ? values.constFirst() : QByteArray();
}

Answer answer(const QJsonObject& document, int status)
{
    return {.status = status, .body = QJsonDocument(document).toJson(QJsonDocument::Compact)};
}

Answer refusal(int status, const QString& code, const QString& message)
{
    return answer(
        {{QStringLiteral("success"), false},
         {QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}}}},
        status);
}

Answer refusal(const Error& error)
{
    return refusal(statusOf(error), toText(error.code), toText(error));
}

} // namespace keel::http
