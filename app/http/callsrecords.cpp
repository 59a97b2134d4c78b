// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/calls.h"
#include "app/json/jsonparts.h"
#include "app/json/recordjson.h"
#include "app/since.h"
#include "sync/api/conflictdecision.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace keel::http {

namespace {

constexpr qint64 mostRows = 1000;

Answer notThere(const QString& what, qint64 id)
{
    return refusal(404, QStringLiteral("not_found"), QStringLiteral("there is no %1 %2").arg(what).arg(id));
}

qint64 limitOf(const Request& request)
{
    const QString limit = request.query.value(QStringLiteral("limit"));
    return limit.isEmpty() ? 100 : std::clamp(limit.toLongLong(), qint64{1}, mostRows);
}

std::optional<LinkName> linkOf(const Request& request)
{
    const QString link = request.query.value(QStringLiteral("link"));
    return link.isEmpty() ? std::nullopt : std::optional(LinkName(link));
}

/// False where the time cannot be read: the call is refused then.
bool readSince(const Request& request, std::optional<QDateTime>& since)
{
    const QString text = request.query.value(QStringLiteral("since"));
    if (text.isEmpty())
        return true;
    since = sinceFromText(text, QDateTime::currentDateTimeUtc());
    return since.has_value();
}

Answer badSince()
{
    return refusal(400, QStringLiteral("bad_request"),
                   QStringLiteral("since: expected 90s, 30m, 1h, 2d or a time in ISO 8601"));
}

template <class Page>
Answer pageAnswer(const Page& page, const QString& name, const QJsonArray& rows)
{
    if (page.failure)
        return refusal(*page.failure);
    return answer({{QStringLiteral("success"), true},
                   {QStringLiteral("total"), page.total},
                   {QStringLiteral("offset"), page.offset},
                   {name, rows}});
}

/// What an edit says it was based on; it changes with every try and every word of a person.
QString versionOf(const ErrorRecord& record)
{
    return QStringLiteral("%1-%2-%3")
        .arg(record.attempts)
        .arg(static_cast<int>(record.state))
        .arg(record.lastTryAt.toMSecsSinceEpoch());
}

/// Of a conflict all that is shown of it: its versions may be brought up to date while it waits.
QString versionOf(const ConflictRecord& record)
{
    const QByteArray shown = QJsonDocument(json::conflict(record)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(shown, QCryptographicHash::Sha256).toHex().left(16));
}

template <class Record>
QJsonObject withVersion(QJsonObject object, const Record& record)
{
    object.insert(QStringLiteral("version"), versionOf(record));
    return object;
}

template <class Record>
Answer withTag(Answer answer, const Record& record)
{
    answer.headers.push_back({"ETag", '"' + versionOf(record).toLatin1() + '"'});
    return answer;
}

QString plainTag(QByteArray tag)
{
    tag = tag.trimmed();
    if (tag.startsWith("W/"))
        tag.remove(0, 2);
    if (tag.size() >= 2 && tag.startsWith('"') && tag.endsWith('"'))
        tag = tag.mid(1, tag.size() - 2);
    return QString::fromLatin1(tag);
}

/// Without If-Match the caller wants it whatever the record is now.
bool isMatch(const Request& request, const QString& version)
{
    const QString tag = plainTag(request.ifMatch);
    return request.ifMatch.isNull() || tag == u"*" || tag == version;
}

/// A row of a decision: texts, numbers, true and false, null.
std::optional<QList<NamedValue>> rowFrom(const QJsonObject& object)
{
    QList<NamedValue> row;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (it->isArray() || it->isObject())
            return std::nullopt;
        row.push_back({it.key(), it->isNull() ? std::nullopt : std::optional(it->toVariant().toString())});
    }
    return row.isEmpty() ? std::nullopt : std::optional(row);
}

} // namespace

void Calls::syncHistory(const Request& request, const Done& done)
{
    HistoryQuery query{.request = m_nextRequest++, .link = linkOf(request), .busyOnly = false};
    query.offset = request.query.value(QStringLiteral("offset")).toLongLong();
    query.limit = limitOf(request);
    m_historyPages.add(query.request, [done](const HistoryPage& page) {
        QJsonArray rows;
        for (const CycleRecord& cycle : page.rows)
            rows.append(json::cycle(cycle));
        done(pageAnswer(page, QStringLiteral("history"), rows));
    });
    m_service.requestHistory(query);
}

void Calls::errors(const Request& request, const Done& done)
{
    ErrorQuery query;
    query.request = m_nextRequest++;
    query.offset = request.query.value(QStringLiteral("offset")).toLongLong();
    query.limit = limitOf(request);
    query.filter.link = linkOf(request);
    query.filter.text = request.query.value(QStringLiteral("text"));
    query.filter.openOnly = request.query.value(QStringLiteral("unresolved")) == u"1";
    if (const QString table = request.query.value(QStringLiteral("table")); !table.isEmpty())
        query.filter.table = TableName(table);
    if (const QString type = request.query.value(QStringLiteral("type")); !type.isEmpty())
        query.filter.kind = errorClassFromText(type);
    if (!readSince(request, query.filter.since))
        return done(badSince());
    m_errorPages.add(query.request, [done](const ErrorPage& page) {
        QJsonArray rows;
        for (const ErrorRecord& record : page.rows)
            rows.append(withVersion(json::error(record), record));
        done(pageAnswer(page, QStringLiteral("errors"), rows));
    });
    m_service.requestErrors(query);
}

void Calls::error(const Request& request, const Done& done)
{
    const qint64 id = request.path.value(QStringLiteral("id")).toLongLong();
    const quint64 number = m_nextRequest++;
    m_errorDetails.add(number, [done, id](const ErrorDetail& detail) {
        if (detail.record.id == 0)
            return done(notThere(QStringLiteral("error record"), id));
        done(withTag(answer({{QStringLiteral("success"), true},
                             {QStringLiteral("error"), withVersion(json::errorDetail(detail), detail.record)}}),
                     detail.record));
    });
    m_service.requestErrorDetail(number, id);
}

void Calls::errorRetry(const Request& request, const Done& done)
{
    changeError(&SyncService::retryErrors, request, done);
}

void Calls::errorResolve(const Request& request, const Done& done)
{
    changeError(&SyncService::resolveErrors, request, done);
}

void Calls::errorIgnore(const Request& request, const Done& done)
{
    changeError(&SyncService::ignoreErrors, request, done);
}

/// The record is read first: one that is not there is 404, one that changed since the caller saw it 409.
void Calls::changeError(Command command, const Request& request, const Done& done)
{
    const qint64 id = request.path.value(QStringLiteral("id")).toLongLong();
    const quint64 number = m_nextRequest++;
    m_errorDetails.add(number, [this, command, request, done, id](const ErrorDetail& detail) {
        if (detail.record.id == 0)
            return done(notThere(QStringLiteral("error record"), id));
        if (!isMatch(request, versionOf(detail.record)))
            return done(refusal(409, QStringLiteral("changed"),
                                QStringLiteral("error record %1 has changed since it was read").arg(id)));
        if (detail.record.state != ErrorState::Open)
            return done(
                refusal(409, QStringLiteral("closed"), QStringLiteral("error record %1 is closed already").arg(id)));
        const quint64 part = m_nextRequest++;
        m_commands.add(part, [done, id](const CommandOutcome& outcome) {
            if (outcome.failure)
                return done(refusal(*outcome.failure));
            done(answer({{QStringLiteral("success"), true},
                         {QStringLiteral("id"), id},
                         {QStringLiteral("affected"), outcome.affected}}));
        });
        (m_service.*command)(part, {id}, request.who);
    });
    m_service.requestErrorDetail(number, id);
}

void Calls::conflicts(const Request& request, const Done& done)
{
    ConflictQuery query;
    query.request = m_nextRequest++;
    query.link = linkOf(request);
    query.text = request.query.value(QStringLiteral("text"));
    query.offset = request.query.value(QStringLiteral("offset")).toLongLong();
    query.limit = limitOf(request);
    if (!readSince(request, query.since))
        return done(badSince());
    m_conflictPages.add(query.request, [done](const ConflictPage& page) {
        QJsonArray rows;
        for (const ConflictRecord& record : page.rows)
            rows.append(withVersion(json::conflict(record), record));
        done(pageAnswer(page, QStringLiteral("conflicts"), rows));
    });
    m_service.requestConflicts(query);
}

void Calls::withConflict(qint64 id, const Done& done, std::function<void(const ConflictRecord&)> then)
{
    ConflictQuery query;
    query.request = m_nextRequest++;
    query.id = id;
    query.limit = 1;
    m_conflictPages.add(query.request, [id, done, then = std::move(then)](const ConflictPage& page) {
        if (page.failure)
            return done(refusal(*page.failure));
        if (page.rows.isEmpty() || page.rows.constFirst().id != id)
            return done(notThere(QStringLiteral("conflict"), id));
        then(page.rows.constFirst());
    });
    m_service.requestConflicts(query);
}

void Calls::conflict(const Request& request, const Done& done)
{
    withConflict(request.path.value(QStringLiteral("id")).toLongLong(), done, [done](const ConflictRecord& record) {
        done(withTag(answer({{QStringLiteral("success"), true},
                             {QStringLiteral("conflict"), withVersion(json::conflict(record), record)}}),
                     record));
    });
}

void Calls::conflictResolve(const Request& request, const Done& done)
{
    const qint64 id = request.path.value(QStringLiteral("id")).toLongLong();
    const QString take = request.body.value(u"take").toString();
    const bool hasRow = request.body.contains(u"row");
    if (take.isEmpty() == !hasRow)
        return done(refusal(400, QStringLiteral("bad_request"), QStringLiteral("expected either \"take\" or \"row\"")));
    ConflictDecision decision;
    decision.kind = take == u"b" ? ConflictDecision::Kind::TakeB : ConflictDecision::Kind::TakeA;
    if (hasRow) {
        const auto row = rowFrom(request.body.value(u"row").toObject());
        if (!row)
            return done(refusal(400, QStringLiteral("bad_request"),
                                QStringLiteral("row: expected columns with a text, a number, true, false or null")));
        decision = {ConflictDecision::Kind::TakeRow, *row};
    }
    withConflict(id, done, [this, id, decision, request, done](const ConflictRecord& record) {
        if (!isMatch(request, versionOf(record)))
            return done(refusal(409, QStringLiteral("changed"),
                                QStringLiteral("conflict %1 has changed since it was read").arg(id)));
        const quint64 number = m_nextRequest++;
        m_commands.add(number, [done, id](const CommandOutcome& outcome) {
            if (outcome.failure)
                return done(refusal(*outcome.failure));
            if (outcome.affected == 0)
                return done(notThere(QStringLiteral("conflict"), id));
            done(answer({{QStringLiteral("success"), true}, {QStringLiteral("id"), id}}));
        });
        m_service.resolveConflicts(number, {id}, decision, request.who);
    });
}

void Calls::operatorsLog(const Request& request, const Done& done)
{
    OperatorLogQuery query{.request = m_nextRequest++, .limit = limitOf(request)};
    query.offset = request.query.value(QStringLiteral("offset")).toLongLong();
    m_logPages.add(query.request, [done](const OperatorLogPage& page) {
        QJsonArray rows;
        for (const LogLine& line : page.rows)
            rows.append(QJsonObject{{QStringLiteral("at"), json::time(line.at)},
                                    {QStringLiteral("who"), line.who},
                                    {QStringLiteral("what"), line.what},
                                    {QStringLiteral("detail"), line.detail}});
        done(pageAnswer(page, QStringLiteral("log"), rows));
    });
    m_service.requestOperatorLog(query);
}

} // namespace keel::http
