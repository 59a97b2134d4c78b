// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/configwatch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using keel::ConfigWatch;
using namespace std::chrono_literals;

class TestConfigWatch : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        m_dir = std::make_unique<QTemporaryDir>();
        write(QStringLiteral("evenkeel.json"), "one");
    }

    void aChangeInPlaceIsTold()
    {
        ConfigWatch watch(path(QStringLiteral("evenkeel.json")));
        QSignalSpy changed(&watch, &ConfigWatch::changed);
        write(QStringLiteral("evenkeel.json"), "two");
        QVERIFY(changed.wait(5000));
        QCOMPARE(changed.size(), 1);
    }

    void everyReplacementIsTold()
    {
        ConfigWatch watch(path(QStringLiteral("evenkeel.json")));
        QSignalSpy changed(&watch, &ConfigWatch::changed);
        for (int round = 1; round <= 3; ++round) {
            write(QStringLiteral("new"), QByteArray::number(round));
            QCOMPARE(
                std::rename(qPrintable(path(QStringLiteral("new"))), qPrintable(path(QStringLiteral("evenkeel.json")))),
                0);
            QTRY_COMPARE(changed.size(), round);
        }
    }

    void aLinkThatPointsElsewhereIsAChange()
    {
        for (const char* version : {"v1", "v2"}) {
            QVERIFY(QDir(m_dir->path()).mkdir(QString::fromLatin1(version)));
            write(QString::fromLatin1(version) + QStringLiteral("/evenkeel.json"), version);
        }
        QVERIFY(QFile::remove(path(QStringLiteral("evenkeel.json"))));
        QVERIFY(QFile::link(QStringLiteral("v1"), path(QStringLiteral("current"))));
        QVERIFY(QFile::link(QStringLiteral("current/evenkeel.json"), path(QStringLiteral("evenkeel.json"))));
        ConfigWatch watch(path(QStringLiteral("evenkeel.json")));
        QSignalSpy changed(&watch, &ConfigWatch::changed);
        QVERIFY(QFile::link(QStringLiteral("v2"), path(QStringLiteral("next"))));
        QCOMPARE(std::rename(qPrintable(path(QStringLiteral("next"))), qPrintable(path(QStringLiteral("current")))), 0);
        QVERIFY(changed.wait(5000));
    }

    void theDotEnvBesideItCounts()
    {
        ConfigWatch watch(path(QStringLiteral("evenkeel.json")));
        QSignalSpy changed(&watch, &ConfigWatch::changed);
        write(QStringLiteral(".env"), "SYNC_INTERVAL=500\n");
        QVERIFY(changed.wait(5000));
    }

    void theSameWordsAreNoChange()
    {
        ConfigWatch watch(path(QStringLiteral("evenkeel.json")));
        QSignalSpy changed(&watch, &ConfigWatch::changed);
        write(QStringLiteral("evenkeel.json"), "one");
        write(QStringLiteral("another"), "file");
        QVERIFY(!changed.wait(1500));
    }

    void aFileThatIsGoneIsNoChange()
    {
        ConfigWatch watch(path(QStringLiteral("evenkeel.json")));
        QSignalSpy changed(&watch, &ConfigWatch::changed);
        QVERIFY(QFile::remove(path(QStringLiteral("evenkeel.json"))));
        QVERIFY(!changed.wait(1500));
        write(QStringLiteral("evenkeel.json"), "two");
        QVERIFY(changed.wait(5000));
    }

    /// A database in the folder makes and removes its journal all the time.
    void aBusyFolderDoesNotPutItOff()
    {
        ConfigWatch watch(path(QStringLiteral("evenkeel.json")));
        QSignalSpy changed(&watch, &ConfigWatch::changed);
        QTimer busy;
        connect(&busy, &QTimer::timeout, this, [this] {
            write(QStringLiteral("left.db-journal"), "x");
            QFile::remove(path(QStringLiteral("left.db-journal")));
        });
        busy.start(50ms);
        write(QStringLiteral("new"), "two");
        QCOMPARE(
            std::rename(qPrintable(path(QStringLiteral("new"))), qPrintable(path(QStringLiteral("evenkeel.json")))), 0);
        QVERIFY(changed.wait(5000));
    }

private:
    [[nodiscard]] QString path(const QString& name) const { return m_dir->filePath(name); }
    void write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestConfigWatch)
#include "tst_configwatch.moc"
