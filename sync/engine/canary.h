// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "sync/engine/probe.h"

#include <array>
#include <chrono>
#include <optional>

namespace keel {

/// The part of a probe's way that is suspected when it does not arrive.
enum class CanaryPart {
    Source,  ///< it could not be written
    Bell,    ///< nobody came for it
    Capture, ///< the journal was read, and it was not there
    Apply,   ///< it was read and did not get into the target
};

/// What is known of a link's probes, for its health; times as of the moment when it was asked.
struct CanaryFacts
{
    struct Way
    {
        bool on = false;
        std::optional<QDateTime> since; ///< a probe's arrival is awaited, or the next one is due; may lie ahead
        CanaryPart suspect = CanaryPart::Source;
        QString why;         ///< the words of what failed; may be empty
        bool silent = false; ///< the last few came with the timer, although a bell should have rung
        bool cameBack = false;
    };
    Way forward;
    Way reverse;
    std::chrono::microseconds limit{0};
    std::optional<Canary> newest;
};

/// Watches the probe rows of a link: says when to write one, takes what the passes met, and tells lag and suspicion.
/// The lag is the steady time from the source's commit to the target's, both as the one worker sees them, so that no
/// server's clock is in it. Holds no timer, thread or database.
class CanaryWatch
{
public:
    using Micros = std::chrono::microseconds;

    /// `every` 0: off.
    explicit CanaryWatch(std::chrono::seconds every);

    /// Which directions can be probed now. One that comes on is due at once; one that goes off (paused, loading, held)
    /// forgets what was on its way.
    void offer(bool forward, bool reverse, Micros now);
    void rest() { offer(false, false, Micros{0}); }
    [[nodiscard]] bool isDue(Direction direction, Micros now) const;

    void wrote(Direction direction, qint64 number, Micros at);
    void notWritten(Direction direction, const QString& why, Micros at);
    void rang();
    /// A pass met a probe row; `byTimer`: no bell had asked for its cycle. The lag when it was awaited.
    std::optional<Micros> saw(const ProbeSeen& probe, bool byTimer, const QDateTime& now);
    /// A pass that began after everything written so far has read all that there is.
    void read(Direction direction);
    /// A cycle or a connection failed. A probe may have been lost with the report of the pass that carried it.
    void failed(const QString& why);

    [[nodiscard]] CanaryFacts facts(Micros now, const QDateTime& wall) const;

private:
    struct Probe
    {
        qint64 number = 0;
        Micros at{0};
        bool rang = false;
        bool doubtful = false; ///< it may not be heard of any more: write another one
        int reads = 0;
        QString refused;
    };
    struct Way
    {
        bool on = false;
        Micros next{0};                ///< not before
        Micros due{0};                 ///< since when the next one should stand there
        std::optional<Micros> written; ///< the last one
        std::optional<Probe> probe;    ///< the oldest that was not heard of
        QString failure;               ///< since it was written
        int silent = 0;                ///< in a row
        std::optional<qint64> cameBack;
        std::optional<Milliseconds> took;
    };
    [[nodiscard]] Way& way(Direction direction) { return m_ways[direction == Direction::Forward ? 0 : 1]; }
    [[nodiscard]] const Way& way(Direction direction) const { return m_ways[direction == Direction::Forward ? 0 : 1]; }
    [[nodiscard]] Micros limit() const;
    [[nodiscard]] static Micros since(const Way& way) { return way.probe ? way.probe->at : way.due; }
    [[nodiscard]] static CanaryPart suspect(const Way& way);

    Micros m_every;
    std::array<Way, 2> m_ways;
    QDateTime m_newestAt;
};

} // namespace keel
