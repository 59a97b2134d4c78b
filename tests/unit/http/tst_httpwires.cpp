// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/httpapi.h"
#include "tests/support/fakeservice/fakesyncservice.h"

#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include <sys/socket.h>

using namespace keel;
using namespace Qt::StringLiterals;

namespace {

const QByteArray upgrade =
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n";

} // namespace

/// The server over TLS and over handed-over descriptors, in this process: clients that come, leave at a bad moment, and
/// an end in the middle of it.
class TestHttpWires : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void requestsAreAnsweredOverTls();
    void listenersHearWhatHappensOverTls();
    void clientsThatLeaveInTheHandshakeHarmNobody();
    void aRenewedCertificateLeavesOpenConnectionsAlone();
    void aDescriptorIsServedWithoutAToken();
    void aListenerByDescriptorHears();
    void anEndInTheMiddleOfItIsClean();

private:
    using Secure = std::unique_ptr<QSslSocket>;
    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }
    void makeCertificate() const;
    [[nodiscard]] QByteArray request(const QByteArray& start, const QByteArray& more = {}) const;
    [[nodiscard]] Secure open(const QByteArray& bytes) const;
    [[nodiscard]] std::unique_ptr<QTcpSocket> openPlain(const QByteArray& bytes) const;
    [[nodiscard]] std::unique_ptr<QLocalSocket> handOver(const QByteArray& bytes);

    Config m_config;
    QTemporaryDir m_dir;
    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<HttpApi> m_api;
};

void TestHttpWires::initTestCase()
{
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty() || !QSslSocket::supportsSsl())
        QSKIP("openssl is needed: TLS was not tried");
    makeCertificate();
}

void TestHttpWires::makeCertificate() const
{
    QProcess process;
    process.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                 u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"30"_s, u"-subj"_s,
                                 u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost"_s, u"-out"_s,
                                 path(u"cert.pem"_s), u"-keyout"_s, path(u"key.pem"_s)});
    QVERIFY(process.waitForFinished() && process.exitCode() == 0);
    QVERIFY(QFile::setPermissions(path(u"key.pem"_s), QFile::ReadOwner | QFile::WriteOwner));
}

void TestHttpWires::init()
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
    m_config.api.port = 0;
    m_config.api.tls = {path(u"cert.pem"_s), path(u"key.pem"_s)};
    m_api = std::make_unique<HttpApi>(*m_service, m_config, path(u"api-token"_s));
    const auto started = m_api->start();
    QVERIFY2(started, started ? "" : qPrintable(toText(started.error())));
}

QByteArray TestHttpWires::request(const QByteArray& start, const QByteArray& more) const
{
    QFile token(path(u"api-token"_s));
    if (!token.open(QIODevice::ReadOnly))
        return {};
    return start + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_api->port()) + "\r\nAuthorization: Bearer " +
           token.readAll().trimmed() + "\r\n" + more +
           (start.startsWith("POST") ? "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" : "\r\n");
}

TestHttpWires::Secure TestHttpWires::open(const QByteArray& bytes) const
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    trust.setCaCertificates(QSslCertificate::fromPath(path(u"cert.pem"_s)));
    socket->setSslConfiguration(trust);
    socket->setPeerVerifyName(u"localhost"_s);
    socket->connectToHostEncrypted(u"127.0.0.1"_s, static_cast<quint16>(m_api->port()));
    socket->write(bytes); // kept until the handshake is done
    return socket;
}

std::unique_ptr<QTcpSocket> TestHttpWires::openPlain(const QByteArray& bytes) const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_api->port()));
    socket->write(bytes);
    return socket;
}

std::unique_ptr<QLocalSocket> TestHttpWires::handOver(const QByteArray& bytes)
{
    std::array<int, 2> ends{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return {};
    m_api->adopt(ends[0], u"ana"_s);
    auto socket = std::make_unique<QLocalSocket>();
    socket->setSocketDescriptor(ends[1]);
    socket->write(bytes);
    return socket;
}

void TestHttpWires::requestsAreAnsweredOverTls()
{
    std::vector<Secure> sockets;
    for (int i = 0; i < 10; ++i) {
        sockets.push_back(open(request("GET /api/openapi.json")));
        sockets.push_back(open(request("POST /api/sync/trigger?wait=1") + request("GET /api/nothing") +
                               request("GET /metrics", "Connection: close\r\n")));
    }
    for (std::size_t i = 0; i < sockets.size(); ++i) {
        QByteArray bytes;
        QTRY_COMPARE((bytes += sockets[i]->readAll()).count("HTTP/1.1 "), i % 2 == 0 ? 1 : 3);
        QVERIFY(bytes.startsWith("HTTP/1.1 200"));
        if (i % 2 == 1) { // and closed, in order
            QTRY_COMPARE(sockets[i]->state(), QAbstractSocket::UnconnectedState);
            bytes += sockets[i]->readAll();
            QVERIFY(bytes.contains("evenkeel_health"));
        }
    }
}

void TestHttpWires::listenersHearWhatHappensOverTls()
{
    std::vector<Secure> listeners;
    for (int i = 0; i < 5; ++i)
        listeners.push_back(open(request("GET /api/events", upgrade)));
    for (const Secure& listener : listeners) {
        QByteArray bytes;
        QTRY_VERIFY((bytes += listener->readAll()).contains("\"type\":\"status\""));
    }
    listeners.front()->abort();
    CycleRecord cycle;
    cycle.link = m_config.links.front().name;
    cycle.forward = 12345;
    m_service->finishCycle(cycle);
    for (std::size_t i = 1; i < listeners.size(); ++i) {
        QByteArray bytes;
        QTRY_VERIFY((bytes += listeners[i]->readAll()).contains("\"forward\":12345"));
    }
}

void TestHttpWires::clientsThatLeaveInTheHandshakeHarmNobody()
{
    for (int i = 0; i < 30; ++i) {
        const auto socket = openPlain(i % 3 == 0 ? QByteArray("GET / HTTP/1.1\r\n\r\n")
                                                 : QByteArray("\x16\x03\x01\x02\x00\x01\x00", 1 + i % 7));
        QTRY_VERIFY(socket->bytesToWrite() == 0);
        socket->abort();
    }
    const Secure socket = open(request("GET /api/openapi.json"));
    QTRY_VERIFY(socket->peek(12) == "HTTP/1.1 200");
}

void TestHttpWires::aRenewedCertificateLeavesOpenConnectionsAlone()
{
    const Secure before = open(request("GET /api/openapi.json"));
    QTRY_VERIFY(before->peek(12) == "HTTP/1.1 200");
    const QSslCertificate old = before->peerCertificate();
    makeCertificate();
    QVERIFY(m_api->reloadCertificate());
    const auto renewed = [&] {
        const Secure after = open(request("GET /api/openapi.json"));
        return after->waitForEncrypted(5000) && after->peerCertificate() != old;
    };
    QTRY_VERIFY(renewed());
    before->readAll();
    before->write(request("GET /metrics"));
    QTRY_VERIFY(before->peek(12) == "HTTP/1.1 200");
    QVERIFY(QFile::setPermissions(path(u"key.pem"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const auto refused = m_api->reloadCertificate();
    QVERIFY(!refused);
    QVERIFY(refused.error().mend.contains(u"chmod 600"));
    QVERIFY(QFile::setPermissions(path(u"key.pem"_s), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(renewed());
}

void TestHttpWires::aDescriptorIsServedWithoutAToken()
{
    const auto socket = handOver("GET /api/openapi.json HTTP/1.1\r\n\r\nPOST /api/automations/pause HTTP/1.1\r\n"
                                 "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    QByteArray bytes;
    QTRY_COMPARE((bytes += socket->readAll()).count("HTTP/1.1 200"), 2);
    QCOMPARE(m_service->calls, QStringList{u"pause * ana via control"_s});
}

void TestHttpWires::aListenerByDescriptorHears()
{
    const auto socket = handOver("GET /api/events HTTP/1.1\r\nHost: localhost\r\n" + upgrade + "\r\n");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll()).contains("\"type\":\"status\""));
}

void TestHttpWires::anEndInTheMiddleOfItIsClean()
{
    std::vector<Secure> sockets;
    std::vector<std::unique_ptr<QTcpSocket>> plain;
    std::vector<std::unique_ptr<QLocalSocket>> local;
    for (int i = 0; i < 8; ++i) {
        sockets.push_back(open(request("POST /api/sync/trigger?wait=1")));
        sockets.push_back(open("GET /healthz HTTP/1.1\r\nHost: "));
        sockets.push_back(open(request("GET /api/events", upgrade)));
        plain.push_back(openPlain("\x16\x03"));
        local.push_back(handOver("GET /api/events HTTP/1.1\r\nHost: localhost\r\n" + upgrade + "\r\n"));
        local.push_back(handOver("GET /heal"));
    }
    QTRY_VERIFY(!m_service->calls.isEmpty());
    m_api.reset();
    for (const Secure& socket : sockets)
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    for (const auto& socket : local)
        QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(TestHttpWires)
#include "tst_httpwires.moc"
