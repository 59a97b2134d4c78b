// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>

#include <chrono>
#include <optional>

/// Parts that every document of the contract shares: times are ISO 8601 in UTC, durations milliseconds, what is not
/// known is null.
namespace keel::json {

[[nodiscard]] inline QJsonValue time(const QDateTime& at)
{
    return at.isValid() ? QJsonValue(at.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

[[nodiscard]] inline QJsonValue time(const std::optional<QDateTime>& at)
{
    return at ? time(*at) : QJsonValue();
}

[[nodiscard]] inline QJsonValue duration(const std::optional<std::chrono::milliseconds>& d)
{
    return d ? QJsonValue(qint64{d->count()}) : QJsonValue();
}

template <class Number>
[[nodiscard]] QJsonValue number(const std::optional<Number>& n)
{
    return n ? QJsonValue(*n) : QJsonValue();
}

/// A key as a JSON array, from the text that records hold.
[[nodiscard]] QJsonValue key(const QString& keyJson);

} // namespace keel::json
