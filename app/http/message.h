// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/role.h"
#include "sync/api/error.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <utility>

/// What travels between the sockets and the calls, as plain values.
namespace keel::http {

/// A request without its body. Header names in lower case, in the order and number in which they came.
struct Head
{
    QByteArray method;
    QByteArray target;
    QList<std::pair<QByteArray, QByteArray>> headers;

    /// The values of a header; more than one where it came more than once.
    [[nodiscard]] QList<QByteArray> all(QByteArrayView name) const;
    /// The only value of a header; null where there is none, or more than one.
    [[nodiscard]] QByteArray only(QByteArrayView name) const;
};

struct Answer
{
    int status = 200;
    QByteArray body;
    QByteArray type = QByteArrayLiteral("application/json");
    QList<std::pair<QByteArray, QByteArray>> headers;
};

[[nodiscard]] Answer answer(const QJsonObject& document, int status = 200);
/// {"success": false, "error": {"code", "message"}}
[[nodiscard]] Answer refusal(int status, const QString& code, const QString& message);
/// An error of the engine: 404 for what is not there, 409 and 503 for what cannot be now.
[[nodiscard]] Answer refusal(const Error& error);

/// A request that passed the doors: its route, and what was read from path, query and body.
struct Request
{
    QString operation;
    QHash<QString, QString> path;  ///< "id" → "17"
    QHash<QString, QString> query; ///< decoded
    QJsonObject body;
    QByteArray ifMatch; ///< null: none
    QString who;        ///< for the operators' log
    Role role = Role::Viewer;
    QByteArray caller; ///< stands for the token that was shown, and tells nothing of it
};

} // namespace keel::http
