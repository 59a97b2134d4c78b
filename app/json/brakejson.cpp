// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/jsonparts.h"
#include "app/json/recordjson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keel::json {

namespace {

QJsonObject rowOf(const BrakeSample& sample)
{
    QJsonObject row;
    const QJsonArray cells = QJsonDocument::fromJson(sample.rowJson.toUtf8()).array();
    for (const QJsonValue cell : cells)
        row.insert(cell[u"column"].toString(), cell[u"text"]);
    return row;
}

} // namespace

QString sampleText(const BrakeSample& sample)
{
    QStringList parts;
    const QJsonArray cells = QJsonDocument::fromJson(sample.rowJson.toUtf8()).array();
    for (const QJsonValue cell : cells)
        parts.append(QStringLiteral("%1=%2").arg(cell[u"column"].toString(), cell[u"text"].toString(u"NULL"_qs)));
    return parts.join(QStringLiteral(", "));
}

QJsonObject brakePlan(const BrakePlan& plan, bool withSamples)
{
    QJsonObject document{{QStringLiteral("id"), plan.id},
                         {QStringLiteral("link"), plan.link.value},
                         {QStringLiteral("table"), plan.table.value},
                         {QStringLiteral("direction"), toText(plan.direction)},
                         {QStringLiteral("side"), plan.side.value},
                         {QStringLiteral("origin"), plan.origin.value},
                         {QStringLiteral("deletes"), plan.deletes},
                         {QStringLiteral("rows"), plan.rows},
                         {QStringLiteral("reason"), toText(plan.reason)},
                         {QStringLiteral("cause"), plan.cause},
                         {QStringLiteral("since"), time(plan.since)},
                         {QStringLiteral("state"), toText(plan.state)},
                         {QStringLiteral("decidedBy"), plan.decidedBy},
                         {QStringLiteral("decidedAt"), time(plan.decidedAt)}};
    if (!withSamples)
        return document;
    QJsonArray samples;
    for (const BrakeSample& sample : plan.samples)
        samples.append(
            QJsonObject{{QStringLiteral("key"), key(sample.keyJson)}, {QStringLiteral("row"), rowOf(sample)}});
    document.insert(QStringLiteral("samples"), samples);
    return document;
}

} // namespace keel::json
