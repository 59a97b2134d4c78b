// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/httpapi.h"
#include "tests/support/fakeservice/fakesyncservice.h"

#include <QFile>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace keel;
using namespace Qt::StringLiterals;

/// The server's thread beside the service's: answers that come late, clients that leave, an end in the middle of it.
class TestHttpApi : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersComeFromBothThreads();
    void aClientThatLeavesBeforeItsAnswerHarmsNobody();
    void requestsOnOneConnectionAreAnsweredInOrder();
    void listenersHearWhatHappens();
    void anEndInTheMiddleOfItIsClean();
    void aTakenPortIsNamed();

private:
    using Socket = std::unique_ptr<QTcpSocket>;
    [[nodiscard]] Socket open(const QByteArray& bytes) const;
    [[nodiscard]] QByteArray request(const QByteArray& start, const QByteArray& body = {},
                                     const QByteArray& more = {}) const;
    void startApi(int port = 0);

    Config m_config;
    QTemporaryDir m_dir;
    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<HttpApi> m_api;
};

void TestHttpApi::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_api.reset();
    m_service = std::make_unique<FakeSyncService>();
    m_config = {};
    for (const LinkSnapshot& link : m_service->snapshot().links) {
        LinkConfig config;
        config.name = link.name;
        m_config.links.push_back(config);
    }
    startApi();
}

void TestHttpApi::startApi(int port)
{
    m_config.api.port = port;
    m_api = std::make_unique<HttpApi>(*m_service, m_config, m_dir.filePath(u"api-token"_s));
    const auto started = m_api->start();
    QVERIFY2(started, started ? "" : qPrintable(toText(started.error())));
}

TestHttpApi::Socket TestHttpApi::open(const QByteArray& bytes) const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(m_api->port()));
    socket->write(bytes); // kept until the connection stands
    return socket;
}

QByteArray TestHttpApi::request(const QByteArray& start, const QByteArray& body, const QByteArray& more) const
{
    QFile token(m_dir.filePath(u"api-token"_s));
    if (!token.open(QIODevice::ReadOnly))
        return {};
    return start + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_api->port()) + "\r\nAuthorization: Bearer " +
           token.readAll().trimmed() + "\r\n" + more +
           (body.isEmpty() ? QByteArray("\r\n")
                           : "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
                                 "\r\n\r\n" + body);
}

void TestHttpApi::answersComeFromBothThreads()
{
    std::vector<Socket> sockets;
    for (int i = 0; i < 20; ++i) {
        sockets.push_back(open(request("GET /api/automations/status")));
        sockets.push_back(open(request("GET /api/errors?limit=3")));
        sockets.push_back(open(request("POST /api/sync/trigger?wait=1", "{}")));
    }
    for (const Socket& socket : sockets) {
        QByteArray bytes;
        QTRY_VERIFY((bytes += socket->readAll()).startsWith("HTTP/1.1 200"));
    }
    QCOMPARE(m_service->calls.filter(u"forceSync"_s).size(), 20);
}

void TestHttpApi::aClientThatLeavesBeforeItsAnswerHarmsNobody()
{
    for (int i = 0; i < 30; ++i) {
        const Socket socket = open(request("POST /api/sync/trigger?wait=1", "{}"));
        QTRY_VERIFY(socket->bytesToWrite() == 0 && socket->state() == QAbstractSocket::ConnectedState);
        socket->abort();
    }
    const Socket socket = open(request("GET /healthz"));
    QTRY_VERIFY(socket->peek(12) == "HTTP/1.1 200" || socket->peek(12) == "HTTP/1.1 503");
}

void TestHttpApi::requestsOnOneConnectionAreAnsweredInOrder()
{
    const Socket socket = open(request("POST /api/sync/trigger?wait=1", "{}") + request("GET /api/openapi.json") +
                               request("GET /api/nothing") + request("GET /healthz"));
    QByteArray bytes;
    QTRY_COMPARE((bytes += socket->readAll()).count("HTTP/1.1 "), 4);
    const qsizetype run = bytes.indexOf("\"runId\"");
    const qsizetype document = bytes.indexOf("\"openapi\"");
    const qsizetype nothing = bytes.indexOf("HTTP/1.1 404");
    QVERIFY(run > 0 && document > run && nothing > document);
}

void TestHttpApi::listenersHearWhatHappens()
{
    std::vector<Socket> listeners;
    for (int i = 0; i < 5; ++i)
        listeners.push_back(open(request("GET /api/events", {},
                                         "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                         "Sec-WebSocket-Version: 13\r\n")));
    for (const Socket& listener : listeners) {
        QByteArray bytes;
        QTRY_VERIFY((bytes += listener->readAll()).contains("\"type\":\"status\""));
    }
    CycleRecord cycle;
    cycle.link = m_config.links.front().name;
    cycle.forward = 12345;
    m_service->finishCycle(cycle);
    for (const Socket& listener : listeners) {
        QByteArray bytes;
        QTRY_VERIFY((bytes += listener->readAll()).contains("\"forward\":12345"));
    }
}

void TestHttpApi::anEndInTheMiddleOfItIsClean()
{
    std::vector<Socket> sockets;
    for (int i = 0; i < 20; ++i) {
        sockets.push_back(open(request("POST /api/sync/trigger?wait=1", "{}")));
        sockets.push_back(open("GET /healthz HTTP/1.1\r\nHost: "));
        sockets.push_back(open(request("GET /api/events", {},
                                       "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                       "Sec-WebSocket-Version: 13\r\n")));
    }
    QTRY_VERIFY(!m_service->calls.isEmpty());
    m_api.reset();
    for (const Socket& socket : sockets)
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void TestHttpApi::aTakenPortIsNamed()
{
    Config other = m_config;
    other.api.port = m_api->port();
    HttpApi second(*m_service, other, m_dir.filePath(u"api-token"_s));
    const auto started = second.start();
    QVERIFY(!started);
    QCOMPARE(started.error().place, u"127.0.0.1:%1"_s.arg(m_api->port()));
    QVERIFY(started.error().mend.contains(u"api.port"_s));
}

QTEST_GUILESS_MAIN(TestHttpApi)
#include "tst_httpapi.moc"
