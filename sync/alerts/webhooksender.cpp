// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/webhooksender.h"

#include "sync/alerts/alerttext.h"

#include <QLoggingCategory>
#include <QNetworkReply>
#include <QTimer>
#include <QUuid>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(alertsLog, "keel.alerts")

constexpr int mostTries = 3;
constexpr qint64 longestAnswer = 64 * 1024; ///< nothing of it is used

/// Without what may be a token of the receiver.
QString shown(const QString& url)
{
    return QUrl(url).toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment |
                                     QUrl::RemovePath);
}

bool isWorthAnotherTry(int status)
{
    return status == 0 || status == 408 || status == 429 || status >= 500;
}

} // namespace

WebhookSender::WebhookSender(AlertConfig config, QObject* parent) : WebhookSender(std::move(config), Pace(), parent) {}

WebhookSender::WebhookSender(AlertConfig config, Pace pace, QObject* parent)
    : QObject(parent), m_config(std::move(config)), m_pace(pace), m_network(this)
{
    m_network.setTransferTimeout(static_cast<int>(m_pace.timeout.count()));
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

void WebhookSender::send(const QList<Alert>& alerts)
{
    post({"msg_" + QUuid::createUuid().toByteArray(QUuid::Id128), alertPayload(alerts, QDateTime::currentDateTimeUtc()),
          0});
}

void WebhookSender::post(Message message)
{
    ++message.tries;
    const qint64 seconds = QDateTime::currentSecsSinceEpoch();
    QNetworkRequest request{QUrl(m_config.url, QUrl::StrictMode)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Evenkeel/" EVENKEEL_VERSION));
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("webhook-id", message.id);
    request.setRawHeader("webhook-timestamp", QByteArray::number(seconds));
    request.setRawHeader("webhook-signature", webhookSignature(m_config.secret, message.id, seconds, message.payload));
    QNetworkReply* reply = m_network.post(request, message.payload);
    reply->setReadBufferSize(longestAnswer);
    // A receiver that keeps a slow answer going would hold on for ever: the transfer's time-out starts anew with each
    // byte.
    QTimer::singleShot(2 * m_pace.timeout, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::readyRead, reply, [reply, read = qint64{0}]() mutable {
        read += reply->skip(reply->bytesAvailable());
        if (read > longestAnswer)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, message] { ended(*reply, message); });
}

void WebhookSender::ended(QNetworkReply& reply, Message message)
{
    reply.deleteLater();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 200 && status < 300)
        return;
    const QString why =
        status > 0 ? QStringLiteral("status %1").arg(status) : QStringLiteral("no answer (%1)").arg(int(reply.error()));
    const bool again = isWorthAnotherTry(status) && message.tries < mostTries;
    qCWarning(alertsLog).noquote()
        << (again ? "event=webhook-failed" : "event=webhook-given-up")
        << QStringLiteral("to=%1 tries=%2 reason=\"%3\"").arg(shown(m_config.url)).arg(message.tries).arg(why);
    if (!again)
        return;
    const auto wait = message.tries == 1 ? m_pace.firstRetry : 6 * m_pace.firstRetry;
    QTimer::singleShot(wait, this, [this, message] { post(message); });
}

} // namespace keel
