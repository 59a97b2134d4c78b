// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/alerts/alertsender.h"
#include "sync/config/config.h"

#include <QObject>

#include <chrono>

namespace keel {

/// Hands alerts to this machine's mail system: `sendmail -t -i`, which every one of them has. No shell, no name of the
/// config among the arguments.
class MailSender final : public QObject, public AlertSender
{
    Q_OBJECT

public:
    /// `program` and `patience` are other ones in tests only.
    explicit MailSender(AlertConfig config, QObject* parent = nullptr,
                        QString program = QStringLiteral("/usr/sbin/sendmail"),
                        std::chrono::milliseconds patience = std::chrono::seconds(30));

    void send(const QList<Alert>& alerts) override;

signals:
    void sent(bool taken);

private:
    AlertConfig m_config;
    QString m_program;
    std::chrono::milliseconds m_patience;
};

} // namespace keel
