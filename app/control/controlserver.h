// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controldoor.h"
#include "app/control/controlpath.h"
#include "sync/api/syncservice.h"
#include "sync/config/config.h"

#include <QHash>
#include <QJsonObject>
#include <QPointer>

class QLocalSocket;

namespace keel {

/// The unix socket `control` of the data dir (0600): a JSON object a line, each answered by one line. How commands
/// reach a running service.
///   {"call":"status"}                                     → {"ok":true,"status":{…}}
///   {"call":"brake","action":"accept"|"reverse"|"drop","id":…,"who":…}  → {"ok":true,"affected":1}
///   {"call":"once"|"pause"|"resume"|"restart","links":[…],"who":…}  → {"ok":true,"links":[…]}
///   {"call":"errors","action":"retry"|"resolve"|"ignore","ids":[…],"who":…} → {"ok":true,"affected":N}
///   {"call":"conflicts","take":"a"|"b"|"row"|"bring-back"|"undo","row":{…},"ids":[…],"who":…} → as errors
/// A failure is {"ok":false,"error":{"code","message","place","mend"}}. Lives in the service's thread.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    /// The service and the config outlive it. Only for the process that holds the data dir.
    ControlServer(SyncService& service, const Config& config, const QString& dataDir, QObject* parent = nullptr);
    [[nodiscard]] Result<void> listen();
    /// Who speaks HTTP at the socket is handed over.
    void setHttp(ControlDoor::TakeHttp take) { m_server.setHttp(std::move(take)); }

private:
    /// A call that waits for the service: one part for each link, or one.
    struct Call
    {
        QPointer<QLocalSocket> asker;
        int open = 0;
        QList<LinkName> links; ///< of once
        QHash<QString, CycleRecord> cycles;
        qint64 affected = 0;
        std::optional<Error> failure;
        bool isOnce = false;
    };

    void accept();
    void readLines(QLocalSocket* socket);
    void handle(QLocalSocket* socket, const QJsonObject& request);
    void callLinks(QLocalSocket* socket, const QString& word, const QJsonObject& request);
    void callBrake(QLocalSocket* socket, const QJsonObject& request);
    void callConflicts(QLocalSocket* socket, const QJsonObject& request);
    void callErrors(QLocalSocket* socket, const QJsonObject& request);
    void noteCycle(const CycleRecord& cycle);
    void finishPart(const CommandOutcome& outcome);
    static void answer(QLocalSocket* socket, const QJsonObject& document);
    static void refuse(QLocalSocket* socket, const Error& error);
    static QJsonObject resultOf(const Call& call);

    SyncService& m_service;
    const Config& m_config;
    ControlPath m_path;
    ControlDoor m_server;
    QHash<quint64, quint64> m_parts; ///< request number → call
    QHash<quint64, Call> m_calls;
    /// Far from the numbers of a window on the same service.
    quint64 m_nextRequest = quint64{1} << 62;
};

} // namespace keel
