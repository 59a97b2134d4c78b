// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/line.h"

#include "app/remote/refusal.h"

#include <QLoggingCategory>
#include <QNetworkProxy>

#include <array>

namespace keel::remote {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lineLog, "keel.remote")

/// Between two tries. Never long: people wait for the state to come back, and a try costs next to nothing.
constexpr std::array<std::chrono::milliseconds, 5> pauses{200ms, 500ms, 1000ms, 1500ms, 2000ms};
/// A first packet that is lost is sent again after 1 and 3 s; longer waits of the system are cut short by a new try.
constexpr auto tryLimit = 6s;
constexpr auto beatEvery = 500ms;
constexpr auto pingAfter = 1s;
constexpr auto silence = 4500ms; ///< then the connection counts as lost
constexpr auto stood = 2s;       ///< a beat that late: this thread stood still, or the computer slept

} // namespace

Line::Line(QUrl address, QSslConfiguration tls, Caller& caller, QObject* parent)
    : QObject(parent), m_address(std::move(address)), m_tls(std::move(tls)), m_caller(caller)
{
    m_retry.setSingleShot(true);
    m_limit.setSingleShot(true);
    m_limit.setInterval(tryLimit);
    m_beat.setInterval(beatEvery);
    connect(&m_retry, &QTimer::timeout, this, &Line::open);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        lose({.kind = ErrorClass::Transient,
              .code = ErrorCode::Timeout,
              .detail = QStringLiteral("no answer came in time")});
    });
    connect(&m_beat, &QTimer::timeout, this, &Line::beat);
}

Line::~Line()
{
    dropSocket();
}

void Line::open()
{
    m_retry.stop();
    dropSocket();
    m_state = State::Asking;
    m_limit.start();
    m_caller.get(QStringLiteral("/api/desktop/snapshot"), {},
                 [this, attempt = ++m_attempt](const Result<QByteArray>& answer) { asked(answer, attempt); });
}

void Line::asked(const Result<QByteArray>& answer, int attempt)
{
    if (attempt != m_attempt || m_state != State::Asking)
        return;
    if (answer)
        return openSocket();
    const Error& error = answer.error();
    if (error.code == ErrorCode::AccessDenied)
        return refuse(error);
    if (error.code == ErrorCode::NotFound)
        return lose({.kind = ErrorClass::Config,
                     .code = ErrorCode::NotFound,
                     .detail = QStringLiteral("there is no Evenkeel for desktops at this address"),
                     .mend = QStringLiteral("the service may be older than this desktop")});
    lose(error);
}

void Line::openSocket()
{
    m_state = State::Opening;
    m_limit.start();
    m_socket = std::make_unique<QWebSocket>();
    QWebSocket* socket = m_socket.get();
    socket->setProxy(QNetworkProxy::NoProxy);
    if (m_address.scheme() == u"https")
        socket->setSslConfiguration(m_tls);
    const auto heard = [this] { m_heard.start(); };
    connect(socket, &QWebSocket::connected, this, [this] {
        m_state = State::Open;
        m_failures = 0;
        m_limit.stop();
        m_heard.start();
        m_beaten.start();
        m_beat.start();
        qCInfo(lineLog).noquote() << QStringLiteral("event=attached service=%1").arg(nameOf(m_address));
        emit opened();
    });
    connect(socket, &QWebSocket::pong, this, heard);
    connect(socket, &QWebSocket::textFrameReceived, this, heard);
    connect(socket, &QWebSocket::textMessageReceived, this, &Line::eventCame);
    connect(socket, &QWebSocket::disconnected, this, &Line::socketFailed);
    connect(socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this, &Line::socketFailed);
    QNetworkRequest request(eventsAddress(m_address));
    request.setRawHeader("Authorization", "Bearer " + m_caller.token());
    socket->open(request);
}

void Line::socketFailed()
{
    if (!m_socket)
        return;
    const QString said = m_socket->errorString();
    lose({.kind = ErrorClass::Transient,
          .code = ErrorCode::Unreachable,
          .detail = said.isEmpty() || m_socket->error() == QAbstractSocket::UnknownSocketError
                        ? QStringLiteral("the connection was closed")
                        : said});
}

void Line::lose(const Error& why)
{
    const bool wasOpen = m_state == State::Open;
    ++m_attempt;
    m_limit.stop();
    dropSocket();
    m_state = State::Waiting;
    m_retry.start(pauses[std::min<std::size_t>(static_cast<std::size_t>(m_failures), pauses.size() - 1)]);
    ++m_failures;
    if (wasOpen)
        qCWarning(lineLog).noquote()
            << QStringLiteral("event=away service=%1 error=\"%2\"").arg(nameOf(m_address), toText(why));
    emit away(why);
}

void Line::refuse(const Error& why)
{
    ++m_attempt;
    m_limit.stop();
    m_retry.stop();
    dropSocket();
    m_state = State::Closed;
    qCWarning(lineLog).noquote() << QStringLiteral("event=refused service=%1").arg(nameOf(m_address));
    emit refused(why);
}

void Line::beat()
{
    // What came meanwhile is not read yet: it says nothing of the other side.
    if (std::chrono::milliseconds(m_beaten.restart()) > stood) {
        m_heard.start();
        m_socket->ping();
        return;
    }
    if (m_heard.hasExpired(std::chrono::milliseconds(silence).count()))
        return lose({.kind = ErrorClass::Transient,
                     .code = ErrorCode::Timeout,
                     .detail = QStringLiteral("nothing was heard for 4.5 s")});
    if (m_heard.hasExpired(std::chrono::milliseconds(pingAfter).count()))
        m_socket->ping();
}

void Line::dropSocket()
{
    m_beat.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // it may be the one that speaks
}

} // namespace keel::remote
