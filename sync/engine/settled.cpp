// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/settled.h"

#include "sync/api/abortpoint.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace keel {

QString settledLane(const QString& lane)
{
    return QStringLiteral("settled:") + lane;
}

QString partsLane(const QString& lane)
{
    return QStringLiteral("parts:") + lane;
}

Cursor toCursor(std::span<const SettledRecord> settled)
{
    QJsonArray array;
    for (const SettledRecord& record : settled)
        array.append(QJsonObject{{QStringLiteral("direction"), toText(record.direction)},
                                 {QStringLiteral("table"), record.table.value},
                                 {QStringLiteral("key"), keyToJson(record.key)},
                                 {QStringLiteral("entry"), record.sequence}});
    return {QJsonDocument(array).toJson(QJsonDocument::Compact)};
}

std::vector<SettledRecord> settledFromCursor(const std::optional<Cursor>& cursor)
{
    std::vector<SettledRecord> settled;
    if (!cursor)
        return settled;
    const QJsonArray array = QJsonDocument::fromJson(cursor->text).array();
    for (const auto& item : array) {
        const QJsonObject object = item.toObject();
        const bool forward = object.value(QStringLiteral("direction")).toString() == toText(Direction::Forward);
        settled.push_back({.direction = forward ? Direction::Forward : Direction::Reverse,
                           .table = TableName(object.value(QStringLiteral("table")).toString()),
                           .key = keyFromJson(object.value(QStringLiteral("key")).toString()),
                           .sequence = object.value(QStringLiteral("entry")).toInteger()});
    }
    return settled;
}

bool contains(std::span<const SettledRecord> settled, const TableName& table, const JournalEntry& entry)
{
    return std::ranges::any_of(settled, [&](const SettledRecord& done) {
        return done.sequence == entry.sequence && done.table == table && done.key == entry.key;
    });
}

Result<void> findOpen(RecordBook& book, const LinkName& link, Direction direction, const TableName& table,
                      std::span<const Key> keys, std::vector<SettledRecord>& found)
{
    auto open = book.openFor(link, direction, table, keys);
    if (!open)
        return fail(std::move(open).error());
    for (OpenRecord& record : *open)
        found.push_back({.direction = direction,
                         .table = table,
                         .key = std::move(record.entry.key),
                         .sequence = record.entry.sequence});
    return {};
}

Result<void> closeSettled(RecordBook& book, const LinkName& link, std::span<const SettledRecord> settled)
{
    for (const SettledRecord& record : settled) {
        auto open = book.openFor(link, record.direction, record.table, std::span(&record.key, 1));
        if (!open)
            return fail(std::move(open).error());
        if (open->empty() || open->front().entry.sequence > record.sequence)
            continue;
        KEEL_TRY(book.wentThrough(link, record.direction, record.table, std::span(&record.key, 1)));
        KEEL_ABORT_POINT(RecordClosed);
    }
    return {};
}

} // namespace keel
