// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/throughput/throughputdata.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace keel {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Throughput)
};

constexpr double SlowShare = 0.8;

double msOf(const QDateTime& at)
{
    return double(at.toMSecsSinceEpoch());
}

} // namespace

const QList<ThroughputRange>& throughputRanges()
{
    static const QList<ThroughputRange> ranges{
        {300s, 1s, 1s}, {900s, 2s, 2s}, {3600s, 5s, 5s}, {21600s, 30s, 15s}, {86400s, 120s, 60s},
    };
    return ranges;
}

ThroughputData::ThroughputData(QList<Sample> samples, const ThroughputRange& range, const QDateTime& now,
                               std::optional<Milliseconds> interval)
    : m_samples(std::move(samples)), m_stepMs(double(range.step.count()) * 1000), m_interval(interval)
{
    m_to = msOf(now);
    if (!m_samples.isEmpty())
        m_to = std::max(m_to, msOf(m_samples.last().at));
    m_from = m_to - double(range.span.count()) * 1000;
}

double ThroughputData::cycleGapMs() const
{
    const double byInterval = m_interval ? 3.0 * double(m_interval->count()) : 0;
    return std::max(3 * m_stepMs, byInterval);
}

QList<QPointF> ThroughputData::forward() const
{
    QList<QPointF> points;
    for (const Sample& sample : m_samples)
        points.append({msOf(sample.at), sample.forward});
    return points;
}

QList<QPointF> ThroughputData::reverse() const
{
    QList<QPointF> points;
    for (const Sample& sample : m_samples)
        points.append({msOf(sample.at), sample.reverse});
    return points;
}

QList<QPointF> ThroughputData::cycle() const
{
    QList<QPointF> points;
    for (const Sample& sample : m_samples) {
        if (sample.cycleMs)
            points.append({msOf(sample.at), *sample.cycleMs});
    }
    return points;
}

QList<QPointF> ThroughputData::canary(Direction direction) const
{
    QList<QPointF> points;
    for (const Sample& sample : m_samples) {
        const auto& took = direction == Direction::Forward ? sample.canaryForwardMs : sample.canaryReverseMs;
        if (took)
            points.append({msOf(sample.at), *took});
    }
    return points;
}

double ThroughputData::canaryGapMs() const
{
    // Nobody tells the interval here: what most points keep among each other does.
    QList<double> distances;
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        const QList<QPointF> points = canary(direction);
        for (qsizetype i = 1; i < points.size(); ++i)
            distances.append(points.at(i).x() - points.at(i - 1).x());
    }
    std::sort(distances.begin(), distances.end());
    const double usual = distances.isEmpty() ? 0 : distances.at(distances.size() / 2);
    return std::max(3 * m_stepMs, 2.5 * usual);
}

double ThroughputData::firstBucket() const
{
    return std::floor(m_from / bucketMs()) * bucketMs();
}

std::optional<int> ThroughputData::bucketAt(double at) const
{
    const int bucket = int(std::floor((at - firstBucket()) / bucketMs()));
    return bucket >= 0 && bucket <= Buckets ? std::optional(bucket) : std::nullopt;
}

QList<qint64> ThroughputData::counts(qint64 Sample::*member) const
{
    // The first bar may begin before the range, hence one more than the range holds.
    QList<qint64> sums(Buckets + 1, 0);
    for (const Sample& sample : m_samples) {
        if (const auto bucket = bucketAt(msOf(sample.at)))
            sums[*bucket] += sample.*member;
    }
    return sums;
}

QList<qint64> ThroughputData::errors() const
{
    return counts(&Sample::errors);
}

QList<qint64> ThroughputData::conflicts() const
{
    return counts(&Sample::conflicts);
}

Milliseconds ThroughputData::slowTime() const
{
    if (!m_interval)
        return 0ms;
    const double limit = SlowShare * double(m_interval->count());
    const auto slow = std::count_if(m_samples.cbegin(), m_samples.cend(),
                                    [limit](const Sample& s) { return s.cycleMs && *s.cycleMs > limit; });
    return Milliseconds(qint64(double(slow) * m_stepMs));
}

QString ThroughputData::answer() const
{
    if (m_samples.isEmpty())
        return Words::tr("No samples yet");
    if (!m_interval)
        return Words::tr("Throughput of all links");
    const auto cycles = std::count_if(m_samples.cbegin(), m_samples.cend(), [](const Sample& s) { return s.cycleMs; });
    if (cycles == 0)
        return Words::tr("No cycle ended in this time");
    const double slow = double(slowTime().count()) / (double(cycles) * m_stepMs);
    if (slow == 0)
        return Words::tr("Cycles keep up");
    return slow < 0.2 ? Words::tr("Cycles keep up, with slow spells") : Words::tr("Cycles do not keep up");
}

std::optional<Milliseconds> commonInterval(const ServiceSnapshot& snapshot, const LinkName& link)
{
    std::optional<Milliseconds> common;
    for (const LinkSnapshot& l : snapshot.links) {
        if (!link.isEmpty() && l.name != link)
            continue;
        if (common && *common != l.interval)
            return std::nullopt;
        common = l.interval;
    }
    return common;
}

} // namespace keel
