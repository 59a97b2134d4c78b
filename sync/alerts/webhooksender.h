// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/alerts/alertsender.h"
#include "sync/config/config.h"

#include <QNetworkAccessManager>

#include <chrono>

class QNetworkReply;

namespace keel {

/// Posts alerts as Standard Webhooks. Redirects are not followed: the config says where alerts go. A receiver that does
/// not answer, is busy or fails is tried twice more, under the same id.
class WebhookSender final : public QObject, public AlertSender
{
    Q_OBJECT

public:
    struct Pace
    {
        std::chrono::milliseconds timeout{10'000};
        std::chrono::milliseconds firstRetry{5'000}; ///< the second waits six times as long
    };
    explicit WebhookSender(AlertConfig config, QObject* parent = nullptr);
    WebhookSender(AlertConfig config, Pace pace, QObject* parent = nullptr);

    void send(const QList<Alert>& alerts) override;

private:
    struct Message
    {
        QByteArray id;
        QByteArray payload;
        int tries = 0;
    };
    void post(Message message);
    void ended(QNetworkReply& reply, Message message);

    AlertConfig m_config;
    Pace m_pace;
    QNetworkAccessManager m_network;
};

} // namespace keel
