// SPDX-License-Identifier: GPL-3.0-or-later
#include "service.h"

#include <QDateTime>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray key = "a secret of this test only"; // as bytes; the config has it in base64
const QByteArray body = R"({"type": "UPDATE", "table": "items"})";

QByteArray signature(const QByteArray& id)
{
    const QByteArray stamp = QByteArray::number(QDateTime::currentSecsSinceEpoch());
    const QByteArray mac =
        QMessageAuthenticationCode::hash(id + '.' + stamp + '.' + body, key, QCryptographicHash::Sha256);
    return "webhook-id: " + id + "\r\nwebhook-timestamp: " + stamp + "\r\nwebhook-signature: v1," + mac.toBase64() +
           "\r\n";
}

} // namespace

/// What of the API's settings a running service takes over, and what it says of the rest.
class TestHttpReload : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void anotherNameAnswers();
    void aSecretIsAskedForFromThenOn();
    void whatWaitsIsSaid();
    void theLogSaysWhatWasTakenOver();

private:
    /// Nothing is asked of the service until it has read it: no call is lost on it.
    void takeConfig(const QString& api, const QString& said);
    [[nodiscard]] int statusFor(const QByteArray& host) const;

    Service m_service;
    qint64 m_pid = 0;
};

void TestHttpReload::initTestCase()
{
    m_service.writeConfig();
    m_service.start();
    QTRY_COMPARE_WITH_TIMEOUT(Client(m_service.port()).get("/healthz").status, 200, 20000);
    m_pid = m_service.pid();
}

void TestHttpReload::takeConfig(const QString& api, const QString& said)
{
    m_service.writeConfig(api);
    QTRY_VERIFY2_WITH_TIMEOUT(m_service.log().contains(said), qPrintable(m_service.log()), 15000);
}

int TestHttpReload::statusFor(const QByteArray& host) const
{
    return Client(m_service.port())
        .raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
        .status;
}

void TestHttpReload::anotherNameAnswers()
{
    QCOMPARE(statusFor("sync.example.org"), 421);
    takeConfig(uR"("hosts": ["sync.example.org"])"_s, u"took over api.hosts"_s);
    QTRY_COMPARE_WITH_TIMEOUT(statusFor("sync.example.org"), 200, 5000);
    takeConfig(uR"("hosts": ["other.example.org"])"_s, u"took over api.hosts"_s);
    QTRY_COMPARE_WITH_TIMEOUT(statusFor("other.example.org"), 200, 5000);
    QCOMPARE(statusFor("sync.example.org"), 421);
    QCOMPARE(statusFor("localhost:" + QByteArray::number(m_service.port())), 200);
}

void TestHttpReload::aSecretIsAskedForFromThenOn()
{
    QCOMPARE(m_service.client().post("/api/sync/webhook", body).status, 202);
    takeConfig(
        uR"("hosts": ["other.example.org"], "webhookSecrets": ["whsec_%1"])"_s.arg(QString::fromLatin1(key.toBase64())),
        u"took over api.webhookSecrets"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_service.client().post("/api/sync/webhook", body).status, 401, 5000);
    QCOMPARE(m_service.client().post("/api/sync/webhook", body, signature("m1")).status, 202);
    QCOMPARE(m_service.client().post("/api/sync/webhook", body, signature("m1")).status, 409);
    QVERIFY(!m_service.log().contains(QString::fromLatin1(key.toBase64())));
}

void TestHttpReload::whatWaitsIsSaid()
{
    const QString notice = u"config: api.address waits for a restart of the service"_s;
    m_service.writeConfig(uR"("address": "::1", "webhookSecrets": ["whsec_%1"], "hosts": ["other.example.org"])"_s.arg(
        QString::fromLatin1(key.toBase64())));
    QTRY_COMPARE_WITH_TIMEOUT(m_service.status()[u"notice"].toString(), notice, 15000);
    QCOMPARE(statusFor("other.example.org"), 200);
}

void TestHttpReload::theLogSaysWhatWasTakenOver()
{
    QStringList details;
    for (const QJsonValue line : m_service.client().get("/api/operators-log").json()[u"log"].toArray()) {
        if (line[u"what"].toString() == u"config")
            details << line[u"detail"].toString();
    }
    // Newest first.
    QCOMPARE(details,
             QStringList({u"api.address waits for a restart of the service"_s, u"took over api.webhookSecrets"_s,
                          u"took over api.hosts"_s, u"took over api.hosts"_s}));
    QCOMPARE(m_service.pid(), m_pid);
}

QTEST_GUILESS_MAIN(TestHttpReload)
#include "tst_httpreload.moc"
