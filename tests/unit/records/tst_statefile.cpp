// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/statefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace keel;

namespace {

const LinkName theLink(QStringLiteral("clinic-cloud"));
const TableName users(QStringLiteral("public.users"));

/// 2026-01-21T14:00:00.123Z
const TimeUs at{std::chrono::microseconds(1769004000123456)};

} // namespace

class StateFileTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString file() const { return m_dir->filePath(QStringLiteral("state.json")); }

    QByteArray contents() const
    {
        QFile stored(file());
        return stored.open(QIODevice::ReadOnly) ? stored.readAll() : QByteArray("(none)");
    }

    void write(const QByteArray& bytes) const
    {
        QFile stored(file());
        QVERIFY(stored.open(QIODevice::WriteOnly | QIODevice::Truncate));
        stored.write(bytes);
    }

    QStringList asideFiles() const
    {
        return QDir(m_dir->path()).entryList({QStringLiteral("state.json.damaged-*")}, QDir::Files);
    }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void writesTheShapeOfTheContract()
    {
        const auto state = StateFile::load(file());
        QVERIFY(state);
        (*state)->passed(theLink, Direction::Forward, users, "10:12:11,99", at, 1234);
        QVERIFY((*state)->save());
        const QJsonObject root = QJsonDocument::fromJson(contents()).object();
        QCOMPARE(root.value(u"version").toInt(), 1);
        const QJsonObject way =
            root.value(u"links").toObject().value(u"clinic-cloud").toObject().value(u"forward").toObject();
        QCOMPARE(way.value(u"lastPollTime").toString(), QStringLiteral("2026-01-21T14:00:00.123Z"));
        const QJsonObject table = way.value(u"tables").toObject().value(u"public.users").toObject();
        QCOMPARE(table.value(u"cursor").toString(), QStringLiteral("10:12:11,99"));
        QCOMPARE(table.value(u"lastSync").toString(), QStringLiteral("2026-01-21T14:00:00.123Z"));
        QCOMPARE(table.value(u"rows").toInt(), 1234);
        QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void cursorsComeBackByteForByte_data()
    {
        QTest::addColumn<QByteArray>("cursor");
        QTest::newRow("text") << QByteArray("10:12:11,99");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("unicode") << QByteArray("\xc3\xa9");
        QTest::newRow("not UTF-8") << QByteArray("a\xff\x00z", 4);
        QTest::newRow("looks like the mark") << QByteArray("base64:AAAA");
    }

    void cursorsComeBackByteForByte()
    {
        QFETCH(QByteArray, cursor);
        {
            const auto state = StateFile::load(file());
            (*state)->passed(theLink, Direction::Reverse, users, cursor, at, 1);
            QVERIFY((*state)->save());
        }
        const auto again = StateFile::load(file());
        QCOMPARE((*again)->cursor(theLink, Direction::Reverse, users), cursor);
        QCOMPARE((*again)->cursor(theLink, Direction::Forward, users), QByteArray());
    }

    void nothingChangedWritesNothing()
    {
        const auto state = StateFile::load(file());
        QVERIFY((*state)->save());
        QVERIFY(!QFile::exists(file()));
        (*state)->passed(theLink, Direction::Forward, users, "1", at, 5);
        QVERIFY((*state)->save());
        QVERIFY(QFile::remove(file()));
        (*state)->passed(theLink, Direction::Forward, users, "1", at + std::chrono::hours(1), 0);
        QVERIFY((*state)->save());
        QVERIFY(!QFile::exists(file()));
        (*state)->passed(theLink, Direction::Forward, users, "2", at, 0);
        QVERIFY((*state)->save());
        QVERIFY(QFile::exists(file()));
    }

    void unknownFieldsStay()
    {
        write(R"json({"version":1,"note":"mine","links":{"clinic-cloud":{"x":[1,2],"forward":{"y":true,
              "tables":{"public.users":{"cursor":"1","rows":4,"z":"kept"}}}},"other":{"forward":{}}}})json");
        const auto state = StateFile::load(file());
        QVERIFY(state);
        (*state)->passed(theLink, Direction::Forward, users, "2", at, 6);
        QVERIFY((*state)->save());
        const QJsonObject root = QJsonDocument::fromJson(contents()).object();
        QCOMPARE(root.value(u"note").toString(), QStringLiteral("mine"));
        const QJsonObject linkState = root.value(u"links").toObject().value(u"clinic-cloud").toObject();
        QCOMPARE(linkState.value(u"x").toArray().size(), 2);
        QVERIFY(linkState.value(u"forward").toObject().value(u"y").toBool());
        const QJsonObject table =
            linkState.value(u"forward").toObject().value(u"tables").toObject().value(u"public.users").toObject();
        QCOMPARE(table.value(u"z").toString(), QStringLiteral("kept"));
        QCOMPARE(table.value(u"rows").toInt(), 10);
        QVERIFY(root.value(u"links").toObject().contains(u"other"));
    }

    void truncatedAtEveryByteIsSetAsideOrWhole()
    {
        {
            const auto state = StateFile::load(file());
            (*state)->passed(theLink, Direction::Forward, users, "cursor-1", at, 3);
            (*state)->passed(theLink, Direction::Reverse, users, "cursor-2", at, 4);
            QVERIFY((*state)->save());
        }
        const QByteArray whole = contents();
        QVERIFY(whole.size() > 100);
        for (qsizetype length = 0; length < whole.size(); ++length) {
            write(whole.left(length));
            const auto state = StateFile::load(file());
            QVERIFY(state);
            // Without its last line break the document is complete.
            const bool complete = length == whole.size() - 1;
            QCOMPARE((*state)->cursor(theLink, Direction::Reverse, users),
                     complete ? QByteArray("cursor-2") : QByteArray());
            QCOMPARE((*state)->notice().isEmpty(), complete);
            QCOMPARE(asideFiles().size(), complete ? 0 : 1);
            QCOMPARE(QFile::exists(file()), complete);
            for (const QString& name : asideFiles()) {
                QVERIFY((*state)->notice().contains(name));
                QVERIFY(QFile::remove(m_dir->filePath(name)));
            }
        }
    }

    void wrongShapesAreSetAside_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("no version") << QByteArray("{\"links\":{}}");
        QTest::newRow("links a list") << QByteArray("{\"version\":1,\"links\":[]}");
        QTest::newRow("table a number") << QByteArray(
            "{\"version\":1,\"links\":{\"l\":{\"forward\":{\"tables\":{\"t\":1}}}}}");
        QTest::newRow("zeros") << QByteArray(4096, '\0');
    }

    void wrongShapesAreSetAside()
    {
        QFETCH(QByteArray, bytes);
        write(bytes);
        const auto state = StateFile::load(file());
        QVERIFY(state);
        QVERIFY(!(*state)->notice().isEmpty());
        QCOMPARE(asideFiles().size(), 1);
    }

    void aNewerFileIsRefusedAndLeftAlone()
    {
        write("{\"version\":2,\"links\":{}}");
        const auto state = StateFile::load(file());
        QVERIFY(!state);
        QVERIFY(state.error().detail.contains(QStringLiteral("found version 2")));
        QCOMPARE(contents(), QByteArray("{\"version\":2,\"links\":{}}"));
    }

    /// A limit on file size makes write() fail as a full disk does, for any user and without mounting anything.
    void aFileThatCannotGrowLeavesTheFormerOneWhole()
    {
        const auto state = StateFile::load(file());
        (*state)->passed(theLink, Direction::Forward, users, "1", at, 5);
        QVERIFY((*state)->save());
        const QByteArray before = contents();
        (*state)->passed(theLink, Direction::Forward, users, "2", at, 5);
        rlimit old = {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = old;
        tight.rlim_cur = 100;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
        const auto saved = (*state)->save();
        ::setrlimit(RLIMIT_FSIZE, &old);
        std::signal(SIGXFSZ, oldHandler);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::FileUnwritable);
        QCOMPARE(contents(), before);
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList(QStringLiteral("state.json")));
        QVERIFY((*state)->save());
        QCOMPARE((*StateFile::load(file()))->cursor(theLink, Direction::Forward, users), QByteArray("2"));
    }

    void aFullDiskLeavesTheFormerFileWhole()
    {
        QTemporaryDir mountPoint;
        const QByteArray where = mountPoint.path().toLocal8Bit();
        if (::geteuid() != 0 || ::mount("tmpfs", where.constData(), "tmpfs", 0, "size=64k") != 0)
            QSKIP("mounting a small file system needs root and a kernel that lets it");
        const QString stateName = mountPoint.filePath(QStringLiteral("state.json"));
        Result<std::unique_ptr<StateFile>> state = StateFile::load(stateName);
        (*state)->passed(theLink, Direction::Forward, users, "1", at, 5);
        const bool firstSaved = (*state)->save().has_value();
        QFile filler(mountPoint.filePath(QStringLiteral("filler")));
        const bool opened = filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        while (filler.write(QByteArray(4096, 'x')) == 4096) {
        }
        (*state)->passed(theLink, Direction::Forward, users, "2", at, 5);
        const auto full = (*state)->save();
        const QByteArray kept = (*StateFile::load(stateName))->cursor(theLink, Direction::Forward, users);
        filler.resize(0);
        const bool savedAfter = (*state)->save().has_value();
        const QByteArray after = (*StateFile::load(stateName))->cursor(theLink, Direction::Forward, users);
        filler.close();
        ::umount(where.constData());

        QVERIFY(firstSaved && opened);
        QVERIFY(!full);
        QCOMPARE(full.error().code, ErrorCode::FileUnwritable);
        QCOMPARE(full.error().kind, ErrorClass::Transient);
        QCOMPARE(full.error().mend, QStringLiteral("make room on the disk"));
        QCOMPARE(kept, QByteArray("1"));
        QVERIFY(savedAfter);
        QCOMPARE(after, QByteArray("2"));
    }
};

QTEST_GUILESS_MAIN(StateFileTest)
#include "tst_statefile.moc"
