// SPDX-License-Identifier: GPL-3.0-or-later
#include "service.h"

#include <QFile>
#include <QJsonArray>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

/// Tokens of less than the admin, the log of who did what, and the API on the unix socket.
class TestHttpRoles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void tokensAreMadeForTheOwnerOnly();
    void everyCallKnowsItsRole_data();
    void everyCallKnowsItsRole();
    void theLogSaysWhoDidWhat();
    void aTokenCanBeReplacedAndTakenBack();
    void theSocketSpeaksTheSame();
    void theSocketStillSpeaksLines();
    void whoSaysNothingAtTheSocketIsCutOff();

private:
    /// Bytes to the unix socket, and all that comes until it is closed or `enough` came.
    [[nodiscard]] QByteArray say(const QByteArray& bytes, const QByteArray& enough) const;

    Service m_service;
};

void TestHttpRoles::initTestCase()
{
    m_service.writeConfig();
    m_service.start();
    QTRY_COMPARE_WITH_TIMEOUT(Client(m_service.port()).get("/healthz").status, 200, 20000);
}

void TestHttpRoles::tokensAreMadeForTheOwnerOnly()
{
    QSet<QByteArray> tokens{m_service.token()};
    for (const QString& role : {u"operator"_s, u"viewer"_s}) {
        const auto made = m_service.program().run({u"token"_s, u"create"_s, u"--role"_s, role});
        QCOMPARE(made.exit, 0);
        QCOMPARE(m_service.token(role).size(), 43);
        QVERIFY(!made.out.contains(QString::fromLatin1(m_service.token(role))));
        tokens.insert(m_service.token(role));
        const QString file = m_service.path(u"data/evenkeel/api-token-"_s + role);
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther),
                 QFile::Permissions());
        QCOMPARE(m_service.program().run({u"token"_s, u"create"_s, u"--role"_s, role}).exit, 2);
    }
    QCOMPARE(tokens.size(), 3);
    QCOMPARE(m_service.program().run({u"token"_s, u"create"_s, u"--role"_s, u"king"_s}).exit, 2);
    QCOMPARE(m_service.program().run({u"token"_s, u"revoke"_s}).exit, 2);
}

void TestHttpRoles::everyCallKnowsItsRole_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QString>("least");
    const QJsonObject paths = m_service.client().get("/api/openapi.json").json()[u"paths"].toObject();
    QVERIFY(paths.size() >= 25);
    for (auto path = paths.constBegin(); path != paths.constEnd(); ++path) {
        const QByteArray target = path.key().toLatin1().replace("{id}", "999999").replace("{run}", "x");
        const QJsonObject calls = path->toObject();
        for (const QString& verb : calls.keys()) {
            const QByteArray call = verb.toUpper().toLatin1() + ' ' + target;
            if (target != "/healthz")
                QTest::newRow(call.constData()) << call << calls[verb][u"x-role"].toString();
        }
    }
}

void TestHttpRoles::everyCallKnowsItsRole()
{
    QFETCH(QByteArray, call);
    QFETCH(QString, least);
    const QStringList roles{u"viewer"_s, u"operator"_s, u"admin"_s};
    QVERIFY(roles.contains(least));
    for (const QString& role : roles) {
        const Client client = m_service.client(role == u"admin" ? QString() : role);
        const auto answer = client.raw(client.head(call, "Content-Type: application/json\r\nContent-Length: 1\r\n") +
                                       "\r\n-"); // no JSON: does nothing
        const bool may = roles.indexOf(role) >= roles.indexOf(least);
        const QString said = u"%1: %2 %3"_s.arg(role).arg(answer.status).arg(QString::fromUtf8(answer.body.left(200)));
        if (!may) {
            QVERIFY2(answer.status == 403, qPrintable(said));
            QCOMPARE(answer.json()[u"error"][u"code"], QJsonValue(u"role_too_small"_s));
            QVERIFY2(answer.json()[u"error"][u"message"].toString().contains(least), qPrintable(said));
        } else {
            QVERIFY2(answer.status != 401 && answer.status != 403 && answer.status != 0, qPrintable(said));
        }
    }
}

void TestHttpRoles::theLogSaysWhoDidWhat()
{
    const Client ops = m_service.client(u"operator"_s);
    QCOMPARE(ops.post("/api/automations/pause", "{}", "X-Evenkeel-User: ana\xE2\x80\xAE[1m\r\n").status, 200);
    QCOMPARE(ops.post("/api/automations/resume").status, 200);
    QCOMPARE(m_service.client().post("/api/automations/sync-now?wait=1").status, 200);
    QCOMPARE(m_service.client().post("/api/automations/restart-sync?wait=1").status, 200);
    QCOMPARE(m_service.client().post("/api/verify").status, 202);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ops.post("/api/sync/queue-notify", R"({"table": "items"})").status, 202);
    QCOMPARE(ops.post("/api/sync/webhook", R"({"type": "INSERT", "table": "items"})").status, 202);
    QCOMPARE(m_service.program().run({u"once"_s}).exit, 0);
    QCOMPARE(m_service.client(u"viewer"_s).get("/api/operators-log").status, 403);
    QHash<QString, QString> who;
    int hints = 0;
    const auto read = [&] {
        hints = 0;
        for (const QJsonValue line : ops.get("/api/operators-log?limit=50").json()[u"log"].toArray()) {
            who.insert(line[u"what"].toString(), line[u"who"].toString());
            hints += line[u"what"].toString() == u"queue-notify" ? 1 : 0;
        }
        return who.size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(read() >= 8, 10000);
    QCOMPARE(who[u"pause"_s], u"ana[1m (as said) via api 127.0.0.1, operator's token"_s);
    QCOMPARE(who[u"resume"_s], u"api 127.0.0.1, operator's token"_s);
    for (const QString& what : {u"sync"_s, u"restart"_s, u"verify"_s})
        QCOMPARE(who[what], u"api 127.0.0.1, admin's token"_s);
    for (const QString& what : {u"queue-notify"_s, u"webhook"_s})
        QCOMPARE(who[what], u"api 127.0.0.1, operator's token"_s);
    QCOMPARE(hints, 1); // of many in a row the first
    QVERIFY2(!who[u"once"_s].isEmpty() && !who[u"once"_s].contains(u"api"_s), qPrintable(who[u"once"_s]));
    const QJsonObject second = ops.get("/api/operators-log?limit=1&offset=1").json();
    QCOMPARE(second[u"log"].toArray().size(), 1);
    QVERIFY(second[u"total"].toInteger() >= 5);
}

void TestHttpRoles::aTokenCanBeReplacedAndTakenBack()
{
    const QByteArray before = m_service.token(u"viewer"_s);
    QCOMPARE(m_service.client().with(before).get("/metrics").status, 200);
    QCOMPARE(m_service.program().run({u"token"_s, u"rotate"_s, u"--role"_s, u"viewer"_s}).exit, 0);
    QCOMPARE(m_service.client().with(before).get("/metrics").status, 401);
    QCOMPARE(m_service.client(u"viewer"_s).get("/metrics").status, 200);
    const QByteArray last = m_service.token(u"viewer"_s);
    QCOMPARE(m_service.program().run({u"token"_s, u"revoke"_s, u"--role"_s, u"viewer"_s}).exit, 0);
    QCOMPARE(m_service.client().with(last).get("/metrics").status, 401);
    QCOMPARE(m_service.client().get("/metrics").status, 200);
    QCOMPARE(m_service.program().run({u"token"_s, u"revoke"_s, u"--role"_s, u"viewer"_s}).exit, 2);
}

QByteArray TestHttpRoles::say(const QByteArray& bytes, const QByteArray& enough) const
{
    QLocalSocket socket;
    socket.connectToServer(m_service.path(u"data/evenkeel/control"_s));
    if (!socket.waitForConnected(5000))
        return {};
    socket.write(bytes);
    socket.flush();
    QByteArray came;
    while (!came.contains(enough) && (socket.bytesAvailable() > 0 || socket.waitForReadyRead(5000)))
        came += socket.readAll();
    return came;
}

void TestHttpRoles::theSocketSpeaksTheSame()
{
    const QByteArray status = say("GET /api/automations/status HTTP/1.1\r\n\r\n", "\"name\":\"pair\"");
    QVERIFY2(status.startsWith("HTTP/1.1 200"), status.constData());
    const QByteArray pause = say("POST /api/automations/pause HTTP/1.1\r\nContent-Type: application/json\r\n"
                                 "Content-Length: 2\r\n\r\n{}",
                                 "\"paused\":true");
    QVERIFY2(pause.startsWith("HTTP/1.1 200"), pause.constData());
    QVERIFY(
        say("POST /api/automations/resume HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            "\"paused\":false")
            .startsWith("HTTP/1.1 200"));
    QVERIFY(say("GET /api/nothing HTTP/1.1\r\n\r\n", "not_found").startsWith("HTTP/1.1 404"));
    QVERIFY(say("GET /api/operators-log HTTP/1.1\r\n\r\n", " via control\"").startsWith("HTTP/1.1 200"));
    const QString curl = QStandardPaths::findExecutable(u"curl"_s);
    if (curl.isEmpty())
        QSKIP("curl is not installed: the socket was not asked by it");
    QProcess client;
    client.start(curl, {u"-sf"_s, u"--unix-socket"_s, m_service.path(u"data/evenkeel/control"_s),
                        u"http://localhost/metrics"_s});
    QVERIFY(client.waitForFinished());
    QCOMPARE(client.exitCode(), 0);
    QVERIFY(client.readAllStandardOutput().contains("evenkeel_health"));
}

void TestHttpRoles::theSocketStillSpeaksLines()
{
    const QByteArray answer = say("{\"call\":\"status\"}\n", "\n");
    QVERIFY2(answer.startsWith('{') && answer.contains("\"ok\":true"), answer.constData());
    QCOMPARE(m_service.program().run({u"status"_s}).exit, 0);
}

void TestHttpRoles::whoSaysNothingAtTheSocketIsCutOff()
{
    QLocalSocket silent;
    silent.connectToServer(m_service.path(u"data/evenkeel/control"_s));
    QVERIFY(silent.waitForConnected(5000));
    QTRY_COMPARE_WITH_TIMEOUT(silent.state(), QLocalSocket::UnconnectedState, 15000);
}

QTEST_GUILESS_MAIN(TestHttpRoles)
#include "tst_httproles.moc"
