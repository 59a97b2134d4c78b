// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/store/pgfixture.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace keel;

/// The PostgreSQL store against a real server: journal, cursor, apply. Each test has a database of its own.
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
    void truncateIsJournaledWithAnEmptyKey();
    void transactionHeldOpenIsNeverPassedOver();
    void batchesAreKeysInTheOrderOfTheirLatestEntry();
    void largeBacklogDrainsInBatchesOfOneSearch();
    void appliedRowsAreMutedAndUserTriggersAreNot();
    void journaledForeignRowKeepsOriginViaAndBirth();
    void writesIntoPartitionsAreJournaled();
    void lockTellsPresence();
    void lockedRowIsBusyAndTheRestGoesOn();
    void rowThatAppearsAfterTheLockIsNotOverwritten();
    void poisonRowIsRefusedAndTheTransactionGoesOn();
    void uniqueSwapGoesThroughPark();
    void generatedAndIdentityColumns();
    void checkpointStandsOrFallsWithItsTransaction();
    void purgeKeepsWhatAReaderHasNotDone();
    void bellRingsOncePerArming();
    void bulkCopyRoundTrip();
    void digestSeesNullEmptyAndSeparators();
    void rangesAreHalfOpen();
    void timestampPages();
    void stagedSetsEqualArraySets();

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
    m_server = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
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

void PgStoreTest::appliedRowsAreMutedAndUserTriggersAreNot()
{
    sql(QStringLiteral("create table note (id int primary key, text text);"
                       "create function follow() returns trigger language plpgsql as $$ begin"
                       " insert into public.note values (new.id + 100, 'by trigger'); return null; end $$;"
                       "create trigger follow after insert on item for each row execute function follow()"));
    auto item = bindingOf(*m_store, QStringLiteral("item"));
    auto note = bindingOf(*m_store, QStringLiteral("note"));
    note.index = 1;
    const std::vector<TableBinding> tables{item, note};
    setUp(*m_store, tables);
    const Cursor start = must(m_store->currentCursor());
    auto transaction = must(m_store->begin(m_peer));
    const Change one = changeOf(item, keyOf({"1"}), Row{{"1", Family::Integer}, {}, {"1.50", Family::Decimal}}, m_peer);
    const Write write{&one, Presence::Absent};
    must(transaction->write(item, {&write, 1}));
    must(transaction->commit());
    auto snapshot = must(m_store->snapshot(start, tables));
    const KeyBatch batch = must(snapshot->nextKeys(10));
    QCOMPARE(keysOf(batch), QStringList{QStringLiteral("101")});
    QCOMPARE(batch.entries[0].table, 1);
    snapshot.reset();
    // The mark ended with its transaction: the same session's next plain write is local again.
    sql(QStringLiteral("update item set qty = 2"));
    QCOMPARE(keysOf(next(batch.after, item)), QStringList{QStringLiteral("1")});
}

void PgStoreTest::journaledForeignRowKeepsOriginViaAndBirth()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    setUp(*m_store, {table});
    const Cursor start = must(m_store->currentCursor());
    auto transaction = must(m_store->begin(m_peer));
    const Change one = changeOf(table, keyOf({"5"}), Row{{"5", Family::Integer}, {}, {}}, NodeId(QStringLiteral("c")));
    const Change* const list[] = {&one};
    must(transaction->journal(table, list, m_peer));
    must(transaction->commit());
    const KeyBatch batch = next(start, table);
    QCOMPARE(keysOf(batch), QStringList{QStringLiteral("5")});
    QCOMPARE(batch.entries[0].origin.value, QStringLiteral("c"));
    QCOMPARE(batch.entries[0].via, m_peer);
    QCOMPARE(batch.entries[0].born, one.entry.born);
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

void PgStoreTest::lockTellsPresence()
{
    sql(QStringLiteral("insert into item values (1, 'a', 1), (2, null, 2)"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    const auto row = [](const char* id, const char* name, const char* qty) {
        return Row{{id, Family::Integer}, name ? Value(name, Family::Text) : Value(), {qty, Family::Decimal}};
    };
    const Change equal = changeOf(table, keyOf({"1"}), row("1", "a", "1.00"), m_peer);
    const Change differs = changeOf(table, keyOf({"2"}), row("2", "", "2.00"), m_peer);
    const Change absent = changeOf(table, keyOf({"3"}), row("3", "c", "3.00"), m_peer);
    const Change gone = changeOf(table, keyOf({"1"}), std::nullopt, m_peer);
    const Change neverThere = changeOf(table, keyOf({"9"}), std::nullopt, m_peer);
    auto transaction = must(m_store->begin(m_peer));
    const Change* const list[] = {&neverThere, &differs, &equal, &absent, &gone};
    QCOMPARE(must(transaction->lock(table, list)),
             (std::vector{Presence::Absent, Presence::Differs, Presence::Equal, Presence::Absent, Presence::Differs}));
}

void PgStoreTest::lockedRowIsBusyAndTheRestGoesOn()
{
    sql(QStringLiteral("insert into item values (1, 'a', 1), (2, 'b', 2)"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    const auto other = openStore(m_endpoint, QStringLiteral("holder"));
    auto holder = must(other->begin(NodeId(QString())));
    const Change held = changeOf(table, keyOf({"1"}), std::nullopt, m_peer);
    const Change* const holds[] = {&held};
    must(holder->lock(table, holds));

    auto transaction = must(m_store->begin(m_peer));
    const Change a = changeOf(table, keyOf({"1"}), Row{{"1", Family::Integer}, {}, {}}, m_peer);
    const Change b = changeOf(table, keyOf({"2"}), Row{{"2", Family::Integer}, {}, {}}, m_peer);
    const Change* const list[] = {&a, &b};
    QCOMPARE(must(transaction->lock(table, list)), (std::vector{Presence::Busy, Presence::Differs}));
    const Write write{&b, Presence::Differs};
    must(transaction->write(table, {&write, 1}));
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select name is null from item order by id")), QStringLiteral("f\nt"));
}

void PgStoreTest::rowThatAppearsAfterTheLockIsNotOverwritten()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    auto transaction = must(m_store->begin(m_peer));
    const Change a = changeOf(table, keyOf({"1"}), Row{{"1", Family::Integer}, {"sent", Family::Text}, {}}, m_peer);
    const Change b = changeOf(table, keyOf({"2"}), Row{{"2", Family::Integer}, {"sent", Family::Text}, {}}, m_peer);
    const Change* const list[] = {&a, &b};
    QCOMPARE(must(transaction->lock(table, list)), (std::vector{Presence::Absent, Presence::Absent}));
    sql(QStringLiteral("insert into item values (2, 'local', 2)"));
    const Write writes[] = {{&a, Presence::Absent}, {&b, Presence::Absent}};
    const WriteOutcome outcome = must(transaction->write(table, writes));
    QCOMPARE(outcome.appeared, std::vector<std::size_t>{1});
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select id, name from item order by id")), QStringLiteral("1|sent\n2|local"));
}

void PgStoreTest::poisonRowIsRefusedAndTheTransactionGoesOn()
{
    sql(QStringLiteral("alter table item add check (qty < 100)"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    auto transaction = must(m_store->begin(m_peer));
    const Change good =
        changeOf(table, keyOf({"1"}), Row{{"1", Family::Integer}, {}, {"1.00", Family::Decimal}}, m_peer);
    const Change check =
        changeOf(table, keyOf({"2"}), Row{{"2", Family::Integer}, {}, {"100", Family::Decimal}}, m_peer);
    const Change cast =
        changeOf(table, keyOf({"3"}), Row{{"3", Family::Integer}, {}, {"much", Family::Decimal}}, m_peer);
    const Change nul =
        changeOf(table, keyOf({"4"}), Row{{"4", Family::Integer}, {QByteArray("a\0b", 3), Family::Text}, {}}, m_peer);
    const Change* const bad[] = {&good, &cast};
    const auto locked = transaction->lock(table, bad);
    QVERIFY(!locked);
    QCOMPARE(locked.error().kind, ErrorClass::Row);
    QCOMPARE(locked.error().sqlState, QStringLiteral("22P02"));
    const Change* const holdsNul[] = {&nul};
    const auto refused = transaction->lock(table, holdsNul);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ValueRefused);
    const Change* const list[] = {&good, &check};
    must(transaction->lock(table, list));
    const Write both[] = {{&good, Presence::Absent}, {&check, Presence::Absent}};
    const auto written = transaction->write(table, both);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::CheckViolation);
    QCOMPARE(written.error().constraint, QStringLiteral("item_qty_check"));
    QVERIFY(written.error().detail.contains(QStringLiteral("Failing row contains (2, null, 100.00)")));
    must(transaction->write(table, {both, 1}));
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select id from item")), QStringLiteral("1"));
}

void PgStoreTest::uniqueSwapGoesThroughPark()
{
    sql(QStringLiteral("create table seat (id int primary key, place text not null unique);"
                       "insert into seat values (1, 'x'), (2, 'y')"));
    const auto table = bindingOf(*m_store, QStringLiteral("seat"));
    const Change a = changeOf(table, keyOf({"1"}), Row{{"1", Family::Integer}, {"y", Family::Text}}, m_peer);
    const Change b = changeOf(table, keyOf({"2"}), Row{{"2", Family::Integer}, {"x", Family::Text}}, m_peer);
    auto transaction = must(m_store->begin(m_peer));
    const Change* const list[] = {&a, &b};
    must(transaction->lock(table, list));
    const Write writes[] = {{&a, Presence::Differs}, {&b, Presence::Differs}};
    const auto refused = transaction->write(table, writes);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::UniqueViolation);
    const std::vector<Key> keys{keyOf({"1"}), keyOf({"2"})};
    must(transaction->park(table, keys));
    must(transaction->write(table, writes));
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select place from seat order by id")), QStringLiteral("y\nx"));
}

void PgStoreTest::generatedAndIdentityColumns()
{
    sql(QStringLiteral("create table gen (id int generated always as identity primary key, n int,"
                       " twice int generated always as (n * 2) stored)"));
    const auto table = bindingOf(*m_store, QStringLiteral("gen"));
    Change change = changeOf(table, keyOf({"41"}),
                             Row{{"41", Family::Integer}, {"3", Family::Integer}, {"6", Family::Integer}}, m_peer);
    auto transaction = must(m_store->begin(m_peer));
    const Change* const list[] = {&change};
    must(transaction->lock(table, list));
    Write write{&change, Presence::Absent};
    must(transaction->write(table, {&write, 1}));
    change.row = Row{{"41", Family::Integer}, {"4", Family::Integer}, {"8", Family::Integer}};
    QCOMPARE(must(transaction->lock(table, list)), std::vector{Presence::Differs});
    write.presence = Presence::Differs;
    must(transaction->write(table, {&write, 1}));
    QCOMPARE(must(transaction->lock(table, list)), std::vector{Presence::Equal});
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select * from gen")), QStringLiteral("41|4|8"));
}

void PgStoreTest::checkpointStandsOrFallsWithItsTransaction()
{
    setUp(*m_store, {});
    const LinkName link(QStringLiteral("link"));
    QVERIFY(!must(m_store->checkpoint(link, Direction::Forward, QStringLiteral("0"))));
    {
        auto transaction = must(m_store->begin(m_peer));
        must(transaction->saveCheckpoint(link, Direction::Forward, QStringLiteral("0"), Cursor{"1:2:"}));
    }
    QVERIFY(!must(m_store->checkpoint(link, Direction::Forward, QStringLiteral("0"))));
    auto transaction = must(m_store->begin(m_peer));
    must(transaction->saveCheckpoint(link, Direction::Forward, QStringLiteral("0"), Cursor{"1:2:"}));
    must(transaction->saveCheckpoint(link, Direction::Forward, QStringLiteral("0"), Cursor{"3:4:"}));
    must(transaction->commit());
    QCOMPARE(must(m_store->checkpoint(link, Direction::Forward, QStringLiteral("0")))->text, QByteArray("3:4:"));
    QVERIFY(!must(m_store->checkpoint(link, Direction::Reverse, QStringLiteral("0"))));
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

void PgStoreTest::stagedSetsEqualArraySets()
{
    sql(QStringLiteral("insert into item select i, 'old ' || i, i from generate_series(1, 600) i"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    // 1…200 stay, 201…400 change, 401…600 go, 601…800 are new, with texts that COPY must escape.
    std::vector<Change> changes;
    for (int i = 1; i <= 800; ++i) {
        const QByteArray id = QByteArray::number(i);
        std::optional<Row> row = Row{{id, Family::Integer}, {"old " + id, Family::Text}, {id + ".00", Family::Decimal}};
        if (i > 200)
            (*row)[1] = Value("new\t\\N\n\r\\" + id, Family::Text);
        if (i > 400 && i <= 600)
            row.reset();
        changes.push_back(changeOf(table, keyOf({id}), row, m_peer));
    }
    std::vector<const Change*> list;
    for (const Change& change : changes)
        list.push_back(&change);
    auto transaction = must(m_store->begin(m_peer));
    const auto presence = must(transaction->lock(table, list));
    std::vector<Write> writes;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        QCOMPARE(presence[i], i < 200 ? Presence::Equal : i < 600 ? Presence::Differs : Presence::Absent);
        if (presence[i] != Presence::Equal)
            writes.push_back({list[i], presence[i]});
    }
    must(transaction->write(table, writes));
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select count(*), count(*) filter (where name = e'new\\t\\\\N\\n\\r\\\\' || id),"
                                " min(id) filter (where name ~ '^new'), max(id) from item")),
             QStringLiteral("600|400|201|800"));
}

QTEST_GUILESS_MAIN(PgStoreTest)
#include "tst_pgstore.moc"
