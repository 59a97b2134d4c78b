// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QElapsedTimer>
#include <QHostAddress>

QByteArray Client::Answer::header(const QByteArray& name) const
{
    for (const QByteArray& line : headers.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).toLower() == name.toLower())
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

std::unique_ptr<QTcpSocket> Client::connect() const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(m_port));
    socket->waitForConnected(5000);
    return socket;
}

Client::Answer Client::read(QTcpSocket& socket, int timeout)
{
    QElapsedTimer timer;
    timer.start();
    QByteArray bytes;
    qsizetype end = -1;
    qsizetype length = -1;
    Answer answer;
    while (end < 0 || length < 0 || bytes.size() < end + 4 + length) {
        const int left = timeout - static_cast<int>(timer.elapsed());
        const bool more = socket.bytesAvailable() > 0 || (left > 0 && socket.waitForReadyRead(left));
        bytes += socket.readAll();
        end = bytes.indexOf("\r\n\r\n");
        if (end >= 0 && length < 0) {
            answer.headers = bytes.left(end).replace("\r\n", "\n");
            length = answer.header("content-length").toLongLong();
        }
        if (!more)
            break;
    }
    if (end < 0)
        return {};
    answer.status = bytes.mid(9, 3).toInt();
    answer.body = bytes.mid(end + 4);
    return answer;
}

Client::Answer Client::raw(const QByteArray& bytes, int timeout) const
{
    const auto socket = connect();
    socket->write(bytes);
    socket->flush();
    return read(*socket, timeout);
}

QByteArray Client::head(const QByteArray& start, const QByteArray& more) const
{
    QByteArray bytes = start + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n" + more;
    if (!m_token.isEmpty())
        bytes += "Authorization: Bearer " + m_token + "\r\n";
    return bytes;
}

Client::Answer Client::get(const QByteArray& target) const
{
    return raw(head("GET " + target) + "\r\n");
}

Client::Answer Client::post(const QByteArray& target, const QByteArray& body, const QByteArray& moreHeaders) const
{
    return raw(head("POST " + target, moreHeaders) + "Content-Type: application/json\r\nContent-Length: " +
               QByteArray::number(body.size()) + "\r\n\r\n" + body);
}
