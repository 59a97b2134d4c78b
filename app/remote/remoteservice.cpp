// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/remoteservice.h"

#include "app/json/desktopjson.h"
#include "app/remote/notknown.h"

#include <QJsonDocument>

#include <utility>

namespace keel {

namespace {

/// As the service writes it: the type stands first, so that it is known before all of it is parsed.
constexpr QLatin1StringView snapshotStart(R"({"type":"snapshot",)");

Error notYet()
{
    return {.kind = ErrorClass::Transient,
            .code = ErrorCode::Unreachable,
            .detail = QStringLiteral("the service has not answered yet")};
}

} // namespace

RemoteService::RemoteService(Settings settings, QObject* parent)
    : SyncService(parent), m_settings(std::move(settings)), m_caller(m_settings.address, m_settings.tls),
      m_line(m_settings.address, m_settings.tls, m_caller), m_why(notYet())
{
    m_decoders.setMaxThreadCount(1);
    m_shown = remote::notKnown({}, m_why.detail);
    connect(&m_line, &remote::Line::opened, this, [this] {
        ++m_connection;
        emit roleTold({});
    });
    connect(&m_line, &remote::Line::eventCame, this, &RemoteService::eventCame);
    connect(&m_line, &remote::Line::away, this, &RemoteService::wentAway);
    connect(&m_line, &remote::Line::refused, this, [this](const Error& why) {
        wentAway(why);
        emit tokenWanted(why);
    });
    connect(&m_caller, &remote::Caller::tokenRefused, &m_line, [this](const Error& why) {
        if (m_line.isOpen())
            m_line.refuse(why);
    });
}

RemoteService::~RemoteService()
{
    m_decoders.clear();
    m_decoders.waitForDone();
}

void RemoteService::attach(const QByteArray& token)
{
    m_caller.setToken(token);
    m_line.open();
}

void RemoteService::tryNow()
{
    if (!m_line.isOpen())
        m_line.open();
}

void RemoteService::eventCame(const QString& event)
{
    if (event.startsWith(snapshotStart))
        return decodeSnapshot(event.toUtf8());
    const QJsonObject object = QJsonDocument::fromJson(event.toUtf8()).object();
    const QString type = object[u"type"].toString();
    if (type == u"records") {
        emit recordsChanged();
    } else if (type == u"cycle") {
        if (const auto cycle = json::fromDesktop<CycleRecord>(object[u"record"]))
            emit cycleFinished(*cycle);
    } else if (type == u"hello") {
        emit roleTold(object[u"role"].toString());
    } else if (type == u"alert") {
        emit alertCame(object[u"title"].toString(), object[u"text"].toString());
    }
}

void RemoteService::decodeSnapshot(const QByteArray& event)
{
    if (m_decoding) {
        m_undecoded = event;
        return;
    }
    m_decoding = true;
    m_decoders.start([this, event, connection = m_connection] {
        const auto snapshot = json::fromDesktop<ServiceSnapshot>(QJsonDocument::fromJson(event)[u"snapshot"]);
        QMetaObject::invokeMethod(
            this,
            [this, snapshot, connection] {
                m_decoding = false;
                if (connection == m_connection && m_line.isOpen())
                    snapshotCame(snapshot);
                if (const QByteArray next = std::exchange(m_undecoded, {}); !next.isEmpty())
                    decodeSnapshot(next);
            },
            Qt::QueuedConnection);
    });
}

void RemoteService::snapshotCame(const Result<ServiceSnapshot>& snapshot)
{
    if (!snapshot)
        return showNotKnown(snapshot.error());
    m_last = *snapshot;
    m_shown = m_last;
    const bool first = !std::exchange(m_known, true);
    emit snapshotChanged(m_shown);
    if (!first)
        return;
    emit attached();
    emit recordsChanged(); // lists may have changed meanwhile
}

void RemoteService::wentAway(const Error& why)
{
    ++m_connection;
    m_undecoded.clear();
    showNotKnown(why);
    m_caller.abandon(m_why.detail);
    emit away(why);
}

void RemoteService::showNotKnown(const Error& why)
{
    m_known = false;
    m_why = why;
    const QString words = why.code == ErrorCode::AccessDenied ? QStringLiteral("%1 refuses: %2")
                                                              : QStringLiteral("%1 does not answer: %2");
    m_why.detail = words.arg(remote::nameOf(m_settings.address), why.detail);
    m_shown = remote::notKnown(m_last, why.detail);
    emit snapshotChanged(m_shown);
}

} // namespace keel
