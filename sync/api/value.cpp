// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace keel {

bool operator<(const Key& l, const Key& r)
{
    return std::ranges::lexicographical_compare(l.values, r.values, [](const Value& a, const Value& b) {
        return a.text().size() != b.text().size() ? a.text().size() < b.text().size() : a.text() < b.text();
    });
}

QString keyToJson(const Key& key)
{
    QJsonArray parts;
    for (const Value& v : key.values)
        parts.append(v.isNull() ? QJsonValue() : QJsonValue(QString::fromUtf8(v.text())));
    return QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact));
}

Key keyFromJson(const QString& json)
{
    Key key;
    const QJsonArray parts = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const auto& part : parts)
        key.values.push_back(part.isNull() ? Value() : Value(part.toString().toUtf8(), Family::Text));
    return key;
}

QString keyToDisplay(const Key& key)
{
    QStringList parts;
    for (const Value& v : key.values)
        parts.append(v.isNull() ? QStringLiteral("null") : QString::fromUtf8(v.text()));
    return parts.join(QStringLiteral(", "));
}

} // namespace keel
