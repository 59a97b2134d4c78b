// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/calls.h"
#include "app/http/server.h"

namespace keel {

/// The HTTP API of a service: its server, and what ties that to the engine. Lives in the service's thread.
class HttpApi : public QObject
{
    Q_OBJECT

public:
    /// The service and the config outlive it. `tokenFile` is made when it is missing.
    HttpApi(SyncService& service, const Config& config, const QString& tokenFile, QObject* parent = nullptr);
    ~HttpApi() override;

    [[nodiscard]] Result<void> start() { return m_server.start(); }
    [[nodiscard]] int port() const { return m_server.port(); }
    [[nodiscard]] Result<void> reloadCertificate() { return m_server.reloadCertificate(); }
    /// Hosts and webhook secrets of a config that came while it runs.
    void takeConfig(const ApiConfig& api) { m_server.takeConfig(api); }
    /// For desktops that are attached, and for whoever listens to events.
    void tellAlert(const QString& title, const QString& text);
    /// Serves a connection of the unix socket as the network's, without a token.
    void adopt(int descriptor, const QString& owner) { m_server.adopt(descriptor, owner); }

private:
    void tell(const QString& type, QJsonObject event);
    void recordsChanged();
    void errorsCame(const ErrorPage& page);
    void conflictsCame(const ConflictPage& page);

    SyncService& m_service;
    http::Server m_server; ///< before the calls, whose answers go to it
    std::unique_ptr<http::Calls> m_calls;
    quint64 m_ownRequest = quint64{5} << 60; ///< of questions for the events
    QDateTime m_lastError;                   ///< records touched since then are news
    qint64 m_lastConflict = -1;              ///< id; -1: not known yet
};

} // namespace keel
