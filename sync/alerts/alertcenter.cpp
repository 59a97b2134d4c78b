// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alertcenter.h"

#include "sync/alerts/alerttext.h"
#include "sync/alerts/mailsender.h"
#include "sync/alerts/webhooksender.h"

#include <QLoggingCategory>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(alertsLog, "keel.alerts")

constexpr int remembered = 1000; ///< alerts of the log that say what was told before this start

QList<Alert> wanted(const AlertConfig& config, const QList<Alert>& alerts)
{
    if (config.causes.isEmpty())
        return alerts;
    QList<Alert> some = alerts;
    some.removeIf([&](const Alert& alert) { return !config.causes.contains(alert.cause); });
    return some;
}

QList<Alert> toldBefore(const AlertLog& log)
{
    auto alerts = log.last(remembered);
    if (!alerts)
        qCWarning(alertsLog).noquote() << "event=alerts-not-read" << toText(alerts.error());
    return alerts.value_or(QList<Alert>());
}

} // namespace

/// What sends, in its own thread.
class AlertCenter::Senders final : public QObject
{
public:
    void set(const std::vector<AlertConfig>& alerts)
    {
        m_senders.clear();
        for (const AlertConfig& alert : alerts) {
            if (alert.way == AlertConfig::Way::Webhook)
                m_senders.push_back({alert, std::make_unique<WebhookSender>(alert)});
            else if (alert.way == AlertConfig::Way::Mail)
                m_senders.push_back({alert, std::make_unique<MailSender>(alert)});
        }
    }
    void send(const QList<Alert>& alerts) const
    {
        for (const auto& [config, sender] : m_senders) {
            if (const QList<Alert> some = wanted(config, alerts); !some.isEmpty())
                sender->send(some);
        }
    }

private:
    std::vector<std::pair<AlertConfig, std::unique_ptr<AlertSender>>> m_senders;
};

AlertCenter::AlertCenter(const std::vector<AlertConfig>& alerts, const QString& logFile, QObject* parent)
    : QObject(parent), m_log(logFile), m_rules(toldBefore(m_log)), m_senders(new Senders)
{
    m_thread.setObjectName(QStringLiteral("keel-alerts"));
    m_senders->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_senders, &QObject::deleteLater);
    m_thread.start();
    setAlerts(alerts);
}

AlertCenter::~AlertCenter()
{
    m_thread.quit();
    m_thread.wait();
}

void AlertCenter::setAlerts(const std::vector<AlertConfig>& alerts)
{
    m_alerts = alerts;
    Senders* senders = m_senders;
    QMetaObject::invokeMethod(
        senders, [senders, alerts] { senders->set(alerts); }, Qt::QueuedConnection);
}

void AlertCenter::show(const ServiceSnapshot& snapshot)
{
    if (const QList<Alert> alerts = m_rules.look(snapshot, m_configRefused, snapshot.at); !alerts.isEmpty())
        tell(alerts);
}

/// Also where nobody is to be called: the log has it.
void AlertCenter::tell(const QList<Alert>& alerts)
{
    for (const Alert& alert : alerts)
        qCWarning(alertsLog).noquote() << QStringLiteral("event=%1 cause=%2 link=%3 text=\"%4\"")
                                              .arg(alert.over ? QStringLiteral("alert-over") : QStringLiteral("alert"),
                                                   toText(alert.cause), alert.link.value, alert.text);
    if (const auto kept = m_log.add(alerts); !kept)
        qCWarning(alertsLog).noquote() << "event=alerts-not-kept" << toText(kept.error());
    Senders* senders = m_senders;
    QMetaObject::invokeMethod(
        senders, [senders, alerts] { senders->send(alerts); }, Qt::QueuedConnection);
    for (const AlertConfig& config : m_alerts) {
        if (const QList<Alert> some = wanted(config, alerts);
            config.way == AlertConfig::Way::Desktop && !some.isEmpty()) {
            emit notified(alertSubject(some), alertLines(some));
            break; // one notification, however often the config names the desktop
        }
    }
}

} // namespace keel
