// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/remote/caller.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWebSocket>

#include <memory>

namespace keel::remote {

/// The standing connection to a service: asks once over HTTP (which tells why, where it is refused), then holds the
/// WebSocket of a desktop, pings it, notices when nothing comes any more, and connects again by itself. Lives in the
/// thread that made it.
class Line : public QObject
{
    Q_OBJECT

public:
    /// The caller outlives it; its token is used here too.
    Line(QUrl address, QSslConfiguration tls, Caller& caller, QObject* parent = nullptr);
    ~Line() override;

    /// Connects, now: also while it waits for its next try, or after a refused token.
    void open();
    /// Ends the connection and stays away until open().
    void refuse(const Error& why);
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }

signals:
    void opened();
    /// An event as it came, a JSON text.
    void eventCame(const QString& event);
    /// Not connected: a connection that stood is gone, or a try failed. It tries again in a moment.
    void away(const keel::Error& why);
    /// The token is not right: it waits for open().
    void refused(const keel::Error& why);

private:
    enum class State { Closed, Asking, Opening, Open, Waiting };
    void asked(const Result<QByteArray>& answer, int attempt);
    void openSocket();
    void socketFailed();
    void lose(const Error& why);
    void beat();
    void dropSocket();

    QUrl m_address;
    QSslConfiguration m_tls;
    Caller& m_caller;
    State m_state = State::Closed;
    int m_attempt = 0; ///< counts every try, so that an answer to an old one is known
    int m_failures = 0;
    QTimer m_retry;
    QTimer m_limit; ///< of one try
    QTimer m_beat;
    QElapsedTimer m_heard;
    QElapsedTimer m_beaten;
    std::unique_ptr<QWebSocket> m_socket;
};

} // namespace keel::remote
