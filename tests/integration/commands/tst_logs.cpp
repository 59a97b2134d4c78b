// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonObject>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray secret = "hunter2-open-sesame";

} // namespace

/// What a service writes down of itself: its log, its totals, and never a secret.
class TestLogs : public QObject
{
    Q_OBJECT

    std::unique_ptr<Program> m_program;

    [[nodiscard]] QString dataDir() const { return m_program->path(u"data/evenkeel"_s); }
    [[nodiscard]] QByteArray log() const
    {
        QFile file(dataDir() + u"/log/evenkeel.log"_s);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Every file that the service left, by the way on which a thief would read them.
    [[nodiscard]] QByteArrayList files() const
    {
        QByteArrayList all;
        QDirIterator it(dataDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QFile::ReadOnly))
                all.append(file.readAll());
        }
        return all;
    }
    static void end(QProcess& process, int signal)
    {
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY2(process.waitForFinished(30'000), "the service did not stop");
        QCOMPARE(process.exitCode(), 0);
    }

private slots:
    void init() { m_program = std::make_unique<Program>(); }

    void secretsAreInNoSink_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("text") << QByteArray("text");
        QTest::newRow("json") << QByteArray("json");
    }
    /// A connection string that fails is what drivers like to repeat.
    void secretsAreInNoSink()
    {
        QFETCH(QByteArray, format);
        QTcpServer silent; // takes the port, so that it is nobody's; it is closed again
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const QByteArray port = QByteArray::number(silent.serverPort());
        silent.close();
        m_program->writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
            "right": {"driver": "postgresql", "host": "127.0.0.1", "port": )" +
                               port + R"(, "database": "d", "user": "u", "password": ")" + secret +
                               R"(", "sslMode": "disable"}}, "api": {"enabled": true, "port": 0, "webhookSecrets": []},
            "log": {"level": "debug", "format": ")" +
                               format + R"("},
            "links": [{"name": "pair", "a": "left", "b": "right", "intervalMs": 200,
                       "tables": [{"a": "items", "b": "items"}]}]})");
        const auto service = m_program->start({u"serve"_s, u"--verbose"_s});
        QTRY_VERIFY_WITH_TIMEOUT(log().contains("event=failed"), 15'000);
        QByteArray said;
        for (const QStringList& words :
             {QStringList{u"status"_s}, QStringList{u"status"_s, u"--json"_s}, QStringList{u"config"_s, u"show"_s},
              QStringList{u"history"_s, u"--json"_s}, QStringList{u"errors"_s, u"list"_s, u"--json"_s},
              QStringList{u"once"_s, u"--verbose"_s}, QStringList{u"check"_s, u"--verbose"_s}}) {
            const auto result = m_program->run(words);
            said += result.out.toUtf8() + result.err.toUtf8();
        }
        end(*service, SIGTERM);
        said += service->readAllStandardOutput() + service->readAllStandardError();
        QVERIFY2(said.contains(port) || said.contains("right"), "nothing was said of the endpoint");
        QVERIFY2(!said.contains(secret), said.constData());
        const QByteArrayList written = files();
        QVERIFY(written.size() >= 2);
        for (const QByteArray& file : written)
            QVERIFY(!file.contains(secret));
    }

    void jsonLinesAreObjects()
    {
        m_program->writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
            "right": {"driver": "sqlite", "path": "right.db"}}, "api": {"enabled": false},
            "log": {"format": "json", "everyNthCycle": 2},
            "links": [{"name": "pair", "a": "left", "b": "right", "intervalMs": 100,
                       "tables": [{"a": "items", "b": "items"}]}]})");
        const auto service = m_program->start({u"serve"_s});
        QTRY_VERIFY_WITH_TIMEOUT(log().count("event=cycle") >= 2, 15'000);
        end(*service, SIGTERM);
        const QList<QByteArray> lines = service->readAllStandardError().trimmed().split('\n');
        QVERIFY(lines.size() >= 2);
        for (const QByteArray& line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QVERIFY2(object[u"time"].isString() && object[u"level"].isString() && object[u"category"].isString() &&
                         object[u"message"].isString(),
                     line.constData());
        }
    }

    /// Of good cycles every Nth with its figures; of failures all.
    void everyNthCycleIsToldWithItsFigures()
    {
        m_program->writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
            "right": {"driver": "sqlite", "path": "right.db"}}, "api": {"enabled": false}, "log": {"everyNthCycle": 5},
            "links": [{"name": "pair", "a": "left", "b": "right", "intervalMs": 100, "bell": false,
                       "canary": {"everySeconds": 0}, "tables": [{"a": "items", "b": "items"}]}]})");
        const auto service = m_program->start({u"serve"_s});
        QTRY_VERIFY_WITH_TIMEOUT(log().count("event=cycle") >= 3, 20'000);
        end(*service, SIGINT);
        const QByteArray totals = service->readAllStandardOutput();
        QVERIFY2(totals.contains("pair: 0 rows to right, 0 rows to left, "), totals.constData()); // at SIGINT, too
        const auto cycles =
            QRegularExpression(u"event=stopped link=pair cycles=(\\d+)"_s).match(QString::fromUtf8(log()));
        QVERIFY(cycles.hasMatch());
        QCOMPARE(log().count("event=cycle"), cycles.captured(1).toInt() / 5);
        QVERIFY(log().contains(" forward=0 reverse=0 errors=0 conflicts=0 ms="));
    }

    void totalsAreToldWhenItEnds()
    {
        m_program->writeConfig();
        QVERIFY(m_program->sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one'), (2, 'bad')"_s));
        const auto service = m_program->start({u"serve"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_program->value(u"right.db"_s, u"SELECT name FROM items"_s), u"one"_s, 15'000);
        QTRY_VERIFY_WITH_TIMEOUT(log().contains("event=cycle"), 15'000);
        end(*service, SIGTERM);
        const QByteArray totals = service->readAllStandardOutput();
        QVERIFY2(totals.contains("pair: 1 rows to right, 0 rows to left, "), totals.constData());
        QVERIFY2(totals.contains("1 open errors"), totals.constData());
    }
};

QTEST_GUILESS_MAIN(TestLogs)
#include "tst_logs.moc"
