// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/datadir.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

#include <unistd.h>

using namespace keel;

class DataDirTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_base;
    QString path() const { return m_base->filePath(QStringLiteral("data")); }

    /// A second process of this program that holds the folder until its standard input is closed.
    static std::unique_ptr<QProcess> holderOf(const QString& path)
    {
        auto process = std::make_unique<QProcess>();
        process->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), path});
        if (!process->waitForStarted() || !process->waitForReadyRead(30000))
            return nullptr;
        return process;
    }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        m_base = std::make_unique<QTemporaryDir>();
    }

    void makesAClosedFolder()
    {
        const auto dir = DataDir::hold(path());
        QVERIFY(dir);
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
                 QFile::Permissions());
        QCOMPARE((*dir)->file(QStringLiteral("state.json")), path() + QStringLiteral("/state.json"));
        QVERIFY((*dir)->notice().isEmpty());
        QVERIFY((*dir)->isHeld());
    }

    void closesAFolderThatOthersCanEnter()
    {
        QVERIFY(QDir().mkpath(path()));
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                                  QFile::ReadGroup | QFile::ExeGroup | QFile::ExeOther));
        const auto dir = DataDir::hold(path());
        QVERIFY(dir);
        QVERIFY((*dir)->notice().contains(QStringLiteral("Others could enter")));
        QVERIFY(!QFile::permissions(path()).testAnyFlags(QFile::ReadGroup | QFile::ExeGroup | QFile::ExeOther));
    }

    void aSecondHoldInTheSameProcessIsRefused()
    {
        auto first = DataDir::hold(path());
        QVERIFY(first);
        const auto second = DataDir::hold(path());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::DataDirHeld);
        first->reset();
        QVERIFY(DataDir::hold(path()));
    }

    void readersNeedNoLockAndSeeTheHolder()
    {
        QCOMPARE(DataDir::peek(path()).error().code, ErrorCode::NotFound);
        auto held = DataDir::hold(path());
        const auto reader = DataDir::peek(path());
        QVERIFY(reader);
        QVERIFY(!(*reader)->isHeld());
        QCOMPARE((*reader)->holder(), std::optional<qint64>(::getpid()));
        held->reset();
        QCOMPARE((*reader)->holder(), std::optional<qint64>());
    }

    void anotherProcessIsNamedByItsId()
    {
        const auto other = holderOf(path());
        QVERIFY(other);
        const auto mine = DataDir::hold(path());
        QVERIFY(!mine);
        QCOMPARE(mine.error().code, ErrorCode::DataDirHeld);
        QVERIFY2(mine.error().detail.contains(QStringLiteral("process %1 ").arg(other->processId())),
                 qPrintable(mine.error().detail));
        QCOMPARE((*DataDir::peek(path()))->holder(), std::optional<qint64>(other->processId()));
        other->closeWriteChannel();
        QVERIFY(other->waitForFinished());
    }

    void aKilledProcessLeavesNoLock()
    {
        const auto other = holderOf(path());
        QVERIFY(other);
        QVERIFY(!DataDir::hold(path()));
        other->kill();
        QVERIFY(other->waitForFinished());
        QVERIFY(DataDir::hold(path()));
    }

    void aChildProcessDoesNotKeepTheLock()
    {
        QProcess child;
        {
            auto held = DataDir::hold(path());
            QVERIFY(held);
            child.start(QStringLiteral("cat"));
            QVERIFY(child.waitForStarted());
        }
        QVERIFY(DataDir::hold(path()));
        child.closeWriteChannel();
        QVERIFY(child.waitForFinished());
    }

    void aFileInTheWayIsAClearError()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto dir = DataDir::hold(path());
        QVERIFY(!dir);
        QCOMPARE(dir.error().code, ErrorCode::FileUnwritable);
        QVERIFY(dir.error().mend.contains(QStringLiteral("--data-dir")));
    }

    void theDefaultFollowsXdg()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("HOME"), QStringLiteral("/home/x"));
        QCOMPARE(DataDir::defaultPath(environment), QStringLiteral("/home/x/.local/share/evenkeel"));
        environment.insert(QStringLiteral("XDG_DATA_HOME"), QStringLiteral("/d"));
        QCOMPARE(DataDir::defaultPath(environment), QStringLiteral("/d/evenkeel"));
    }
};

int main(int argc, char* argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--hold") {
        const auto held = DataDir::hold(arguments.value(2));
        std::puts(held ? "held" : "refused");
        std::fflush(stdout);
        while (std::getchar() != EOF) {
        }
        return held ? 0 : 1;
    }
    DataDirTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_datadir.moc"
