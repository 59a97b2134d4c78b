// SPDX-License-Identifier: GPL-3.0-or-later
#include "../commands/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace Qt::StringLiterals;

namespace {

/// One link a word: "stay" over left.db and right.db, "more" over left2.db and right2.db.
QByteArray configWith(const QStringList& links)
{
    return QStringLiteral(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                            "right": {"driver": "sqlite", "path": "right.db"},
                                            "left2": {"driver": "sqlite", "path": "left2.db"},
                                            "right2": {"driver": "sqlite", "path": "right2.db"}},
                              "links": [%1], "api": {"enabled": false}})")
        .arg(links.join(u','))
        .toUtf8();
}

const QString stay = QStringLiteral(R"({"name": "stay", "a": "left", "b": "right", "intervalMs": 200, "realtime": false,
                                        "tables": [{"a": "items", "b": "items"}]})");

QString more(int batchSize = 1000, const QString& direction = QStringLiteral("both"))
{
    return QStringLiteral(R"({"name": "more", "a": "left2", "b": "right2", "intervalMs": 200, "realtime": false,
                              "batchSize": %1, "direction": "%2", "tables": [{"a": "items", "b": "items"}]})")
        .arg(batchSize)
        .arg(direction);
}

} // namespace

/// A running `serve` whose config changes: links come, change and go; the others do not notice.
class TestReload : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aLinkIsAddedByTheFileAlone();
    void aChangedLinkStartsAnewAndTheOtherStays();
    void aRemovedLinkStops();
    void aBrokenFileChangesNothing();
    void whatNeedsARestartIsSaid();
    void aFileReplacedByRenameIsSeen();
    void manyChangesInARowEndWithTheLast();
    void theDesktopTakesItOverToo();

private:
    void startService(const QStringList& links, const QStringList& command = {u"serve"_s});
    void hangUp() const { QCOMPARE(::kill(static_cast<pid_t>(m_service->processId()), SIGHUP), 0); }
    [[nodiscard]] QJsonObject status() const;
    [[nodiscard]] QJsonObject link(const QString& name) const;
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QString log();
    [[nodiscard]] bool carries(const QString& left, const QString& right, int id);

    std::unique_ptr<Program> m_program;
    std::unique_ptr<QProcess> m_service;
    QString m_log;
};

void TestReload::init()
{
    m_program = std::make_unique<Program>();
    m_log.clear();
    for (const QString& file : {u"left2.db"_s, u"right2.db"_s})
        QVERIFY(m_program->sql(file, u"CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL)"_s));
}

void TestReload::cleanup()
{
    if (m_service) {
        m_service->terminate();
        QVERIFY(m_service->waitForFinished(30000));
        QCOMPARE(m_service->exitCode(), 0);
    }
    m_service.reset();
    m_program.reset();
}

void TestReload::startService(const QStringList& links, const QStringList& command)
{
    m_program->writeConfig(configWith(links));
    m_service = m_program->start(command);
    QVERIFY(m_service->waitForStarted());
    const auto synced = [this, &links] {
        const QJsonArray shown = status()[u"links"].toArray();
        return shown.size() == links.size() &&
               std::ranges::all_of(shown, [](const QJsonValue& one) { return one[u"lastSyncTime"].isString(); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(synced(), 20000);
}

QJsonObject TestReload::status() const
{
    return m_program->run({u"status"_s, u"--json"_s}).json()[u"status"].toObject();
}

QJsonObject TestReload::link(const QString& name) const
{
    for (const QJsonValue one : status()[u"links"].toArray()) {
        if (one[u"name"] == name)
            return one.toObject();
    }
    return {};
}

QStringList TestReload::names() const
{
    QStringList names;
    for (const QJsonValue one : status()[u"links"].toArray())
        names << one[u"name"].toString();
    return names;
}

QString TestReload::log()
{
    m_log += QString::fromUtf8(m_service->readAllStandardError());
    return m_log;
}

bool TestReload::carries(const QString& left, const QString& right, int id)
{
    const bool put = m_program->sql(left, u"INSERT OR IGNORE INTO items VALUES (%1, 'row')"_s.arg(id));
    return put &&
           QTest::qWaitFor(
               [&] { return m_program->value(right, u"SELECT name FROM items WHERE id = %1"_s.arg(id)) == u"row"_s; },
               15000);
}

void TestReload::aLinkIsAddedByTheFileAlone()
{
    startService({stay});
    m_program->writeConfig(configWith({more(), stay}));
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList({u"more"_s, u"stay"_s}), 15000);
    QVERIFY(carries(u"left2.db"_s, u"right2.db"_s, 1));
    QVERIFY(carries(u"left.db"_s, u"right.db"_s, 1));
    QTRY_VERIFY2(log().contains(u"added more"_s), qPrintable(log()));
}

void TestReload::aChangedLinkStartsAnewAndTheOtherStays()
{
    startService({stay, more()});
    QVERIFY(carries(u"left.db"_s, u"right.db"_s, 1));
    const qint64 cycles = link(u"stay"_s)[u"cycles"].toInteger();
    const qint64 carried = link(u"stay"_s)[u"totalSynced"].toInteger();
    QVERIFY(cycles > 0);
    QVERIFY(carried > 0);
    m_program->writeConfig(configWith({stay, more(7, u"forward"_s)}));
    hangUp();
    QTRY_VERIFY_WITH_TIMEOUT(log().contains(u"event=link-changed link=more"_s), 15000);
    QVERIFY(carries(u"left2.db"_s, u"right2.db"_s, 2));
    // The changed link only runs forward now.
    QVERIFY(m_program->sql(u"right2.db"_s, u"INSERT INTO items VALUES (50, 'stays here')"_s));
    QVERIFY(carries(u"left2.db"_s, u"right2.db"_s, 3));
    QCOMPARE(m_program->value(u"left2.db"_s, u"SELECT count(*) FROM items WHERE id = 50"_s), u"0"_s);
    QTRY_VERIFY_WITH_TIMEOUT(link(u"stay"_s)[u"cycles"].toInteger() > cycles, 15000);
    QVERIFY(link(u"stay"_s)[u"totalSynced"].toInteger() >= carried);
    QVERIFY2(!log().contains(u"event=stopped link=stay"_s), qPrintable(log()));
}

void TestReload::aRemovedLinkStops()
{
    startService({stay, more()});
    m_program->writeConfig(configWith({stay}));
    hangUp();
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{u"stay"_s}, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(log().contains(u"event=link-removed link=more"_s), 15000);
    QVERIFY(m_program->sql(u"left2.db"_s, u"INSERT INTO items VALUES (9, 'alone')"_s));
    QVERIFY(carries(u"left.db"_s, u"right.db"_s, 9));
    QCOMPARE(m_program->value(u"right2.db"_s, u"SELECT count(*) FROM items WHERE id = 9"_s), u"0"_s);
    QCOMPARE(m_program->run({u"once"_s, u"more"_s}).exit, 2);
    // And back, from where it stood.
    m_program->writeConfig(configWith({stay, more()}));
    hangUp();
    QTRY_COMPARE_WITH_TIMEOUT(m_program->value(u"right2.db"_s, u"SELECT name FROM items WHERE id = 9"_s), u"alone"_s,
                              15000);
}

void TestReload::aBrokenFileChangesNothing()
{
    startService({stay});
    m_program->writeConfig(R"({"endpoints": {}, "links": [{"name": "stay", "intervall": 3}]})");
    hangUp();
    QTRY_VERIFY_WITH_TIMEOUT(status()[u"notice"].toString().contains(u"is not valid"_s), 15000);
    QVERIFY2(status()[u"notice"].toString().contains(u"evenkeel.json"_s), qPrintable(status()[u"notice"].toString()));
    QTRY_VERIFY2(log().contains(u"event=config-refused"_s), qPrintable(log()));
    QVERIFY2(!log().contains(u"event=stopped"_s), qPrintable(log()));
    QVERIFY(carries(u"left.db"_s, u"right.db"_s, 1));
    m_program->writeConfig(configWith({stay}));
    QTRY_VERIFY_WITH_TIMEOUT(status()[u"notice"].isNull(), 15000);
}

void TestReload::whatNeedsARestartIsSaid()
{
    startService({stay});
    QByteArray text = configWith({stay});
    text.replace(R"("api": {"enabled": false})", R"("api": {"enabled": false, "port": 7000})");
    m_program->writeConfig(text);
    hangUp();
    QTRY_COMPARE_WITH_TIMEOUT(status()[u"notice"].toString(), u"config: api.port waits for a restart of the service"_s,
                              15000);
}

void TestReload::aFileReplacedByRenameIsSeen()
{
    startService({stay});
    for (int round = 0; round < 2; ++round) {
        QFile file(m_program->path(u"evenkeel.json.new"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(configWith(round == 0 ? QStringList{stay, more()} : QStringList{stay}));
        file.close();
        QCOMPARE(::rename(QFile::encodeName(file.fileName()).constData(),
                          QFile::encodeName(m_program->path(u"evenkeel.json"_s)).constData()),
                 0);
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), round == 0 ? 2 : 1, 15000);
    }
}

void TestReload::manyChangesInARowEndWithTheLast()
{
    startService({stay, more()});
    for (int size = 1; size <= 6; ++size) {
        m_program->writeConfig(configWith(size % 2 == 0 ? QStringList{stay, more(size)} : QStringList{stay}));
        hangUp();
    }
    m_program->writeConfig(configWith({stay, more(99)}));
    hangUp();
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, 15000);
    QVERIFY(carries(u"left2.db"_s, u"right2.db"_s, 4));
    QVERIFY(carries(u"right2.db"_s, u"left2.db"_s, 5));
    QVERIFY2(!log().contains(u"event=stopped link=stay"_s), qPrintable(log()));
}

/// The desktop with its own engine, without a display.
void TestReload::theDesktopTakesItOverToo()
{
#ifndef EVENKEEL_WINDOW
    QSKIP("built without the desktop");
#endif
    m_program->setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    startService({stay}, {});
    m_program->writeConfig(configWith({more(), stay}));
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList({u"more"_s, u"stay"_s}), 15000);
    QVERIFY(carries(u"left2.db"_s, u"right2.db"_s, 1));
    QVERIFY(carries(u"left.db"_s, u"right.db"_s, 1));
    m_program->writeConfig(R"({"endpoints": {}, "links": [{"name": "stay", "intervall": 3}]})");
    QTRY_VERIFY_WITH_TIMEOUT(status()[u"notice"].toString().contains(u"is not valid"_s), 15000);
    QVERIFY(carries(u"left.db"_s, u"right.db"_s, 2));
}

QTEST_GUILESS_MAIN(TestReload)
#include "tst_reload.moc"
