// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/storecontract/storefixture.h"

#include "sync/store/registry.h"

#include <QSignalSpy>

using namespace keel;

/// A transaction that is open in another database of the server holds a purge back for as long.
constexpr int patience = 60'000; // ms

/// What every registered store does as a source (sync/store/store.h is what they are held to).
class TestStoreContract : public StoreFixture
{
    Q_OBJECT

private slots:
    void setupIsDoneOnceAndTeardownLeavesNothing();
    void describeTellsKeyColumnsAndReferences();
    void missingTableIsASchemaError();
    void triggersJournalEachChangedKeyOnce();
    void changedKeyIsADeleteAndAnInsert();
    void eachKeyComesOnceAtItsLatestEntry();
    void batchesFollowOneAnotherAndEndAtTheSnapshot();
    void cursorOfNowHidesWhatWasBefore();
    void openTransactionIsNeitherSeenNorLost();
    void waitingLeavesOutThePeersOwn();
    void rowsComeInTheOrderOfTheKeys();
    void rangesAreHalfOpenInKeyOrder();
    void filterHidesRows();
    void purgeWaitsForTheSlowestReader();
    void purgeWaitsForATableThatStandsAlone();
    void secondLinkMakesOtherReaders();
    void bellRingsForACommit();
};

void TestStoreContract::setupIsDoneOnceAndTeardownLeavesNothing()
{
    QVERIFY(GOT(m_store->info(testLink))->node.isEmpty());
    QVERIFY(!GOT(m_store->setupScript(request()))->isEmpty());
    setUp();
    QCOMPARE(*GOT(m_store->setupScript(request())), QStringList());
    const NodeId node = GOT(m_store->info(testLink))->node;
    QVERIFY(!node.isEmpty());
    GOT(m_store->setup(request()));
    QCOMPARE(GOT(m_store->info(testLink))->node.value, node.value);

    GOT(m_store->teardown());
    QCOMPARE(*GOT(m_store->teardownScript()), QStringList());
    QVERIFY(GOT(m_store->info(testLink))->node.isEmpty());
    QCOMPARE(m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'x', NULL)")), QString());
    QCOMPARE(notes(), QStringList{QStringLiteral("1|x|<null>")});
}

void TestStoreContract::describeTellsKeyColumnsAndReferences()
{
    const TableSchema tags = *GOT(m_store->describe(TableName(QStringLiteral("tags"))));
    QCOMPARE(tags.primaryKey, (QStringList{QStringLiteral("note_id"), QStringLiteral("tag")}));
    QCOMPARE(tags.foreignKeys.size(), std::size_t(1));
    QCOMPARE(tags.foreignKeys[0].columns, QStringList{QStringLiteral("note_id")});
    QCOMPARE(tags.foreignKeys[0].parentColumns, QStringList{QStringLiteral("id")});
    QCOMPARE(tags.foreignKeys[0].parent.value, m_tables[0].name.value);
    QCOMPARE(m_tables[0].uniqueKeys.size(), std::size_t(1));
    QCOMPARE(m_tables[0].uniqueKeys[0].columns, QStringList{QStringLiteral("slug")});
    QVERIFY(!m_tables[0].columns[1].nullable);
    QVERIFY(m_tables[0].columns[2].nullable);

    setUp();
    QStringList names;
    const std::vector<TableName> tables = *GOT(m_store->tables());
    for (const TableName& name : tables)
        names.append(name.value);
    QCOMPARE(names, (QStringList{m_tables[0].name.value, m_tables[1].name.value}));
}

void TestStoreContract::missingTableIsASchemaError()
{
    const auto schema = m_store->describe(TableName(QStringLiteral("nowhere")));
    QVERIFY(!schema);
    QCOMPARE(schema.error().kind, ErrorClass::Schema);
    QCOMPARE(schema.error().code, ErrorCode::TableMissing);
}

void TestStoreContract::triggersJournalEachChangedKeyOnce()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL), (2, 'b', NULL)"));
    m_provider->run(QStringLiteral("INSERT INTO tags VALUES (2, 'it''s \"x\"')"));
    QCOMPARE(drained(), (QStringList{QStringLiteral("notes 1 I"), QStringLiteral("notes 2 I"),
                                     QStringLiteral("tags 2, it's \"x\" I")}));
    const Cursor cursor = *GOT(m_store->currentCursor());
    m_provider->run(QStringLiteral("UPDATE notes SET title = 'c' WHERE id = 2"));
    m_provider->run(QStringLiteral("DELETE FROM notes WHERE id = 1"));
    QCOMPARE(drained(cursor), (QStringList{QStringLiteral("notes 2 U"), QStringLiteral("notes 1 D")}));

    auto snapshot = std::move(*GOT(m_store->snapshot(cursor, m_tables)));
    const JournalEntry entry = GOT(snapshot->nextKeys(1))->entries.at(0);
    const NodeId own = GOT(m_store->info(testLink))->node;
    QCOMPARE(entry.origin.value, own.value);
    QCOMPARE(entry.via.value, own.value);
    const auto age = std::chrono::system_clock::now() - entry.born;
    QVERIFY(age > std::chrono::seconds(-5) && age < std::chrono::seconds(60));
}

void TestStoreContract::changedKeyIsADeleteAndAnInsert()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL)"));
    const Cursor cursor = *GOT(m_store->currentCursor());
    m_provider->run(QStringLiteral("UPDATE notes SET id = 5 WHERE id = 1"));
    QStringList entries = drained(cursor);
    entries.replaceInStrings(QStringLiteral("5 U"), QStringLiteral("5 I")); // either says that there is a row now
    entries.sort();
    QCOMPARE(entries, (QStringList{QStringLiteral("notes 1 D"), QStringLiteral("notes 5 I")}));
}

void TestStoreContract::eachKeyComesOnceAtItsLatestEntry()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL)"));
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (2, 'a', NULL)"));
    m_provider->run(QStringLiteral("UPDATE notes SET title = 'b' WHERE id = 1"));
    QCOMPARE(drained(), (QStringList{QStringLiteral("notes 2 I"), QStringLiteral("notes 1 U")}));
}

void TestStoreContract::batchesFollowOneAnotherAndEndAtTheSnapshot()
{
    setUp();
    for (int i = 1; i <= 5; ++i)
        m_provider->run(QStringLiteral("INSERT INTO notes VALUES (%1, 'a', NULL)").arg(i));
    auto snapshot = std::move(*GOT(m_store->snapshot({}, m_tables)));
    const KeyBatch first = *GOT(snapshot->nextKeys(2));
    QCOMPARE(first.entries.size(), std::size_t(2));
    QVERIFY(!first.last);
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (6, 'late', NULL)"));
    const KeyBatch second = *GOT(snapshot->nextKeys(3));
    QCOMPARE(second.entries.size(), std::size_t(3));
    if (!second.last) // a store may need one more look to know
        QVERIFY(GOT(snapshot->nextKeys(3))->last);
    snapshot.reset();
    QCOMPARE(drained(first.after).size(), 4);
    QCOMPARE(drained(second.after), QStringList{QStringLiteral("notes 6 I")});
}

void TestStoreContract::cursorOfNowHidesWhatWasBefore()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL)"));
    const Cursor cursor = *GOT(m_store->currentCursor());
    QCOMPARE(drained(cursor), QStringList());
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (2, 'a', NULL)"));
    QCOMPARE(drained(cursor), QStringList{QStringLiteral("notes 2 I")});
}

void TestStoreContract::openTransactionIsNeitherSeenNorLost()
{
    setUp();
    QFETCH_GLOBAL(QString, driver);
    auto open = m_provider->openTransaction(QStringLiteral("INSERT INTO notes VALUES (1, 'held', NULL)"));
    if (driver != QLatin1StringView("sqlite")) // one writer at a time
        QCOMPARE(m_provider->run(QStringLiteral("INSERT INTO notes VALUES (2, 'free', NULL)")), QString());
    auto snapshot = std::move(*GOT(m_store->snapshot({}, m_tables)));
    const KeyBatch batch = *GOT(snapshot->nextKeys(100));
    for (const JournalEntry& entry : batch.entries)
        QCOMPARE(keyToDisplay(entry.key), QStringLiteral("2"));
    snapshot.reset();
    open.reset(); // rolled back: nothing came of it
    QCOMPARE(drained(batch.after), QStringList());
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (3, 'after', NULL)"));
    QCOMPARE(drained(batch.after), QStringList{QStringLiteral("notes 3 I")});
}

void TestStoreContract::waitingLeavesOutThePeersOwn()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL), (2, 'b', NULL)"));
    const Change brought = change(7, note(7, "x", nullptr));
    auto txn = std::move(*GOT(m_store->begin(peer)));
    const Write one{.change = &brought, .presence = Presence::Absent};
    const Change* all[] = {&brought};
    GOT(txn->write(m_tables[0], std::span(&one, 1)));
    GOT(txn->journal(m_tables[0], all, peer));
    GOT(txn->commit());

    auto snapshot = std::move(*GOT(m_store->snapshot({}, m_tables)));
    QCOMPARE(*GOT(snapshot->waitingCounts(peer)), (std::vector<qint64>{2, 0}));
    QCOMPARE(*GOT(snapshot->waitingCounts(third)), (std::vector<qint64>{3, 0}));
    QStringList keys = shown(*GOT(snapshot->waitingKeys(m_tables[0], 10)));
    keys.sort();
    QCOMPARE(keys, (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("7")}));
    const auto oldest = *GOT(snapshot->oldestWaiting(peer));
    QVERIFY(oldest && *oldest > TimeUs(std::chrono::microseconds(1'700'000'000'123'456)));
    QCOMPARE(*GOT(snapshot->oldestWaiting(third)), TimeUs(std::chrono::microseconds(1'700'000'000'123'456)));
}

void TestStoreContract::rowsComeInTheOrderOfTheKeys()
{
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL), (2, 'ö''\"', 's')"));
    auto snapshot = std::move(*GOT(m_store->snapshot({}, {})));
    const std::vector<Key> keys{key(2), key(9), key(1)};
    const auto rows = *GOT(snapshot->rows(m_tables[0], keys));
    QCOMPARE(shown(rows.at(0)), QStringLiteral("2|ö'\"|s"));
    QCOMPARE(shown(rows.at(1)), QStringLiteral("none"));
    QCOMPARE(shown(rows.at(2)), QStringLiteral("1|a|<null>"));
}

void TestStoreContract::rangesAreHalfOpenInKeyOrder()
{
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (10, 'a', NULL), (9, 'b', NULL), (100, 'c', NULL)"));
    m_provider->run(QStringLiteral("INSERT INTO tags VALUES (9, 'a'), (9, 'B'), (10, 'a')"));
    auto snapshot = std::move(*GOT(m_store->snapshot({}, {})));
    QCOMPARE(keyToDisplay(**GOT(snapshot->nthKey(m_tables[0], std::nullopt, 2))), QStringLiteral("10"));
    QCOMPARE(keyToDisplay(**GOT(snapshot->nthKey(m_tables[0], key(9), 2))), QStringLiteral("100"));
    QVERIFY(!*GOT(snapshot->nthKey(m_tables[0], key(9), 3)));

    const auto rows = *GOT(snapshot->range(m_tables[0], {.after = key(9), .upTo = key(100)}));
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(shown(rows[0]), QStringLiteral("10|a|<null>"));
    QCOMPARE(*GOT(snapshot->count(m_tables[0], {})), qint64(3));
    QCOMPARE(*GOT(snapshot->count(m_tables[0], {.after = std::nullopt, .upTo = key(9)})), qint64(1));

    TableBinding bytewise = m_tables[1];
    bytewise.bytewiseOrder = true;
    const Key middle{{number(9), text("B")}};
    const auto tags = *GOT(snapshot->range(bytewise, {.after = middle, .upTo = std::nullopt}));
    QCOMPARE(tags.size(), std::size_t(2)); // by bytes "B" stands before "a"
    QCOMPARE(shown(tags[0]), QStringLiteral("9|a"));
}

void TestStoreContract::filterHidesRows()
{
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL), (2, 'b', 'x')"));
    TableBinding filtered = m_tables[0];
    filtered.filter = QStringLiteral("slug IS NOT NULL OR title = '?'");
    auto snapshot = std::move(*GOT(m_store->snapshot({}, {})));
    const std::vector<Key> keys{key(1), key(2)};
    const auto rows = *GOT(snapshot->rows(filtered, keys));
    QCOMPARE(shown(rows.at(0)), QStringLiteral("none"));
    QCOMPARE(shown(rows.at(1)), QStringLiteral("2|b|x"));
    QCOMPARE(*GOT(snapshot->count(filtered, {})), qint64(1));
    QCOMPARE(GOT(snapshot->range(filtered, {.after = key(0), .upTo = key(2)}))->size(), std::size_t(1));
}

void TestStoreContract::purgeWaitsForTheSlowestReader()
{
    setUp();
    GOT(m_store->setup(request(LinkName(QStringLiteral("m")))));
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL)"));
    const Cursor first = *GOT(m_store->currentCursor());
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (2, 'a', NULL)"));
    const Cursor second = *GOT(m_store->currentCursor());
    GOT(m_store->acknowledge(testLink, Direction::Forward, second));
    qint64 sum = 0;
    const auto purged = [&] { return sum += *GOT(m_store->purge(100)); };
    QCOMPARE(purged(), qint64(0));
    GOT(m_store->acknowledge(LinkName(QStringLiteral("m")), Direction::Forward, first));
    QTRY_COMPARE_WITH_TIMEOUT(purged(), qint64(1), patience);
    QCOMPARE(drained(first), QStringList{QStringLiteral("notes 2 I")});
    GOT(m_store->acknowledge(LinkName(QStringLiteral("m")), Direction::Forward, second));
    QTRY_COMPARE_WITH_TIMEOUT(purged(), qint64(2), patience);
    QCOMPARE(drained(second), QStringList()); // a number is never given twice
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (3, 'a', NULL)"));
    QCOMPARE(drained(second), QStringList{QStringLiteral("notes 3 I")});
}

/// A table that stands alone: what its link's other tables have done must not take its entries along.
void TestStoreContract::purgeWaitsForATableThatStandsAlone()
{
    setUp();
    const LinkName alone(testLink.value + QStringLiteral("/notes"));
    const Cursor before = *GOT(m_store->currentCursor());
    GOT(m_store->acknowledge(alone, Direction::Forward, before));
    QVERIFY(!GOT(m_store->info(testLink))->otherReaders);
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL)"));
    const Cursor now = *GOT(m_store->currentCursor());
    GOT(m_store->acknowledge(testLink, Direction::Forward, now));
    QCOMPARE(*GOT(m_store->purge(100)), qint64(0));
    GOT(m_store->acknowledge(alone, Direction::Forward, now));
    qint64 sum = 0;
    QTRY_COMPARE_WITH_TIMEOUT(sum += *GOT(m_store->purge(100)), qint64(1), patience);
}

void TestStoreContract::secondLinkMakesOtherReaders()
{
    setUp();
    QVERIFY(!GOT(m_store->info(testLink))->otherReaders);
    GOT(m_store->setup(request(LinkName(QStringLiteral("m")))));
    QVERIFY(GOT(m_store->info(testLink))->otherReaders);
}

void TestStoreContract::bellRingsForACommit()
{
    setUp();
    QFETCH_GLOBAL(QString, driver);
    const auto bell = storeKind(driver)->bell(m_provider->endpoint(), QStringLiteral("contract-bell"));
    QSignalSpy rings(bell.get(), &Bell::rang);
    QTRY_VERIFY(bell->isAlive());
    GOT(m_store->snapshot({}, m_tables)); // arms it
    rings.clear();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL)"));
    QTRY_VERIFY(rings.size() > 0);
}

QTEST_GUILESS_MAIN(TestStoreContract)
#include "tst_storecontract.moc"
