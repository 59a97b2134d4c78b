// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/message.h"

#include <QJsonDocument>

namespace keel::http {

namespace {

int statusOf(const Error& error)
{
    if (error.code == ErrorCode::NotFound)
        return 404;
    if (error.code == ErrorCode::Cancelled || error.code == ErrorCode::Changed)
        return 409;
    switch (error.kind) {
    case ErrorClass::Config:
        return 400;
    case ErrorClass::Row:
    case ErrorClass::Schema:
        return 409; // what is asked for does not go with what stands in the databases
    case ErrorClass::Transient:
        return 503;
    case ErrorClass::Bug:
        break;
    }
    return 500;
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
