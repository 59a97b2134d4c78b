// SPDX-License-Identifier: GPL-3.0-or-later
#include "service.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace Qt::StringLiterals;

namespace {

/// Events and a call by Debian's Python, with nothing of ours in between. Says "status" and "200".
const QString pythonClient =
    u"import http.client, json, ssl, sys\n"
    "import websocket\n"
    "port, ca, token = int(sys.argv[1]), sys.argv[2], sys.argv[3]\n"
    "auth = 'Authorization: Bearer ' + token\n"
    "events = websocket.create_connection(f'wss://localhost:{port}/api/events', header=[auth],\n"
    "                                     sslopt={'ca_certs': ca}, timeout=15)\n"
    "print(json.loads(events.recv())['type'])\n"
    "events.close()\n"
    "https = http.client.HTTPSConnection('localhost', port, timeout=15,\n"
    "                                    context=ssl.create_default_context(cafile=ca))\n"
    "for _ in range(3):\n"
    "    https.request('GET', '/api/automations/status', headers={'Authorization': 'Bearer ' + token})\n"
    "    answer = https.getresponse()\n"
    "    answer.read()\n"
    "print(answer.status)\n"_s;

} // namespace

/// The API over TLS, with certificates made for the test and clients that are not ours.
class TestHttpTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void curlAnswersWithTheCertificateOnly();
    void anotherClientGetsCallsAndEvents();
    void oldVersionsAreRefused();
    void plainHttpIsClosed();
    void slowHandshakesAreCutOff();
    void aRenewedCertificateIsTakenOver();
    void aBrokenCertificateLeavesTheOldOne();
    void filesThatCannotBeUsedAreNamed_data();
    void filesThatCannotBeUsedAreNamed();
    void anotherAddressNeedsCertificateAndNames();

private:
    void makeCertificate(const QString& name) const;
    void startWith(const QString& more);
    [[nodiscard]] QString tls(const QString& name = u"cert"_s) const
    {
        return u"\"tls\": {\"certificate\": \"%1.pem\", \"key\": \"%1.key\"}"_s.arg(name);
    }
    struct Said
    {
        int exit = -1;
        QString out;
    };
    [[nodiscard]] Said run(const QString& program, const QStringList& words) const;
    /// Exit of curl for a call of /healthz.
    [[nodiscard]] int curl(const QString& host, const QString& certificate, const QStringList& more = {}) const;

    Service m_service;
};

TestHttpTls::Said TestHttpTls::run(const QString& program, const QStringList& words) const
{
    QProcess process;
    process.setWorkingDirectory(m_service.path({}));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, words);
    process.closeWriteChannel();
    if (!process.waitForFinished(30000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

void TestHttpTls::makeCertificate(const QString& name) const
{
    const auto made = run(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                         u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"30"_s,
                                         u"-subj"_s, u"/CN=%1"_s.arg(name), u"-addext"_s,
                                         u"subjectAltName=DNS:localhost,DNS:sync.example.org,IP:127.0.0.1"_s, u"-out"_s,
                                         name + u".pem"_s, u"-keyout"_s, name + u".key"_s});
    QVERIFY2(made.exit == 0, qPrintable(made.out));
    QVERIFY(QFile::setPermissions(m_service.path(name + u".key"_s), QFile::ReadOwner | QFile::WriteOwner));
}

int TestHttpTls::curl(const QString& host, const QString& certificate, const QStringList& more) const
{
    QStringList words{u"-s"_s, u"-o"_s, u"/dev/null"_s, u"-f"_s, u"-m"_s, u"10"_s, u"--noproxy"_s, u"*"_s};
    if (!certificate.isEmpty())
        words << u"--cacert"_s << certificate;
    return run(u"curl"_s, words + more + QStringList{u"https://%1:%2/healthz"_s.arg(host).arg(m_service.port())}).exit;
}

void TestHttpTls::startWith(const QString& more)
{
    m_service.writeConfig(more);
    m_service.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_service.status()[u"health"].toString(), u"healthy"_s, 20000);
}

void TestHttpTls::initTestCase()
{
    for (const QString& program : {u"curl"_s, u"openssl"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("curl and openssl are needed: TLS was not tried");
    }
    makeCertificate(u"cert"_s);
    makeCertificate(u"other"_s);
    startWith(tls());
}

void TestHttpTls::curlAnswersWithTheCertificateOnly()
{
    QCOMPARE(curl(u"localhost"_s, u"cert.pem"_s), 0);
    QCOMPARE(curl(u"127.0.0.1"_s, u"cert.pem"_s), 0);
    QCOMPARE(curl(u"localhost"_s, u"other.pem"_s), 60);
    QCOMPARE(curl(u"localhost"_s, {}), 60);
    const QString address = u"https://localhost:%1/api/automations/status"_s.arg(m_service.port());
    const auto without = run(u"curl"_s, {u"-s"_s, u"--cacert"_s, u"cert.pem"_s, address});
    QVERIFY2(without.out.contains(u"unauthorized"_s), qPrintable(without.out));
    const auto with = run(u"curl"_s, {u"-sf"_s, u"--cacert"_s, u"cert.pem"_s, u"-H"_s,
                                      u"Authorization: Bearer "_s + QString::fromLatin1(m_service.token()), address});
    QVERIFY2(with.exit == 0 && with.out.contains(u"\"name\":\"pair\""_s), qPrintable(with.out));
}

void TestHttpTls::anotherClientGetsCallsAndEvents()
{
    const QString python = u"/usr/bin/python3"_s;
    if (run(python, {u"-c"_s, u"import websocket"_s}).exit != 0)
        QSKIP("python3-websocket is not installed: no other client was tried");
    const auto said = run(python, {u"-c"_s, pythonClient, QString::number(m_service.port()), u"cert.pem"_s,
                                   QString::fromLatin1(m_service.token())});
    QVERIFY2(said.exit == 0, qPrintable(said.out));
    QCOMPARE(said.out, u"status\n200\n"_s);
}

void TestHttpTls::oldVersionsAreRefused()
{
    const QString at = u"localhost:%1"_s.arg(m_service.port());
    const auto say = [&](const QString& version) {
        return run(u"openssl"_s, {u"s_client"_s, u"-connect"_s, at, u"-CAfile"_s, u"cert.pem"_s, version, u"-cipher"_s,
                                  u"DEFAULT:@SECLEVEL=0"_s});
    };
    const auto old = say(u"-tls1_1"_s);
    QVERIFY2(old.exit != 0 && old.out.contains(u"protocol version"_s), qPrintable(old.out));
    for (const QString& version : {u"-tls1_2"_s, u"-tls1_3"_s}) {
        const auto fine = say(version);
        QVERIFY2(fine.exit == 0 && fine.out.contains(u"Verify return code: 0"_s), qPrintable(fine.out));
    }
    const auto weak = run(u"openssl"_s, {u"s_client"_s, u"-connect"_s, at, u"-tls1_2"_s, u"-cipher"_s,
                                         u"ECDHE-ECDSA-AES128-SHA:AES128-SHA:@SECLEVEL=0"_s});
    QVERIFY2(weak.exit != 0 && weak.out.contains(u"handshake failure"_s), qPrintable(weak.out));
}

void TestHttpTls::plainHttpIsClosed()
{
    const Client plain(m_service.port());
    const auto socket = plain.connect();
    socket->write(plain.head("GET /healthz") + "\r\n");
    socket->flush();
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, 5000);
    QVERIFY(!socket->readAll().contains("HTTP/"));
    QCOMPARE(curl(u"localhost"_s, u"cert.pem"_s), 0);
}

/// Ten seconds for the handshake and the headers together, whether nothing comes or a byte now and then.
void TestHttpTls::slowHandshakesAreCutOff()
{
    const Client client(m_service.port());
    const auto silent = client.connect();
    const auto slow = client.connect();
    const QByteArray hello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
    qsizetype sent = 0;
    QElapsedTimer timer;
    timer.start();
    const auto bothGone = [&] {
        if (sent < hello.size() && timer.elapsed() > sent * 1000 && slow->state() == QAbstractSocket::ConnectedState) {
            slow->write(hello.mid(sent++, 1));
            slow->flush();
        }
        return silent->state() == QAbstractSocket::UnconnectedState &&
               slow->state() == QAbstractSocket::UnconnectedState;
    };
    QTRY_VERIFY_WITH_TIMEOUT(bothGone(), 16000);
    QVERIFY(timer.elapsed() > 8000);
}

void TestHttpTls::aRenewedCertificateIsTakenOver()
{
    for (const QString& end : {u".key"_s, u".pem"_s}) {
        QFile::remove(m_service.path(u"cert"_s + end));
        QVERIFY(QFile::copy(m_service.path(u"other"_s + end), m_service.path(u"cert"_s + end)));
    }
    QCOMPARE(::kill(static_cast<pid_t>(m_service.pid()), SIGHUP), 0);
    QTRY_COMPARE_WITH_TIMEOUT(curl(u"localhost"_s, u"other.pem"_s), 0, 10000);
}

void TestHttpTls::aBrokenCertificateLeavesTheOldOne()
{
    QFile file(m_service.path(u"cert.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no certificate");
    file.close();
    QCOMPARE(::kill(static_cast<pid_t>(m_service.pid()), SIGHUP), 0);
    const auto notice = [this] { return m_service.status()[u"notice"].toString(); };
    QTRY_VERIFY_WITH_TIMEOUT(notice().contains(u"api.tls.certificate"_s), 10000);
    QVERIFY2(notice().contains(u"cert.pem"_s), qPrintable(notice()));
    QCOMPARE(curl(u"localhost"_s, u"other.pem"_s), 0);
    makeCertificate(u"cert"_s);
    QCOMPARE(::kill(static_cast<pid_t>(m_service.pid()), SIGHUP), 0);
    QTRY_COMPARE_WITH_TIMEOUT(curl(u"localhost"_s, u"cert.pem"_s), 0, 10000);
    QTRY_VERIFY_WITH_TIMEOUT(notice().isEmpty(), 10000);
}

void TestHttpTls::filesThatCannotBeUsedAreNamed_data()
{
    QTest::addColumn<QString>("api");
    QTest::addColumn<QStringList>("said");
    QTest::newRow("missing certificate") << tls(u"gone"_s) << QStringList{u"gone.pem"_s, u"api.tls.certificate"_s};
    QTest::newRow("key that others can read") << tls(u"open"_s) << QStringList{u"open.key"_s, u"chmod 600"_s};
    QTest::newRow("key of another certificate") << u"\"tls\": {\"certificate\": \"cert.pem\", \"key\": \"other.key\"}"_s
                                                << QStringList{u"other.key"_s, u"not the key"_s};
    QTest::newRow("no key") << u"\"tls\": {\"certificate\": \"cert.pem\"}"_s << QStringList{u"api.tls.key"_s};
    QTest::newRow("key with a password") << tls(u"locked"_s) << QStringList{u"locked.key"_s, u"without a password"_s};
}

void TestHttpTls::filesThatCannotBeUsedAreNamed()
{
    QFETCH(QString, api);
    QFETCH(QStringList, said);
    m_service.stop();
    if (api.contains(u"open"_s)) {
        makeCertificate(u"open"_s);
        QVERIFY(QFile::setPermissions(m_service.path(u"open.key"_s),
                                      QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    }
    if (api.contains(u"locked"_s)) {
        makeCertificate(u"locked"_s);
        QCOMPARE(run(u"openssl"_s, {u"ec"_s, u"-in"_s, u"locked.key"_s, u"-out"_s, u"locked2.key"_s, u"-aes128"_s,
                                    u"-passout"_s, u"pass:secret"_s})
                     .exit,
                 0);
        QVERIFY(QFile::remove(m_service.path(u"locked.key"_s)));
        QVERIFY(QFile::rename(m_service.path(u"locked2.key"_s), m_service.path(u"locked.key"_s)));
        QVERIFY(QFile::setPermissions(m_service.path(u"locked.key"_s), QFile::ReadOwner));
    }
    m_service.writeConfig(api);
    const auto refused = m_service.program().run({u"serve"_s});
    QCOMPARE(refused.exit, 2);
    for (const QString& words : said)
        QVERIFY2(refused.err.contains(words), qPrintable(refused.err));
}

void TestHttpTls::anotherAddressNeedsCertificateAndNames()
{
    const QString open = u"\"address\": \"0.0.0.0\""_s;
    const QString names = u"\"hosts\": [\"sync.example.org\"]"_s;
    for (const QString& api : {open, open + u", "_s + names, open + u", "_s + tls()}) {
        m_service.writeConfig(api);
        const auto refused = m_service.program().run({u"serve"_s});
        QCOMPARE(refused.exit, 2);
        QVERIFY2(refused.err.contains(u"api.address"_s), qPrintable(refused.err));
        QVERIFY2(refused.err.contains(u"api.tls"_s) && refused.err.contains(u"api.hosts"_s), qPrintable(refused.err));
    }
    startWith(open + u", "_s + names + u", "_s + tls());
    const QStringList there{u"--resolve"_s, u"sync.example.org:%1:127.0.0.1"_s.arg(m_service.port())};
    QCOMPARE(curl(u"sync.example.org"_s, u"cert.pem"_s, there), 0);
    QCOMPARE(curl(u"localhost"_s, u"cert.pem"_s, {u"-H"_s, u"Host: evil.example.net"_s}), 22);
    QCOMPARE(curl(u"localhost"_s, u"cert.pem"_s, {u"-H"_s, u"Host: 0.0.0.0:%1"_s.arg(m_service.port())}), 22);
}

QTEST_GUILESS_MAIN(TestHttpTls)
#include "tst_httptls.moc"
