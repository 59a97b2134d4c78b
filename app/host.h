// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"
#include "sync/alerts/alertcenter.h"
#include "sync/engine/engine.h"

#include <QElapsedTimer>
#include <QHash>

#include <memory>

namespace keel {

class DataDir;

/// The engine as a process runs it: with its control socket and its lines in the log. Lives in the main thread.
class Host : public QObject
{
    Q_OBJECT

public:
    Host(const Config& config, std::shared_ptr<DataDir> dataDir, QObject* parent = nullptr);

    [[nodiscard]] SyncService& service() { return m_engine; }
    [[nodiscard]] ControlServer& control() { return m_control; }
    [[nodiscard]] AlertCenter& alerts() { return m_alerts; }
    /// What it runs under; takeConfig() changes it in place.
    [[nodiscard]] const Config& config() const { return m_config; }
    /// A valid config that came while it runs, link by link; what needs a restart waits for one, and the notice says
    /// so.
    ConfigDiff takeConfig(const Config& next);
    /// A config came that is not valid: it changes nothing, and `why` is shown until a valid one comes.
    void refuseConfig(const QString& why);
    void start();
    /// Orderly; `finished` follows within 30 seconds. A second call changes nothing.
    void stop();
    /// What was carried since start, a line a link.
    [[nodiscard]] QStringList totals() const;

signals:
    void finished();

private:
    void noteCycle(const CycleRecord& cycle);

    Config m_config;
    Engine m_engine;
    ControlServer m_control;
    AlertCenter m_alerts;
    struct Total
    {
        qint64 forward = 0;
        qint64 reverse = 0;
        qint64 cycles = 0;
    };
    QHash<QString, Total>
        m_totals; ///< per link; counted here, since the last snapshot may be older than the last cycle
    bool m_stopping = false;
};

} // namespace keel
