// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/agreed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keel {

QString agreedLane(const QString& lane)
{
    return QStringLiteral("agreed:") + lane;
}

Cursor AgreedRows::toCursor() const
{
    QJsonArray array;
    for (const RecordBook::ShadowEntry& row : rows)
        array.append(QJsonArray{keyToJson(row.key), QString::fromLatin1(row.hash.toHex())});
    const QJsonObject object{{QStringLiteral("stamp"), QString::fromLatin1(stamp.toHex())},
                             {QStringLiteral("rows"), array}};
    return {QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

AgreedRows AgreedRows::fromCursor(const std::optional<Cursor>& cursor)
{
    AgreedRows agreed;
    if (!cursor)
        return agreed;
    const QJsonObject object = QJsonDocument::fromJson(cursor->text).object();
    agreed.stamp = QByteArray::fromHex(object.value(QStringLiteral("stamp")).toString().toLatin1());
    for (const auto& row : object.value(QStringLiteral("rows")).toArray())
        agreed.rows.push_back(
            {.key = keyFromJson(row[0].toString()), .hash = QByteArray::fromHex(row[1].toString().toLatin1())});
    return agreed;
}

Result<void> keepAgreed(RecordBook& book, const LinkName& link, Direction direction, const TableName& shadowTable,
                        const AgreedRows& agreed)
{
    if (agreed.rows.empty())
        return {};
    // Beside the shadow, under a name that no table has.
    const TableName stamps(QStringLiteral("agreed:") + shadowTable.value);
    const Key way{{Value(toText(direction).toUtf8(), Family::Text)}};
    auto last = book.shadow(link, stamps, std::span(&way, 1));
    if (!last)
        return fail(std::move(last).error());
    if (!last->empty() && last->front().hash == agreed.stamp)
        return {};
    KEEL_TRY(book.putShadow(link, shadowTable, agreed.rows));
    const RecordBook::ShadowEntry kept{.key = way, .hash = agreed.stamp};
    return book.putShadow(link, stamps, std::span(&kept, 1));
}

} // namespace keel
