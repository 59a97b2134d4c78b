// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include "../commands/program.h"

#include <QFile>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "c2l4dGVlbiBieXRlcyBvZiBzZWNyZXQ=";

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost), 0);
    return server.serverPort();
}

QByteArray configFor(int port, bool withSecret)
{
    return QStringLiteral(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                            "right": {"driver": "sqlite", "path": "right.db"}},
                              "links": [{"name": "pair", "a": "left", "b": "right", "intervalMs": 60000,
                                         "realtime": false, "tables": [{"a": "items", "b": "items"}]}],
                              "api": {"port": %1, "hosts": ["sync.example.org"], "webhookSecrets": [%2]}})")
        .arg(port)
        .arg(withSecret ? u"\"whsec_%1\""_s.arg(QString::fromLatin1(secret)) : QString())
        .toUtf8();
}

} // namespace

/// A running `serve` by its sockets: every call, every refusal, and what an attacker sends.
class TestHttp : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void theTokenIsMadeForTheOwner();
    void healthNeedsNoToken();
    void statusIsTheContractsDocument();
    void everyCallAsksForTheToken_data();
    void everyCallAsksForTheToken();
    void everyCallKnowsItsVerb_data();
    void everyCallKnowsItsVerb();
    void hostsAreChecked_data();
    void hostsAreChecked();
    void foreignPagesAreRefused();
    void bodiesAreChecked_data();
    void bodiesAreChecked();
    void lengthsAreStrict_data();
    void lengthsAreStrict();
    void tooMuchIsRefused();
    void aCycleCarriesWhatIsThere();
    void aHintWakesTheLink();
    void pauseAndResume();
    void errorsAreReviewed();
    void bothSidesAreCompared();
    void desktopsAreToldOfChanges();
    void theDocumentNamesWhatAnswers();
    void metricsCanBeRead();
    void theLinesOfTheDocsWork();
    void eventsCome();
    void slowClientsKeepNobodyOut();
    void aTakenPortIsAClearError();
    void theTokenCanBeChanged();
    void signedWebhooksOnly();

private:
    void startService(bool withSecret = false);
    void stopService();
    [[nodiscard]] QByteArray token() const;
    [[nodiscard]] Client client() const { return Client(m_port, token()); }

    std::unique_ptr<Program> m_program;
    std::unique_ptr<QProcess> m_service;
    int m_port = 0;
};

void TestHttp::initTestCase()
{
    m_program = std::make_unique<Program>();
    startService();
}

void TestHttp::cleanupTestCase()
{
    stopService();
}

void TestHttp::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
}

void TestHttp::startService(bool withSecret)
{
    m_port = freePort();
    m_program->writeConfig(configFor(m_port, withSecret));
    m_service = m_program->start({u"serve"_s});
    QVERIFY(m_service->waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(Client(m_port).get("/healthz").status, 200, 15000);
    const auto synced = [this] {
        return client().get("/api/automations/status").json()[u"status"][u"links"][0][u"lastSyncTime"].isString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(synced(), 15000);
}

void TestHttp::stopService()
{
    if (!m_service)
        return;
    m_service->terminate();
    if (!m_service->waitForFinished(20000))
        m_service->kill();
    m_service->waitForFinished();
    m_service.reset();
}

QByteArray TestHttp::token() const
{
    QFile file(m_program->path(u"data/evenkeel/api-token"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

void TestHttp::theTokenIsMadeForTheOwner()
{
    QCOMPARE(token().size(), 43);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_program->path(u"data/evenkeel/api-token"_s)) & others));
}

void TestHttp::healthNeedsNoToken()
{
    const auto answer = Client(m_port).get("/healthz");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("x-frame-options"), QByteArray("DENY"));
    QCOMPARE(answer.header("x-content-type-options"), QByteArray("nosniff"));
    QCOMPARE(answer.header("cache-control"), QByteArray("no-store"));
    QCOMPARE(answer.header("content-security-policy"), QByteArray("default-src 'none'"));
    QVERIFY(answer.header("access-control-allow-origin").isNull());
}

void TestHttp::statusIsTheContractsDocument()
{
    const auto answer = client().get("/api/automations/status");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
    QCOMPARE(answer.json()[u"success"], QJsonValue(true));
    const QJsonValue link = answer.json()[u"status"][u"links"][0];
    QCOMPARE(link[u"name"], QJsonValue(u"pair"_s));
    for (const char* key : {"health",
                            "checks",
                            "recommendations",
                            "paused",
                            "isSyncInProgress",
                            "isRealTimeActive",
                            "lastSyncTime",
                            "lastSyncDuration",
                            "totalSynced",
                            "errors",
                            "consecutiveFailures",
                            "pending",
                            "lagMs",
                            "timeLeftMs",
                            "proof",
                            "canary",
                            "held",
                            "brake",
                            "restarts",
                            "nextRun",
                            "tables"})
        QVERIFY2(link.toObject().contains(QLatin1String(key)), key);
}

void TestHttp::everyCallAsksForTheToken_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("path");
    const QJsonObject paths = client().get("/api/openapi.json").json()[u"paths"].toObject();
    QVERIFY(paths.size() >= 25);
    for (auto path = paths.constBegin(); path != paths.constEnd(); ++path) {
        const QByteArray target = path.key().toLatin1().replace("{id}", "1").replace("{run}", "x");
        for (const QString& verb : path->toObject().keys()) {
            if (target != "/healthz")
                QTest::newRow((verb.toLatin1() + ' ' + target).constData()) << verb.toUpper().toLatin1() << target;
        }
    }
}

void TestHttp::everyCallAsksForTheToken()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, path);
    const QByteArray rest = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    QCOMPARE(Client(m_port).raw(Client(m_port).head(verb + ' ' + path) + rest).status, 401);
    const Client wrong = client().with("wrong");
    const int status = wrong.raw(wrong.head(verb + ' ' + path) + rest).status;
    QVERIFY2(status == 401 || status == 429, qPrintable(QString::number(status)));
    // And in, with the right one: whatever the call says then, it is none of the doorkeeper's words. Stopping calls are
    // tried on their own.
    if (path.endsWith("pause"))
        return;
    const auto in = client().raw(client().head(verb + ' ' + path) + rest);
    QVERIFY2(in.status != 401 && in.status != 429 && in.status != 405 && in.status != 0,
             qPrintable(QString::number(in.status)));
}

void TestHttp::everyCallKnowsItsVerb_data()
{
    everyCallAsksForTheToken_data();
}

void TestHttp::everyCallKnowsItsVerb()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, path);
    for (const QByteArray& other : {QByteArray("DELETE"), QByteArray("PUT"), QByteArray("OPTIONS")}) {
        const auto answer = client().raw(client().head(other + ' ' + path) + "\r\n");
        QCOMPARE(answer.status, 405);
        QVERIFY(answer.header("allow").contains(verb));
    }
}

void TestHttp::hostsAreChecked_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("hosts");
    QTest::addColumn<int>("status");
    const QByteArray port = QByteArray::number(m_port);
    const QByteArray get = "GET /healthz HTTP/1.1\r\n";
    QTest::newRow("address") << get << QByteArray("Host: 127.0.0.1:" + port + "\r\n") << 200;
    QTest::newRow("localhost") << get << QByteArray("Host: localhost:" + port + "\r\n") << 200;
    QTest::newRow("upper case") << get << QByteArray("HOST: LOCALHOST:" + port + "\r\n") << 200;
    QTest::newRow("configured") << get << QByteArray("Host: sync.example.org\r\n") << 200;
    QTest::newRow("foreign") << get << QByteArray("Host: evil.example.net\r\n") << 421;
    QTest::newRow("foreign, upper case") << get << QByteArray("Host: EVIL.EXAMPLE.NET\r\n") << 421;
    QTest::newRow("missing") << get << QByteArray() << 421;
    QTest::newRow("doubled") << get << QByteArray("Host: localhost:" + port + "\r\nHost: localhost:" + port + "\r\n")
                             << 421;
    QTest::newRow("absolute form") << QByteArray("GET http://evil.example.net/healthz HTTP/1.1\r\n")
                                   << QByteArray("Host: localhost:" + port + "\r\n") << 421;
}

void TestHttp::hostsAreChecked()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, hosts);
    QTEST(Client(m_port).raw(start + hosts + "\r\n").status, "status");
}

void TestHttp::foreignPagesAreRefused()
{
    const QByteArray end = "Origin: https://evil.example.net\r\n\r\n";
    QCOMPARE(client().raw(client().head("GET /api/automations/status") + end).status, 403);
    QCOMPARE(client().raw(client().head("GET /healthz") + end).status, 403);
}

void TestHttp::bodiesAreChecked_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const char* path, const QByteArray& body, int status) {
        QTest::newRow(name) << QByteArray(path) << body << status;
    };
    row("no JSON", "/api/sync/trigger", "{", 400);
    row("a list", "/api/sync/trigger", "[]", 400);
    row("wrong type", "/api/sync/trigger", R"({"link": 1})", 400);
    row("wrong choice", "/api/sync/trigger", R"({"direction": "up"})", 400);
    row("unknown field", "/api/sync/trigger", R"({"lnk": "pair"})", 400);
    row("unknown link", "/api/sync/trigger", R"({"link": "nobody"})", 404);
    row("unknown link to restart", "/api/automations/restart-sync", R"({"link": "nobody"})", 404);
    row("unknown table", "/api/sync/queue-notify", R"({"table": "nobody"})", 404);
    row("webhook without a type", "/api/sync/webhook", R"({"table": "items"})", 400);
    row("deep", "/api/sync/trigger", QByteArray(100'000, '['), 400);
    row("unknown error", "/api/errors/999999/retry", "{}", 404);
    row("unknown plan of the brake", "/api/brake/999999/accept", R"({"confirm": "x"})", 404);
    row("unknown conflict", "/api/conflicts/999999/resolve", R"({"take": "a"})", 404);
}

void TestHttp::bodiesAreChecked()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    const auto answer = client().post(path, body);
    QTEST(answer.status, "status");
    QCOMPARE(answer.json()[u"success"], QJsonValue(false));
    QVERIFY(!answer.json()[u"error"][u"code"].toString().isEmpty());
    QVERIFY(!answer.json()[u"error"][u"message"].toString().isEmpty());
}

void TestHttp::lengthsAreStrict_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("negative") << QByteArray("Content-Length: -1\r\n\r\n");
    QTest::newRow("overflow") << QByteArray("Content-Length: 99999999999999999999\r\n\r\n");
    QTest::newRow("no number") << QByteArray("Content-Length: 2x\r\n\r\n{}");
    QTest::newRow("doubled") << QByteArray("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}");
    QTest::newRow("two in one") << QByteArray("Content-Length: 2, 2\r\n\r\n{}");
    QTest::newRow("with chunked") << QByteArray(
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("chunked, then length")
        << QByteArray("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("another coding") << QByteArray("Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("a chunk that is none") << QByteArray("Transfer-Encoding: chunked\r\n\r\nx\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("a name with a blank") << QByteArray("Content-Length : 2\r\n\r\n{}");
    QTest::newRow("a folded line") << QByteArray("X-A: b\r\n c\r\nContent-Length : 2\r\n\r\n{}");
}

void TestHttp::lengthsAreStrict()
{
    QFETCH(QByteArray, headers);
    const QByteArray start = client().head("POST /api/sync/trigger", "Content-Type: application/json\r\n");
    QCOMPARE(client().raw(start + headers).status, 400);
}

void TestHttp::tooMuchIsRefused()
{
    const QByteArray mebibyte = R"({"table":"nobody","more":")" + QByteArray(1024 * 1024 - 28, 'x') + "\"}";
    QCOMPARE(mebibyte.size(), 1024 * 1024);
    QCOMPARE(client().post("/api/sync/queue-notify", mebibyte).status, 404);
    QCOMPARE(client().post("/api/sync/queue-notify", mebibyte + ' ').status, 413);
    const QByteArray chunked = client().head("POST /api/sync/queue-notify", "Content-Type: application/json\r\n"
                                                                            "Transfer-Encoding: chunked\r\n") +
                               "\r\n200000\r\n" + QByteArray(0x200000, ' ') + "\r\n0\r\n\r\n";
    QCOMPARE(client().raw(chunked).status, 413);
    const QByteArray big = "X-Big: " + QByteArray(17 * 1024, 'x') + "\r\n";
    QCOMPARE(client().raw(client().head("GET /healthz", big) + "\r\n").status, 431);
    QByteArray many;
    for (int i = 0; i < 120; ++i)
        many += "X-" + QByteArray::number(i) + ": 1\r\n";
    QCOMPARE(client().raw(client().head("GET /healthz", many) + "\r\n").status, 431);
    QCOMPARE(client().get('/' + QByteArray(9000, 'x')).status, 414);
    const auto wrongType = client().raw(client().head("POST /api/sync/trigger", "Content-Type: text/plain\r\n") +
                                        "Content-Length: 2\r\n\r\n{}");
    QCOMPARE(wrongType.status, 415);
}

void TestHttp::aCycleCarriesWhatIsThere()
{
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one')"_s));
    const auto answer = client().post("/api/automations/sync-now?wait=1", R"({"link": "pair"})");
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.json()[u"runId"].toString().isEmpty());
    QCOMPARE(answer.json()[u"links"][0][u"rows"][u"forward"], QJsonValue(1));
    QCOMPARE(m_program->value(u"right.db"_s, u"SELECT name FROM items"_s), u"one"_s);
    const auto started = client().post("/api/sync/manual-reverse-sync");
    QCOMPARE(started.status, 202);
    const QByteArray run = started.json()[u"runId"].toString().toLatin1();
    QTRY_COMPARE(client().get("/api/verify/" + run).json()[u"run"][u"state"], QJsonValue(u"done"_s));
    const auto history = client().get("/api/automations/sync-history?limit=5&link=pair");
    QCOMPARE(history.status, 200);
    QVERIFY(!history.json()[u"history"].toArray().isEmpty());
    QCOMPARE(history.json()[u"history"][0][u"link"], QJsonValue(u"pair"_s));
    QCOMPARE(client().post("/api/automations/restart-sync?wait=1").status, 200);
}

void TestHttp::aHintWakesTheLink()
{
    // The link's own interval is a minute: what comes before that comes by the hint.
    QVERIFY(m_program->sql(u"right.db"_s, u"INSERT INTO items VALUES (2, 'two')"_s));
    const auto hook = client().post(
        "/api/sync/webhook",
        R"({"type":"INSERT","schema":"public","table":"items","record":{"id":99,"name":"forged"},"old_record":null})");
    QCOMPARE(hook.status, 202);
    QCOMPARE(hook.json()[u"links"][0], QJsonValue(u"pair"_s));
    QTRY_COMPARE(m_program->value(u"left.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"one two"_s);
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (3, 'three')"_s));
    QCOMPARE(client().post("/api/sync/queue-notify", R"({"table":"items","key":[3]})").status, 202);
    QTRY_COMPARE(m_program->value(u"right.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"one two three"_s);
}

void TestHttp::pauseAndResume()
{
    const auto isPaused = [this] {
        return client().get("/api/automations/status").json()[u"status"][u"links"][0][u"paused"].toBool();
    };
    QCOMPARE(client().post("/api/automations/pause", R"({"link":"pair"})", "X-Operator: ana\r\n").status, 200);
    QTRY_VERIFY(isPaused());
    QCOMPARE(client().post("/api/automations/sync-now", R"({"link":"pair"})").status, 409);
    QCOMPARE(client().post("/api/automations/resume").status, 200);
    QTRY_VERIFY(!isPaused());
    const QString log = m_program->value(u"data/evenkeel/history.db"_s,
                                         u"SELECT who || ' ' || what FROM operator_log WHERE what = 'pause'"_s);
    QCOMPARE(log, u"ana (as said) via api 127.0.0.1, admin's token pause"_s);
    const QString cycles =
        m_program->value(u"data/evenkeel/history.db"_s, u"SELECT count(*) > 0 FROM operator_log WHERE what = 'sync'"_s);
    QCOMPARE(cycles, u"1"_s);
}

void TestHttp::errorsAreReviewed()
{
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (4, 'bad')"_s));
    QCOMPARE(client().post("/api/sync/trigger?wait=1").status, 200);
    const auto list = client().get("/api/errors?unresolved=1&link=pair&type=row&since=1h&limit=10");
    QCOMPARE(list.status, 200);
    QCOMPARE(list.json()[u"total"], QJsonValue(1));
    const QJsonValue record = list.json()[u"errors"][0];
    QCOMPARE(record[u"key"][0].toVariant().toString(), u"4"_s);
    const QByteArray path = "/api/errors/" + QByteArray::number(record[u"id"].toInteger());
    const auto shown = client().get(path);
    QCOMPARE(shown.json()[u"error"][u"row"][u"name"], QJsonValue(u"bad"_s));
    QCOMPARE(client().post(path + "/ignore", "{}", "If-Match: \"0-0-0\"\r\n").status, 409);
    QCOMPARE(client().post(path + "/retry").status, 200);
    QVERIFY(m_program->sql(u"left.db"_s, u"DELETE FROM items WHERE id = 4"_s));
    QCOMPARE(client().post("/api/sync/trigger?wait=1").status, 200);
    QCOMPARE(client().get("/api/errors?unresolved=1").json()[u"total"], QJsonValue(0));
    QCOMPARE(client().post(path + "/resolve").status, 409);
    QCOMPARE(client().get("/api/conflicts?limit=1").status, 200);
    QCOMPARE(client().get("/api/errors?since=yesterday").status, 400);
}

void TestHttp::bothSidesAreCompared()
{
    const auto started = client().post("/api/verify", R"({"link":"pair"})");
    QCOMPARE(started.status, 202);
    const QByteArray run = "/api/verify/" + started.json()[u"runId"].toString().toLatin1();
    QTRY_COMPARE_WITH_TIMEOUT(client().get(run).json()[u"run"][u"state"], QJsonValue(u"done"_s), 10000);
    const QJsonValue link = client().get(run).json()[u"run"][u"links"][0];
    QCOMPARE(link[u"equal"], QJsonValue(true));
    QCOMPARE(link[u"rows"], QJsonValue(3));
    QCOMPARE(client().get("/api/verify/unknown").status, 404);
}

void TestHttp::desktopsAreToldOfChanges()
{
    const auto needs = [this](const char* device) -> QJsonValue {
        return client().get(QByteArray("/api/sync/check-update?deviceId=") + device).json()[u"needsUpdate"];
    };
    QCOMPARE(needs("d1"), QJsonValue(true));
    QCOMPARE(client().post("/api/sync/mark-synced", R"({"deviceId":"d1"})").status, 200);
    QCOMPARE(client().post("/api/sync/mark-synced", R"({"deviceId":"d2"})").status, 200);
    QCOMPARE(needs("d1"), QJsonValue(false));
    QCOMPARE(client().post("/api/sync/notify-change", R"({"sourceDeviceId":"d1","collections":["none"]})").status, 200);
    QCOMPARE(needs("d1"), QJsonValue(false));
    QCOMPARE(needs("d2"), QJsonValue(true));
    QCOMPARE(client().post("/api/sync/mark-update", R"({"deviceId":"d1"})").status, 200);
    QCOMPARE(needs("d1"), QJsonValue(true));
}

void TestHttp::theDocumentNamesWhatAnswers()
{
    const QJsonObject document = client().get("/api/openapi.json").json();
    QVERIFY(document[u"openapi"].toString().startsWith(u"3."));
    int walked = 0;
    const QJsonObject paths = document[u"paths"].toObject();
    for (auto path = paths.constBegin(); path != paths.constEnd(); ++path) {
        if (path->toObject().contains(u"get") && !path.key().contains(u'{')) {
            const int status = client().get(path.key().toLatin1()).status;
            const bool asksForMore = path.key().endsWith(u"check-update") || path.key().endsWith(u"events");
            QVERIFY2(asksForMore ? status == 400 || status == 426 : status == 200, qPrintable(path.key()));
            ++walked;
        }
    }
    QVERIFY(walked >= 8);
}

void TestHttp::metricsCanBeRead()
{
    QTRY_VERIFY(client().get("/metrics").body.contains("evenkeel_lag_seconds_count"));
    const auto answer = client().get("/metrics");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.header("content-type").startsWith("text/plain; version=0.0.4"));
    for (const char* line :
         {"evenkeel_health ", "evenkeel_link_health{link=\"pair\"} ", "evenkeel_rows_total{",
          "evenkeel_cycles_total{link=\"pair\"}", "evenkeel_cycle_duration_seconds_bucket{", "evenkeel_pending_rows{",
          "evenkeel_held_rows{", "evenkeel_restarts_total{", "process_resident_memory_bytes"})
        QVERIFY2(answer.body.contains(line), line);
    const QString promtool = QStandardPaths::findExecutable(u"promtool"_s);
    if (promtool.isEmpty())
        QSKIP("promtool is not installed: the format was not checked by it");
    QProcess check;
    check.start(promtool, {u"check"_s, u"metrics"_s});
    check.write(answer.body);
    check.closeWriteChannel();
    QVERIFY(check.waitForFinished());
    QVERIFY2(check.exitCode() == 0, check.readAllStandardError().constData());
}

void TestHttp::theLinesOfTheDocsWork()
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("curl is not installed: the lines of docs/http.md were not run");
    QFile docs(QStringLiteral(EVENKEEL_DOCS "/http.md"));
    QVERIFY(docs.open(QIODevice::ReadOnly));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"auth"_s, u"Authorization: Bearer "_s + QString::fromLatin1(token()));
    environment.insert(u"json"_s, u"Content-Type: application/json"_s);
    environment.insert(u"at"_s, u"http://127.0.0.1:%1"_s.arg(m_port));
    environment.insert(u"USER"_s, u"ana"_s);
    environment.insert(u"control"_s, m_program->path(u"data/evenkeel/control"_s));
    int lines = 0;
    for (const QByteArray& line : docs.readAll().split('\n')) {
        if (!line.startsWith("curl "))
            continue;
        QProcess shell;
        shell.setProcessEnvironment(environment);
        shell.start(u"/bin/sh"_s, {u"-c"_s, QString::fromUtf8(line)});
        QVERIFY2(shell.waitForFinished(15000) && shell.exitCode() == 0, line.constData());
        QVERIFY2(!shell.readAllStandardOutput().isEmpty(), line.constData());
        ++lines;
    }
    QVERIFY(lines >= 10);
}

void TestHttp::eventsCome()
{
    const auto socket = client().connect();
    socket->write(client().head("GET /api/events", "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                                   "Sec-WebSocket-Version: 13\r\n") +
                  "\r\n");
    QByteArray bytes;
    const auto has = [&](const QByteArray& text) {
        bytes += socket->readAll();
        return bytes.contains(text);
    };
    QTRY_VERIFY(has("HTTP/1.1 101"));
    QVERIFY(bytes.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")); // RFC 6455, section 1.3
    QTRY_VERIFY(has("\"type\":\"status\""));
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (5, 'five')"_s));
    QCOMPARE(client().post("/api/sync/trigger?wait=1").status, 200);
    QTRY_VERIFY(has("\"type\":\"cycle\""));
    QTRY_VERIFY(has("\"type\":\"run\""));
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (6, 'bad')"_s));
    QCOMPARE(client().post("/api/sync/trigger?wait=1").status, 200);
    QTRY_VERIFY(has("\"type\":\"error\""));
    QVERIFY(m_program->sql(u"left.db"_s, u"DELETE FROM items WHERE id = 6"_s));
    QCOMPARE(client().get("/api/events").status, 426);
}

void TestHttp::slowClientsKeepNobodyOut()
{
    std::vector<std::unique_ptr<QTcpSocket>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(client().connect());
        slow.back()->write("GET /healthz HTTP/1.1\r\nHost: ");
        slow.back()->flush();
        if (i % 20 == 0)
            QCOMPARE(client().get("/api/automations/status").status, 200);
    }
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client().get("/api/automations/status").status, 200);
}

void TestHttp::aTakenPortIsAClearError()
{
    Program other;
    other.writeConfig(configFor(m_port, false));
    const auto second = other.run({u"serve"_s});
    QCOMPARE(second.exit, 2);
    QVERIFY2(second.err.contains(u"127.0.0.1:%1"_s.arg(m_port)), qPrintable(second.err));
    QVERIFY2(second.err.contains(u"api.port"_s), qPrintable(second.err));
}

void TestHttp::theTokenCanBeChanged()
{
    const QByteArray before = token();
    QCOMPARE(m_program->run({u"token"_s, u"rotate"_s}).exit, 0);
    QVERIFY(token() != before);
    QCOMPARE(client().get("/metrics").status, 200);
    const int old = client().with(before).get("/metrics").status;
    QVERIFY(old == 401 || old == 429);
}

void TestHttp::signedWebhooksOnly()
{
    stopService();
    startService(true);
    const QByteArray body = R"({"type":"UPDATE","schema":"public","table":"items","record":{},"old_record":null})";
    const auto headers = [&](const QByteArray& id, qint64 at, const QByteArray& signedBody) {
        const QByteArray stamp = QByteArray::number(at);
        const QByteArray mac = QMessageAuthenticationCode::hash(
            id + '.' + stamp + '.' + signedBody, QByteArray::fromBase64(secret), QCryptographicHash::Sha256);
        return "webhook-id: " + id + "\r\nwebhook-timestamp: " + stamp + "\r\nwebhook-signature: v1," + mac.toBase64() +
               "\r\n";
    };
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    QCOMPARE(client().post("/api/sync/webhook", body).status, 401);
    QCOMPARE(client().post("/api/sync/webhook", body, headers("m1", now, body + ' ')).status, 401);
    QCOMPARE(client().post("/api/sync/webhook", body, headers("m1", now - 400, body)).status, 401);
    QCOMPARE(client().post("/api/sync/webhook", body, headers("m1", now, body)).status, 202);
    QCOMPARE(client().post("/api/sync/webhook", body, headers("m1", now, body)).status, 409);
    QCOMPARE(client().with({}).post("/api/sync/webhook", body, headers("m2", now, body)).status, 401);
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
