// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/guard/loadparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keel {

QString LoadParts::lane(const QString& positions)
{
    return QStringLiteral("parts:") + positions;
}

Cursor LoadParts::toCursor() const
{
    QJsonObject object{{QStringLiteral("since"), QString::fromLatin1(since)},
                       {QStringLiteral("last"), last},
                       {QStringLiteral("whole"), whole}};
    if (range.after)
        object.insert(QStringLiteral("after"), keyToJson(*range.after));
    if (range.upTo)
        object.insert(QStringLiteral("upTo"), keyToJson(*range.upTo));
    QJsonArray brought;
    for (const Key& key : keys)
        brought.append(keyToJson(key));
    object.insert(QStringLiteral("keys"), brought);
    return {QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

LoadParts LoadParts::fromCursor(const std::optional<Cursor>& cursor)
{
    LoadParts parts;
    if (!cursor || cursor->isEmpty())
        return parts;
    const QJsonObject object = QJsonDocument::fromJson(cursor->text).object();
    const auto key = [&](const QString& name) {
        const QJsonValue value = object.value(name);
        return value.isString() ? std::optional(keyFromJson(value.toString())) : std::nullopt;
    };
    parts.since = object.value(QStringLiteral("since")).toString().toLatin1();
    parts.last = object.value(QStringLiteral("last")).toBool();
    parts.whole = object.value(QStringLiteral("whole")).toBool();
    parts.range = {.after = key(QStringLiteral("after")), .upTo = key(QStringLiteral("upTo"))};
    for (const auto& value : object.value(QStringLiteral("keys")).toArray())
        parts.keys.insert(keyFromJson(value.toString()));
    return parts;
}

} // namespace keel
