// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/message.h"
#include "app/http/route.h"

#include <tl/expected.hpp>

namespace keel::http {

template <class T>
using OrRefusal = tl::expected<T, Answer>;

struct Match
{
    const Route* route = nullptr;
    QHash<QString, QString> path;
    QHash<QString, QString> query; ///< decoded and checked
    Role role = Role::Viewer;      ///< of the token
    QByteArray caller;             ///< digest of the token
};

/// The route of a target in origin form ("/path?query"); 404, 405 with Allow, or 400 for a bad query.
[[nodiscard]] OrRefusal<Match> findRoute(const QByteArray& method, const QByteArray& target);

/// The body of a call; 400 names the field. No bytes are an empty object.
[[nodiscard]] OrRefusal<QJsonObject> readBody(const Route& route, const QByteArray& bytes);
/// 415 unless it says application/json.
[[nodiscard]] OrRefusal<void> checkContentType(const Head& head);

} // namespace keel::http
