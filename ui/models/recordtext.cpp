// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recordtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

QString iso(const QDateTime& at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString stateName(ErrorState state)
{
    switch (state) {
    case ErrorState::Open:
        return u"open"_s;
    case ErrorState::Resolved:
        return u"resolved"_s;
    case ErrorState::Ignored:
        return u"ignored"_s;
    case ErrorState::WentThrough:
        break;
    }
    return u"went_through"_s;
}

QString plain(double value)
{
    return QString::number(value, 'g', 12);
}

} // namespace

QStringList errorColumns()
{
    return {u"id"_s,       u"type"_s,  u"link"_s,     u"direction"_s, u"table"_s,     u"key"_s,   u"message"_s,
            u"sqlState"_s, u"class"_s, u"attempts"_s, u"createdAt"_s, u"lastTryAt"_s, u"state"_s, u"closedBy"_s};
}

QStringList errorCells(const ErrorRecord& record)
{
    return {QString::number(record.id),
            toText(record.code),
            record.link.value,
            toText(record.direction),
            record.table.value,
            record.keyJson,
            record.message,
            record.sqlState,
            toText(record.kind),
            QString::number(record.attempts),
            iso(record.createdAt),
            iso(record.lastTryAt),
            stateName(record.state),
            record.closedBy};
}

QByteArray errorJson(const ErrorRecord& record)
{
    const QJsonObject object{
        {u"id"_s, record.id},
        {u"type"_s, toText(record.code)},
        {u"class"_s, toText(record.kind)},
        {u"link"_s, record.link.value},
        {u"direction"_s, toText(record.direction)},
        {u"table"_s, record.table.value},
        {u"key"_s, QJsonDocument::fromJson(record.keyJson.toUtf8()).array()},
        {u"message"_s, record.message},
        {u"sqlState"_s, record.sqlState},
        {u"attempts"_s, record.attempts},
        {u"createdAt"_s, iso(record.createdAt)},
        {u"lastTryAt"_s, iso(record.lastTryAt)},
        {u"state"_s, stateName(record.state)},
        {u"resolved"_s, record.state != ErrorState::Open},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QStringList cycleColumns()
{
    return {u"startedAt"_s, u"link"_s,   u"trigger"_s,   u"durationMs"_s, u"forward"_s,
            u"reverse"_s,   u"errors"_s, u"conflicts"_s, u"failure"_s};
}

QStringList cycleCells(const CycleRecord& cycle)
{
    return {iso(cycle.startedAt),
            cycle.link.value,
            toText(cycle.trigger),
            QString::number(cycle.duration.count()),
            QString::number(cycle.forward),
            QString::number(cycle.reverse),
            QString::number(cycle.errors),
            QString::number(cycle.conflicts),
            cycle.failure ? toText(*cycle.failure) : QString()};
}

QStringList sampleColumns()
{
    return {u"at"_s,        u"forwardRowsPerSecond"_s, u"reverseRowsPerSecond"_s,
            u"cycleMs"_s,   u"cycleMeanMs"_s,          u"errors"_s,
            u"conflicts"_s, u"canaryForwardMs"_s,      u"canaryReverseMs"_s};
}

QStringList sampleCells(const Sample& sample)
{
    return {iso(sample.at),
            plain(sample.forward),
            plain(sample.reverse),
            sample.cycleMs ? plain(*sample.cycleMs) : QString(),
            sample.cycleMeanMs ? plain(*sample.cycleMeanMs) : QString(),
            QString::number(sample.errors),
            QString::number(sample.conflicts),
            sample.canaryForwardMs ? plain(*sample.canaryForwardMs) : QString(),
            sample.canaryReverseMs ? plain(*sample.canaryReverseMs) : QString()};
}

} // namespace keel
