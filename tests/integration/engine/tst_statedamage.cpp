// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/engine/sqlitepair.h"

#include <QDir>

#include <utility>

#include <sys/mount.h>
#include <unistd.h>

using namespace keel;

namespace {

const QString clinic = QStringLiteral("clinic");
const QString cloud = QStringLiteral("cloud");
const QString all =
    QStringLiteral("select group_concat(id || ' ' || text, ',') from (select * from notes order by id)");

void insert(const QString& side, int first, int last, const char* text)
{
    SqlitePair::run(side, QStringLiteral("with recursive n(i) as (select %1 union all select i + 1 from n where i < %2)"
                                         " insert into notes select i, '%3', '' from n")
                              .arg(first)
                              .arg(last)
                              .arg(QLatin1StringView(text)));
}

QByteArray contentsOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString& name, const QByteArray& bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Gone when this goes, whatever still stands in it.
class SmallDisk
{
public:
    explicit SmallDisk(QString folder) : m_folder(std::move(folder))
    {
        QDir().mkpath(m_folder);
        m_mounted = ::mount("tmpfs", QFile::encodeName(m_folder).constData(), "tmpfs", 0, "size=4m,mode=700") == 0;
    }
    ~SmallDisk()
    {
        m_filler.close();
        unprotect();
        if (m_mounted)
            ::umount2(QFile::encodeName(m_folder).constData(), MNT_DETACH);
    }
    [[nodiscard]] bool isMounted() const { return m_mounted; }
    void fill()
    {
        m_filler.setFileName(m_folder + QStringLiteral("/filler"));
        QVERIFY(m_filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        for (const int piece : {4096, 1}) {
            while (m_filler.write(QByteArray(piece, 'x')) == piece) {
            }
        }
    }
    void makeRoom() { QVERIFY(m_filler.resize(0)); }
    /// Nothing can be opened for writing any more, nor made or renamed. What is open stays so: a file system with open
    /// files is not made read-only by hand, so another mount is put over it.
    void protect()
    {
        const QByteArray folder = QFile::encodeName(m_folder);
        QCOMPARE(::mount(folder.constData(), folder.constData(), nullptr, MS_BIND, nullptr), 0);
        m_protected = true;
        QCOMPARE(::mount(nullptr, folder.constData(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr), 0);
    }
    void unprotect()
    {
        if (std::exchange(m_protected, false))
            ::umount2(QFile::encodeName(m_folder).constData(), MNT_DETACH);
    }

private:
    QString m_folder;
    QFile m_filler;
    bool m_mounted = false;
    bool m_protected = false;
};

} // namespace

/// What this machine remembers is damaged, old, or cannot be written: rows are neither lost nor carried twice.
class TestStateDamage : public QObject
{
    Q_OBJECT

private slots:
    void damagedWhileStopped_data();
    void damagedWhileStopped();
    void aFullDiskIsToldAndCarriesOnByItself();
    void aReadOnlyFolderIsRefusedByName();
    void aFolderThatTurnsReadOnlyIsToldAndCarriesOnByItself();

private:
    static void expectEqual()
    {
        QTRY_COMPARE_WITH_TIMEOUT(SqlitePair::value(cloud, all), SqlitePair::value(clinic, all), 10'000);
    }
};

void TestStateDamage::damagedWhileStopped_data()
{
    QTest::addColumn<double>("share"); ///< of the file that is left; below 0: yesterday's, above 1: another text
    QTest::newRow("empty") << 0.0;
    QTest::newRow("one byte") << 0.001;
    QTest::newRow("a quarter") << 0.25;
    QTest::newRow("half") << 0.5;
    QTest::newRow("without its end") << 0.99;
    QTest::newRow("yesterday's") << -1.0;
    QTest::newRow("somebody's text") << 2.0;
}

void TestStateDamage::damagedWhileStopped()
{
    QFETCH(double, share);
    const SqlitePair pair;
    const QString stateFile = pair.dataPath() + QStringLiteral("/state.json");
    auto engine = pair.engine(pair.config());
    QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
    insert(clinic, 1, 50, "first");
    expectEqual();
    QTRY_VERIFY(!contentsOf(stateFile).isEmpty());
    engine.reset();
    const QByteArray yesterdays = contentsOf(stateFile);

    engine = pair.engine(pair.config());
    insert(clinic, 51, 80, "second");
    insert(cloud, 1001, 1020, "of the cloud");
    SqlitePair::run(clinic, QStringLiteral("delete from notes where id <= 5"));
    expectEqual();
    engine.reset();
    const QByteArray todays = contentsOf(stateFile);
    QVERIFY(todays != yesterdays);
    if (share < 0)
        overwrite(stateFile, yesterdays);
    else if (share > 1)
        overwrite(stateFile, "{\"version\": 1, \"links\": []}");
    else
        overwrite(stateFile, todays.left(qRound64(share * static_cast<double>(todays.size()))));
    // Meanwhile both sides go on: what would be read twice by an old cursor would meet these.
    SqlitePair::run(clinic, QStringLiteral("update notes set text = 'changed' where id between 51 and 60"));
    SqlitePair::run(cloud, QStringLiteral("update notes set text = 'changed there' where id between 61 and 65;"));
    SqlitePair::run(cloud, QStringLiteral("delete from notes where id = 70"));

    engine = pair.engine(pair.config());
    expectEqual();
    QTRY_COMPARE_WITH_TIMEOUT(linkOf(*engine).totalForward, 10, 10'000);
    QCOMPARE(linkOf(*engine).totalReverse, 6);
    QCOMPARE(SqlitePair::value(clinic, QStringLiteral("select count(*) from notes")), QStringLiteral("94"));
    QCOMPARE(SqlitePair::value(clinic, QStringLiteral("select count(*) from notes where text like 'changed%'")),
             QStringLiteral("15"));
    QCOMPARE(linkOf(*engine).conflictsTotal, 0);
    QCOMPARE(linkOf(*engine).errorsOpen, 0);
    const QStringList aside = QDir(pair.dataPath()).entryList({QStringLiteral("state.json.damaged-*")});
    QCOMPARE(aside.size(), share < 0 ? 0 : 1);
    QCOMPARE(engine->snapshot().notice.contains(aside.value(0, QStringLiteral("damaged"))), share >= 0);
    // A new one is written.
    QTRY_VERIFY(contentsOf(stateFile).contains("\"pair\""));
}

void TestStateDamage::aFullDiskIsToldAndCarriesOnByItself()
{
    const SqlitePair pair;
    SmallDisk disk(pair.dataPath());
    if (!disk.isMounted())
        QSKIP("mounting a small file system needs root and a kernel that lets it");
    SqlitePair::run(cloud, QStringLiteral("create trigger refuses before insert on notes when new.text = 'bad' "
                                          "begin select raise(abort, 'text is refused'); end"));
    const auto engine = pair.engine(pair.config());
    QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
    insert(clinic, 1, 50, "first");
    expectEqual();
    QTRY_VERIFY(contentsOf(pair.dataPath() + QStringLiteral("/state.json")).contains("\"notes\""));
    disk.fill();

    // Rows need no room here: the databases are elsewhere, and hold the checkpoints.
    insert(clinic, 51, 60, "while it is full");
    insert(cloud, 1001, 1010, "while it is full");
    expectEqual();
    QTRY_VERIFY2_WITH_TIMEOUT(engine->snapshot().notice.contains(QStringLiteral("make room on the disk")),
                              qPrintable(engine->snapshot().notice), 10'000);
    QVERIFY(engine->snapshot().notice.contains(QStringLiteral("state.json")));

    // An error record must be on disk before its row is passed over: this row waits for room, and the link says so.
    insert(clinic, 61, 61, "bad");
    QTRY_VERIFY_WITH_TIMEOUT(linkOf(*engine).lastError.has_value() || linkOf(*engine).errorsOpen == 1, 10'000);
    if (linkOf(*engine).errorsOpen == 0) {
        QVERIFY(linkOf(*engine).lastError->isTransient());
        QVERIFY2(linkOf(*engine).lastError->detail.contains(QStringLiteral("full")),
                 qPrintable(toText(*linkOf(*engine).lastError)));
        QVERIFY(stateOf(*engine) != QStringLiteral("in_sync"));
    }

    disk.makeRoom();
    QTRY_COMPARE_WITH_TIMEOUT(linkOf(*engine).errorsOpen, 1, 40'000);
    QTRY_VERIFY_WITH_TIMEOUT(!linkOf(*engine).lastError, 10'000);
    insert(clinic, 62, 70, "room again");
    QTRY_COMPARE_WITH_TIMEOUT(SqlitePair::value(cloud, QStringLiteral("select count(*) from notes")),
                              QStringLiteral("79"), 10'000);
    QCOMPARE(SqlitePair::value(clinic, QStringLiteral("select count(*) from notes")), QStringLiteral("80"));
    QTRY_VERIFY2_WITH_TIMEOUT(engine->snapshot().notice.isEmpty(), qPrintable(engine->snapshot().notice), 10'000);
    QTRY_COMPARE(linkOf(*engine).conflictsTotal, 0);
}

void TestStateDamage::aReadOnlyFolderIsRefusedByName()
{
    const SqlitePair pair;
    SmallDisk disk(pair.dataPath());
    if (!disk.isMounted())
        QSKIP("mounting a small file system needs root and a kernel that lets it");
    QCOMPARE(::mount(nullptr, QFile::encodeName(pair.dataPath()).constData(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr),
             0);
    const auto dir = DataDir::hold(pair.dataPath());
    QVERIFY(!dir);
    QCOMPARE(dir.error().code, ErrorCode::FileUnwritable);
    QVERIFY2(toText(dir.error()).contains(pair.dataPath()), qPrintable(toText(dir.error())));
    QVERIFY(dir.error().detail.contains(QStringLiteral("Read-only")));
    QVERIFY(dir.error().mend.contains(QStringLiteral("--data-dir")));
}

void TestStateDamage::aFolderThatTurnsReadOnlyIsToldAndCarriesOnByItself()
{
    const SqlitePair pair;
    SmallDisk disk(pair.dataPath());
    if (!disk.isMounted())
        QSKIP("mounting a small file system needs root and a kernel that lets it");
    SqlitePair::run(cloud, QStringLiteral("create trigger refuses before insert on notes when new.text = 'bad' "
                                          "begin select raise(abort, 'text is refused'); end"));
    const QString stateFile = pair.dataPath() + QStringLiteral("/state.json");
    const auto engine = pair.engine(pair.config());
    QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
    insert(clinic, 1, 50, "first");
    expectEqual();
    QTRY_VERIFY(contentsOf(stateFile).contains("\"notes\""));
    disk.protect();
    const QByteArray before = contentsOf(stateFile);

    insert(clinic, 51, 60, "while it is read-only");
    insert(cloud, 1001, 1010, "while it is read-only");
    SqlitePair::run(clinic, QStringLiteral("delete from notes where id <= 5"));
    expectEqual();
    QTRY_VERIFY2_WITH_TIMEOUT(engine->snapshot().notice.contains(QStringLiteral("Read-only")),
                              qPrintable(engine->snapshot().notice), 10'000);
    QVERIFY(engine->snapshot().notice.contains(stateFile));
    QVERIFY2(engine->snapshot().notice.contains(QStringLiteral("write there")), qPrintable(engine->snapshot().notice));
    QCOMPARE(contentsOf(stateFile), before);
    // history.db is open and goes on; were it not, this row would wait.
    insert(clinic, 61, 61, "bad");
    QTRY_VERIFY_WITH_TIMEOUT(linkOf(*engine).lastError.has_value() || linkOf(*engine).errorsOpen == 1, 10'000);
    QCOMPARE(SqlitePair::value(cloud, QStringLiteral("select count(*) from notes")), QStringLiteral("65"));

    disk.unprotect();
    QTRY_COMPARE_WITH_TIMEOUT(linkOf(*engine).errorsOpen, 1, 40'000);
    insert(clinic, 62, 70, "writable again");
    QTRY_COMPARE_WITH_TIMEOUT(SqlitePair::value(cloud, QStringLiteral("select count(*) from notes")),
                              QStringLiteral("74"), 10'000);
    QTRY_VERIFY2_WITH_TIMEOUT(engine->snapshot().notice.isEmpty(), qPrintable(engine->snapshot().notice), 10'000);
    QTRY_VERIFY(contentsOf(stateFile) != before);
    QCOMPARE(SqlitePair::value(clinic, QStringLiteral("select count(*) from notes")), QStringLiteral("75"));
    QCOMPARE(linkOf(*engine).conflictsTotal, 0);
    QTRY_VERIFY(!linkOf(*engine).lastError);
}

QTEST_GUILESS_MAIN(TestStateDamage)
#include "tst_statedamage.moc"
