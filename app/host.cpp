// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/host.h"

#include "sync/records/datadir.h"

#include <QLoggingCategory>

#include <algorithm>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(hostLog, "keel.app")

} // namespace

Host::Host(const Config& config, std::shared_ptr<DataDir> dataDir, QObject* parent)
    : QObject(parent), m_config(config), m_engine(config, dataDir), m_control(m_engine, m_config, dataDir->path()),
      m_alerts(config.alerts, dataDir->file(AlertLog::fileName()))
{
    connect(&m_engine, &SyncService::snapshotChanged, &m_alerts, &AlertCenter::show);
    connect(&m_engine, &SyncService::cycleFinished, this, &Host::noteCycle);
    connect(&m_engine, &Engine::stopped, this, &Host::finished);
}

void Host::start()
{
    if (const auto listening = m_control.listen(); !listening)
        qCWarning(hostLog).noquote() << toText(listening.error());
    m_engine.start();
    qCInfo(hostLog).noquote() << QStringLiteral("started version=%1 links=%2 config=%3")
                                     .arg(QStringLiteral(EVENKEEL_VERSION))
                                     .arg(m_config.links.size())
                                     .arg(m_config.file);
}

void Host::stop()
{
    if (m_stopping)
        return;
    m_stopping = true;
    qCInfo(hostLog) << "stopping";
    m_engine.stop();
}

ConfigDiff Host::takeConfig(const Config& next)
{
    const ConfigDiff diff = m_engine.reconfigure(next);
    m_config = takenOver(m_config, next);
    m_alerts.setAlerts(next.alerts);
    m_alerts.setConfigRefused({});
    m_engine.setConfigNotice(diff.needRestart.isEmpty()
                                 ? QString()
                                 : QStringLiteral("config: ") + ConfigDiff{.needRestart = diff.needRestart}.text());
    return diff;
}

void Host::refuseConfig(const QString& why)
{
    m_engine.setConfigNotice(why);
    m_alerts.setConfigRefused(why);
}

QStringList Host::totals() const
{
    QStringList lines;
    const ServiceSnapshot snapshot = m_engine.snapshot();
    for (const LinkSnapshot& link : snapshot.links) {
        const Total total = m_totals.value(link.name.value);
        lines += QStringLiteral("%1: %2 rows to %3, %4 rows to %5, %6 cycles, %7 open errors")
                     .arg(link.name.value)
                     .arg(total.forward)
                     .arg(link.b.name.value)
                     .arg(total.reverse)
                     .arg(link.a.name.value)
                     .arg(std::max(total.cycles, link.cycles)) // idle ones are in the snapshot only
                     .arg(link.errorsOpen);
    }
    return lines;
}

/// For the totals; the worker tells of cycles in the log.
void Host::noteCycle(const CycleRecord& cycle)
{
    Total& total = m_totals[cycle.link.value];
    total.forward += cycle.forward;
    total.reverse += cycle.reverse;
    ++total.cycles;
}

} // namespace keel
