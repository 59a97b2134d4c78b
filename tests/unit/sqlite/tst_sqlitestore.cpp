// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sqlite/sqlitefixture.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace keel;

namespace {

const NodeId peer{QStringLiteral("peer")};

Change change(const Key& key, std::optional<Row> row)
{
    Change change;
    change.entry.key = key;
    change.entry.origin = peer;
    change.entry.via = peer;
    change.row = std::move(row);
    return change;
}

Value integer(qint64 v)
{
    return {QByteArray::number(v), Family::Integer};
}
Value text(const char* v)
{
    return {QByteArray(v), Family::Text};
}

Result<WriteOutcome> writeOne(TargetTransaction& txn, const TableBinding& table, const Change& change,
                              Presence presence)
{
    const Write write{.change = &change, .presence = presence};
    return txn.write(table, std::span(&write, 1));
}

} // namespace

class TestSqliteStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void missingFileIsConfigAndIsNotMade();
    void fileThatIsNoDatabaseIsConfig();
    void storageClassesAndBytesPassUnchanged();
    void busyWriterIsTransient();
    void columnThatChangesTheValueRefusesIt();
    void changeByATriggerIsSeen();
    void triggersRefusalIsARowError();
    void rollbackInATriggerStopsTheTable();
    void deferredForeignKeyFailsAtCommit();
    void generatedColumnIsReadNotWritten();
    void foreignFileUnderTheCursorIsNoticed();
    void swappedSideIsRefused();
    void changedSincePagesByTimeAndKey();
    void cancellerStopsALongStatement();
    void bellStaysSilentForMutedRows();
    void bellComesBackWithTheFile();
};

void TestSqliteStore::missingFileIsConfigAndIsNotMade()
{
    QTemporaryDir folder;
    EndpointConfig endpoint;
    endpoint.path = folder.filePath(QStringLiteral("none.db"));
    const auto store = storeKind(QStringLiteral("sqlite"))->open(endpoint, QStringLiteral("x"));
    QVERIFY(!store);
    QCOMPARE(store.error().kind, ErrorClass::Config);
    QVERIFY(store.error().detail.contains(QLatin1StringView("does not exist")));
    QVERIFY(!QFile::exists(endpoint.path));
}

void TestSqliteStore::fileThatIsNoDatabaseIsConfig()
{
    QTemporaryDir folder;
    EndpointConfig endpoint;
    endpoint.path = folder.filePath(QStringLiteral("letter.txt"));
    QFile file(endpoint.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    const auto store = storeKind(QStringLiteral("sqlite"))->open(endpoint, QStringLiteral("x"));
    QVERIFY(!store);
    QCOMPARE(store.error().kind, ErrorClass::Config);
    QCOMPARE(store.error().code, ErrorCode::FileDamaged);
}

void TestSqliteStore::storageClassesAndBytesPassUnchanged()
{
    const QString sql = QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    SqliteFixture from(sql);
    QCOMPARE(from.plain.run(QStringLiteral("INSERT INTO t VALUES (1, 9007199254740993), (2, 0.1 + 0.2), (3, 1.0), (4, "
                                           "'1.00'), (5, x'00ff'), (6, x''), "
                                           "(7, NULL), (8, CAST(x'61006200' AS TEXT)), (9, CAST(x'ff61' AS TEXT)), "
                                           "(10, '9007199254740993'), (11, 1e999)")),
             QString());
    const TableBinding table = from.bind(QStringLiteral("t"));
    const std::vector<Row> rows = from.must(from.must(from.store->snapshot({}, {}))->range(table, {}));
    SqliteFixture to(sql);
    const TableBinding target = to.bind(QStringLiteral("t"), true);
    to.setUp(target);
    auto txn = to.must(to.store->begin(peer));
    for (const Row& row : rows) {
        const WriteOutcome outcome = to.must(writeOne(*txn, target, change(table.keyOf(row), row), Presence::Absent));
        QVERIFY(outcome.storedDiffers.empty());
    }
    to.must(txn->commit());
    const QString look = QStringLiteral("SELECT id, typeof(v), hex(v), printf('%!.20g', v) FROM t ORDER BY id");
    QCOMPARE(to.plain.rows(look), from.plain.rows(look));
    QCOMPARE(to.plain.rows(look).size(), 11);
}

void TestSqliteStore::busyWriterIsTransient()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    f.plain.run(QStringLiteral("BEGIN IMMEDIATE"));
    const auto txn = f.store->begin(peer);
    QVERIFY(!txn);
    QCOMPARE(txn.error().kind, ErrorClass::Transient);
    QCOMPARE(txn.error().code, ErrorCode::Busy);
}

void TestSqliteStore::columnThatChangesTheValueRefusesIt()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    auto txn = f.must(f.store->begin(peer));
    const Key key{{integer(1)}};
    const auto refused = writeOne(*txn, table, change(key, Row{integer(1), text("007")}), Presence::Absent);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorClass::Row);
    QCOMPARE(refused.error().code, ErrorCode::ValueRefused);
    QCOMPARE(refused.error().constraint, QStringLiteral("n"));
    f.must(writeOne(*txn, table, change(key, Row{integer(1), text("seven")}), Presence::Absent));
    f.must(txn->commit());
    QCOMPARE(f.plain.rows(QStringLiteral("SELECT typeof(n), n FROM t")), QStringList{QStringLiteral("text|seven")});
}

void TestSqliteStore::changeByATriggerIsSeen()
{
    SqliteFixture f(
        QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); CREATE TRIGGER shout AFTER INSERT ON t "
                       "BEGIN UPDATE t SET name = upper(name) WHERE id = NEW.id; END"));
    QCOMPARE(f.must(f.store->describe(TableName(QStringLiteral("t")))).beforeTriggers,
             QStringList{QStringLiteral("shout")});
    const TableBinding table = f.bind(QStringLiteral("t"), true);
    auto txn = f.must(f.store->begin(peer));
    const Key key{{integer(1)}};
    const WriteOutcome outcome =
        f.must(writeOne(*txn, table, change(key, Row{integer(1), text("a")}), Presence::Absent));
    QCOMPARE(outcome.storedDiffers.size(), std::size_t(1));
    QCOMPARE(outcome.storedDiffers[0].second.code, ErrorCode::StoredDiffers);
    QCOMPARE(outcome.storedDiffers[0].second.constraint, QStringLiteral("name"));
    f.must(txn->commit());
    QCOMPARE(f.plain.rows(QStringLiteral("SELECT * FROM t")), QStringList());
}

void TestSqliteStore::triggersRefusalIsARowError()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TRIGGER no BEFORE INSERT ON t "
                                   "BEGIN SELECT RAISE(ABORT, 'not on Sundays'); END"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    auto txn = f.must(f.store->begin(peer));
    const auto refused = writeOne(*txn, table, change({{integer(1)}}, Row{integer(1)}), Presence::Absent);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorClass::Row);
    QCOMPARE(refused.error().code, ErrorCode::RefusedByTrigger);
    QCOMPARE(refused.error().detail, QStringLiteral("not on Sundays"));
    f.must(txn->commit());
}

void TestSqliteStore::rollbackInATriggerStopsTheTable()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TRIGGER no BEFORE INSERT ON t "
                                   "BEGIN SELECT RAISE(ROLLBACK, 'all of it'); END"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    auto txn = f.must(f.store->begin(peer));
    const auto refused = writeOne(*txn, table, change({{integer(1)}}, Row{integer(1)}), Presence::Absent);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorClass::Schema);
    txn.reset();
    QVERIFY(f.store->begin(peer).has_value());
}

void TestSqliteStore::deferredForeignKeyFailsAtCommit()
{
    SqliteFixture f(
        QStringLiteral("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, p INTEGER "
                       "REFERENCES p DEFERRABLE INITIALLY DEFERRED)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    auto txn = f.must(f.store->begin(peer));
    f.must(writeOne(*txn, table, change({{integer(1)}}, Row{integer(1), integer(5)}), Presence::Absent));
    const auto refused = txn->commit();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorClass::Row);
    QCOMPARE(refused.error().code, ErrorCode::ForeignKeyViolation);
    txn.reset();
    QCOMPARE(f.plain.rows(QStringLiteral("SELECT * FROM t")), QStringList());
    QVERIFY(f.store->begin(peer).has_value());
}

void TestSqliteStore::generatedColumnIsReadNotWritten()
{
    SqliteFixture f(
        QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT AS (a * 2) STORED, c INT AS (a + 1))"));
    const TableBinding table = f.bind(QStringLiteral("t"), true);
    QVERIFY(table.columns[2].generated && table.columns[3].generated);
    auto txn = f.must(f.store->begin(peer));
    f.must(writeOne(*txn, table, change({{integer(1)}}, Row{integer(1), integer(4), integer(8), integer(5)}),
                    Presence::Absent));
    f.must(txn->commit());
    QCOMPARE(f.plain.rows(QStringLiteral("SELECT * FROM t")), QStringList{QStringLiteral("1|4|8|5")});
}

void TestSqliteStore::foreignFileUnderTheCursorIsNoticed()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    f.setUp(f.bind(QStringLiteral("t")));
    const auto snapshot = f.store->snapshot({"17"}, {});
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, ErrorClass::Config);
    QVERIFY(f.store->snapshot({}, {}).has_value()); // the refused one left no transaction open
}

void TestSqliteStore::swappedSideIsRefused()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.setUp(table);
    const auto setup = f.store->setup({.link = LinkName(QStringLiteral("l")), .role = Side::B, .tables = {table}});
    QVERIFY(!setup);
    QCOMPARE(setup.error().kind, ErrorClass::Config);
}

void TestSqliteStore::changedSincePagesByTimeAndKey()
{
    using namespace std::chrono_literals;
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, at TEXT)"));
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1, '2026-01-01 00:00:00'), (2, '2026-01-01 00:00:30'), "
                               "(3, '2026-01-01 00:00:30'), (4, '2026-01-01 00:00:20.5'), (5, NULL)"));
    TableBinding table = f.bind(QStringLiteral("t"));
    table.updatedAt = 1;
    auto snapshot = f.must(f.store->snapshot({}, {}));
    const auto ids = [&](const Snapshot::TimestampPosition& from, std::chrono::milliseconds window, int limit) {
        QByteArray list;
        const std::vector<Row> rows = f.must(snapshot->changedSince(table, from, window, limit));
        for (const Row& row : rows)
            list += row[0].text();
        return list;
    };
    QCOMPARE(ids({.time = {}, .key = {}}, 0ms, 10), QByteArray("1423"));
    QCOMPARE(ids({.time = {}, .key = {}}, 0ms, 3), QByteArray("142"));
    QCOMPARE(ids({.time = text("2026-01-01 00:00:30"), .key = Key{{integer(2)}}}, 0ms, 10), QByteArray("3"));
    QCOMPARE(ids({.time = text("2026-01-01 00:00:30"), .key = {}}, 15000ms, 10), QByteArray("423"));
}

void TestSqliteStore::cancellerStopsALongStatement()
{
    SqliteFixture f(
        QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE VIEW endless AS WITH RECURSIVE n(i) AS "
                       "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"));
    TableBinding table = f.bind(QStringLiteral("t"));
    table.filter = QStringLiteral("(SELECT count(*) FROM endless) > 0");
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1)"));
    auto snapshot = f.must(f.store->snapshot({}, {}));
    const auto cancel = f.store->canceller();
    std::atomic<bool> ended = false;
    std::thread helper([&] {
        while (!ended)
            cancel(); // before the statement runs it has no effect
    });
    const auto count = snapshot->count(table, {});
    ended = true;
    helper.join();
    QVERIFY(!count);
    QCOMPARE(count.error().code, ErrorCode::Cancelled);
    snapshot.reset();
    f.store.reset();
    cancel(); // the connection is gone: nothing happens
}

void TestSqliteStore::bellStaysSilentForMutedRows()
{
    SqliteFixture f(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    const TableBinding table = f.bind(QStringLiteral("t"));
    f.setUp(table);
    const auto bell = storeKind(QStringLiteral("sqlite"))->bell(f.endpoint(), QStringLiteral("bell"));
    QSignalSpy rings(bell.get(), &Bell::rang);
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (1)"));
    QTRY_COMPARE(rings.size(), 1);
    auto txn = f.must(f.store->begin(peer));
    f.must(writeOne(*txn, table, change({{integer(2)}}, Row{integer(2)}), Presence::Absent));
    f.must(txn->commit());
    QVERIFY(!rings.wait(300));
    f.plain.run(QStringLiteral("INSERT INTO t VALUES (3)"));
    QTRY_COMPARE(rings.size(), 2);
}

void TestSqliteStore::bellComesBackWithTheFile()
{
    QTemporaryDir folder;
    EndpointConfig endpoint;
    endpoint.path = folder.filePath(QStringLiteral("later.db"));
    const auto bell = storeKind(QStringLiteral("sqlite"))->bell(endpoint, QStringLiteral("bell"));
    QSignalSpy alive(bell.get(), &Bell::aliveChanged);
    QVERIFY(!alive.wait(200));
    QVERIFY(!bell->isAlive());
    RawSqlite(endpoint.path).run(QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    QTRY_VERIFY(bell->isAlive());
    QCOMPARE(alive.size(), 1);
}

QTEST_GUILESS_MAIN(TestSqliteStore)
#include "tst_sqlitestore.moc"
