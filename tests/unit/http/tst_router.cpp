// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/router.h"

#include <QJsonDocument>
#include <QTest>

using namespace keel::http;

namespace {

const Route& route(const char* operation)
{
    for (const Route& one : routes()) {
        if (one.operation == QLatin1String(operation))
            return one;
    }
    qFatal("no such call: %s", operation);
}

} // namespace

class TestRouter : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void pathsAreTakenApart_data();
    void pathsAreTakenApart();
    void queriesAreChecked_data();
    void queriesAreChecked();
    void bodiesAreChecked_data();
    void bodiesAreChecked();
    void everyCallHasANameOfItsOwn();
};

void TestRouter::pathsAreTakenApart_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("operation");
    const auto row = [](const char* name, const char* method, const char* target, int status,
                        const char* operation = "") {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << status << QString::fromLatin1(operation);
    };
    row("plain", "GET", "/api/automations/status", 200, "status");
    row("with an id", "POST", "/api/errors/17/retry", 200, "errorRetry");
    row("an id alone", "GET", "/api/errors/17", 200, "error");
    row("trailing slash", "GET", "/healthz/", 404);
    row("doubled slash", "GET", "//healthz", 404);
    row("upper case", "GET", "/HEALTHZ", 404);
    row("dots", "GET", "/api/../healthz", 404);
    row("encoded", "GET", "/%68ealthz", 404);
    row("no id", "POST", "/api/errors//retry", 404);
    row("an id with a path in it", "POST", "/api/errors/..%2f1/retry", 404);
    row("wrong verb", "DELETE", "/api/errors", 405);
}

void TestRouter::pathsAreTakenApart()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    const auto match = findRoute(method, target);
    QTEST(match ? 200 : match.error().status, "status");
    QTEST(match ? match->route->operation : QString(), "operation");
}

void TestRouter::queriesAreChecked_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("fine");
    QTest::newRow("all") << QByteArray("/api/errors?link=a%20b&type=row&unresolved=1&since=1h&limit=5") << true;
    QTest::newRow("unknown") << QByteArray("/api/errors?token=x") << false;
    QTest::newRow("twice") << QByteArray("/api/errors?link=a&link=b") << false;
    QTest::newRow("no number") << QByteArray("/api/errors?limit=-1") << false;
    QTest::newRow("too big a number") << QByteArray("/api/errors?limit=99999999999999999999") << false;
    QTest::newRow("no such choice") << QByteArray("/api/errors?type=bad") << false;
    QTest::newRow("missing") << QByteArray("/api/sync/check-update") << false;
    QTest::newRow("there") << QByteArray("/api/sync/check-update?deviceId=d1") << true;
}

void TestRouter::queriesAreChecked()
{
    QFETCH(QByteArray, target);
    const auto match = findRoute("GET", target);
    QTEST(match.has_value(), "fine");
    if (!match)
        QCOMPARE(match.error().status, 400);
}

void TestRouter::bodiesAreChecked_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message"); // empty: fine
    const auto row = [](const char* name, const char* operation, const char* body, const char* message) {
        QTest::newRow(name) << QByteArray(operation) << QByteArray(body) << QString::fromUtf8(message);
    };
    row("nothing", "pause", "", "");
    row("an empty object", "pause", "{}", "");
    row("a link", "pause", R"({"link":"pair"})", "");
    row("wrong type", "pause", R"({"link":7})", "link: expected a text");
    row("null", "pause", R"({"link":null})", "link: expected a text");
    row("unknown field", "pause", R"({"lnk":"pair"})", "unknown field \"lnk\"");
    row("a list", "pause", "[]", "the body: expected an object");
    row("no JSON", "pause", "{link:", "the body is no JSON: illegal value, at byte 1");
    row("missing", "queueNotify", "{}", "table: missing, expected a text");
    row("empty", "queueNotify", R"({"table":""})", "table: empty, expected a text");
    row("another's fields", "queueNotify", R"({"table":"t","key":[1],"op":"x"})", "");
    row("no such choice", "webhook", R"({"type":"DROP","table":"t"})",
        "type: expected one of: INSERT, UPDATE, DELETE, TRUNCATE");
    row("no object", "conflictResolve", R"({"row":"x"})", "row: expected an object");
}

void TestRouter::bodiesAreChecked()
{
    QFETCH(QByteArray, operation);
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    const auto document = readBody(route(operation.constData()), body);
    QCOMPARE(document.has_value(), message.isEmpty());
    if (document)
        return;
    QCOMPARE(document.error().status, 400);
    const QJsonObject refused = QJsonDocument::fromJson(document.error().body).object();
    QCOMPARE(refused[u"success"], QJsonValue(false));
    QVERIFY(!refused[u"error"][u"code"].toString().isEmpty());
    if (operation != "pause" || body != "{link:")
        QCOMPARE(refused[u"error"][u"message"].toString(), message);
}

void TestRouter::everyCallHasANameOfItsOwn()
{
    QSet<QString> names;
    QSet<QString> places;
    for (const Route& one : routes()) {
        names.insert(one.operation);
        places.insert(QString::fromLatin1(one.verb) + one.path);
        QVERIFY2(!one.summary.isEmpty(), qPrintable(one.path));
    }
    QCOMPARE(names.size(), routes().size());
    QCOMPARE(places.size(), routes().size());
}

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
