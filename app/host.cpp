// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/host.h"

#include "sync/records/datadir.h"

#include <QLoggingCategory>

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
                     .arg(total.cycles)
                     .arg(link.errorsOpen);
    }
    return lines;
}

/// A failure is always told; of the others every Nth cycle of a link, so that a log at rest stays readable.
void Host::noteCycle(const CycleRecord& cycle)
{
    Total& total = m_totals[cycle.link.value];
    total.forward += cycle.forward;
    total.reverse += cycle.reverse;
    ++total.cycles;
    const QString line = QStringLiteral("cycle link=%1 forward=%2 reverse=%3 errors=%4 conflicts=%5 ms=%6 trigger=%7")
                             .arg(cycle.link.value)
                             .arg(cycle.forward)
                             .arg(cycle.reverse)
                             .arg(cycle.errors)
                             .arg(cycle.conflicts)
                             .arg(cycle.duration.count())
                             .arg(toText(cycle.trigger));
    if (cycle.failure) {
        qCWarning(hostLog).noquote() << line << QStringLiteral("failure=\"%1\"").arg(toText(*cycle.failure));
        return;
    }
    if (++total.quiet < m_config.log.everyNthCycle) {
        qCDebug(hostLog).noquote() << line;
        return;
    }
    total.quiet = 0;
    qCInfo(hostLog).noquote() << line;
}

} // namespace keel
