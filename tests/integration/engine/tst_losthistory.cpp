// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/engine/sqlitepair.h"

#include <QDir>
#include <QSignalSpy>

using namespace keel;

namespace {

const QString clinic = QStringLiteral("clinic");
const QString cloud = QStringLiteral("cloud");
const QString rows =
    QStringLiteral("select group_concat(id || ' ' || text, ',') from (select * from notes order by id)");

void insert(const QString& side, int id, const char* text)
{
    SqlitePair::run(side,
                    QStringLiteral("insert into notes values (%1, '%2', '')").arg(id).arg(QLatin1StringView(text)));
}

/// As a careless hand would: with its log, or only the file itself.
void removeHistory(const QString& folder, bool withLog)
{
    for (const QString& tail : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        if (tail.isEmpty() || withLog)
            QFile::remove(folder + QStringLiteral("/history.db") + tail);
    }
}

} // namespace

/// history.db is gone: it is said, all is compared again, nothing is lost and no conflict is made up.
class TestLostHistory : public QObject
{
    Q_OBJECT

private slots:
    void whileStopped_data() { ways(); }
    void whileStopped();
    void whileRunning_data() { ways(); }
    void whileRunning();
    void aRowWhoseRecordIsGoneIsFound();
    void aPauseStaysOne();

private:
    static void ways()
    {
        QTest::addColumn<bool>("withLog");
        QTest::newRow("with its log") << true;
        QTest::newRow("without its log") << false;
    }
    static void expectWorking(const Engine& engine)
    {
        insert(clinic, 10, "later on a");
        insert(cloud, 11, "later on b");
        QTRY_COMPARE_WITH_TIMEOUT(SqlitePair::value(cloud, rows), SqlitePair::value(clinic, rows), 10'000);
        QVERIFY(SqlitePair::value(cloud, rows).contains(QStringLiteral("10 later on a,11 later on b")));
        QTRY_VERIFY_WITH_TIMEOUT(linkOf(engine).proof && linkOf(engine).proof->equal, 10'000);
        QCOMPARE(linkOf(engine).conflictsTotal, 0);
        QCOMPARE(linkOf(engine).errorsOpen, 0);
    }
};

void TestLostHistory::whileStopped()
{
    QFETCH(bool, withLog);
    const SqlitePair pair;
    insert(clinic, 1, "one");
    auto engine = pair.engine(pair.config());
    QTRY_COMPARE(SqlitePair::value(cloud, rows), QStringLiteral("1 one"));
    insert(cloud, 2, "two");
    QTRY_COMPARE(SqlitePair::value(clinic, rows), QStringLiteral("1 one,2 two"));
    QVERIFY(engine->snapshot().notice.isEmpty());
    engine.reset();
    removeHistory(pair.dataPath(), withLog);
    SqlitePair::run(clinic, QStringLiteral("update notes set text = 'first' where id = 1"));
    SqlitePair::run(cloud, QStringLiteral("update notes set text = 'second' where id = 2"));

    engine = pair.engine(pair.config());
    QTRY_VERIFY(engine->snapshot().notice.contains(QStringLiteral("history.db was gone")));
    QTRY_COMPARE(SqlitePair::value(cloud, rows), QStringLiteral("1 first,2 second"));
    expectWorking(*engine);
    QCOMPARE(SqlitePair::value(clinic, rows), QStringLiteral("1 first,2 second,10 later on a,11 later on b"));
}

void TestLostHistory::whileRunning()
{
    QFETCH(bool, withLog);
    const SqlitePair pair;
    insert(clinic, 1, "one");
    const auto engine = pair.engine(pair.config());
    QTRY_COMPARE(SqlitePair::value(cloud, rows), QStringLiteral("1 one"));
    removeHistory(pair.dataPath(), withLog);
    SqlitePair::run(clinic, QStringLiteral("update notes set text = 'first' where id = 1"));
    QTRY_VERIFY_WITH_TIMEOUT(engine->snapshot().notice.contains(QStringLiteral("history.db was gone")), 10'000);
    QTRY_VERIFY(QFile::exists(pair.dataPath() + QStringLiteral("/history.db")));
    expectWorking(*engine);
    QVERIFY(SqlitePair::value(cloud, rows).startsWith(QStringLiteral("1 first")));
    // The new one is written: a refused row stands in it.
    SqlitePair::run(cloud, QStringLiteral("create trigger refuses before insert on notes when new.text = 'bad' "
                                          "begin select raise(abort, 'text is refused'); end"));
    insert(clinic, 20, "bad");
    QTRY_COMPARE_WITH_TIMEOUT(linkOf(*engine).errorsOpen, 1, 10'000);
}

void TestLostHistory::aRowWhoseRecordIsGoneIsFound()
{
    const SqlitePair pair;
    SqlitePair::run(cloud, QStringLiteral("create trigger refuses before insert on notes when new.text = 'bad' "
                                          "begin select raise(abort, 'text is refused'); end"));
    auto engine = pair.engine(pair.config());
    QTRY_COMPARE(stateOf(*engine), QStringLiteral("in_sync"));
    insert(clinic, 1, "bad");
    insert(clinic, 2, "good");
    QTRY_COMPARE(linkOf(*engine).errorsOpen, 1);
    engine.reset();
    removeHistory(pair.dataPath(), true);
    engine = pair.engine(pair.config());
    QTRY_VERIFY(linkOf(*engine).proof && !linkOf(*engine).proof->equal);
    QCOMPARE(linkOf(*engine).proof->suspects, 1);
    QVERIFY(stateOf(*engine) != QStringLiteral("in_sync"));
    QCOMPARE(SqlitePair::value(clinic, rows), QStringLiteral("1 bad,2 good"));
}

void TestLostHistory::aPauseStaysOne()
{
    const SqlitePair pair;
    insert(clinic, 1, "one");
    auto engine = pair.engine(pair.config());
    QTRY_COMPARE(SqlitePair::value(cloud, rows), QStringLiteral("1 one"));
    engine->pause(1, LinkName(QStringLiteral("pair")), QStringLiteral("ana"));
    QTRY_COMPARE(stateOf(*engine), QStringLiteral("paused"));
    removeHistory(pair.dataPath(), true);
    QTRY_VERIFY_WITH_TIMEOUT(engine->snapshot().notice.contains(QStringLiteral("history.db was gone")), 10'000);
    engine.reset();
    engine = pair.engine(pair.config());
    QTRY_COMPARE(stateOf(*engine), QStringLiteral("paused"));
}

QTEST_GUILESS_MAIN(TestLostHistory)
#include "tst_losthistory.moc"
