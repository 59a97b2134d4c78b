// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commands/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray secret = "whsec_c2VjcmV0IG9mIHRoZSB0ZXN0IGZvciBhbGVydHM=";

} // namespace

/// The real program calls a real receiver that checks the signature by itself.
class TestAlerting : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void aHeldRowCallsTheReceiverAndStandsInTheLog();
    void alertsOfAChangedConfigAreTakenOverAtOnce();
    void aProgramInTheConfigIsRefused();

private:
    [[nodiscard]] QByteArray config(bool withAlerts) const
    {
        const QString alerts =
            u"{\"to\": \"webhook\", \"url\": \"http://127.0.0.1:%1/x\", \"secret\": \"%2\"}"_s.arg(m_port).arg(
                QString::fromLatin1(secret));
        return u"{\"endpoints\": {\"left\": {\"driver\": \"sqlite\", \"path\": \"left.db\"},"
               " \"right\": {\"driver\": \"sqlite\", \"path\": \"right.db\"}},"
               " \"links\": [{\"name\": \"pair\", \"a\": \"left\", \"b\": \"right\", \"intervalMs\": 60000,"
               " \"bell\": false, \"conflict\": \"manual\", \"tables\": [{\"a\": \"items\", \"b\": \"items\"}]}],"
               " \"api\": {\"enabled\": false}, \"alerts\": [%1]}"_s.arg(withAlerts ? alerts : QString())
                   .toUtf8();
    }
    static QByteArray content(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Program m_program;
    QProcess m_receiver;
    int m_port = 0;
    std::unique_ptr<QProcess> m_serve;
};

void TestAlerting::initTestCase()
{
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty())
        QSKIP("python3 is not installed: no receiver for webhooks");
    m_receiver.start(python, {QStringLiteral(EVENKEEL_RECEIVER), QString::fromLatin1(secret)});
    QTRY_VERIFY(m_receiver.canReadLine());
    m_port = m_receiver.readLine().trimmed().toInt();
    QVERIFY(m_port > 0);
}

void TestAlerting::cleanup()
{
    if (m_serve) {
        m_serve->terminate();
        m_serve->waitForFinished();
        m_serve.reset();
    }
}

void TestAlerting::aHeldRowCallsTheReceiverAndStandsInTheLog()
{
    m_program.writeConfig(config(true));
    QVERIFY(m_program.sql(u"left.db"_s, u"insert into items values (1, 'one')"_s));
    QCOMPARE(m_program.run({u"once"_s}).exit, 0);
    m_serve = m_program.start({u"serve"_s});
    QTRY_COMPARE(m_program.run({u"status"_s}).exit, 0);
    QVERIFY(m_program.sql(u"left.db"_s, u"update items set name = 'secret of the left' where id = 1"_s));
    QVERIFY(m_program.sql(u"right.db"_s, u"update items set name = 'secret of the right' where id = 1"_s));
    static_cast<void>(m_program.run({u"once"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver.canReadLine(), 20'000);
    const QByteArray line = m_receiver.readLine();
    QVERIFY2(line.startsWith("right {"), line.constData());
    const QJsonObject json = QJsonDocument::fromJson(line.mid(6)).object();
    QCOMPARE(json[u"type"].toString(), u"evenkeel.alert"_s);
    const QJsonObject alert = json[u"data"][u"alerts"][0].toObject();
    QCOMPARE(alert[u"cause"].toString(), u"rows_held"_s);
    QCOMPARE(alert[u"link"].toString(), u"pair"_s);
    QVERIFY2(!line.contains("secret of"), line.constData());

    const auto log = m_program.run({u"history"_s, u"--alerts"_s, u"--json"_s}); // beside the service
    QCOMPARE(log.exit, 0);
    QCOMPARE(log.json().array().size(), 1);
    QCOMPARE(log.json()[0][u"cause"].toString(), u"rows_held"_s);
    QCOMPARE(log.json()[0][u"over"].toBool(true), false);
}

/// The config after that one is not valid: told to the receiver that only the first one named.
void TestAlerting::alertsOfAChangedConfigAreTakenOverAtOnce()
{
    QVERIFY(QDir(m_program.path(u"data"_s)).removeRecursively()); // what was told before
    m_program.writeConfig(config(false));
    m_serve = m_program.start({u"serve"_s});
    QTRY_COMPARE(m_program.run({u"status"_s}).exit, 0);
    m_program.writeConfig(config(true));
    const auto log = [this] { return content(m_program.path(u"data/evenkeel/log/evenkeel.log"_s)); };
    QTRY_VERIFY(log().contains("event=config-read"));
    m_program.writeConfig("{\"links\": [");
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver.canReadLine(), 20'000);
    const QByteArray line = m_receiver.readLine();
    QVERIFY2(line.startsWith("right {"), line.constData());
    const QJsonObject json = QJsonDocument::fromJson(line.mid(6)).object();
    QCOMPARE(json[u"data"][u"alerts"][0][u"cause"].toString(), u"config_refused"_s);
    QVERIFY(json[u"data"][u"alerts"][0][u"link"].isNull());
}

void TestAlerting::aProgramInTheConfigIsRefused()
{
    m_program.writeConfig("{\"alerts\": [{\"to\": \"command\", \"command\": \"/bin/true\"}]}");
    const auto checked = m_program.run({u"config"_s, u"check"_s});
    QCOMPARE(checked.exit, 2);
    QVERIFY2((checked.out + checked.err).contains(u"never starts a program"_s), qPrintable(checked.err));
}

QTEST_GUILESS_MAIN(TestAlerting)
#include "tst_alerting.moc"
