// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/asked.h"
#include "app/http/callsdesktop.h"
#include "app/http/confirms.h"
#include "app/http/devices.h"
#include "app/http/hintlog.h"
#include "app/http/message.h"
#include "app/http/runs.h"
#include "app/http/wakes.h"
#include "sync/api/syncservice.h"
#include "sync/config/config.h"

#include <functional>

namespace keel::http {

/// The calls of the API that the engine answers. Lives in the service's thread and never blocks it: every answer comes
/// by `done`, sooner or later.
class Calls : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Answer&)>;

    /// The service and the config outlive it.
    Calls(SyncService& service, const Config& config, QObject* parent = nullptr);

    void handle(const Request& request, const Done& done);
    /// Names of the calls that it knows; a test holds them against the route table.
    [[nodiscard]] static QStringList operations();

signals:
    /// A run of the API ended: an event for those who listen.
    void runEnded(const QJsonObject& run);

private:
    using Handler = void (Calls::*)(const Request&, const Done&);
    using Command = void (SyncService::*)(quint64, const QList<qint64>&, const QString&);
    [[nodiscard]] static const QHash<QString, Handler>& handlers();

    // calls.cpp
    void syncNow(const Request& request, const Done& done);
    void restartSync(const Request& request, const Done& done);
    void pause(const Request& request, const Done& done);
    void resume(const Request& request, const Done& done);
    void verify(const Request& request, const Done& done);
    void verifyRun(const Request& request, const Done& done);
    void startRun(Run::Kind kind, const QString& what, const Request& request, const Done& done);
    void changePause(bool paused, const Request& request, const Done& done);
    /// The links that a call means; nullopt after it was refused.
    [[nodiscard]] std::optional<QList<LinkName>> linksOf(const Request& request, const Done& done) const;
    void commandEnded(const CommandOutcome& outcome);
    void snapshotCame(const ServiceSnapshot& snapshot);
    void endRun(const CommandOutcome& outcome);

    // callsrecords.cpp
    void syncHistory(const Request& request, const Done& done);
    void errors(const Request& request, const Done& done);
    void error(const Request& request, const Done& done);
    void errorRetry(const Request& request, const Done& done);
    void errorResolve(const Request& request, const Done& done);
    void errorIgnore(const Request& request, const Done& done);
    void changeError(Command command, const Request& request, const Done& done);
    void conflicts(const Request& request, const Done& done);
    void conflict(const Request& request, const Done& done);
    void conflictResolve(const Request& request, const Done& done);
    void operatorsLog(const Request& request, const Done& done);
    /// Reads a conflict first: one that is not there ends the call.
    void withConflict(qint64 id, const Done& done, std::function<void(const ConflictRecord&)> then);

    // callsbrake.cpp
    void brake(const Request& request, const Done& done);
    void brakeAccept(const Request& request, const Done& done);
    void brakeReverse(const Request& request, const Done& done);
    void brakeDrop(const Request& request, const Done& done);
    void decideBrake(BrakeDecision decision, const Request& request, const Done& done);
    void showBrake(BrakeDecision decision, const BrakePlan& plan, const Request& request, const Done& done);

    // callshints.cpp
    void queueNotify(const Request& request, const Done& done);
    void webhook(const Request& request, const Done& done);
    void hint(const Request& request, const QString& table, const QString& link, bool fromB, const Done& done);
    void checkUpdate(const Request& request, const Done& done);
    void markUpdate(const Request& request, const Done& done);
    void markSynced(const Request& request, const Done& done);
    void notifyChange(const Request& request, const Done& done);

    SyncService& m_service;
    const Config& m_config;
    Runs m_runs;
    Wakes m_wakes;
    HintLog m_hints;
    Devices m_devices;
    ServiceSnapshot m_latest;
    struct Ending
    {
        CommandOutcome outcome;
        int snapshots = 0; ///< since it ended
    };
    QList<Ending> m_ending; ///< comparisons whose proof comes with a snapshot after the command's end
    DesktopCalls m_desktop;
    Asked<CommandOutcome> m_commands;
    Asked<ErrorPage> m_errorPages;
    Asked<ErrorDetail> m_errorDetails;
    Asked<ConflictPage> m_conflictPages;
    Asked<HistoryPage> m_historyPages;
    Asked<OperatorLogPage> m_logPages;
    Confirms m_confirms;
    /// Far from the numbers of a window and of the control socket on the same service.
    quint64 m_nextRequest = quint64{3} << 61;
};

} // namespace keel::http
