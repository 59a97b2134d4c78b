// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/heartbeat.h"

namespace {

constexpr int every = 10; // ms

} // namespace

Heartbeat::Heartbeat()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(every);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    m_since.start();
    m_timer.start();
}

void Heartbeat::note(const QString& page, const QString& action)
{
    m_page = page;
    m_action = action;
}

void Heartbeat::beat()
{
    const double gap = static_cast<double>(m_since.nsecsElapsed()) / 1e6;
    m_since.start();
    Count& count = m_pages[m_page];
    count.gaps.push_back(gap);
    if (gap > count.longest.ms)
        count.longest = {gap, m_action};
}
