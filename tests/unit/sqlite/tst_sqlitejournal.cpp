// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sqlite/sqlitefixture.h"

#include <QRegularExpression>

using namespace keel;

/// What the triggers write when an application changes the file.
class TestSqliteJournal : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void replaceJournalsTheRowItTookAway();
    void updateOrReplaceJournalsTheRowItTookAway();
    void replaceOfTheSameKeyIsOneEntry();
    void plainInsertIsOneEntry();
    void ignoredInsertLeavesTheRowToBeRead();
    void keysOfEveryClassComeBack();
    void caseOfAKeyCounts();
    void tableWithoutRowidIsJournaled();
    void outdatedTriggerIsMadeAnew();
    void millionEntriesOfOneKeyAreOne();
};

void TestSqliteJournal::replaceJournalsTheRowItTookAway()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT COLLATE NOCASE, "
                                   "c INT, UNIQUE (b, c))"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1, 'x', 'B', 2), (2, 'y', 'z', 3), (3, 'keep', 'keep', 4)"));
    f.setUp(table);
    f.plain.run(QStringLiteral("INSERT OR REPLACE INTO t VALUES (9, 'y', 'b', 2)"));
    QCOMPARE(f.plain.rows(QStringLiteral("SELECT id FROM t ORDER BY id")),
             (QStringList{QStringLiteral("3"), QStringLiteral("9")}));
    QStringList journal = f.journal();
    journal.sort();
    QCOMPARE(journal,
             (QStringList{QStringLiteral("D|[\"1\"]"), QStringLiteral("D|[\"2\"]"), QStringLiteral("I|[\"9\"]")}));
}

void TestSqliteJournal::updateOrReplaceJournalsTheRowItTookAway()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1, 'x'), (2, 'y')"));
    f.setUp(table);
    f.plain.run(QStringLiteral("UPDATE OR REPLACE t SET a = 'x' WHERE id = 2"));
    QCOMPARE(f.plain.rows(QStringLiteral("SELECT id FROM t")), QStringList{QStringLiteral("2")});
    QCOMPARE(f.journal(), (QStringList{QStringLiteral("D|[\"1\"]"), QStringLiteral("U|[\"2\"]")}));
}

void TestSqliteJournal::replaceOfTheSameKeyIsOneEntry()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.setUp(table);
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1, 'x')"));
    f.plain.run(QStringLiteral("REPLACE INTO t VALUES (1, 'x')"));
    QCOMPARE(f.journal(), (QStringList{QStringLiteral("I|[\"1\"]"), QStringLiteral("I|[\"1\"]")}));
}

void TestSqliteJournal::plainInsertIsOneEntry()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE)"));
    f.setUp(f.bind(QStringLiteral("t")));
    f.plain.run(QStringLiteral("INSERT INTO t (a) VALUES ('x')"));
    f.plain.run(QStringLiteral("INSERT INTO t (a) VALUES ('x')")); // refused
    f.plain.run(QStringLiteral("UPDATE t SET a = 'y'"));
    QCOMPARE(f.journal(), (QStringList{QStringLiteral("I|[\"1\"]"), QStringLiteral("U|[\"1\"]")}));
}

void TestSqliteJournal::ignoredInsertLeavesTheRowToBeRead()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1, 'x')"));
    f.setUp(table);
    f.plain.run(QStringLiteral("INSERT OR IGNORE INTO t VALUES (2, 'x')"));
    const QStringList carried = f.carried(table);
    for (const QString& row : carried)
        QCOMPARE(row, QStringLiteral("1|x"));
}

void TestSqliteJournal::keysOfEveryClassComeBack()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (a, b TEXT, c INTEGER, v TEXT, PRIMARY KEY (a, b, c))"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.setUp(table);
    QCOMPARE(f.plain.run(QStringLiteral("INSERT INTO t VALUES (x'00ff', '007', -9223372036854775808, 'blob');"
                                        "INSERT INTO t VALUES ('\"ö\\' || char(10, 1), '', 1, 'text');"
                                        "INSERT INTO t VALUES (12, '[1:2]', 9007199254740993, 'integer');"
                                        "INSERT INTO t VALUES (1.5, 'x', 0, 'real')")),
             QString());
    QStringList kinds;
    const QStringList carried = f.carried(table);
    for (const QString& row : carried)
        kinds.append(row.section(u'|', -1));
    QCOMPARE(kinds, (QStringList{QStringLiteral("blob"), QStringLiteral("text"), QStringLiteral("integer"),
                                 QStringLiteral("real")}));
    QCOMPARE(carried[2], QStringLiteral("12|[1:2]|9007199254740993|integer"));
}

void TestSqliteJournal::caseOfAKeyCounts()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id TEXT PRIMARY KEY COLLATE NOCASE)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.plain.run(QStringLiteral("INSERT INTO t VALUES ('a')"));
    f.setUp(table);
    f.plain.run(QStringLiteral("UPDATE t SET id = 'A'"));
    QCOMPARE(f.journal(), (QStringList{QStringLiteral("D|[\"a\"]"), QStringLiteral("I|[\"A\"]")}));
    QCOMPARE(f.carried(table), (QStringList{QStringLiteral("none"), QStringLiteral("A")}));
}

void TestSqliteJournal::tableWithoutRowidIsJournaled()
{
    SqliteFixture f(
        QStringLiteral("CREATE TABLE \"it's \"\"t\"\"\" (\"k 1\" TEXT, k2 INT, v TEXT, PRIMARY KEY (k2, \"k 1\")) "
                       "WITHOUT ROWID"));
    const TableBinding table = f.bind(QStringLiteral("it's \"t\""));
    f.setUp(table);
    QCOMPARE(f.plain.run(QStringLiteral(
                 "INSERT INTO \"it's \"\"t\"\"\" VALUES ('a', 1, 'x'); UPDATE \"it's \"\"t\"\"\" SET v = 'y'")),
             QString());
    QCOMPARE(f.journal(), (QStringList{QStringLiteral("I|[\"1\",\"a\"]"), QStringLiteral("U|[\"1\",\"a\"]")}));
    QCOMPARE(f.carried(table), QStringList{QStringLiteral("a|1|y")});
}

void TestSqliteJournal::outdatedTriggerIsMadeAnew()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.setUp(table);
    f.plain.run(QStringLiteral("DROP TRIGGER evenkeel_t_inserted; CREATE TRIGGER evenkeel_t_inserted AFTER INSERT ON t "
                               "BEGIN SELECT 1; END"));
    f.setUp(table);
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1)"));
    QCOMPARE(f.journal(), QStringList{QStringLiteral("I|[\"1\"]")});
}

void TestSqliteJournal::millionEntriesOfOneKeyAreOne()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.setUp(table);
    QCOMPARE(
        f.plain.run(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) "
                                   "INSERT INTO evenkeel_change_log (born, tbl, op, \"key\") SELECT i, 't', 'U', "
                                   "json_array(CAST(i % 1000 AS TEXT)) "
                                   "FROM n")),
        QString());
    auto snapshot = f.must(f.store->snapshot({}, std::span(&table, 1)));
    qint64 last = 0;
    std::size_t keys = 0;
    for (bool done = false; !done;) {
        const KeyBatch batch = f.must(snapshot->nextKeys(300));
        keys += batch.entries.size();
        done = batch.last;
        for (const JournalEntry& entry : batch.entries) {
            QVERIFY(entry.sequence > last);
            last = entry.sequence;
        }
    }
    QCOMPARE(keys, std::size_t(1000));
    QCOMPARE(last, qint64(300000));
}

QTEST_GUILESS_MAIN(TestSqliteJournal)
#include "tst_sqlitejournal.moc"
