// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/caller.h"

#include "app/remote/refusal.h"

#include <QJsonDocument>
#include <QNetworkProxy>

#include <algorithm>
#include <chrono>
#include <utility>

namespace keel::remote {

using namespace std::chrono_literals;

namespace {

constexpr auto questionLimit = 15s;

/// Bytes that can be read once. QNetworkAccessManager sends a request again by itself when its connection goes before
/// the answer; a body that cannot be rewound keeps it from that, and so a command from being carried out twice.
class OneTimeBody : public QIODevice
{
public:
    OneTimeBody(QByteArray bytes, QObject* parent) : QIODevice(parent), m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }
    bool seek(qint64 /*position*/) override { return false; }
    [[nodiscard]] bool atEnd() const override { return m_at == m_bytes.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_at; }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, m_bytes.size() - m_at);
        if (size <= 0)
            return atEnd() ? -1 : 0;
        std::copy_n(m_bytes.constData() + m_at, size, data);
        m_at += size;
        return size;
    }
    qint64 writeData(const char* /*data*/, qint64 /*size*/) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

/// A header holds one line of printable characters.
QByteArray headerText(QString text)
{
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return text.left(64).toUtf8();
}

} // namespace

Caller::Caller(QUrl address, QSslConfiguration tls, QObject* parent)
    : QObject(parent), m_address(std::move(address)), m_tls(std::move(tls))
{
    for (QNetworkAccessManager* manager : {&m_questions, &m_commands, &m_longCommands}) {
        manager->setProxy(QNetworkProxy::NoProxy);
        manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the token goes nowhere else
    }
}

Caller::~Caller()
{
    for (auto it = m_waiting.keyBegin(); it != m_waiting.keyEnd(); ++it)
        (*it)->disconnect(this);
}

QNetworkRequest Caller::requestFor(const QUrl& url) const
{
    QNetworkRequest request(url);
    if (url.scheme() == u"https")
        request.setSslConfiguration(m_tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Authorization", "Bearer " + m_token);
    return request;
}

void Caller::get(const QString& path, const Parameters& parameters, Then then)
{
    QNetworkRequest request = requestFor(callAddress(m_address, path, parameters));
    request.setTransferTimeout(static_cast<int>(std::chrono::milliseconds(questionLimit).count()));
    follow(m_questions.get(request), {std::move(then)});
}

void Caller::post(Kind kind, const QString& path, const QJsonObject& body, const QString& who, Then then,
                  const Parameters& parameters)
{
    QNetworkRequest request = requestFor(callAddress(m_address, path, parameters));
    const QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setRawHeader("X-Operator", headerText(who));
    m_unsent.append({request, bytes, {std::move(then), kind}});
    sendNext();
}

void Caller::sendNext()
{
    while (!m_busy && !m_unsent.isEmpty()) {
        const Unsent next = m_unsent.takeFirst();
        m_busy = next.waiting.kind == Kind::Command;
        QNetworkAccessManager& manager = m_busy ? m_commands : m_longCommands;
        auto* body = new OneTimeBody(next.body, &manager);
        QNetworkReply* reply = manager.post(next.request, body);
        body->setParent(reply);
        follow(reply, next.waiting);
    }
}

void Caller::follow(QNetworkReply* reply, Waiting waiting)
{
    m_waiting.insert(reply, std::move(waiting));
    connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
}

void Caller::finish(QNetworkReply* reply)
{
    const auto it = m_waiting.constFind(reply);
    if (it == m_waiting.constEnd())
        return;
    const Waiting waiting = *it;
    m_waiting.erase(it);
    reply->deleteLater();
    if (waiting.kind == Kind::Command) {
        m_busy = false;
        sendNext();
    }
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool broken = status == 0 || (status < 300 && reply->error() != QNetworkReply::NoError);
    if (broken && waiting.kind && !wasNotSent(reply->error()))
        return waiting.then(fail(outcomeNotKnown(QStringLiteral("the connection went before the answer came"))));
    if (broken)
        return waiting.then(fail(failureOf(reply->error(), reply->errorString())));
    const QByteArray body = reply->readAll();
    if (status < 300)
        return waiting.then(body);
    const Error refused = refusalOf(status, body, reply->rawHeader("Retry-After"));
    waiting.then(fail(refused));
    if (status == 401)
        emit tokenRefused(refused);
}

void Caller::abandon(const QString& why)
{
    const auto waiting = std::exchange(m_waiting, {});
    const auto unsent = std::exchange(m_unsent, {});
    m_busy = false;
    for (auto it = waiting.cbegin(); it != waiting.cend(); ++it) {
        it.key()->disconnect(this);
        it.key()->deleteLater(); // ends the call too; abort() complains of one that failed a moment ago
    }
    for (const Waiting& one : waiting)
        one.then(fail(one.kind ? outcomeNotKnown(why) : notConnected(why)));
    for (const Unsent& one : unsent)
        one.waiting.then(fail(notConnected(why)));
}

} // namespace keel::remote
