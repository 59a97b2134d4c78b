// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/engine/clock.h"
#include "sync/engine/threads/workerpulse.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <vector>

namespace keel {

/// Looks every few seconds whether each worker was heard of in time. One that was not has its running statements
/// cancelled, from a helper thread, and is asked for fresh connections; never more than maxRestarts times in a row, and
/// a stable minute begins a new row. It never ends a thread. Lives in the engine's thread.
class Watchdog : public QObject
{
    Q_OBJECT

public:
    Watchdog(const WatchdogConfig& config, std::shared_ptr<const Clock> clock, QObject* parent = nullptr);
    /// Waits two seconds for cancels that are under way, then leaves them to the process's end.
    ~Watchdog() override;

    void watch(const LinkName& link, std::shared_ptr<WorkerPulse> pulse);
    void unwatch(const LinkName& link);
    void start();
    /// Cancels what it waits for.
    void cancel(const std::shared_ptr<WorkerPulse>& pulse);
    /// Cancels what every worker waits for: the end of patience at a stop.
    void cancelAll();

signals:
    void stalled(const keel::LinkName& link, int inARow);
    /// Of the row in hand; 0 once a stable minute ended it.
    void rescuesChanged(const keel::LinkName& link, int inARow);

private:
    struct Watched
    {
        LinkName link;
        std::shared_ptr<WorkerPulse> pulse;
        int rescues = 0; ///< in a row
        WorkerPulse::Micros lastRescue{0};
    };

    void look();
    void rescue(Watched& watched, WorkerPulse::Micros now);
    void endRow(Watched& watched);

    WatchdogConfig m_config;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<QThreadPool> m_helpers;
    QTimer m_timer;
    std::vector<Watched> m_watched;
};

} // namespace keel
