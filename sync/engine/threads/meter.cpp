// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/meter.h"

#include <QTimeZone>

#include <algorithm>

namespace keel {

namespace {

constexpr int longestRing = 300;
constexpr double smoothing = 0.15;

qint64 secondOf(TimeUs time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

} // namespace

void Meter::add(TimeUs now, const Step& step)
{
    advance(now);
    m_open.forward += step.forward;
    m_open.reverse += step.reverse;
    m_open.errors += step.errors;
    m_open.conflicts += step.conflicts;
    if (step.canaryForwardMs)
        m_open.canaryForwardMs = std::max(m_open.canaryForwardMs.value_or(0), *step.canaryForwardMs);
    if (step.canaryReverseMs)
        m_open.canaryReverseMs = std::max(m_open.canaryReverseMs.value_or(0), *step.canaryReverseMs);
    if (!step.cycle)
        return;
    const auto ms = static_cast<double>(step.cycle->count());
    m_openMs += ms;
    m_longestMs = std::max(m_longestMs, ms);
    ++m_openCycles;
    m_cycleMs = m_cycleMs ? *m_cycleMs + smoothing * (ms - *m_cycleMs) : ms;
}

void Meter::advance(TimeUs now)
{
    const qint64 second = secondOf(now);
    if (!m_second) {
        m_second = second;
        return;
    }
    if (second <= *m_second)
        return; // also when the clock was set back: its seconds go on in the open one
    const bool slept = second - *m_second > longestRing;
    const qint64 last = slept ? *m_second + 1 : second;
    for (qint64 s = *m_second; s < last; ++s)
        close(s);
    m_second = second;
}

void Meter::close(qint64 second)
{
    Sample sample;
    sample.at = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
    sample.forward = static_cast<double>(m_open.forward);
    sample.reverse = static_cast<double>(m_open.reverse);
    sample.errors = m_open.errors;
    sample.conflicts = m_open.conflicts;
    sample.canaryForwardMs = m_open.canaryForwardMs;
    sample.canaryReverseMs = m_open.canaryReverseMs;
    if (m_openCycles > 0) {
        sample.cycleMs = m_longestMs;
        sample.cycleMeanMs = m_openMs / m_openCycles;
    }
    m_samples.push_back(sample);
    if (m_samples.size() > longestRing)
        m_samples.pop_front();
    m_recent.push_back({sample.forward, sample.reverse});
    if (m_recent.size() > longestRing)
        m_recent.pop_front();
    m_rate += smoothing * (sample.forward + sample.reverse - m_rate);
    m_open = {};
    m_openMs = 0;
    m_longestMs = 0;
    m_openCycles = 0;
}

QList<Sample> Meter::take()
{
    return std::exchange(m_samples, {});
}

std::optional<Milliseconds> Meter::cycleTime() const
{
    if (!m_cycleMs)
        return std::nullopt;
    return Milliseconds{static_cast<qint64>(*m_cycleMs)};
}

} // namespace keel
