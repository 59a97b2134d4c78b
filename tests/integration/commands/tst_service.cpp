// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace Qt::StringLiterals;

/// `serve`, and the commands beside it, which hand their work over through its socket.
class TestService : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void carriesChangesAndStopsInOrder();
    void aSecondProcessIsTurnedAway();
    void commandsAreHandedOver();
    void pauseHoldsAndResumeGoesOn();
    void aCrashLeavesNothingStuck();
    void aHolderThatDoesNotAnswerIsNamed();
    void theSocketWorksInADeepFolder();

private:
    void startService(const QString& dataDir = {});
    [[nodiscard]] QStringList with(QStringList words) const;
    [[nodiscard]] bool isHealthy() const { return m_program->run(with({u"status"_s})).exit == 0; }

    std::unique_ptr<Program> m_program;
    std::unique_ptr<QProcess> m_service;
    QString m_dataDir;
};

void TestService::init()
{
    m_program = std::make_unique<Program>();
    m_program->writeConfig();
    m_dataDir.clear();
}

void TestService::cleanup()
{
    if (m_service) {
        m_service->kill();
        m_service->waitForFinished();
    }
    m_service.reset();
    m_program.reset();
}

QStringList TestService::with(QStringList words) const
{
    if (!m_dataDir.isEmpty())
        words << u"--data-dir"_s << m_dataDir;
    return words;
}

void TestService::startService(const QString& dataDir)
{
    m_dataDir = dataDir;
    m_service = m_program->start(with({u"serve"_s}));
    QVERIFY(m_service->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(isHealthy(), 15000);
}

void TestService::carriesChangesAndStopsInOrder()
{
    startService();
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one')"_s));
    QVERIFY(m_program->sql(u"right.db"_s, u"INSERT INTO items VALUES (2, 'two')"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_program->value(u"right.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"one two"_s,
                              10000);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->value(u"left.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"one two"_s,
                              10000);
    m_service->terminate();
    QVERIFY(m_service->waitForFinished(30000));
    QCOMPARE(m_service->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_service->exitCode(), 0);
    const QString totals = QString::fromUtf8(m_service->readAllStandardOutput());
    QVERIFY2(totals.contains(u"pair: 1 rows to right, 1 rows to left"_s), qPrintable(totals));
    QCOMPARE(m_program->run({u"status"_s}).exit, 2);
}

void TestService::aSecondProcessIsTurnedAway()
{
    startService();
    const auto second = m_program->run({u"serve"_s});
    QCOMPARE(second.exit, 4);
    QVERIFY2(second.err.contains(QString::number(m_service->processId())), qPrintable(second.err));
    QCOMPARE(m_program->run({u"teardown"_s}).exit, 4);
}

void TestService::commandsAreHandedOver()
{
    startService();
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'bad')"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run({u"errors"_s, u"list"_s, u"--json"_s}).json().array().size(), 1, 10000);
    const auto once = m_program->run({u"once"_s, u"--json"_s});
    QVERIFY2(once.exit == 0 || once.exit == 1, qPrintable(once.err));
    QCOMPARE(once.json()[u"links"][0][u"name"], QJsonValue(u"pair"_s));
    QCOMPARE(m_program->run({u"once"_s, u"other"_s}).exit, 2);

    const QJsonArray records = m_program->run({u"errors"_s, u"list"_s, u"--json"_s}).json().array();
    const qint64 id = records[0][u"id"].toInteger();
    QCOMPARE(m_program->run({u"errors"_s, u"retry"_s, QString::number(id)}).exit, 0);
    QCOMPARE(m_program->run({u"errors"_s, u"retry"_s, QString::number(id + 100)}).exit, 2);
    QVERIFY(m_program->sql(u"left.db"_s, u"DELETE FROM items"_s));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_program->run({u"errors"_s, u"list"_s, u"--unresolved"_s, u"--json"_s}).json().array().size(), 0, 10000);
    const auto check = m_program->run({u"check"_s, u"--json"_s});
    QCOMPARE(check.exit, 0);
}

void TestService::pauseHoldsAndResumeGoesOn()
{
    startService();
    QCOMPARE(m_program->run({u"pause"_s, u"pair"_s}).exit, 0);
    QCOMPARE(m_program->run({u"pause"_s, u"other"_s}).exit, 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run({u"status"_s, u"--json"_s}).json()[u"status"][u"links"][0][u"paused"],
                              QJsonValue(true), 10000);
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one')"_s));
    // Another row travels by a pass of its own only after resuming; meanwhile the service answers.
    QVERIFY(isHealthy());
    QCOMPARE(m_program->value(u"right.db"_s, u"SELECT name FROM items"_s), QString());
    QCOMPARE(m_program->run({u"resume"_s}).exit, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->value(u"right.db"_s, u"SELECT name FROM items"_s), u"one"_s, 10000);
}

void TestService::aCrashLeavesNothingStuck()
{
    startService();
    m_service->kill();
    QVERIFY(m_service->waitForFinished());
    QCOMPARE(m_program->run({u"status"_s}).exit, 2);
    QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one')"_s));
    startService();
    QTRY_COMPARE_WITH_TIMEOUT(m_program->value(u"right.db"_s, u"SELECT name FROM items"_s), u"one"_s, 10000);
}

void TestService::aHolderThatDoesNotAnswerIsNamed()
{
    startService();
    QVERIFY(QFile::remove(m_program->path(u"data/evenkeel/control"_s)));
    const auto once = m_program->run({u"once"_s});
    QCOMPARE(once.exit, 4);
    QVERIFY2(once.err.contains(QString::number(m_service->processId())), qPrintable(once.err));
}

void TestService::theSocketWorksInADeepFolder()
{
    // Longer than the 107 bytes that the kernel takes for a socket's name.
    const QString deep = m_program->path(QString(120, u'd') + u"/data"_s);
    startService(deep);
    QCOMPARE(m_program->run(with({u"once"_s})).exit, 0);
    const QFile::Permissions permissions = QFileInfo(deep + u"/control"_s).permissions();
    QVERIFY(!(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
