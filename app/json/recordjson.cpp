// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/recordjson.h"

#include "app/json/jsonparts.h"
#include "sync/api/advice.h"

#include <QJsonDocument>

namespace keel::json {

namespace {

/// Null is a row that was gone.
QJsonValue row(const QList<NamedValue>& values)
{
    QJsonObject object;
    for (const NamedValue& value : values)
        object.insert(value.column, value.text ? QJsonValue(*value.text) : QJsonValue());
    return object;
}

QJsonValue row(const std::optional<QList<NamedValue>>& values)
{
    return values ? row(*values) : QJsonValue();
}

} // namespace

QJsonValue key(const QString& keyJson)
{
    const QJsonDocument document = QJsonDocument::fromJson(keyJson.toUtf8());
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(keyJson);
}

QString errorStateName(ErrorState state)
{
    switch (state) {
    case ErrorState::Open:
        return QStringLiteral("open");
    case ErrorState::Resolved:
        return QStringLiteral("resolved");
    case ErrorState::Ignored:
        return QStringLiteral("ignored");
    case ErrorState::WentThrough:
        return QStringLiteral("went_through");
    }
    return {};
}

namespace {

QJsonValue advice(ErrorCode code, const QString& sqlState)
{
    const QString text = adviceFor(code, sqlState);
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString causeName(const ErrorRecord& r)
{
    QStringList parts{toText(r.code), r.table.value, r.constraint, r.sqlState};
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace

QJsonObject error(const ErrorRecord& record)
{
    return {{QStringLiteral("id"), record.id},
            {QStringLiteral("type"), toText(record.kind)},
            {QStringLiteral("code"), toText(record.code)},
            {QStringLiteral("link"), record.link.value},
            {QStringLiteral("direction"), toText(record.direction)},
            {QStringLiteral("table"), record.table.value},
            {QStringLiteral("key"), key(record.keyJson)},
            {QStringLiteral("message"), record.message},
            {QStringLiteral("sqlState"), record.sqlState.isEmpty() ? QJsonValue() : QJsonValue(record.sqlState)},
            {QStringLiteral("constraint"), record.constraint.isEmpty() ? QJsonValue() : QJsonValue(record.constraint)},
            {QStringLiteral("cause"), causeName(record)},
            {QStringLiteral("advice"), advice(record.code, record.sqlState)},
            {QStringLiteral("attempts"), record.attempts},
            {QStringLiteral("createdAt"), time(record.createdAt)},
            {QStringLiteral("lastTryAt"), time(record.lastTryAt)},
            {QStringLiteral("resolved"), record.state != ErrorState::Open},
            {QStringLiteral("state"), errorStateName(record.state)},
            {QStringLiteral("resolvedBy"), record.closedBy.isEmpty() ? QJsonValue() : QJsonValue(record.closedBy)},
            {QStringLiteral("resolvedAt"), time(record.closedAt)}};
}

QJsonObject errorDetail(const ErrorDetail& detail)
{
    QJsonObject object = error(detail.record);
    object.insert(QStringLiteral("row"), detail.isDelete ? QJsonValue() : row(detail.row));
    object.insert(QStringLiteral("waitsBehind"), QJsonArray::fromStringList(detail.waitsBehind));
    QJsonArray attempts;
    for (const Attempt& attempt : detail.attempts)
        attempts.append(
            QJsonObject{{QStringLiteral("at"), time(attempt.at)}, {QStringLiteral("message"), attempt.said}});
    object.insert(QStringLiteral("attemptLog"), attempts);
    return object;
}

QJsonObject conflict(const ConflictRecord& record)
{
    return {{QStringLiteral("id"), record.id},
            {QStringLiteral("link"), record.link.value},
            {QStringLiteral("table"), record.table.value},
            {QStringLiteral("key"), key(record.keyJson)},
            {QStringLiteral("class"), record.conflictClass},
            {QStringLiteral("policy"), record.policy},
            {QStringLiteral("winner"), record.winner == Side::A ? QStringLiteral("a") : QStringLiteral("b")},
            {QStringLiteral("held"), record.held},
            {QStringLiteral("tie"), record.tie},
            {QStringLiteral("at"), time(record.at)},
            {QStringLiteral("changedAtA"), time(record.changedAtA)},
            {QStringLiteral("changedAtB"), time(record.changedAtB)},
            {QStringLiteral("a"), row(record.a)},
            {QStringLiteral("b"), row(record.b)},
            {QStringLiteral("merged"), QJsonArray::fromStringList(record.merged)},
            {QStringLiteral("note"), record.note},
            {QStringLiteral("decision"), record.decision.isEmpty() ? QJsonValue() : QJsonValue(record.decision)},
            {QStringLiteral("decidedBy"), record.decidedBy.isEmpty() ? QJsonValue() : QJsonValue(record.decidedBy)},
            {QStringLiteral("decidedAt"), time(record.decidedAt)},
            {QStringLiteral("undoable"), record.undoable}};
}

QJsonObject failure(const Error& error)
{
    return {{QStringLiteral("code"), toText(error.code)},
            {QStringLiteral("message"), error.detail},
            {QStringLiteral("place"), error.place},
            {QStringLiteral("mend"), error.mend}};
}

QJsonObject cycle(const CycleRecord& cycle)
{
    return {{QStringLiteral("link"), cycle.link.value},
            {QStringLiteral("startedAt"), time(cycle.startedAt)},
            {QStringLiteral("durationMs"), qint64{cycle.duration.count()}},
            {QStringLiteral("forward"), cycle.forward},
            {QStringLiteral("reverse"), cycle.reverse},
            {QStringLiteral("errors"), cycle.errors},
            {QStringLiteral("conflicts"), cycle.conflicts},
            {QStringLiteral("trigger"), toText(cycle.trigger)},
            {QStringLiteral("failure"), cycle.failure ? QJsonValue(failure(*cycle.failure)) : QJsonValue()}};
}

} // namespace keel::json
