// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/alerts/alertlog.h"
#include "sync/alerts/alertrules.h"
#include "sync/config/config.h"

#include <QObject>
#include <QThread>

namespace keel {

/// Watches the snapshots of a service and calls those whom the config names. Lives in the service's thread; what waits
/// for others (the network, the mail system) has a thread of its own.
class AlertCenter final : public QObject
{
    Q_OBJECT

public:
    AlertCenter(const std::vector<AlertConfig>& alerts, const QString& logFile, QObject* parent = nullptr);
    ~AlertCenter() override;

    /// A config that was taken over.
    void setAlerts(const std::vector<AlertConfig>& alerts);
    /// Why a changed config was not taken over; empty: it was.
    void setConfigRefused(const QString& why) { m_configRefused = why; }
    void show(const ServiceSnapshot& snapshot);

signals:
    /// For the desktop, where the config asks for it.
    void notified(const QString& title, const QString& text);

private:
    class Senders;

    void tell(const QList<Alert>& alerts);

    std::vector<AlertConfig> m_alerts;
    AlertLog m_log;
    AlertRules m_rules;
    QString m_configRefused;
    QThread m_thread;
    Senders* m_senders = nullptr; ///< deleted in its thread when that ends
};

} // namespace keel
