// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/httpapi.h"

#include "app/json/desktopjson.h"
#include "app/json/recordjson.h"

#include <QJsonDocument>

#include <algorithm>

namespace keel {

namespace {

constexpr qint64 newsPage = 100; ///< records told one by one; of more a listener asks for the list

} // namespace

HttpApi::HttpApi(SyncService& service, const Config& config, const QString& tokenFile, QObject* parent)
    : QObject(parent), m_service(service),
      m_server({config.api, config.watchdog, tokenFile},
               [this](const http::Request& request, const http::Server::Done& done) {
                   QMetaObject::invokeMethod(
                       this, [this, request, done] { m_calls->handle(request, done); }, Qt::QueuedConnection);
               }),
      m_calls(std::make_unique<http::Calls>(service, config)), m_lastError(QDateTime::currentDateTimeUtc())
{
    m_server.show(service.snapshot());
    connect(&service, &SyncService::snapshotChanged, this,
            [this](const ServiceSnapshot& snapshot) { m_server.show(snapshot); });
    connect(&service, &SyncService::cycleFinished, this, [this](const CycleRecord& cycle) {
        m_server.addCycle(cycle);
        tell(QStringLiteral("cycle"),
             {{QStringLiteral("cycle"), json::cycle(cycle)}, {QStringLiteral("record"), json::toDesktop(cycle)}});
    });
    connect(&service, &SyncService::recordsChanged, this, &HttpApi::recordsChanged);
    connect(&service, &SyncService::errorsArrived, this, &HttpApi::errorsCame);
    connect(&service, &SyncService::conflictsArrived, this, &HttpApi::conflictsCame);
    connect(m_calls.get(), &http::Calls::runEnded, this, [this](const QJsonObject& run) {
        tell(QStringLiteral("run"), {{QStringLiteral("run"), run}});
    });
}

HttpApi::~HttpApi()
{
    m_server.stop();
}

void HttpApi::tell(const QString& type, QJsonObject event)
{
    event.insert(QStringLiteral("type"), type);
    m_server.tell(QJsonDocument(event).toJson(QJsonDocument::Compact));
}

void HttpApi::tellAlert(const QString& title, const QString& text)
{
    tell(QStringLiteral("alert"), {{QStringLiteral("title"), title}, {QStringLiteral("text"), text}});
}

/// The signal does not say which: the newest ones are asked for, and what was not told yet is told.
void HttpApi::recordsChanged()
{
    tell(QStringLiteral("records"), {});
    ErrorQuery errors;
    errors.request = m_ownRequest;
    errors.limit = newsPage;
    m_service.requestErrors(errors);
    ConflictQuery conflicts;
    conflicts.request = m_ownRequest;
    conflicts.limit = newsPage;
    m_service.requestConflicts(conflicts);
}

void HttpApi::errorsCame(const ErrorPage& page)
{
    if (page.request != m_ownRequest || page.failure)
        return;
    QHash<std::pair<QString, QString>, qint64> open;
    for (const ErrorCause& cause : page.causes)
        open[{cause.link.value, toText(cause.kind)}] += cause.count;
    m_server.setOpenErrors(open);
    const QDateTime since = m_lastError;
    for (auto it = page.rows.crbegin(); it != page.rows.crend(); ++it) {
        if (it->lastTryAt <= since)
            continue;
        m_lastError = std::max(m_lastError, it->lastTryAt);
        tell(QStringLiteral("error"), {{QStringLiteral("error"), json::error(*it)}});
    }
}

void HttpApi::conflictsCame(const ConflictPage& page)
{
    if (page.request != m_ownRequest || page.failure)
        return;
    const qint64 told = m_lastConflict;
    for (auto it = page.rows.crbegin(); it != page.rows.crend(); ++it) {
        if (it->id <= told)
            continue;
        m_lastConflict = std::max(m_lastConflict, it->id);
        if (told >= 0 || it->at >= m_service.snapshot().startedAt)
            tell(QStringLiteral("conflict"), {{QStringLiteral("conflict"), json::conflict(*it)}});
    }
}

} // namespace keel
