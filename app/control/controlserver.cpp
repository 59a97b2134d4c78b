// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlserver.h"

#include "app/conflictdecide.h"
#include "app/json/recordjson.h"
#include "app/json/statusjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

namespace keel {

namespace {

constexpr qint64 lineLimit = 1024 * 1024; // bytes

Error badRequest(const QString& found, const QString& mend = {})
{
    return {.kind = ErrorClass::Config, .code = ErrorCode::ConfigInvalid, .detail = found, .place = {}, .mend = mend};
}

QList<qint64> idsOf(const QJsonArray& array)
{
    QList<qint64> ids;
    for (const QJsonValue id : array)
        ids.push_back(id.toInteger());
    return ids;
}

QString namesOf(const QList<LinkName>& links)
{
    QStringList names;
    for (const LinkName& link : links)
        names.push_back(link.value);
    return names.join(QStringLiteral(", "));
}

} // namespace

ControlServer::ControlServer(SyncService& service, const Config& config, const QString& dataDir, QObject* parent)
    : QObject(parent), m_service(service), m_config(config), m_path(dataDir)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::accept);
    connect(&m_service, &SyncService::cycleFinished, this, &ControlServer::noteCycle);
    connect(&m_service, &SyncService::commandFinished, this, &ControlServer::finishPart);
}

Result<void> ControlServer::listen()
{
    // Whoever holds the data dir owns the name: a socket that lies there is a crash's.
    QLocalServer::removeServer(m_path.name());
    if (m_server.listen(m_path.name()))
        return {};
    return fail({.kind = ErrorClass::Config,
                 .code = ErrorCode::FileUnwritable,
                 .detail = m_server.errorString(),
                 .place = m_path.name(),
                 .mend = QStringLiteral("commands cannot reach this service")});
}

void ControlServer::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readLines(socket); });
        readLines(socket);
    }
}

void ControlServer::readLines(QLocalSocket* socket)
{
    while (socket->canReadLine()) {
        const QJsonDocument document = QJsonDocument::fromJson(socket->readLine(lineLimit));
        if (document.isObject())
            handle(socket, document.object());
        else
            refuse(socket, badRequest(QStringLiteral("not a JSON object on one line")));
    }
    if (socket->bytesAvailable() > lineLimit)
        socket->abort();
}

void ControlServer::handle(QLocalSocket* socket, const QJsonObject& request)
{
    const QString word = request.value(u"call").toString();
    if (word == u"status") {
        QJsonObject document = json::status(m_service.snapshot(), m_config.watchdog, true);
        document.insert(QStringLiteral("ok"), true);
        answer(socket, document);
    } else if (word == u"once" || word == u"pause" || word == u"resume" || word == u"restart") {
        callLinks(socket, word, request);
    } else if (word == u"brake") {
        callBrake(socket, request);
    } else if (word == u"conflicts") {
        callConflicts(socket, request);
    } else if (word == u"errors") {
        callErrors(socket, request);
    } else {
        refuse(socket, badRequest(QStringLiteral("unknown call \"%1\"").arg(word)));
    }
}

void ControlServer::callLinks(QLocalSocket* socket, const QString& word, const QJsonObject& request)
{
    Call call{.asker = socket, .isOnce = word == u"once"};
    for (const QJsonValue name : request.value(u"links").toArray()) {
        call.links.push_back(LinkName(name.toString()));
        if (!m_config.link(call.links.constLast()))
            return refuse(socket, {.kind = ErrorClass::Config,
                                   .code = ErrorCode::NotFound,
                                   .detail = QStringLiteral("no link is named \"%1\" here").arg(name.toString())});
    }
    if (call.links.isEmpty()) {
        for (const LinkConfig& link : m_config.links)
            call.links.push_back(link.name);
    }
    call.open = static_cast<int>(call.links.size());
    const QList<LinkName> links = call.links;
    const quint64 number = m_nextRequest++;
    if (links.isEmpty())
        return answer(socket, resultOf(call));
    m_calls.insert(number, call);
    const QString who = request.value(u"who").toString();
    if (call.isOnce || word == u"restart") // pause and resume leave their line themselves
        m_service.note(who, word, namesOf(links));
    for (const LinkName& link : links) {
        const quint64 part = m_nextRequest++;
        m_parts.insert(part, number);
        if (word == u"once")
            m_service.forceSync(part, link);
        else if (word == u"restart")
            m_service.restart(part, link);
        else if (word == u"pause")
            m_service.pause(part, link, who);
        else
            m_service.resume(part, link, who);
    }
}

void ControlServer::callBrake(QLocalSocket* socket, const QJsonObject& request)
{
    const QString action = request.value(u"action").toString();
    for (const BrakeDecision decision : {BrakeDecision::Accept, BrakeDecision::Reverse, BrakeDecision::Drop}) {
        if (toText(decision) != action)
            continue;
        const quint64 number = m_nextRequest++;
        const quint64 part = m_nextRequest++;
        m_calls.insert(number, {.asker = socket, .open = 1});
        m_parts.insert(part, number);
        m_service.decideBrake(part, request.value(u"id").toInteger(), decision, request.value(u"who").toString());
        return;
    }
    refuse(socket, badRequest(QStringLiteral("unknown action \"%1\"").arg(action)));
}

void ControlServer::callConflicts(QLocalSocket* socket, const QJsonObject& request)
{
    const auto decision = decisionFromJson(request);
    if (!decision)
        return refuse(socket, decision.error());
    const quint64 number = m_nextRequest++;
    const quint64 part = m_nextRequest++;
    m_calls.insert(number, {.asker = socket, .open = 1});
    m_parts.insert(part, number);
    m_service.resolveConflicts(part, idsOf(request.value(u"ids").toArray()), *decision,
                               request.value(u"who").toString());
}

void ControlServer::callErrors(QLocalSocket* socket, const QJsonObject& request)
{
    const QString action = request.value(u"action").toString();
    const QList<qint64> ids = idsOf(request.value(u"ids").toArray());
    const QString who = request.value(u"who").toString();
    if (action != u"retry" && action != u"resolve" && action != u"ignore")
        return refuse(socket, badRequest(QStringLiteral("unknown action \"%1\"").arg(action)));
    const quint64 number = m_nextRequest++;
    const quint64 part = m_nextRequest++;
    m_calls.insert(number, {.asker = socket, .open = 1});
    m_parts.insert(part, number);
    if (action == u"retry")
        m_service.retryErrors(part, ids, who);
    else if (action == u"resolve")
        m_service.resolveErrors(part, ids, who);
    else
        m_service.ignoreErrors(part, ids, who);
}

void ControlServer::noteCycle(const CycleRecord& cycle)
{
    for (Call& call : m_calls) {
        if (!call.isOnce || !call.links.contains(cycle.link))
            continue;
        CycleRecord& sum = call.cycles[cycle.link.value];
        sum.forward += cycle.forward;
        sum.reverse += cycle.reverse;
        sum.errors += cycle.errors;
        sum.conflicts += cycle.conflicts;
        sum.duration += cycle.duration;
    }
}

void ControlServer::finishPart(const CommandOutcome& outcome)
{
    const auto part = m_parts.constFind(outcome.request);
    if (part == m_parts.constEnd())
        return;
    const quint64 number = part.value();
    m_parts.erase(part);
    Call& call = m_calls[number];
    call.affected += outcome.affected;
    if (!call.failure)
        call.failure = outcome.failure;
    if (--call.open > 0)
        return;
    const Call done = m_calls.take(number);
    if (!done.asker)
        return;
    if (done.failure)
        refuse(done.asker, *done.failure);
    else
        answer(done.asker, resultOf(done));
}

QJsonObject ControlServer::resultOf(const Call& call)
{
    QJsonArray links;
    for (const LinkName& link : call.links) {
        const CycleRecord sum = call.cycles.value(link.value);
        links.append(QJsonObject{{QStringLiteral("name"), link.value},
                                 {QStringLiteral("rows"), QJsonObject{{QStringLiteral("forward"), sum.forward},
                                                                      {QStringLiteral("reverse"), sum.reverse}}},
                                 {QStringLiteral("errors"), sum.errors},
                                 {QStringLiteral("conflicts"), sum.conflicts},
                                 {QStringLiteral("durationMs"), qint64{sum.duration.count()}}});
    }
    return {
        {QStringLiteral("ok"), true}, {QStringLiteral("links"), links}, {QStringLiteral("affected"), call.affected}};
}

void ControlServer::answer(QLocalSocket* socket, const QJsonObject& document)
{
    socket->write(QJsonDocument(document).toJson(QJsonDocument::Compact) + '\n');
    socket->flush();
}

void ControlServer::refuse(QLocalSocket* socket, const Error& error)
{
    answer(socket, {{QStringLiteral("ok"), false}, {QStringLiteral("error"), json::failure(error)}});
}

} // namespace keel
