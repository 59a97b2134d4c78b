// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/errormetadata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keel {

QByteArray errorMetadata(const MirroredError& error)
{
    const ErrorRecord& r = error.record;
    QJsonObject object{{QStringLiteral("direction"), toText(r.direction)},
                       {QStringLiteral("code"), toText(r.code)},
                       {QStringLiteral("sqlState"), r.sqlState},
                       {QStringLiteral("constraint"), r.constraint},
                       {QStringLiteral("lastTryAt"), r.lastTryAt.toUTC().toString(Qt::ISODateWithMs)},
                       {QStringLiteral("ignored"), r.state == ErrorState::Ignored}};
    if (!error.rowJson.isEmpty())
        object.insert(QStringLiteral("row"), QJsonDocument::fromJson(error.rowJson.toUtf8()).array());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString closedBy(const ErrorRecord& record)
{
    return record.state == ErrorState::WentThrough ? QStringLiteral("evenkeel: the row went in") : record.closedBy;
}

} // namespace keel
