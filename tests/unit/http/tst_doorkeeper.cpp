// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/doorkeeper.h"

#include <QTest>

using namespace keel::http;
using namespace std::chrono_literals;

namespace {

const QByteArray token = "the-right-token-of-this-test-only-x";
const QByteArray operatorsToken = "the-operators-token-of-this-test-x";
const QByteArray viewersToken = "the-viewers-token-of-this-test-xxx";
const QList<KnownToken> tokens{{Role::Admin, token}, {Role::Operator, operatorsToken}, {Role::Viewer, viewersToken}};
const QByteArray client = "127.0.0.1";

Head head(const QByteArray& method, const QByteArray& target,
          QList<std::pair<QByteArray, QByteArray>> more = {{"host", "127.0.0.1:7878"}})
{
    Head head{.method = method, .target = target, .headers = std::move(more)};
    return head;
}

Head right(const QByteArray& method, const QByteArray& target, const QByteArray& token = ::token)
{
    return head(method, target,
                {{"host", "localhost:7878"},
                 {"authorization", "Bearer " + token},
                 {"content-type", "application/json; charset=utf-8"}});
}

int statusOf(const OrRefusal<Match>& match)
{
    return match ? 200 : match.error().status;
}

} // namespace

class TestDoorkeeper : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void hostIsOneOfOurs_data();
    void hostIsOneOfOurs();
    void pagesOfOthersAreRefused_data();
    void pagesOfOthersAreRefused();
    void theTokenIsAskedForFirst_data();
    void theTokenIsAskedForFirst();
    void wrongTokensAreSlowedAndTheRightOnePasses();
    void writesAreLimitedAndComeBack();
    void writesAreJson();
    void tooMuchIsRefused();
    void theOperatorIsNamedInPlainText();
    void aRoleOpensItsCalls_data();
    void aRoleOpensItsCalls();
    void noChangeIsForViewers();
    void theOwnerOfTheSocketNeedsNoToken();
    void everyAddressIsNoHost();
    void otherNamesReplaceThoseThatWere();

private:
    const RateLimit::Clock::time_point m_now = RateLimit::Clock::time_point(1000s);
};

void TestDoorkeeper::hostIsOneOfOurs_data()
{
    QTest::addColumn<QList<QByteArray>>("hosts");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QList<QByteArray>& hosts, int status,
                        const QByteArray& target = "/healthz") { QTest::newRow(name) << hosts << target << status; };
    row("bound address", {"127.0.0.1:7878"}, 200);
    row("localhost", {"localhost:7878"}, 200);
    row("upper case", {"LOCALHOST:7878"}, 200);
    row("configured name, any port", {"sync.example.org:443"}, 200);
    row("configured name without a port", {"Sync.Example.org"}, 200);
    row("configured name with its port", {"proxy.example.org:8443"}, 200);
    row("configured name with another port", {"proxy.example.org:8444"}, 421);
    row("rebinding name", {"evil.example.net:7878"}, 421);
    row("rebinding name in upper case", {"EVIL.EXAMPLE.NET:7878"}, 421);
    row("name that begins like ours", {"localhost:7878.evil.example.net"}, 421);
    row("name that ends like ours", {"evil-localhost:7878"}, 421);
    row("other port", {"127.0.0.1:7879"}, 421);
    row("no port", {"127.0.0.1"}, 421);
    row("empty", {""}, 421);
    row("missing", {}, 421);
    row("doubled", {"127.0.0.1:7878", "127.0.0.1:7878"}, 421);
    row("doubled with another", {"127.0.0.1:7878", "evil.example.net"}, 421);
    row("absolute form, ours", {"127.0.0.1:7878"}, 200, "http://127.0.0.1:7878/healthz");
    row("absolute form, foreign", {"127.0.0.1:7878"}, 421, "http://evil.example.net/healthz");
    row("absolute form, foreign host beside ours", {"evil.example.net"}, 421, "http://127.0.0.1:7878/healthz");
    row("absolute form with a user", {"127.0.0.1:7878"}, 421, "http://127.0.0.1:7878@evil.example.net/healthz");
    row("asterisk", {"127.0.0.1:7878"}, 400, "*");
}

void TestDoorkeeper::hostIsOneOfOurs()
{
    QFETCH(QList<QByteArray>, hosts);
    QFETCH(QByteArray, target);
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878,
                    {QStringLiteral("sync.example.org"), QStringLiteral("proxy.example.org:8443")});
    QList<std::pair<QByteArray, QByteArray>> headers;
    for (const QByteArray& host : hosts)
        headers.push_back({"host", host});
    QTEST(statusOf(door.admit(head("GET", target, headers), client, tokens, m_now)), "status");
}

void TestDoorkeeper::pagesOfOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    QTest::newRow("our own") << QByteArray("http://127.0.0.1:7878") << 200;
    QTest::newRow("another page") << QByteArray("https://evil.example.net") << 403;
    QTest::newRow("another port") << QByteArray("http://127.0.0.1:3000") << 403;
    QTest::newRow("a file") << QByteArray("null") << 403;
    QTest::newRow("empty") << QByteArray("") << 403;
}

void TestDoorkeeper::pagesOfOthersAreRefused()
{
    QFETCH(QByteArray, origin);
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    Head request = right("GET", "/api/automations/status");
    request.headers.push_back({"origin", origin});
    QTEST(statusOf(door.admit(request, client, tokens, m_now)), "status");
}

void TestDoorkeeper::theTokenIsAskedForFirst_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("without");
    QTest::addColumn<int>("with");
    const auto row = [](const char* name, const char* method, const char* target, int without, int with) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << without << with;
    };
    row("status", "GET", "/api/automations/status", 401, 200);
    row("health is open", "GET", "/healthz", 200, 200);
    row("health, wrong verb", "POST", "/healthz", 401, 405);
    row("unknown path", "GET", "/api/nothing", 401, 404);
    row("wrong verb", "GET", "/api/automations/pause", 401, 405);
    row("preflight", "OPTIONS", "/api/automations/pause", 401, 405);
    row("bad query", "GET", "/api/errors?limit=many", 401, 400);
    row("metrics", "GET", "/metrics", 401, 200);
}

void TestDoorkeeper::theTokenIsAskedForFirst()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    QTEST(statusOf(door.admit(head(method, target), client, tokens, m_now)), "without");
    const auto match = door.admit(right(method, target), client, tokens, m_now);
    QTEST(statusOf(match), "with");
    if (!match && match.error().status == 405)
        QCOMPARE(match.error().headers.constFirst().first, QByteArray("Allow"));
}

void TestDoorkeeper::wrongTokensAreSlowedAndTheRightOnePasses()
{
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    const auto with = [](const QByteArray& authorization) {
        return head("GET", "/metrics", {{"host", "127.0.0.1:7878"}, {"authorization", authorization}});
    };
    const QByteArrayList wrong{"Bearer " + token + 'x', "Bearer " + token.chopped(1), "Bearer ", "Basic " + token, ""};
    for (const QByteArray& one : wrong)
        QCOMPARE(statusOf(door.admit(with(one), client, tokens, m_now)), 401);
    const auto sixth = door.admit(with("Bearer guess"), client, tokens, m_now);
    QCOMPARE(statusOf(sixth), 429);
    QCOMPARE(sixth.error().headers.constFirst(), std::pair(QByteArray("Retry-After"), QByteArray("12")));
    QCOMPARE(statusOf(door.admit(with("Bearer guess"), "127.0.0.2", tokens, m_now)), 401);
    QCOMPARE(statusOf(door.admit(with("bearer " + token), client, tokens, m_now)), 200);
    QCOMPARE(statusOf(door.admit(with("Bearer guess"), client, tokens, m_now + 13s)), 401);
    QCOMPARE(statusOf(door.admit(with("Bearer "), client, {}, m_now + 60s)), 401);
    Head twice = right("GET", "/metrics");
    twice.headers.push_back({"authorization", "Bearer " + token});
    QCOMPARE(statusOf(door.admit(twice, client, tokens, m_now)), 401);
}

void TestDoorkeeper::writesAreLimitedAndComeBack()
{
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    const Head pause = right("POST", "/api/automations/pause");
    for (int i = 0; i < 40; ++i)
        QCOMPARE(statusOf(door.admit(pause, client, tokens, m_now)), 200);
    QCOMPARE(statusOf(door.admit(pause, client, tokens, m_now)), 429);
    QCOMPARE(statusOf(door.admit(right("GET", "/metrics"), client, tokens, m_now)), 200);
    QCOMPARE(statusOf(door.admit(pause, client, tokens, m_now + 50ms)), 200);
}

void TestDoorkeeper::writesAreJson()
{
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    for (const QByteArray& type : {QByteArray("text/plain"), QByteArray("application/x-www-form-urlencoded"),
                                   QByteArray("application/jsonx"), QByteArray("")}) {
        const Head request =
            head("POST", "/api/sync/webhook",
                 {{"host", "127.0.0.1:7878"}, {"authorization", "Bearer " + token}, {"content-type", type}});
        QCOMPARE(statusOf(door.admit(request, client, tokens, m_now)), 415);
    }
}

void TestDoorkeeper::tooMuchIsRefused()
{
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    QCOMPARE(statusOf(door.admit(head("GET", '/' + QByteArray(8192, 'x')), client, tokens, m_now)), 414);
    Head many = right("GET", "/metrics");
    for (int i = 0; i < 100; ++i)
        many.headers.push_back({"x-more", "1"});
    QCOMPARE(statusOf(door.admit(many, client, tokens, m_now)), 431);
}

void TestDoorkeeper::theOperatorIsNamedInPlainText()
{
    const auto who = [](const QList<std::pair<QByteArray, QByteArray>>& headers) {
        return Doorkeeper::whoIs(head("GET", "/", headers), client, Role::Operator);
    };
    QCOMPARE(who({}), QStringLiteral("api 127.0.0.1, operator's token"));
    QCOMPARE(who({{"x-evenkeel-user", "an\xC3\xA4\x1b[31m"}}),
             QStringLiteral("anä[31m (as said) via api 127.0.0.1, operator's token"));
    QCOMPARE(who({{"x-operator", "bo"}}), QStringLiteral("bo (as said) via api 127.0.0.1, operator's token"));
    QVERIFY(who({{"x-evenkeel-user", QByteArray(5000, 'x')}}).size() < 120);
}

void TestDoorkeeper::aRoleOpensItsCalls_data()
{
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<int>("role");
    QTest::newRow("admin") << token << static_cast<int>(Role::Admin);
    QTest::newRow("operator") << operatorsToken << static_cast<int>(Role::Operator);
    QTest::newRow("viewer") << viewersToken << static_cast<int>(Role::Viewer);
}

void TestDoorkeeper::aRoleOpensItsCalls()
{
    QFETCH(QByteArray, shown);
    QFETCH(int, role);
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    int opened = 0;
    auto now = m_now;
    for (const Route& route : routes()) {
        QByteArray target = route.path.toLatin1();
        target.replace("{id}", "1").replace("{run}", "x");
        for (const Field& field : route.query) {
            if (field.required)
                target += (target.contains('?') ? '&' : '?') + field.name.toLatin1() + "=1";
        }
        now += 1s;
        const auto match = door.admit(right(route.verb, target, shown), client, tokens, now);
        const bool may = route.traffic == Traffic::Open || static_cast<Role>(role) >= route.least;
        QVERIFY2(statusOf(match) == (may ? 200 : 403), target.constData());
        if (match && route.traffic != Traffic::Open)
            QCOMPARE(static_cast<int>(match->role), role);
        opened += may ? 1 : 0;
    }
    // What changes something is not for those who look, and what loses data only for the admin.
    QCOMPARE(opened == routes().size(), static_cast<Role>(role) == Role::Admin);
}

void TestDoorkeeper::noChangeIsForViewers()
{
    for (const Route& route : routes()) {
        if (route.traffic == Traffic::Write)
            QVERIFY2(route.least >= Role::Operator, qPrintable(route.operation));
    }
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    for (const char* word : {"accept", "reverse", "drop"}) {
        const QByteArray target = QByteArray("/api/brake/1/") + word;
        const auto match = door.admit(right("POST", target, operatorsToken), client, tokens, m_now);
        QCOMPARE(statusOf(match), 403);
        QVERIFY2(match.error().body.contains("\\\"admin\\\""), match.error().body.constData());
    }
}

void TestDoorkeeper::theOwnerOfTheSocketNeedsNoToken()
{
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878, {});
    const auto match = door.admitOwner(head("GET", "/api/operators-log", {}), "control", m_now);
    QCOMPARE(statusOf(match), 200);
    QCOMPARE(match->role, Role::Admin);
    QCOMPARE(statusOf(door.admitOwner(head("GET", "/api/nothing", {}), "control", m_now)), 404);
    QCOMPARE(statusOf(door.admitOwner(head("POST", "/api/automations/pause", {}), "control", m_now)), 415);
}

void TestDoorkeeper::everyAddressIsNoHost()
{
    Doorkeeper door({}, 7878, {QStringLiteral("sync.example.org")});
    const auto with = [](const QByteArray& host) { return head("GET", "/healthz", {{"host", host}}); };
    QCOMPARE(statusOf(door.admit(with("sync.example.org:7878"), client, tokens, m_now)), 200);
    QCOMPARE(statusOf(door.admit(with("localhost:7878"), client, tokens, m_now)), 200);
    QCOMPARE(statusOf(door.admit(with("0.0.0.0:7878"), client, tokens, m_now)), 421);
    QCOMPARE(statusOf(door.admit(with(":7878"), client, tokens, m_now)), 421);
}

void TestDoorkeeper::otherNamesReplaceThoseThatWere()
{
    Doorkeeper door(QStringLiteral("127.0.0.1"), 7878,
                    {QStringLiteral("old.example.org"), QStringLiteral("old.example.org:8443")});
    const auto status = [&](const QByteArray& host) {
        return statusOf(door.admit(head("GET", "/healthz", {{"host", host}}), client, tokens, m_now));
    };
    QCOMPARE(status("old.example.org:8443"), 200);
    door.setHosts({QStringLiteral("new.example.org")});
    QCOMPARE(status("new.example.org"), 200);
    QCOMPARE(status("old.example.org"), 421);
    QCOMPARE(status("old.example.org:8443"), 421);
    QCOMPARE(status("127.0.0.1:7878"), 200);
    QCOMPARE(status("localhost:7878"), 200);
}

QTEST_GUILESS_MAIN(TestDoorkeeper)
#include "tst_doorkeeper.moc"
