// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/role.h"

#include <QList>
#include <QString>
#include <QStringList>

/// The calls of the API as a table: the router, the checks of bodies and the OpenAPI document all read this one.
namespace keel::http {

enum class FieldType { Text, Integer, Boolean, Object, Array, Any };

struct Field
{
    QString name;
    FieldType type = FieldType::Text;
    bool required = false;
    QStringList choices; ///< of a text; empty: any
    QString says;
};

/// How much of a call one client may make, and whether it changes something.
enum class Traffic {
    Open,  ///< without a token
    Read,  ///< changes nothing
    Hint,  ///< a word that there is something new: many may come, they become few cycles
    Write, ///< a command
    Stream ///< a WebSocket
};

struct Route
{
    QByteArray verb;   ///< "GET" or "POST"
    QString path;      ///< "/api/errors/{id}/retry"
    QString operation; ///< name of the call, unique
    Traffic traffic = Traffic::Read;
    Role least = Role::Admin; ///< whose token may make the call; of no account where it is open
    QString summary;
    QList<Field> query;
    QList<Field> body;
    bool otherFields = false; ///< the sender decides what else stands in the body
    bool isPlainText = false; ///< the answer is no JSON
};

[[nodiscard]] const QList<Route>& routes();
/// Those of them that a desktop on another machine asks (routesdesktop.cpp).
[[nodiscard]] QList<Route> desktopRoutes();

} // namespace keel::http
