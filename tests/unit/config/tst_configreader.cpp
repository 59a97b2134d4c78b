// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/configreader.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace keel;

namespace {

const QString endpointsText =
    QStringLiteral("\"endpoints\": { \"clinic\": { \"driver\": \"sqlite\", \"path\": \"clinic.db\" },\n"
                   "                 \"cloud\": { \"driver\": \"sqlite\", \"path\": \"cloud.db\" },\n"
                   "                 \"third\": { \"driver\": \"sqlite\", \"path\": \"third.db\" } }");

QString withLink(const QString& members)
{
    return QStringLiteral("{ %1,\n\"links\": [ { \"name\": \"l\", \"a\": \"clinic\", \"b\": \"cloud\",\n%2 } ] }")
        .arg(endpointsText, members);
}

QString withTable(const QString& members)
{
    return withLink(QStringLiteral("\"tables\": [ { \"a\": \"users\",\n%1 } ]").arg(members));
}

QString withRoot(const QString& members)
{
    return QStringLiteral("{ %1, \"links\": [ { \"name\": \"l\", \"a\": \"clinic\", \"b\": \"cloud\", \"tables\": "
                          "\"*\" } ],\n%2 }")
        .arg(endpointsText, members);
}

QString withEndpoint(const QString& members)
{
    return QStringLiteral("{ \"endpoints\": { \"e\": { %1 }, \"f\": { \"driver\": \"sqlite\", \"path\": \"f.db\" } },"
                          " \"links\": [ { \"name\": \"l\", \"a\": \"e\", \"b\": \"f\", \"tables\": \"*\" } ] }")
        .arg(members);
}

} // namespace

class ConfigReaderTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QProcessEnvironment m_environment;

    QString path(const QString& name) const { return m_dir->filePath(name); }

    void write(const QString& name, const QString& text)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
        file.close();
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }

    tl::expected<Config, ConfigErrors> read(const QString& text)
    {
        write(QStringLiteral("evenkeel.json"), text);
        return readConfig({{}, m_environment, m_dir->path()});
    }

    static QString said(const ConfigErrors& errors)
    {
        QStringList lines;
        for (const Error& error : errors)
            lines.append(toText(error));
        return lines.join(u'\n');
    }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        m_dir = std::make_unique<QTemporaryDir>();
        m_environment = QProcessEnvironment();
        m_environment.insert(QStringLiteral("HOME"), path(QStringLiteral("home")));
    }

    void defaultsAreThoseOfTheContract()
    {
        const auto config = read(withTable(QStringLiteral("\"b\": \"people\"")));
        QVERIFY2(config, qPrintable(config ? QString() : said(config.error())));
        const LinkConfig& link = config->links.at(0);
        QVERIFY(link.forward && link.reverse && link.realtime && link.bell && link.deletes);
        QCOMPARE(link.interval, Milliseconds(1000));
        QCOMPARE(link.windowMultiplier, 3.0);
        QCOMPARE(link.batchSize, 1000);
        QCOMPARE(link.parallelTables, 4);
        QCOMPARE(link.reversePass.interval, std::chrono::minutes(60));
        QCOMPARE(link.reversePass.maxRecords, 500);
        QCOMPARE(link.retry.attempts, 3);
        QCOMPARE(link.retry.maxDelay, Milliseconds(30000));
        QCOMPARE(link.reconnectAttempts, 10);
        QCOMPARE(link.brake.maxDeletes, 1000);
        QCOMPARE(link.brake.minDeletes, 50);
        QCOMPARE(link.lookback, std::chrono::hours(24));
        QCOMPARE(link.tables.at(0).b.value, QStringLiteral("people"));
        QCOMPARE(link.tables.at(0).place, QStringLiteral("links[0].tables[0]"));
        QVERIFY(link.tables.at(0).deleteOnFilterLeave);
        QCOMPARE(config->watchdog.checkInterval, Milliseconds(5000));
        QCOMPARE(config->watchdog.maxRestarts, 10);
        QCOMPARE(config->api.port, 7878);
        QCOMPARE(config->keep.undo, std::chrono::hours(7 * 24));
        QVERIFY(config->warnings.isEmpty());
    }

    void everyKeyOfTheContractIsTaken()
    {
        m_environment.insert(QStringLiteral("CLINIC_PASSWORD"), QStringLiteral("hunter2"));
        QFile example(QFINDTESTDATA("everykey.json"));
        QVERIFY(example.open(QIODevice::ReadOnly));
        const auto config = read(QString::fromUtf8(example.readAll()));
        QVERIFY2(config, qPrintable(config ? QString() : said(config.error())));
        const EndpointConfig& clinic = config->endpoints.at(0);
        QCOMPARE(clinic.port, 5433);
        QCOMPARE(clinic.password.reveal(), QStringLiteral("hunter2"));
        QCOMPARE(clinic.environment, Environment::Production);
        QCOMPARE(clinic.poolSize, 11);
        QCOMPARE(config->endpoints.at(1).path, path(QStringLiteral("cloud.db")));
        const LinkConfig& link = config->links.at(0);
        QVERIFY(link.forward && !link.reverse && !link.realtime && !link.bell && !link.deletes);
        QCOMPARE(link.interval, Milliseconds(200));
        QCOMPARE(link.conflict, ConflictPolicy::BWins);
        QCOMPARE(link.retry.multiplier, 1.5);
        QCOMPARE(link.brake.maxDeletePercent, 2.5);
        QCOMPARE(link.canaryEvery, std::chrono::seconds(5));
        const TableConfig& table = link.tables.at(0);
        QCOMPARE(table.b.value, QStringLiteral("users"));
        QCOMPARE(table.key, QStringList({QStringLiteral("id"), QStringLiteral("site")}));
        QCOMPARE(table.columns.value(QStringLiteral("full_name")), QStringLiteral("name"));
        QCOMPARE(table.capture, CaptureKind::Timestamp);
        QCOMPARE(table.interval, std::optional(Milliseconds(5000)));
        QVERIFY(table.bell && table.deleteOnFilterLeave);
        QCOMPARE(config->keep.conflicts, std::chrono::hours(12));
        QCOMPARE(config->keep.undo, std::chrono::hours(14 * 24));
        QCOMPARE(config->timeZone, QStringLiteral("Europe/Berlin"));
        QCOMPARE(config->api.tls.certificate, path(QStringLiteral("c")));
        QCOMPARE(config->api.tls.key, path(QStringLiteral("k")));
        QCOMPARE(config->warnings, QStringList({QStringLiteral("links[0].parallelTables has no effect in this version"),
                                                QStringLiteral("protection has no effect in this version"),
                                                QStringLiteral("backups has no effect in this version")}));
        QCOMPARE(config->alerts.size(), std::size_t(3));
        QCOMPARE(config->alerts[0].causes, QList<AlertCause>({AlertCause::LinkDown}));
        QCOMPARE(config->alerts[1].addresses, QStringList({QStringLiteral("root")}));
        QVERIFY(config->alerts[2].way == AlertConfig::Way::Desktop);
    }

    void faultsNamePlaceFoundExpectedAndMend_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QStringList>("fragments");
        const auto row = [](const char* name, const QString& text, const char* place,
                            std::initializer_list<const char*> fragments) {
            QStringList expected;
            for (const char* fragment : fragments)
                expected.append(QString::fromUtf8(fragment));
            QTest::newRow(name) << text << QString::fromUtf8(place) << expected;
        };
        const auto link = [](const char* text) {
            return withLink(QString::fromUtf8(text) + QStringLiteral(", \"tables\": \"*\""));
        };
        const auto table = [](const char* text) { return withTable(QString::fromUtf8(text)); };
        const auto root = [](const char* text) { return withRoot(QString::fromUtf8(text)); };
        const auto endpoint = [](const char* text) { return withEndpoint(QString::fromUtf8(text)); };
        row("syntax", QStringLiteral("{\n  \"endpoints\": {,\n}"), ":2:17", {"found ','", "double quotes"});
        row("unknown key", link("\"batchsice\": 5"), ":5:1: links[0].batchsice",
            {"unknown key", "did you mean \"batchSize\"?"});
        row("unknown key of a table", table("\"updated_at\": \"x\""), "links[0].tables[0].updated_at",
            {"did you mean \"updatedAt\"?"});
        row("unknown key of the root", root("\"linkz\": 1"), "linkz", {"did you mean \"links\"?"});
        row("repeated key", link("\"bell\": true,\n\"bell\": false"), ":6:1: links[0].bell",
            {"a second time, first in line 5"});
        row("wrong kind", link("\"intervalMs\": \"fast\""), "links[0].intervalMs",
            {"found \"fast\"", "whole number from 100 to"});
        row("an address that others reach", root("\"api\": { \"address\": \"0.0.0.0\", \"hosts\": [\"h\"] }"),
            "api.address", {"found \"0.0.0.0\"", "api.tls", "api.hosts"});
        row("half of a certificate", root("\"api\": { \"tls\": { \"certificate\": \"c.pem\" } }"), "api.tls.key",
            {"missing", "PEM"});
        row("too small", link("\"intervalMs\": 99"), "links[0].intervalMs", {"found 99", "from 100"});
        row("not whole", link("\"batchSize\": 1.5"), "links[0].batchSize",
            {"found 1.5", "whole number from 1 to 100000"});
        row("too large", link("\"batchSize\": 100001"), "links[0].batchSize", {"100001"});
        row("boolean as text", link("\"deletes\": \"no\""), "links[0].deletes", {"found \"no\"", "true or false"});
        row("unknown choice", link("\"direction\": \"forwards\""), "links[0].direction",
            {"one of \"both\"", "did you mean \"forward\"?"});
        row("unknown policy", link("\"conflict\": \"manuel\""), "links[0].conflict", {"did you mean \"manual\"?"});
        row("snapshot", link("\"capture\": \"snapshot\""), "links[0].capture", {"\"snapshot\" is not in this version"});
        row("delays", link("\"retry\": {\"initialDelayMs\": 50000}"), "links[0].retry.maxDelayMs",
            {"30000 is less than initialDelayMs, 50000"});
        row("object expected", link("\"brake\": 5"), "links[0].brake", {"found 5, expected an object"});
        row("all by timestamp", withLink(QStringLiteral("\"capture\": \"timestamp\", \"tables\": \"*\"")),
            "links[0].tables", {"updatedAt for each table"});
        row("no tables", withLink(QStringLiteral("\"bell\": true")), "links[0].tables", {"missing", "\"*\""});
        row("empty tables", withLink(QStringLiteral("\"tables\": []")), "links[0].tables", {"empty"});
        row("timestamp without updatedAt", table("\"capture\": \"timestamp\""), "links[0].tables[0].updatedAt",
            {"timestamp capture needs it"});
        row("key as text", table("\"key\": \"id\""), "links[0].tables[0].key",
            {"found \"id\", expected a list of texts"});
        row("key twice", table("\"key\": [\"id\", \"id\"]"), "links[0].tables[0].key[1]", {"listed twice"});
        row("key excluded", table("\"key\": [\"id\"], \"exclude\": [\"id\"]"), "links[0].tables[0].exclude",
            {"\"id\" is needed"});
        row("columns collide", table("\"columns\": {\"x\": \"n\", \"y\": \"n\"}"), "links[0].tables[0].columns",
            {"two columns go to \"n\""});
        row("table twice", withLink(QStringLiteral("\"tables\": [{\"a\": \"t\"}, {\"a\": \"t\"}]")),
            "links[0].tables[1].a", {"listed twice"});
        row("driver missing", endpoint("\"path\": \"x\""), "endpoints.e.driver", {"missing"});
        row("driver unknown", endpoint("\"driver\": \"postgres\""), "endpoints.e.driver",
            {"did you mean \"postgresql\"?"});
        row("driver of later", endpoint("\"driver\": \"mariadb\", \"host\": \"h\""), "endpoints.e.driver",
            {"\"mariadb\" is not in this version"});
        row("database missing", endpoint("\"driver\": \"postgresql\""), "endpoints.e.database", {"missing"});
        row("path missing", endpoint("\"driver\": \"sqlite\""), "endpoints.e.path", {"missing"});
        row("host of a file", endpoint("\"driver\": \"sqlite\", \"path\": \"p\", \"host\": \"h\""), "endpoints.e.host",
            {"a path, and no server"});
        row("port", endpoint("\"driver\": \"postgresql\", \"database\": \"d\", \"port\": 70000"), "endpoints.e.port",
            {"found 70000", "from 1 to 65535"});
        row("same file", endpoint("\"driver\": \"sqlite\", \"path\": \"./x/../f.db\""), "links[0].b",
            {"the same database"});
        row("keychain", endpoint("\"driver\": \"postgresql\", \"database\": \"d\", \"password\": \"${keychain:K}\""),
            "endpoints.e.password", {"keychain", "not available in this version", "${env:NAME}"});
        row("variable missing", endpoint("\"driver\": \"postgresql\", \"database\": \"${env:NO_SUCH}\""),
            "endpoints.e.database", {"NO_SUCH is not set", ".env"});
        row("file missing", endpoint("\"driver\": \"sqlite\", \"path\": \"${file:none.txt}\""), "endpoints.e.path",
            {"none.txt cannot be read"});
        row("file without an end", endpoint("\"driver\": \"sqlite\", \"path\": \"${file:/dev/zero}\""),
            "endpoints.e.path", {"larger than 64 KiB"});
        row("reference inside", endpoint("\"driver\": \"sqlite\", \"path\": \"x${env:HOME}\""), "endpoints.e.path",
            {"inside a longer text", "whole value"});
        row("period", root("\"keep\": {\"history\": \"90\"}"), "keep.history", {"found \"90\"", "\"90d\""});
        row("time zone", root("\"display\": {\"timeZone\": \"Mars\"}"), "display.timeZone", {"found \"Mars\""});
        row("backup of nothing", root("\"backups\": [{\"endpoint\": \"nix\"}]"), "backups[0].endpoint",
            {"no endpoint \"nix\""});
        row("alert", root("\"alerts\": [{}]"), "alerts[0].to", {"missing"});
        row("alert by a program", root("\"alerts\": [{\"to\": \"command\"}]"), "alerts[0].to",
            {"never starts a program", "webhook"});
        row("alert with a program", root("\"alerts\": [{\"to\": \"desktop\", \"exec\": \"/bin/x\"}]"), "alerts[0].exec",
            {"never starts a program"});
        row("alert to nobody", root("\"alerts\": [{\"to\": \"mail\"}]"), "alerts[0].addresses", {"missing"});
        row("alert to an option", root("\"alerts\": [{\"to\": \"mail\", \"addresses\": [\"-oQ/tmp\"]}]"),
            "alerts[0].addresses", {"-oQ/tmp", "ops@example.org"});
        row("alert to a second header",
            root("\"alerts\": [{\"to\": \"mail\", \"addresses\": [\"a@x.org\\nBcc: b@x.org\"]}]"),
            "alerts[0].addresses", {"ops@example.org"});
        row("alert unsigned", root("\"alerts\": [{\"to\": \"webhook\", \"url\": \"https://x.org/\"}]"),
            "alerts[0].secret", {"missing", "whsec_"});
        row("alert to a file",
            root("\"alerts\": [{\"to\": \"webhook\", \"url\": \"file:///etc/passwd\", \"secret\": "
                 "\"whsec_MDEyMzQ1Njc4OWFiY2RlZg==\"}]"),
            "alerts[0].url", {"https://"});
        row("alert with a password in its address",
            root("\"alerts\": [{\"to\": \"webhook\", \"url\": \"https://u:p@x.org/\", \"secret\": "
                 "\"whsec_MDEyMzQ1Njc4OWFiY2RlZg==\"}]"),
            "alerts[0].url", {"user or password"});
        row("alert about nothing known", root("\"alerts\": [{\"to\": \"desktop\", \"causes\": [\"rain\"]}]"),
            "alerts[0].causes", {"rain", "link_down"});
        row("unknown key of an alert", root("\"alerts\": [{\"to\": \"desktop\", \"url\": \"x\"}]"), "alerts[0].url",
            {"unknown"});
        row("no endpoints",
            QStringLiteral("{ \"links\": [{\"name\": \"l\", \"a\": \"x\", \"b\": \"y\", \"tables\": \"*\"}] }"),
            "endpoints", {"missing"});
        row("no link", QStringLiteral("{ %1, \"links\": [] }").arg(endpointsText), "links", {"no link"});
        row("root is a list", QStringLiteral("[]"), ":1:1", {"expected an object"});
        row("unknown endpoint",
            QStringLiteral(
                "{ %1, \"links\": [{\"name\": \"l\", \"a\": \"clinc\", \"b\": \"cloud\", \"tables\": \"*\"}] }")
                .arg(endpointsText),
            "links[0].a", {"no endpoint \"clinc\"", "did you mean \"clinic\"?"});
        row("a is b",
            QStringLiteral(
                "{ %1, \"links\": [{\"name\": \"l\", \"a\": \"cloud\", \"b\": \"cloud\", \"tables\": \"*\"}] }")
                .arg(endpointsText),
            "links[0].b", {"which is a already"});
        row("bad name",
            QStringLiteral(
                "{ %1, \"links\": [{\"name\": \"a/b\", \"a\": \"clinic\", \"b\": \"cloud\", \"tables\": \"*\"}] }")
                .arg(endpointsText),
            "links[0].name", {"found \"a/b\"", "letters, digits"});
        const QString two = QStringLiteral("{ %1, \"links\": [{\"name\": \"x\", \"a\": \"clinic\", \"b\": \"cloud\", "
                                           "%2}, {\"name\": \"%3\", \"a\": \"cloud\", \"b\": \"third\", %4}, "
                                           "{\"name\": \"z\", \"a\": \"third\", \"b\": \"clinic\", %5}] }")
                                .arg(endpointsText);
        const QString all = QStringLiteral("\"tables\": \"*\"");
        const QString users = QStringLiteral("\"tables\": [{\"a\": \"users\"}]");
        const QString mainUsers = QStringLiteral("\"tables\": [{\"a\": \"main.Users\", \"b\": \"users\"}]");
        row("same name twice", two.arg(all, QStringLiteral("x"), all, users), "links[1].name",
            {"the name \"x\" already"});
        row("cycle of a table", two.arg(users, QStringLiteral("y"), mainUsers, users), "links[2].tables[0]",
            {"form a cycle: third/users –(y)– cloud/users –(x)– clinic/users –(z)– third/users",
             "take one link of them out"});
        row("cycle through all tables", two.arg(all, QStringLiteral("y"), users, all), "links[2].tables",
            {"form a cycle"});
    }

    void faultsNamePlaceFoundExpectedAndMend()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        QFETCH(QStringList, fragments);
        const auto config = read(text);
        QVERIFY(!config);
        const QString all = said(config.error());
        QVERIFY2(config.error().size() == 1, qPrintable(all));
        const Error& error = config.error().front();
        QCOMPARE(error.kind, ErrorClass::Config);
        QVERIFY2(error.place.startsWith(path(QStringLiteral("evenkeel.json:"))), qPrintable(error.place));
        QVERIFY2(error.place.endsWith(place), qPrintable(error.place));
        for (const QString& fragment : fragments)
            QVERIFY2(all.contains(fragment), qPrintable(all + QStringLiteral(" lacks ") + fragment));
    }

    void differentTablesMayCloseARing()
    {
        const auto config =
            read(QStringLiteral(
                     "{ %1, \"links\": ["
                     "{\"name\": \"x\", \"a\": \"clinic\", \"b\": \"cloud\", \"tables\": [{\"a\": \"users\"}]},"
                     "{\"name\": \"y\", \"a\": \"cloud\", \"b\": \"third\", \"tables\": [{\"a\": \"users\"}]},"
                     "{\"name\": \"z\", \"a\": \"third\", \"b\": \"clinic\", \"tables\": [{\"a\": \"notes\"}]}] }")
                     .arg(endpointsText));
        QVERIFY2(config, qPrintable(config ? QString() : said(config.error())));
    }

    void allFaultsOfAFileAreListed()
    {
        const auto config =
            read(withLink(QStringLiteral("\"batchSize\": 0, \"bel\": true, \"tables\": [{\"b\": \"x\"}]")));
        QVERIFY(!config);
        QCOMPARE(config.error().size(), std::size_t(3));
    }

    void noSecretIsEverSaid()
    {
        m_environment.insert(QStringLiteral("PW"), QStringLiteral("hunter2"));
        const auto config =
            read(withEndpoint(QStringLiteral("\"driver\": \"postgresql\", \"database\": \"d\", \"password\": 4711,"
                                             " \"port\": \"${env:PW}\"")));
        QVERIFY(!config);
        QCOMPARE(config.error().size(), std::size_t(2));
        QVERIFY2(!said(config.error()).contains(QStringLiteral("hunter2")), qPrintable(said(config.error())));
        QVERIFY2(!said(config.error()).contains(QStringLiteral("4711")), qPrintable(said(config.error())));
    }

    void variablesGiveDefaults()
    {
        const auto set = [&](const char* name, const char* value) {
            m_environment.insert(QString::fromLatin1(name), QString::fromLatin1(value));
        };
        set("SYNC_INTERVAL", "2500");
        set("SYNC_INTERVAL_MINUTES", "9");
        set("SYNC_WINDOW_MULTIPLIER", "4.5");
        set("SYNC_WATCHDOG_ENABLED", "false");
        set("SYNC_LOG_VERBOSE", "true");
        set("SYNC_AUTO_TURN_OFF", "true");
        set("SOURCE_DB_POOL_SIZE", "3");
        set("CHAT_DB_POOL_SIZE", "4");
        set("MAX_RETRIES", "7");
        set("RETRY_INITIAL_DELAY", "11");
        set("RETRY_MAX_DELAY", "22");
        set("RETRY_BACKOFF_MULTIPLIER", "1.25");
        set("MAX_RECONNECT_ATTEMPTS", "6");
        set("REVERSE_SYNC_ENABLED", "0");
        set("REVERSE_SYNC_INTERVAL_MINUTES", "15");
        set("REVERSE_SYNC_MAX_RECORDS", "99");
        set("REVERSE_SYNC_LOOKBACK_HOURS", "5");
        const auto config = read(withLink(QStringLiteral("\"tables\": \"*\", \"retry\": {\"attempts\": 1}")));
        QVERIFY2(config, qPrintable(config ? QString() : said(config.error())));
        const LinkConfig& link = config->links.at(0);
        QCOMPARE(link.interval, Milliseconds(2500));
        QCOMPARE(link.windowMultiplier, 4.5);
        QCOMPARE(link.retry.attempts, 1); // explicit wins
        QCOMPARE(link.retry.initialDelay, Milliseconds(11));
        QCOMPARE(link.retry.maxDelay, Milliseconds(22));
        QCOMPARE(link.retry.multiplier, 1.25);
        QCOMPARE(link.reconnectAttempts, 6);
        QVERIFY(!link.reversePass.enabled);
        QCOMPARE(link.reversePass.interval, std::chrono::minutes(15));
        QCOMPARE(link.reversePass.maxRecords, 99);
        QCOMPARE(link.lookback, std::chrono::hours(5));
        QVERIFY(!config->watchdog.enabled);
        QCOMPARE(config->log.level, QStringLiteral("debug"));
        QCOMPARE(config->endpoints.at(0).poolSize, 3);
        QCOMPARE(config->endpoints.at(1).poolSize, 4);
        QCOMPARE(config->endpoints.at(2).poolSize, 10);
        QCOMPARE(config->warnings.size(), 1);
        QVERIFY(config->warnings.at(0).startsWith(QStringLiteral("SYNC_AUTO_TURN_OFF has no effect")));
        const QJsonObject origins = effectiveConfig(*config).value(u"origins").toObject();
        QCOMPARE(origins.value(u"links[0].intervalMs").toString(), QStringLiteral("env SYNC_INTERVAL"));
        QCOMPARE(origins.value(u"links[0].retry.attempts").toString(), QStringLiteral("file"));
        QCOMPARE(origins.value(u"links[0].batchSize").toString(), QStringLiteral("default"));
    }

    void aBadVariableIsAFault()
    {
        m_environment.insert(QStringLiteral("SYNC_INTERVAL"), QStringLiteral("soon"));
        const auto config = read(withLink(QStringLiteral("\"tables\": \"*\"")));
        QVERIFY(!config);
        QCOMPARE(config.error().size(), std::size_t(1));
        QCOMPARE(config.error().front().place, QStringLiteral("env SYNC_INTERVAL"));
        QVERIFY(config.error().front().detail.contains(QStringLiteral("found \"soon\"")));
    }

    void minutesCountWhereNoMillisecondsAreSet()
    {
        m_environment.insert(QStringLiteral("SYNC_INTERVAL_MINUTES"), QStringLiteral("2"));
        const auto config = read(withLink(QStringLiteral("\"tables\": \"*\"")));
        QVERIFY(config);
        QCOMPARE(config->links.at(0).interval, Milliseconds(120'000));
    }

    void realVariablesWinOverDotEnv()
    {
        write(QStringLiteral(".env"), QStringLiteral("SYNC_INTERVAL=300\nMAX_RETRIES=8\n"));
        m_environment.insert(QStringLiteral("SYNC_INTERVAL"), QStringLiteral("400"));
        const auto config = read(withLink(QStringLiteral("\"tables\": \"*\"")));
        QVERIFY(config);
        QCOMPARE(config->links.at(0).interval, Milliseconds(400));
        QCOMPARE(config->links.at(0).retry.attempts, 8);
        QCOMPARE(config->origins.value(QStringLiteral("links[0].retry.attempts")), QStringLiteral(".env MAX_RETRIES"));
    }

    void secretsAreMaskedAndTheirOriginShown()
    {
        write(QStringLiteral("pw.txt"), QStringLiteral("hunter2\n"));
        const auto config = read(withEndpoint(QStringLiteral("\"driver\": \"postgresql\", \"database\": \"d\","
                                                             " \"password\": \"${file:pw.txt}\"")));
        QVERIFY2(config, qPrintable(config ? QString() : said(config.error())));
        QCOMPARE(config->endpoints.at(0).password.reveal(), QStringLiteral("hunter2"));
        const QJsonObject shown = effectiveConfig(*config);
        const QByteArray text = QJsonDocument(shown).toJson();
        QVERIFY(!text.contains("hunter2"));
        QCOMPARE(shown.value(u"endpoints").toObject().value(u"e").toObject().value(u"password").toString(),
                 QStringLiteral("***"));
        QCOMPARE(shown.value(u"origins").toObject().value(u"endpoints.e.password").toString(),
                 QStringLiteral("file ") + path(QStringLiteral("pw.txt")));
    }

    void supabaseWithoutAddressIsLeftOutAndTheRestRuns()
    {
        const QString text = QStringLiteral(
            "{ \"endpoints\": { \"s\": { \"driver\": \"supabase\" }, \"c\": { \"driver\": \"sqlite\", \"path\": "
            "\"c.db\" },"
            " \"d\": { \"driver\": \"sqlite\", \"path\": \"d.db\" } },"
            " \"links\": [ { \"name\": \"up\", \"a\": \"c\", \"b\": \"s\", \"tables\": \"*\" },"
            " { \"name\": \"local\", \"a\": \"c\", \"b\": \"d\", \"tables\": \"*\", \"batchSize\": 5 } ] }");
        const auto config = read(text);
        QVERIFY2(config, qPrintable(config ? QString() : said(config.error())));
        QCOMPARE(config->links.size(), std::size_t(1));
        QCOMPARE(config->links.at(0).name.value, QStringLiteral("local"));
        QCOMPARE(config->warnings.size(), 1);
        QVERIFY(config->warnings.at(0).contains(QStringLiteral("link up is disabled")));
        const QJsonObject origins = effectiveConfig(*config).value(u"origins").toObject();
        QCOMPARE(origins.value(u"links[1].batchSize").toString(), QStringLiteral("file"));
        m_environment.insert(QStringLiteral("SUPABASE_URL"), QStringLiteral("https://x.example"));
        const auto withAddress = read(text);
        QVERIFY(!withAddress);
        QVERIFY(said(withAddress.error()).contains(QStringLiteral("\"supabase\" is not in this version")));
    }

    void openFilesWithPasswordsAndUnprovenServersAreWarnedOf()
    {
        const QString text =
            withEndpoint(QStringLiteral("\"driver\": \"postgresql\", \"host\": \"db.example\", \"database\": \"d\","
                                        " \"sslMode\": \"require\", \"password\": \"hunter2\""));
        QCOMPARE(read(text)->warnings.size(), 1);
        write(QStringLiteral(".env"), QStringLiteral("DB_PASSWORD=x\n"));
        for (const QString& name : {QStringLiteral(".env"), QStringLiteral("evenkeel.json")})
            QFile::setPermissions(path(name),
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup);
        const auto config = readConfig({{}, m_environment, m_dir->path()});
        QVERIFY(config);
        QCOMPARE(config->warnings.size(), 3);
        const QString all = config->warnings.join(u'\n');
        QVERIFY(all.contains(QStringLiteral("verify-full")));
        QVERIFY(all.contains(QStringLiteral("chmod 600 ") + path(QStringLiteral(".env"))));
        QVERIFY(all.contains(QStringLiteral("chmod 600 ") + path(QStringLiteral("evenkeel.json"))));
        QVERIFY(!all.contains(QStringLiteral("hunter2")));
    }

    void remoteServersAreProvenByDefault()
    {
        const auto remote = read(
            withEndpoint(QStringLiteral("\"driver\": \"postgresql\", \"host\": \"db.example\", \"database\": \"d\"")));
        QCOMPARE(remote->endpoints.at(0).sslMode, QStringLiteral("verify-full"));
        QVERIFY(remote->warnings.isEmpty());
        const auto local = read(withEndpoint(QStringLiteral("\"driver\": \"postgresql\", \"database\": \"d\"")));
        QCOMPARE(local->endpoints.at(0).host, QStringLiteral("127.0.0.1"));
        QCOMPARE(local->endpoints.at(0).sslMode, QStringLiteral("prefer"));
    }

    void theConfigIsSearchedInOrder()
    {
        ConfigInput input{{}, m_environment, m_dir->path()};
        const auto none = readConfig(input);
        QVERIFY(!none);
        QCOMPARE(none.error().front().code, ErrorCode::NotFound);
        QVERIFY(none.error().front().detail.contains(path(QStringLiteral("home/.config/evenkeel/evenkeel.json"))));

        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("xdg/evenkeel")));
        input.environment.insert(QStringLiteral("XDG_CONFIG_HOME"), path(QStringLiteral("xdg")));
        write(QStringLiteral("xdg/evenkeel/evenkeel.json"), QStringLiteral("{}"));
        QCOMPARE(*findConfig(input), path(QStringLiteral("xdg/evenkeel/evenkeel.json")));
        write(QStringLiteral("evenkeel.json"), QStringLiteral("{}"));
        QCOMPARE(*findConfig(input), path(QStringLiteral("evenkeel.json")));
        write(QStringLiteral("named.json"), QStringLiteral("{}"));
        input.environment.insert(QStringLiteral("EVENKEEL_CONFIG"), QStringLiteral("named.json"));
        QCOMPARE(*findConfig(input), path(QStringLiteral("named.json")));
        input.explicitFile = QStringLiteral("given.json");
        const auto missing = findConfig(input);
        QVERIFY(!missing);
        QCOMPARE(missing.error().place, path(QStringLiteral("given.json")));
    }
};

QTEST_GUILESS_MAIN(ConfigReaderTest)
#include "tst_configreader.moc"
