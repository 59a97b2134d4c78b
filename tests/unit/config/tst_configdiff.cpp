// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/configdiff.h"

#include <QTest>

#include <functional>

using namespace keel;

namespace {

EndpointConfig endpoint(const QString& name)
{
    EndpointConfig made;
    made.name = EndpointName(name);
    made.driver = QStringLiteral("sqlite");
    made.path = u'/' + name;
    return made;
}

LinkConfig link(const QString& name, const QString& a, const QString& b)
{
    LinkConfig made;
    made.name = LinkName(name);
    made.a = EndpointName(a);
    made.b = EndpointName(b);
    TableConfig table;
    table.a = TableName(QStringLiteral("items"));
    table.b = table.a;
    made.tables = {table};
    return made;
}

/// Two links that share the endpoint "hub".
Config config()
{
    Config made;
    made.endpoints = {endpoint(QStringLiteral("hub")), endpoint(QStringLiteral("north")),
                      endpoint(QStringLiteral("south"))};
    made.links = {link(QStringLiteral("up"), QStringLiteral("hub"), QStringLiteral("north")),
                  link(QStringLiteral("down"), QStringLiteral("hub"), QStringLiteral("south"))};
    return made;
}

using Edit = std::function<void(Config&)>;

} // namespace

Q_DECLARE_METATYPE(Edit)

class TestConfigDiff : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatBecomesOfEachLink_data();
    void saysWhatBecomesOfEachLink();
    void settingsOfTheServiceAreNamed();
    void whatNeedsARestartIsNotTakenOver();
    void namesAndSecretsAreTakenOver();
    void namesWaitForTheAddressTheyBelongTo();
};

void TestConfigDiff::saysWhatBecomesOfEachLink_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const Edit& edit, const char* text) {
        QTest::newRow(name) << edit << QString::fromLatin1(text);
    };
    row(
        "nothing", [](Config&) {}, "nothing to change");
    row(
        "the order of the file",
        [](Config& c) {
            std::swap(c.links[0], c.links[1]);
            c.links[0].place = QStringLiteral("links[0]");
            c.links[0].tables[0].place = QStringLiteral("links[0].tables[0]");
        },
        "nothing to change");
    row(
        "a setting of a link", [](Config& c) { c.links[0].batchSize = 7; }, "changed up");
    row(
        "a setting of a table", [](Config& c) { c.links[1].tables[0].filter = QStringLiteral("x = 1"); },
        "changed down");
    row(
        "a table more", [](Config& c) { c.links[1].tables.push_back(c.links[1].tables[0]); }, "changed down");
    row(
        "an endpoint of one", [](Config& c) { c.endpoints[1].path = QStringLiteral("/elsewhere"); }, "changed up");
    row(
        "an endpoint of both", [](Config& c) { c.endpoints[0].password = Secret(QStringLiteral("new")); },
        "changed up, down");
    row(
        "an endpoint of none", [](Config& c) { c.endpoints.push_back(endpoint(QStringLiteral("east"))); },
        "nothing to change");
    row(
        "a link more",
        [](Config& c) {
            c.links.push_back(link(QStringLiteral("across"), QStringLiteral("north"), QStringLiteral("south")));
        },
        "added across");
    row(
        "a link less", [](Config& c) { c.links.erase(c.links.begin()); }, "removed up");
    row(
        "another name", [](Config& c) { c.links[0].name = LinkName(QStringLiteral("over")); },
        "added over; removed up");
    row(
        "all at once",
        [](Config& c) {
            c.links[1].deletes = false;
            c.links[0].name = LinkName(QStringLiteral("over"));
            c.api.port = 1;
        },
        "changed down; added over; removed up; api.port waits for a restart of the service");
    row(
        "where warnings and origins come from",
        [](Config& c) {
            c.warnings << QStringLiteral("mind this");
            c.origins.insert(QStringLiteral("links[0].name"), QStringLiteral("file"));
        },
        "nothing to change");
}

void TestConfigDiff::saysWhatBecomesOfEachLink()
{
    QFETCH(Edit, edit);
    Config next = config();
    edit(next);
    QTEST(diffOf(config(), next).text(), "text");
}

void TestConfigDiff::settingsOfTheServiceAreNamed()
{
    Config next = config();
    next.api.address = QStringLiteral("::1");
    next.api.hosts << QStringLiteral("sync.example.org");
    next.watchdog.maxRestarts = 3;
    next.log.level = QStringLiteral("debug");
    next.keep.history = std::chrono::hours(1);
    const ConfigDiff diff = diffOf(config(), next);
    QCOMPARE(diff.needRestart,
             QStringList({QStringLiteral("api.address"), QStringLiteral("api.hosts"), QStringLiteral("watchdog"),
                          QStringLiteral("log"), QStringLiteral("keep")}));
    QVERIFY(!diff.changesLinks());
    QCOMPARE(diff.same.size(), 2);
}

void TestConfigDiff::whatNeedsARestartIsNotTakenOver()
{
    Config next = config();
    next.api.port = 1;
    next.timeZone = QStringLiteral("Europe/Berlin");
    next.links[0].batchSize = 7;
    const Config taken = takenOver(config(), next);
    QCOMPARE(taken.api.port, 7878);
    QCOMPARE(taken.timeZone, QStringLiteral("Europe/Berlin"));
    QCOMPARE(taken.links[0].batchSize, 7);
    // A second look at the same file still names what waits.
    QCOMPARE(diffOf(taken, next).needRestart, QStringList{QStringLiteral("api.port")});
    QVERIFY(!diffOf(taken, next).changesLinks());
}

void TestConfigDiff::namesAndSecretsAreTakenOver()
{
    Config next = config();
    next.api.hosts << QStringLiteral("sync.example.org");
    next.api.webhookSecrets << Secret(QStringLiteral("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    next.api.port = 1;
    const ConfigDiff diff = diffOf(config(), next);
    QCOMPARE(diff.text(), QStringLiteral("took over api.hosts, api.webhookSecrets; api.port waits for a restart of the "
                                         "service"));
    QVERIFY(diff.changesSomething());
    const Config taken = takenOver(config(), next);
    QCOMPARE(taken.api.hosts, next.api.hosts);
    QCOMPARE(taken.api.webhookSecrets, next.api.webhookSecrets);
    QCOMPARE(taken.api.port, 7878);
    QCOMPARE(diffOf(taken, next).taken, QStringList());
}

/// A service that listens to every address must not lose the names that it needs there, since the next start listens
/// to this machine only.
void TestConfigDiff::namesWaitForTheAddressTheyBelongTo()
{
    Config old = config();
    old.api.address = QStringLiteral("0.0.0.0");
    old.api.hosts << QStringLiteral("sync.example.org");
    const Config next = config();
    const ConfigDiff diff = diffOf(old, next);
    QCOMPARE(diff.needRestart, QStringList({QStringLiteral("api.address"), QStringLiteral("api.hosts")}));
    QCOMPARE(diff.taken, QStringList());
    QCOMPARE(takenOver(old, next).api.hosts, old.api.hosts);
}

QTEST_APPLESS_MAIN(TestConfigDiff)
#include "tst_configdiff.moc"
