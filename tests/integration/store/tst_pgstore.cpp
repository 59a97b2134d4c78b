// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/store/pgfixture.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace keel;

/// The PostgreSQL store against a real server: journal, cursor, ranges. Each test has a database of its own.
class PgStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void setupIsIdempotentAndTeardownLeavesNothing();
    void setupMendsADisabledTrigger();
    void describesColumnsKeysAndForeignKeys();
    void missingTableIsASchemaError();
    void journalsInsertUpdateDeleteWithOrigin();
    void changedKeyIsADeleteAndAnInsert();
    void keyThatATriggerRewritesIsADeleteAndAnInsert();
    void anApplicationsSearchPathChangesNothing();
    void truncateIsJournaledWithAnEmptyKey();
    void transactionHeldOpenIsNeverPassedOver();
    void batchesAreKeysInTheOrderOfTheirLatestEntry();
    void largeBacklogDrainsInBatchesOfOneSearch();
    void writesIntoPartitionsAreJournaled();
    void purgeKeepsWhatAReaderHasNotDone();
    void bellRingsOncePerArming();
    void bulkCopyRoundTrip();
    void digestSeesNullEmptyAndSeparators();
    void rangesAreHalfOpen();
    void rowsAreFoundByKeysInAnySpelling();
    void rowsAreFoundByTextsThatNeedQuotes();
    void timestampPages();
    void numbersThatACrashGivesAgainAreNews_data();
    void numbersThatACrashGivesAgainAreNews();
    void aServerThatTookOverIsAnotherOne();

private:
    void sql(const QString& text) { m_server->psql(m_endpoint.database, text); }
    QString ask(const QString& text) { return m_server->psql(m_endpoint.database, text); }
    KeyBatch next(const Cursor& cursor, const TableBinding& table, int limit = 1000);

    std::unique_ptr<PrivatePostgres> m_server;
    EndpointConfig m_endpoint;
    std::unique_ptr<Store> m_store;
    const NodeId m_peer{QStringLiteral("11111111-2222-3333-4444-555555555555")};
};

void PgStoreTest::initTestCase()
{
    QString whyNot;
    // Of its own: what may be dropped from a journal hangs on the oldest transaction of the whole server.
    m_server = PrivatePostgres::startOwn(&whyNot);
    if (!m_server)
        QSKIP(qUtf8Printable(whyNot));
}

void PgStoreTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
    m_endpoint = m_server->createDatabase(QStringLiteral("keel_pgstore"));
    m_store = openStore(m_endpoint, QStringLiteral("test store"));
    sql(QStringLiteral("create table item (id int primary key, name text, qty numeric(10,2))"));
}

void PgStoreTest::cleanup()
{
    m_store.reset();
}

KeyBatch PgStoreTest::next(const Cursor& cursor, const TableBinding& table, int limit)
{
    const std::vector<TableBinding> tables{table};
    auto snapshot = must(m_store->snapshot(cursor, tables));
    return must(snapshot->nextKeys(limit));
}

void PgStoreTest::setupIsIdempotentAndTeardownLeavesNothing()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    const SetupRequest request{LinkName(QStringLiteral("link")), Side::A, {table}, true};
    QVERIFY(!must(m_store->setupScript(request)).isEmpty());
    must(m_store->setup(request));
    QCOMPARE(must(m_store->setupScript(request)), QStringList());
    must(m_store->setup(request));
    const StoreInfo info = must(m_store->info(request.link));
    QVERIFY(!info.node.isEmpty());
    QVERIFY(!info.otherReaders);
    QVERIFY(info.product.startsWith(QStringLiteral("PostgreSQL 1")));
    must(m_store->teardown());
    QCOMPARE(ask(QStringLiteral("select count(*) from pg_trigger where tgname like 'evenkeel%'")), QStringLiteral("0"));
    QCOMPARE(ask(QStringLiteral("select to_regnamespace('evenkeel') is null")), QStringLiteral("t"));
    QVERIFY(must(m_store->info(request.link)).node.isEmpty());
}

void PgStoreTest::setupMendsADisabledTrigger()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    sql(QStringLiteral("alter table item disable trigger evenkeel_update; drop trigger evenkeel_delete on item"));
    const SetupRequest request{LinkName(QStringLiteral("link")), Side::A, {table}, true};
    QVERIFY(must(m_store->setupScript(request)).size() >= 2);
    must(m_store->setup(request));
    QCOMPARE(ask(QStringLiteral("select count(*) from pg_trigger where tgname like 'evenkeel%' and tgenabled = 'A'")),
             QStringLiteral("5"));
}

void PgStoreTest::describesColumnsKeysAndForeignKeys()
{
    sql(QStringLiteral("create domain pct as numeric(5,2); create table \"We.ird\" (a int, b text collate \"C\","
                       " p pct not null, u text unique, g int generated always as (a * 2) stored,"
                       " item int references item, primary key (b, a))"));
    const TableSchema schema = must(m_store->describe(TableName(QStringLiteral("public.\"We.ird\""))));
    QCOMPARE(schema.name.value, QStringLiteral("public.\"We.ird\""));
    QCOMPARE(schema.primaryKey, (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
    QCOMPARE(schema.columns.size(), std::size_t(6));
    QCOMPARE(schema.columns[1].collation, QStringLiteral("C"));
    QCOMPARE(schema.columns[2].family, Family::Decimal);
    QVERIFY(!schema.columns[2].nullable);
    QVERIFY(schema.columns[4].generated);
    QCOMPARE(schema.uniqueKeys.size(), std::size_t(1));
    QCOMPARE(schema.uniqueKeys[0].columns, QStringList{QStringLiteral("u")});
    QCOMPARE(schema.foreignKeys.size(), std::size_t(1));
    QCOMPARE(schema.foreignKeys[0].parent.value, QStringLiteral("public.item"));
}

void PgStoreTest::missingTableIsASchemaError()
{
    const auto schema = m_store->describe(TableName(QStringLiteral("nowhere")));
    QVERIFY(!schema);
    QCOMPARE(schema.error().kind, ErrorClass::Schema);
    QCOMPARE(schema.error().code, ErrorCode::TableMissing);
}

void PgStoreTest::journalsInsertUpdateDeleteWithOrigin()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("insert into item values (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)"));
    sql(QStringLiteral("update item set name = 'bb' where id = 2"));
    sql(QStringLiteral("delete from item where id = 3"));
    const std::vector<TableBinding> tables{table};
    auto snapshot = must(m_store->snapshot(start, tables));
    const KeyBatch batch = must(snapshot->nextKeys(10));
    QCOMPARE(keysOf(batch), (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
    QVERIFY(batch.last);
    const NodeId own = must(m_store->info(LinkName(QStringLiteral("link")))).node;
    QCOMPARE(batch.entries[1].operation, Operation::Update);
    QCOMPARE(batch.entries[1].origin, own);
    QCOMPARE(batch.entries[1].via, own);
    QCOMPARE(batch.entries[2].operation, Operation::Delete);
    const auto server = must(m_store->now());
    QVERIFY(server.has_value());
    QVERIFY(std::chrono::abs(*server - batch.entries[0].born) < std::chrono::seconds(60));
    const std::vector<Key> keys{batch.entries[2].key, batch.entries[1].key};
    const auto rows = must(snapshot->rows(table, keys));
    QVERIFY(!rows[0]);
    QCOMPARE(shown(*rows[1]), QStringLiteral("2|bb|2.00"));
    snapshot.reset();
    QVERIFY(next(batch.after, table).entries.empty());
}

void PgStoreTest::changedKeyIsADeleteAndAnInsert()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    sql(QStringLiteral("insert into item values (1, 'a', 1)"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("update item set id = 7 where id = 1"));
    const KeyBatch batch = next(start, table);
    QCOMPARE(keysOf(batch), (QStringList{QStringLiteral("1"), QStringLiteral("7")}));
    QCOMPARE(batch.entries[0].operation, Operation::Delete);
}

void PgStoreTest::keyThatATriggerRewritesIsADeleteAndAnInsert()
{
    // The statement does not name the key: only the trigger's condition sees that it changes.
    sql(QStringLiteral("create function move() returns trigger language plpgsql as"
                       " 'begin new.id := new.id + 100; return new; end';"
                       "create trigger move before update on item for each row execute function move();"
                       "insert into item values (1, 'a', 1)"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("update item set name = 'b'"));
    const KeyBatch batch = next(start, table);
    QStringList keys = keysOf(batch);
    keys.sort();
    QCOMPARE(keys, (QStringList{QStringLiteral("1"), QStringLiteral("101")}));
}

void PgStoreTest::anApplicationsSearchPathChangesNothing()
{
    // Whoever may write the table must not be able to run code with the rights of the triggers' owner.
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("create schema evil; create table evil.seen (who text);"
                       "create function evil.trap(int8, int8) returns bool language plpgsql as"
                       " 'begin insert into evil.seen values (current_user); return true; end';"
                       "create function evil.trap(text, text) returns bool language plpgsql as"
                       " 'begin insert into evil.seen values (current_user); return true; end';"
                       "create function evil.nextval(regclass) returns int8 language sql as"
                       " 'insert into evil.seen values (current_user); select 1::int8';"
                       "create function evil.pg_trigger_depth() returns int language sql as"
                       " 'insert into evil.seen values (current_user); select 1';"
                       "create function evil.current_setting(text, bool) returns text language sql as"
                       " 'insert into evil.seen values (current_user); select ''x''::text';"
                       "create operator evil.= (leftarg = int8, rightarg = int8, function = evil.trap);"
                       "create operator evil.<> (leftarg = text, rightarg = text, function = evil.trap)"));
    sql(QStringLiteral("set search_path = evil, public, pg_catalog; insert into item values (1, 'a', 1);"
                       "update item set name = 'b' where id operator(pg_catalog.=) 1;"
                       "update item set id = 2 where id operator(pg_catalog.=) 1"));
    sql(QStringLiteral("create temp table new_rows (id int); insert into new_rows values (9);"
                       "insert into item values (3, 'c', 3)"));
    QCOMPARE(ask(QStringLiteral("select count(*) from evil.seen")), QStringLiteral("0"));
    QStringList keys = keysOf(next(start, table));
    keys.sort();
    QCOMPARE(keys, (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
}

void PgStoreTest::truncateIsJournaledWithAnEmptyKey()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("insert into item values (1, 'a', 1); truncate item"));
    const KeyBatch batch = next(start, table);
    QCOMPARE(batch.entries.size(), std::size_t(2));
    QCOMPARE(batch.entries[1].operation, Operation::Truncate);
    QVERIFY(batch.entries[1].key.values.empty());
}

void PgStoreTest::transactionHeldOpenIsNeverPassedOver()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    Cursor cursor = must(m_store->currentCursor());
    const auto writer = openStore(m_endpoint, QStringLiteral("late writer"));
    const std::vector<TableBinding> tables{table};
    {
        // Takes its sequence number first and commits last. A foreign origin that is not a peer's: a plain writer.
        auto late = must(writer->begin(NodeId(QString())));
        const Change one = changeOf(table, keyOf({"1"}),
                                    Row{{"1", Family::Integer}, {"late", Family::Text}, {"1.00", Family::Decimal}}, {});
        const Write write{&one, Presence::Absent};
        must(late->write(table, {&write, 1}));
        sql(QStringLiteral("insert into item values (2, 'early', 2), (3, 'early', 3), (4, 'early', 4)"));
        // Stops at its limit while the late one is open, so that the cursor has a pair, twice.
        KeyBatch batch = next(cursor, table, 1);
        QCOMPARE(keysOf(batch), QStringList{QStringLiteral("2")});
        QVERIFY(!batch.last);
        batch = next(batch.after, table, 1);
        QCOMPARE(keysOf(batch), QStringList{QStringLiteral("3")});
        batch = next(batch.after, table, 10);
        QCOMPARE(keysOf(batch), QStringList{QStringLiteral("4")});
        QVERIFY(batch.last);
        batch = next(batch.after, table, 10);
        QVERIFY(batch.entries.empty());
        cursor = batch.after;
        must(late->commit());
    }
    const KeyBatch batch = next(cursor, table, 10);
    QCOMPARE(keysOf(batch), QStringList{QStringLiteral("1")});
    QVERIFY(next(batch.after, table).entries.empty());
}

void PgStoreTest::batchesAreKeysInTheOrderOfTheirLatestEntry()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("insert into item values (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)"));
    sql(QStringLiteral("update item set name = 'z' where id = 1"));
    const KeyBatch first = next(start, table, 2);
    QCOMPARE(keysOf(first), (QStringList{QStringLiteral("2"), QStringLiteral("3")}));
    QVERIFY(!first.last);
    const KeyBatch second = next(first.after, table, 2);
    QCOMPARE(keysOf(second), QStringList{QStringLiteral("1")});
    QVERIFY(second.last);
}

void PgStoreTest::largeBacklogDrainsInBatchesOfOneSearch()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("insert into item select i, 'x', i from generate_series(1, 2500) i"));
    sql(QStringLiteral("update item set name = 'y' where id <= 100"));
    const std::vector<TableBinding> tables{table};
    auto snapshot = must(m_store->snapshot(start, tables));
    QCOMPARE(must(snapshot->waitingCounts(m_peer)), std::vector<qint64>{2600});
    QSet<QString> seen;
    int batches = 0;
    for (bool last = false; !last; ++batches) {
        const KeyBatch batch = must(snapshot->nextKeys(1000));
        for (const QString& key : keysOf(batch))
            seen.insert(key);
        last = batch.last;
    }
    QCOMPARE(batches, 3);
    QCOMPARE(seen.size(), 2500);
    QCOMPARE(must(snapshot->nextKeys(1000)).entries.size(), std::size_t(0));
}

void PgStoreTest::writesIntoPartitionsAreJournaled()
{
    sql(QStringLiteral("create table part (id int, day int, primary key (id, day)) partition by range (day);"
                       "create table part_1 partition of part for values from (0) to (10);"
                       "create table part_2 partition of part for values from (10) to (20)"));
    const auto table = bindingOf(*m_store, QStringLiteral("part"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    sql(QStringLiteral("insert into part_1 values (1, 5)"));
    sql(QStringLiteral("insert into part values (2, 15)"));
    KeyBatch batch = next(start, table);
    QCOMPARE(keysOf(batch), (QStringList{QStringLiteral("1, 5"), QStringLiteral("2, 15")}));
    // Moves to the other partition, which is another key.
    sql(QStringLiteral("update part set day = 16 where id = 1"));
    batch = next(batch.after, table);
    QCOMPARE(batch.entries.size(), std::size_t(2));
    QVERIFY(keysOf(batch).contains(QStringLiteral("1, 5")));
    QVERIFY(keysOf(batch).contains(QStringLiteral("1, 16")));
}

void PgStoreTest::purgeKeepsWhatAReaderHasNotDone()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    sql(QStringLiteral("insert into item select i, 'x', 1 from generate_series(1, 30) i"));
    QCOMPARE(must(m_store->purge(100)), qint64(0));
    const LinkName link(QStringLiteral("link"));
    must(m_store->acknowledge(link, Direction::Forward, must(m_store->currentCursor())));
    sql(QStringLiteral("insert into item values (31, 'x', 1)"));
    QCOMPARE(must(m_store->purge(20)), qint64(20));
    QCOMPARE(must(m_store->purge(20)), qint64(10));
    QCOMPARE(must(m_store->purge(20)), qint64(0));
    QCOMPARE(ask(QStringLiteral("select key from evenkeel.change_log")), QStringLiteral("{31}"));
}

void PgStoreTest::bellRingsOncePerArming()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const std::unique_ptr<Bell> bell =
        storeKind(QStringLiteral("postgresql"))->bell(m_endpoint, QStringLiteral("bell"));
    QSignalSpy alive(bell.get(), &Bell::aliveChanged);
    QSignalSpy rang(bell.get(), &Bell::rang);
    QTRY_COMPARE(alive.size(), 1);
    QVERIFY(bell->isAlive());
    const Cursor start = must(m_store->currentCursor());
    QTRY_COMPARE(rang.size(), 1);
    sql(QStringLiteral("insert into item values (1, 'a', 1)"));
    sql(QStringLiteral("insert into item values (2, 'a', 1)"));
    // One notification, and the later look for who committed behind it.
    QTRY_COMPARE(rang.size(), 3);
    QCOMPARE(ask(QStringLiteral("select last_value from evenkeel.bell")), QStringLiteral("2"));
    (void)next(start, table);
    QCOMPARE(ask(QStringLiteral("select last_value, is_called from evenkeel.bell")), QStringLiteral("1|f"));
    sql(QStringLiteral("insert into item values (3, 'a', 1)"));
    QTRY_COMPARE(rang.size(), 5);
    // It finds back by itself.
    sql(QStringLiteral(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'evenkeel bell'"));
    QTRY_COMPARE(alive.size(), 3);
    QVERIFY(bell->isAlive());
}

void PgStoreTest::bulkCopyRoundTrip()
{
    sql(QStringLiteral("insert into item select i, case when i % 3 = 0 then null else e'tab\\there ' || i end, i"
                       " from generate_series(1, 5000) i; create table twin (like item including all)"));
    const auto from = bindingOf(*m_store, QStringLiteral("item"));
    const auto to = bindingOf(*m_store, QStringLiteral("twin"));
    QCOMPARE(m_store->bulkFormat(from), m_store->bulkFormat(to));
    const auto target = openStore(m_endpoint, QStringLiteral("target"));
    auto snapshot = must(m_store->snapshot({}, {}));
    auto transaction = must(target->begin(m_peer));
    must(snapshot->exportRange(from, {keyOf({"10"}), keyOf({"4000"})}, [&](QByteArrayView data) -> Result<void> {
        KEEL_TRY(transaction->import(to, data));
        return {};
    }));
    QCOMPARE(must(transaction->import(to, {})), qint64(3990));
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select count(*) from item join twin using (id) where item is not distinct from twin")),
             QStringLiteral("3990"));
    // A row that is there undoes the import, and the transaction goes on.
    transaction = must(target->begin(m_peer));
    must(transaction->import(to, "4500\tx\t1\n11\tx\t1\n"));
    const auto refused = transaction->import(to, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::UniqueViolation);
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select count(*) from twin")), QStringLiteral("3990"));
}

void PgStoreTest::digestSeesNullEmptyAndSeparators()
{
    sql(QStringLiteral(
        "create table d1 (id int primary key, a text, b text); create table d2 (like d1 including all)"));
    const auto one = bindingOf(*m_store, QStringLiteral("d1"));
    const auto two = bindingOf(*m_store, QStringLiteral("d2"));
    const auto digests = [&] {
        auto snapshot = must(m_store->snapshot({}, {}));
        return must(snapshot->digest(one, {})) == must(snapshot->digest(two, {}));
    };
    QVERIFY(digests());
    const QStringList pairs{QStringLiteral("null, ''|'', null"), QStringLiteral("'a,b', 'c'|'a', 'b,c'"),
                            QStringLiteral("'(', ')'|'()', ''"), QStringLiteral("'\"', ''|'', '\"'")};
    for (const QString& pair : pairs) {
        sql(QStringLiteral("truncate d1, d2; insert into d1 values (1, %1); insert into d2 values (1, %2)")
                .arg(pair.section(u'|', 0, 0), pair.section(u'|', 1)));
        QVERIFY2(!digests(), qUtf8Printable(pair));
    }
    // Equal rows do not cancel out, and order does not count.
    sql(QStringLiteral("truncate d1, d2; insert into d1 values (1, 'x', 'y'), (2, 'p', 'q');"
                       "insert into d2 values (2, 'p', 'q'), (1, 'x', 'y')"));
    QVERIFY(digests());
}

void PgStoreTest::rangesAreHalfOpen()
{
    sql(QStringLiteral("insert into item select i, 'x', 1 from generate_series(1, 10) i"));
    auto table = bindingOf(*m_store, QStringLiteral("item"));
    auto snapshot = must(m_store->snapshot({}, {}));
    QCOMPARE(must(snapshot->count(table, {keyOf({"3"}), keyOf({"7"})})), qint64(4));
    QCOMPARE(must(snapshot->range(table, {keyOf({"9"}), std::nullopt})).size(), std::size_t(1));
    QCOMPARE(keyToDisplay(*must(snapshot->nthKey(table, keyOf({"3"}), 2))), QStringLiteral("5"));
    QVERIFY(!must(snapshot->nthKey(table, keyOf({"9"}), 2)));
    table.filter = QStringLiteral("id % 2 = 0");
    QCOMPARE(must(snapshot->count(table, {})), qint64(5));
    const std::vector<Key> keys{keyOf({"3"}), keyOf({"4"})};
    const auto rows = must(snapshot->rows(table, keys));
    QVERIFY(!rows[0]);
    QVERIFY(rows[1]);
}

void PgStoreTest::rowsAreFoundByKeysInAnySpelling()
{
    sql(QStringLiteral("insert into item select i, 'x', 1 from generate_series(1, 10) i"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    auto snapshot = must(m_store->snapshot({}, {}));
    for (const auto& list : {QList<QByteArray>{"7", "11", "3"}, {"7", "11", "007"}, {"+3", "-3", " 7"}, {"7", "7"}}) {
        std::vector<Key> keys;
        for (const QByteArray& key : list)
            keys.push_back(keyOf({key}));
        const auto rows = must(snapshot->rows(table, keys));
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const int number = list[static_cast<qsizetype>(i)].trimmed().toInt();
            QCOMPARE(rows[i].has_value(), number >= 1 && number <= 10);
            if (rows[i])
                QCOMPARE((*rows[i])[0].text().toInt(), number);
        }
    }
}

void PgStoreTest::rowsAreFoundByTextsThatNeedQuotes()
{
    sql(QStringLiteral("create table word (name text primary key, note text);"
                       "insert into word select w, 'of ' || w from unnest(array['', ' ', '\"', '\\', 'NULL', 'a,b',"
                       " '{}', e'\\n', 'ß']) w"));
    const auto table = bindingOf(*m_store, QStringLiteral("word"));
    std::vector<Key> keys;
    for (const char* name : {"", " ", "\"", "\\", "NULL", "a,b", "{}", "\n", "\xc3\x9f", "gone"})
        keys.push_back(keyOf({name}));
    auto snapshot = must(m_store->snapshot({}, {}));
    const auto rows = must(snapshot->rows(table, keys));
    for (std::size_t i = 0; i < keys.size(); ++i) {
        QCOMPARE(rows[i].has_value(), i + 1 < keys.size());
        if (rows[i])
            QCOMPARE((*rows[i])[1].text(), "of " + keys[i].values[0].text());
    }
}

void PgStoreTest::timestampPages()
{
    sql(QStringLiteral("create table t (id int primary key, at timestamptz);"
                       "insert into t select i, '2026-01-01 00:00:00.5+00'::timestamptz + (i / 2) * interval '1 s'"
                       " from generate_series(1, 7) i"));
    auto table = bindingOf(*m_store, QStringLiteral("t"));
    table.updatedAt = 1;
    auto snapshot = must(m_store->snapshot({}, {}));
    const auto ids = [](const std::vector<Row>& rows) {
        QStringList all;
        for (const Row& row : rows)
            all.append(QString::fromUtf8(row[0].text()));
        return all.join(u' ');
    };
    const auto first = must(snapshot->changedSince(table, {}, std::chrono::seconds(0), 2));
    QCOMPARE(ids(first), QStringLiteral("1 2"));
    const Snapshot::TimestampPosition page{first[1][1], table.keyOf(first[1])};
    QCOMPARE(ids(must(snapshot->changedSince(table, page, std::chrono::seconds(0), 10))), QStringLiteral("3 4 5 6 7"));
    const Snapshot::TimestampPosition poll{first[1][1], std::nullopt};
    QCOMPARE(ids(must(snapshot->changedSince(table, poll, std::chrono::milliseconds(1500), 10))),
             QStringLiteral("1 2 3 4 5 6 7"));
    QCOMPARE(ids(must(snapshot->changedSince(table, poll, std::chrono::milliseconds(0), 10))),
             QStringLiteral("4 5 6 7"));
}

void PgStoreTest::numbersThatACrashGivesAgainAreNews_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<bool>("cursorOfAPass");
    const auto rolledBack = QStringLiteral("begin; insert into item values (50, 'never'); rollback");
    QTest::newRow("rolled back, a pass") << rolledBack << true;
    QTest::newRow("rolled back, the first cursor") << rolledBack << false;
    QTest::newRow("committed on trust, a pass")
        << QStringLiteral("set synchronous_commit = off; insert into item values (50, 'soon gone')") << true;
}

/// What a server has not on its disk as it dies never happened, and its transaction numbers are given again: a change
/// that gets such a number is not one that the cursor has seen.
void PgStoreTest::numbersThatACrashGivesAgainAreNews()
{
    QFETCH(QString, meanwhile);
    QFETCH(bool, cursorOfAPass);
    QString whyNot;
    const auto server = PrivatePostgres::startOwn(&whyNot);
    if (!server)
        QSKIP(qUtf8Printable(whyNot));
    const EndpointConfig endpoint = server->createDatabase(QStringLiteral("keel_crash"));
    server->psql(endpoint.database, QStringLiteral("create table item (id int primary key, name text);"));
    // The server's own writer of the log is slow, so that nothing gets to the disk by chance.
    server->psql(endpoint.database, QStringLiteral("alter system set wal_writer_delay = '10s'"));
    server->psql(endpoint.database, QStringLiteral("select pg_reload_conf()"));
    auto store = openStore(endpoint, QStringLiteral("before"));
    const std::vector<TableBinding> tables{bindingOf(*store, QStringLiteral("item"))};
    setUp(*store, tables);
    Cursor cursor = must(store->currentCursor());
    server->psql(endpoint.database, QStringLiteral("insert into item values (1, 'one')"));
    for (int i = 0; i < 20; ++i)
        server->psql(endpoint.database,
                     meanwhile.contains(QStringLiteral("rollback"))
                         ? meanwhile
                         : QString(meanwhile).replace(QStringLiteral("50"), QString::number(50 + i)));
    if (cursorOfAPass) {
        auto snapshot = must(store->snapshot(cursor, tables));
        const KeyBatch batch = must(snapshot->nextKeys(1000));
        QVERIFY(!batch.entries.empty());
        must(snapshot->awaitDurable());
        cursor = batch.after;
    } else {
        cursor = must(store->currentCursor());
    }
    store.reset();

    server->stop();
    QVERIFY(server->run());
    for (int i = 0; i < 25; ++i)
        server->psql(endpoint.database, QStringLiteral("insert into item values (%1, 'later')").arg(100 + i));
    store = openStore(endpoint, QStringLiteral("after"));
    auto snapshot = must(store->snapshot(cursor, tables));
    QCOMPARE(keysOf(must(snapshot->nextKeys(1000))).size(), 25);
}

void PgStoreTest::aServerThatTookOverIsAnotherOne()
{
    QString whyNot;
    const auto server = PrivatePostgres::startOwn(&whyNot);
    if (!server)
        QSKIP(qUtf8Printable(whyNot));
    const EndpointConfig endpoint = server->createDatabase(QStringLiteral("keel_timeline"));
    server->psql(endpoint.database, QStringLiteral("create table item (id int primary key)"));
    const auto identity = [&] {
        const auto store = openStore(endpoint, QStringLiteral("who"));
        setUp(*store, {bindingOf(*store, QStringLiteral("item"))});
        return must(store->info(LinkName(QStringLiteral("link")))).system;
    };
    const QString before = identity();
    server->stop();
    QVERIFY(server->run());
    QCOMPARE(identity(), before);
    QVERIFY(server->recover());
    QTRY_COMPARE(server->psql(endpoint.database, QStringLiteral("select pg_is_in_recovery()")), QStringLiteral("f"));
    QVERIFY(identity() != before);
}

QTEST_GUILESS_MAIN(PgStoreTest)
#include "tst_pgstore.moc"
