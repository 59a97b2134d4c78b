// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/message.h"
#include "app/http/metrics.h"
#include "sync/config/config.h"

#include <chrono>
#include <optional>

namespace keel::http {

/// What the server answers without asking the engine: the newest that it was told. A question for the status so costs
/// the engine nothing, however often it comes. Lives in the server's thread.
class Board
{
public:
    using Now = std::chrono::steady_clock::time_point;

    explicit Board(const WatchdogConfig& watchdog) : m_watchdog(watchdog) {}

    void show(const ServiceSnapshot& snapshot, Now now);
    [[nodiscard]] Metrics& metrics() { return m_metrics; }
    /// nullopt: not a call of the board. `connections` open now.
    [[nodiscard]] std::optional<Answer> answerTo(const QString& operation, int connections, Now now);
    /// The status as an event of a stream.
    [[nodiscard]] QByteArray statusEvent() const;
    /// All of the snapshot, for desktops.
    [[nodiscard]] QByteArray snapshotEvent();

private:
    [[nodiscard]] Answer status();
    [[nodiscard]] Answer health(Now now) const;
    [[nodiscard]] const QByteArray& desktop();

    WatchdogConfig m_watchdog;
    ServiceSnapshot m_snapshot;
    std::optional<Now> m_told;
    QByteArray m_status;  ///< made when it is asked for; empty: the snapshot is newer
    QByteArray m_desktop; ///< likewise
    Metrics m_metrics;
};

} // namespace keel::http
