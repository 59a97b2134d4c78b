// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

#include <memory>

/// Writes bytes to the service and reads an answer, so that a test can send what no proper client would.
class Client
{
public:
    struct Answer
    {
        int status = 0; ///< 0: none came
        QByteArray headers;
        QByteArray body;
        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        [[nodiscard]] QByteArray header(const QByteArray& name) const;
    };

    explicit Client(int port, QByteArray token = {}) : m_port(port), m_token(std::move(token)) {}

    /// A whole exchange on a connection of its own.
    [[nodiscard]] Answer raw(const QByteArray& bytes, int timeout = 10'000) const;
    [[nodiscard]] Answer get(const QByteArray& target) const;
    [[nodiscard]] Answer post(const QByteArray& target, const QByteArray& body = "{}",
                              const QByteArray& moreHeaders = {}) const;
    /// "METHOD target", Host, Authorization and what else is given; the caller adds the end.
    [[nodiscard]] QByteArray head(const QByteArray& start, const QByteArray& more = {}) const;
    [[nodiscard]] Client with(const QByteArray& token) const { return Client(m_port, token); }

    [[nodiscard]] std::unique_ptr<QTcpSocket> connect() const;
    [[nodiscard]] static Answer read(QTcpSocket& socket, int timeout = 10'000);

private:
    int m_port;
    QByteArray m_token;
};
