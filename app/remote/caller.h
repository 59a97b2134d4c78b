// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/remote/address.h"

#include <QHash>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <functional>
#include <optional>

namespace keel::remote {

/// HTTP calls to one service. Every call ends in its `then` exactly once, with the body of a good answer. Lives in the
/// thread that made it and never blocks it.
class Caller : public QObject
{
    Q_OBJECT

public:
    using Then = std::function<void(const Result<QByteArray>&)>;
    enum class Kind {
        Command,     ///< soon answered; the next one of either kind is sent after that, so that they keep their order
        LongCommand, ///< answered when a cycle ends, say; nothing waits for it
    };

    Caller(QUrl address, QSslConfiguration tls, QObject* parent = nullptr);
    ~Caller() override;

    void setToken(const QByteArray& token) { m_token = token; }
    [[nodiscard]] const QByteArray& token() const { return m_token; }

    void get(const QString& path, const Parameters& parameters, Then then);
    /// Sent at most once, whatever happens to the connection, in the order of the calls. `who` goes into the service's
    /// log.
    void post(Kind kind, const QString& path, const QJsonObject& body, const QString& who, Then then,
              const Parameters& parameters = {});
    /// Ends every call that is on its way.
    void abandon(const QString& why);

signals:
    /// An answer said 401.
    void tokenRefused(const keel::Error& error);

private:
    struct Waiting
    {
        Then then;
        std::optional<Kind> kind{}; ///< nullopt: a question
    };
    struct Unsent
    {
        QNetworkRequest request;
        QByteArray body;
        Waiting waiting;
    };
    void sendNext();
    [[nodiscard]] QNetworkRequest requestFor(const QUrl& url) const;
    void follow(QNetworkReply* reply, Waiting waiting);
    void finish(QNetworkReply* reply);

    QUrl m_address;
    QSslConfiguration m_tls;
    QByteArray m_token;
    QNetworkAccessManager m_questions;
    QNetworkAccessManager m_commands;
    QNetworkAccessManager m_longCommands;
    QHash<QNetworkReply*, Waiting> m_waiting;
    QList<Unsent> m_unsent;
    bool m_busy = false; ///< a soon answered command is on its way
};

} // namespace keel::remote
