// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/api/snapshots.h"

#include <optional>

namespace keel {

/// What a link moved, second by second: samples for the history, the last five minutes for its card, smoothed figures
/// for health and the time left. No clock of its own.
class Meter
{
public:
    struct Step
    {
        qint64 forward = 0;
        qint64 reverse = 0;
        qint64 errors = 0;
        qint64 conflicts = 0;
        std::optional<Milliseconds> cycle;       ///< set at the end of a whole cycle
        std::optional<double> canaryForwardMs{}; ///< a probe row arrived
        std::optional<double> canaryReverseMs{};
    };

    void add(TimeUs now, const Step& step);
    /// Closes the seconds that are over; those in which nothing happened count as zero. A gap of more than five minutes
    /// (the machine slept) stays a gap.
    void advance(TimeUs now);

    /// Seconds that are closed and were not taken yet, oldest first.
    [[nodiscard]] QList<Sample> take();
    /// The last five minutes, newest last.
    [[nodiscard]] const QList<Throughput>& recent() const { return m_recent; }
    /// Rows per second in both directions, over about ten seconds.
    [[nodiscard]] double rate() const { return m_rate; }
    /// Of the last few cycles, so that a single slow one is no finding.
    [[nodiscard]] std::optional<Milliseconds> cycleTime() const;

private:
    void close(qint64 second);

    std::optional<qint64> m_second; ///< since 1970, still open
    Step m_open;
    double m_openMs = 0;
    double m_longestMs = 0;
    int m_openCycles = 0;
    QList<Sample> m_samples;
    QList<Throughput> m_recent;
    double m_rate = 0;
    std::optional<double> m_cycleMs;
};

} // namespace keel
