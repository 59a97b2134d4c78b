// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"

#include <QList>
#include <QPointF>

namespace keel {

/// One of the ranges that the throughput page offers.
struct ThroughputRange
{
    std::chrono::seconds span;
    std::chrono::seconds step;
    std::chrono::seconds pause; ///< between two questions while live
};
[[nodiscard]] const QList<ThroughputRange>& throughputRanges();

/// Samples as the charts draw them. x is milliseconds since 1970 UTC.
class ThroughputData
{
public:
    /// Bars across the whole range, whatever the range.
    static constexpr int Buckets = 60;

    ThroughputData() = default;
    ThroughputData(QList<Sample> samples, const ThroughputRange& range, const QDateTime& now,
                   std::optional<Milliseconds> interval);

    [[nodiscard]] const QList<Sample>& samples() const { return m_samples; }
    [[nodiscard]] bool isEmpty() const { return m_samples.isEmpty(); }
    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_to; }
    [[nodiscard]] double stepMs() const { return m_stepMs; }
    /// Two samples further apart than this have a gap between them.
    [[nodiscard]] double gapMs() const { return m_stepMs * 1.5; }
    /// A cycle may end seldom; its line breaks only where the service was away or no cycle ended for long.
    [[nodiscard]] double cycleGapMs() const;

    [[nodiscard]] QList<QPointF> forward() const;
    [[nodiscard]] QList<QPointF> reverse() const;
    [[nodiscard]] QList<QPointF> cycle() const;
    /// How long probe rows took, in milliseconds.
    [[nodiscard]] QList<QPointF> canary(Direction direction) const;
    /// Probes come seldom; their line breaks where some did not arrive.
    [[nodiscard]] double canaryGapMs() const;

    [[nodiscard]] double bucketMs() const { return (m_to - m_from) / Buckets; }
    /// Start of the first bar: at a multiple of the bar's width, so that bars keep their content while time moves on.
    [[nodiscard]] double firstBucket() const;
    [[nodiscard]] QList<qint64> errors() const;
    [[nodiscard]] QList<qint64> conflicts() const;
    /// Index of the bar at a time; nullopt outside.
    [[nodiscard]] std::optional<int> bucketAt(double at) const;

    [[nodiscard]] std::optional<Milliseconds> interval() const { return m_interval; }
    /// How long cycles took more than 80 % of the interval, as the steps tell.
    [[nodiscard]] Milliseconds slowTime() const;
    [[nodiscard]] QString answer() const;

private:
    [[nodiscard]] QList<qint64> counts(qint64 Sample::*member) const;

    QList<Sample> m_samples;
    double m_from = 0;
    double m_to = 1;
    double m_stepMs = 1000;
    std::optional<Milliseconds> m_interval;
};

/// The interval of a link, or of all links when it is the same; nullopt when it differs.
[[nodiscard]] std::optional<Milliseconds> commonInterval(const ServiceSnapshot& snapshot, const LinkName& link);

} // namespace keel
