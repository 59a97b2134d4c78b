// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demorun.h"

#include "sync/records/datadir.h"

#include <QLoggingCategory>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(demoLog, "keel.demo")

constexpr quint64 drainRequest = quint64{1} << 60;
constexpr int mostDrains = 20;

QString orUnknown(const std::optional<qint64>& number)
{
    return number ? QString::number(*number) : QStringLiteral("unknown");
}

QString stateText(LinkState state)
{
    return toText(state).replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace

DemoRun::DemoRun(const Config& config, std::shared_ptr<DataDir> dataDir, DemoFiles files, const Output& out)
    : m_out(out), m_host(config, std::move(dataDir)), m_generator(new DemoGenerator(std::move(files)))
{
    m_thread.setObjectName(QStringLiteral("demo generator"));
    m_generator->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_generator, &DemoGenerator::start);
    connect(&m_thread, &QThread::finished, m_generator, &QObject::deleteLater);
    connect(m_generator, &DemoGenerator::stopped, this, &DemoRun::drain);
    connect(&m_host.service(), &SyncService::commandFinished, this, &DemoRun::noteOutcome);
    connect(&m_host, &Host::finished, this, &DemoRun::finished);
    m_table.setInterval(std::chrono::seconds(1));
    connect(&m_table, &QTimer::timeout, this, &DemoRun::showTable);
}

DemoRun::~DemoRun()
{
    m_thread.quit();
    m_thread.wait();
}

void DemoRun::start(bool table)
{
    m_host.start();
    m_thread.start();
    if (table)
        m_table.start();
}

void DemoRun::finish()
{
    if (m_finishing)
        return;
    m_finishing = true;
    m_table.stop();
    QMetaObject::invokeMethod(m_generator, &DemoGenerator::stop);
}

void DemoRun::drain()
{
    ++m_drains;
    m_host.service().forceSync(drainRequest, {});
}

void DemoRun::noteOutcome(const CommandOutcome& outcome)
{
    if (outcome.request != drainRequest)
        return;
    if (outcome.failure)
        qCWarning(demoLog).noquote() << toText(*outcome.failure);
    const ServiceSnapshot snapshot = m_host.service().snapshot();
    const bool pending = std::ranges::any_of(snapshot.links, [](const LinkSnapshot& l) {
        return l.pendingForward.value_or(1) > 0 || l.pendingReverse.value_or(1) > 0;
    });
    // The figures of a snapshot may be a moment old, so two in a row must say so.
    if ((pending || m_drains < 2) && m_drains < mostDrains)
        drain();
    else
        m_host.stop();
}

void DemoRun::showTable()
{
    ++m_seconds;
    const ServiceSnapshot snapshot = m_host.service().snapshot();
    if (m_out.isJson() || snapshot.links.isEmpty())
        return;
    const LinkSnapshot& link = snapshot.links.constFirst();
    const QString head =
        QStringLiteral("%1 s  %2  to cloud %3  to clinic %4  pending %5/%6  lag %7 ms  errors %8  conflicts %9")
            .arg(m_seconds)
            .arg(stateText(link.state))
            .arg(link.totalForward)
            .arg(link.totalReverse)
            .arg(orUnknown(link.pendingForward), orUnknown(link.pendingReverse),
                 link.lag ? QString::number(link.lag->count()) : QStringLiteral("unknown"))
            .arg(link.errorsOpen)
            .arg(link.conflictsTotal);
    if (!m_out.isTerminal()) {
        m_out.line(head);
        return;
    }
    QList<QStringList> rows{{QStringLiteral("table"), QStringLiteral("rows in clinic"), QStringLiteral("rows in cloud"),
                             QStringLiteral("errors"), QStringLiteral("conflicts"), QStringLiteral("state")}};
    for (const TableSnapshot& table : link.tables)
        rows.push_back({table.a.value, orUnknown(table.rowsA), orUnknown(table.rowsB), QString::number(table.errors),
                        QString::number(table.conflicts), stateText(table.state)});
    // Up to the first line of the former table; each line clears what is left of the old one.
    QString text = m_tableLines > 0 ? QStringLiteral("\x1b[%1A").arg(m_tableLines) : QString();
    const QStringList lines = QStringList{head} + aligned(rows, {1, 2, 3, 4});
    for (const QString& line : lines)
        text += line + QStringLiteral("\x1b[K\n");
    m_tableLines = static_cast<int>(lines.size());
    m_out.raw(text);
}

} // namespace keel
