// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace keel;

namespace {

Q_LOGGING_CATEGORY(lcTest, "keel.test.logging")

} // namespace

class TestLogging : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    [[nodiscard]] QString freshFolder() { return m_folder.filePath(QString::number(++m_number)); }
    [[nodiscard]] static QByteArray read(const QString& folder, const char* name = "evenkeel.log")
    {
        QFile file(folder + QLatin1Char('/') + QLatin1StringView(name));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void sayAll()
    {
        qCDebug(lcTest) << "a-debug";
        qCInfo(lcTest) << "an-info";
        qCWarning(lcTest) << "a-warning";
        qCCritical(lcTest) << "an-error";
    }

private slots:
    /// The lines go to stderr as well, which is 40 MiB that nobody reads.
    void initTestCase() { QVERIFY(std::freopen("/dev/null", "w", stderr)); }

    void levelsLetThroughWhatIsAsHeavy_data()
    {
        QTest::addColumn<QString>("level");
        QTest::addColumn<bool>("verbose");
        QTest::addColumn<int>("lines");
        QTest::newRow("debug") << QStringLiteral("debug") << false << 4;
        QTest::newRow("info") << QStringLiteral("info") << false << 3;
        QTest::newRow("warning") << QStringLiteral("warning") << false << 2;
        QTest::newRow("error") << QStringLiteral("error") << false << 1;
        QTest::newRow("--verbose wins") << QStringLiteral("error") << true << 4;
    }

    void levelsLetThroughWhatIsAsHeavy()
    {
        QFETCH(QString, level);
        QFETCH(bool, verbose);
        QFETCH(int, lines);
        const QString folder = freshFolder();
        {
            LogConfig config;
            config.level = level;
            const Logging logging(config, verbose, folder);
            sayAll();
        }
        const QByteArray text = read(folder);
        QCOMPARE(text.count('\n'), lines);
        QVERIFY(text.contains("keel.test.logging an-error"));
    }

    void aLineTellsTimeLevelCategoryAndMessage()
    {
        const QString folder = freshFolder();
        {
            const Logging logging({}, false, folder);
            qCWarning(lcTest).noquote() << "event=test"
                                        << "rows=3";
        }
        const QString line = QString::fromUtf8(read(folder));
        const QRegularExpression shape(QStringLiteral(
            "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z warning keel.test.logging event=test rows=3\n$"));
        QVERIFY2(shape.match(line).hasMatch(), qPrintable(line));
    }

    void jsonIsALineAnEventWhateverItSays()
    {
        const QString folder = freshFolder();
        {
            LogConfig config;
            config.format = QStringLiteral("json");
            const Logging logging(config, false, folder);
            qCWarning(lcTest).noquote() << "two\nlines, \"quotes\" and \x01";
            qCInfo(lcTest).noquote() << "second";
        }
        const QList<QByteArray> lines = read(folder).trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(first[u"message"].toString(), QStringLiteral("two\nlines, \"quotes\" and \x01"));
        QCOMPARE(first[u"level"].toString(), QStringLiteral("warning"));
        QCOMPARE(first[u"category"].toString(), QStringLiteral("keel.test.logging"));
        QVERIFY(QDateTime::fromString(first[u"time"].toString(), Qt::ISODateWithMs).isValid());
    }

    void aTextLineStaysOneLine()
    {
        const QString folder = freshFolder();
        {
            const Logging logging({}, false, folder);
            qCWarning(lcTest).noquote() << "server said\nDETAIL: more\r\n2026-01-01 forged line";
        }
        QCOMPARE(read(folder).count('\n'), 1);
    }

    void filesAreTurnedOverAndBounded()
    {
        const QString folder = freshFolder();
        {
            const Logging logging({}, false, folder);
            const QByteArray large(1024 * 1024, 'x');
            for (int i = 0; i < 40; ++i) // 40 MiB
                qCInfo(lcTest).noquote() << large;
            qCInfo(lcTest).noquote() << "the last";
        }
        const QStringList names = QDir(folder).entryList(QDir::Files, QDir::Name);
        QCOMPARE(names, (QStringList{QStringLiteral("evenkeel.log"), QStringLiteral("evenkeel.log.1"),
                                     QStringLiteral("evenkeel.log.2"), QStringLiteral("evenkeel.log.3"),
                                     QStringLiteral("evenkeel.log.4")}));
        for (const QString& name : names)
            QVERIFY(QFileInfo(folder + QLatin1Char('/') + name).size() < 7 * 1024 * 1024);
        QVERIFY(read(folder).contains("the last"));
    }

    void nobodyElseMayReadThem()
    {
        const QString folder = freshFolder();
        {
            const Logging logging({}, false, folder);
            const QByteArray large(3 * 1024 * 1024, 'x');
            for (int i = 0; i < 3; ++i)
                qCInfo(lcTest).noquote() << large;
        }
        const QStringList names = QDir(folder).entryList(QDir::Files);
        QVERIFY(names.size() >= 2);
        for (const QString& name : names) {
            const auto rights = QFile::permissions(folder + QLatin1Char('/') + name);
            QVERIFY2(!(rights & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)),
                     qPrintable(name));
        }
    }

    void anotherRunGoesOnInTheSameFile()
    {
        const QString folder = freshFolder();
        for (const char* word : {"first", "second"}) {
            const Logging logging({}, false, folder);
            qCInfo(lcTest).noquote() << word;
        }
        QCOMPARE(read(folder).count('\n'), 2);
    }
};

QTEST_GUILESS_MAIN(TestLogging)
#include "tst_logging.moc"
