// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/asked.h"
#include "app/http/message.h"
#include "sync/api/syncservice.h"

#include <functional>

namespace keel::http {

/// The calls of a desktop on another machine: every question and command of a SyncService, in values that come back
/// whole (app/json/desktopjson.h). An outcome is answered with 200 however the command ended: its failure stands in it.
/// Lives in the service's thread.
class DesktopCalls : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Answer&)>;

    /// The service outlives it.
    explicit DesktopCalls(SyncService& service, QObject* parent = nullptr);

    /// False: none of its calls.
    bool handle(const Request& request, const Done& done);
    [[nodiscard]] static QStringList operations();

private:
    using Handler = void (DesktopCalls::*)(const Request&, const Done&);
    [[nodiscard]] static const QHash<QString, Handler>& handlers();

    void errors(const Request& request, const Done& done);
    void error(const Request& request, const Done& done);
    void conflicts(const Request& request, const Done& done);
    void history(const Request& request, const Done& done);
    void samples(const Request& request, const Done& done);
    void log(const Request& request, const Done& done);
    void links(const Request& request, const Done& done);
    void decideErrors(const Request& request, const Done& done);
    void decideConflicts(const Request& request, const Done& done);
    void wake(const Request& request, const Done& done);
    void note(const Request& request, const Done& done);
    /// A number of its own for a command that ends in `done`.
    [[nodiscard]] quint64 command(const Done& done);

    SyncService& m_service;
    Asked<CommandOutcome> m_commands;
    Asked<ErrorPage> m_errors;
    Asked<ErrorDetail> m_details;
    Asked<ConflictPage> m_conflicts;
    Asked<HistoryPage> m_history;
    Asked<SampleSeries> m_samples;
    Asked<OperatorLogPage> m_logs;
    /// Far from the numbers of a window, of the control socket and of the other calls.
    quint64 m_next = quint64{7} << 60;
};

} // namespace keel::http
