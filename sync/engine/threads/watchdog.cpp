// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/watchdog.h"

#include "sync/engine/threads/enginelog.h"

namespace keel {

using namespace std::chrono_literals;

namespace {

/// A cancel that the server does not answer shuts the socket down after five seconds: only then is it another try.
constexpr auto cancelTakes = 6s;

} // namespace

Watchdog::Watchdog(const WatchdogConfig& config, std::shared_ptr<const Clock> clock, QObject* parent)
    : QObject(parent), m_config(config), m_clock(std::move(clock)), m_helpers(std::make_unique<QThreadPool>()),
      m_timer(this)
{
    m_helpers->setObjectName(u"keel-cancel"_qs);
    m_timer.setInterval(m_config.checkInterval);
    connect(&m_timer, &QTimer::timeout, this, &Watchdog::look);
}

Watchdog::~Watchdog()
{
    // A cancel can hang on a frozen server like the statement it is for.
    if (!m_helpers->waitForDone(2000))
        (void)m_helpers.release();
}

void Watchdog::watch(const LinkName& link, std::shared_ptr<WorkerPulse> pulse)
{
    m_watched.push_back({link, std::move(pulse)});
    m_helpers->setMaxThreadCount(static_cast<int>(m_watched.size()));
}

void Watchdog::unwatch(const LinkName& link)
{
    std::erase_if(m_watched, [&link](const Watched& watched) { return watched.link == link; });
}

void Watchdog::start()
{
    if (m_config.enabled)
        m_timer.start();
}

void Watchdog::cancelAll()
{
    for (const Watched& watched : m_watched)
        cancel(watched.pulse);
}

void Watchdog::look()
{
    const auto now = m_clock->steady();
    for (Watched& watched : m_watched) {
        if (watched.pulse->isStalled(now))
            rescue(watched, now);
        else if (watched.rescues > 0 && now - watched.lastRescue > 60s)
            endRow(watched);
    }
}

void Watchdog::rescue(Watched& watched, WorkerPulse::Micros now)
{
    const bool underWay = watched.rescues > 0 && now - watched.lastRescue < cancelTakes;
    if (underWay || watched.rescues >= m_config.maxRestarts)
        return;
    ++watched.rescues;
    watched.lastRescue = now;
    const bool last = watched.rescues >= m_config.maxRestarts;
    qCCritical(engineLog).noquote() << "event=stalled" << u"link="_qs + watched.link.value
                                    << u"inARow="_qs + QString::number(watched.rescues)
                                    << (last ? "action=cancel,last" : "action=cancel");
    watched.pulse->askForFresh();
    cancel(watched.pulse);
    emit stalled(watched.link, watched.rescues);
    emit rescuesChanged(watched.link, watched.rescues);
}

void Watchdog::endRow(Watched& watched)
{
    watched.rescues = 0;
    emit rescuesChanged(watched.link, 0);
}

void Watchdog::cancel(const std::shared_ptr<WorkerPulse>& pulse)
{
    // No thread free: an earlier cancel of a worker still hangs, and another would too.
    (void)m_helpers->tryStart([pulse] { pulse->cancel(); });
}

} // namespace keel
