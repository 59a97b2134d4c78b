// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/registry.h"
#include "tests/integration/storecontract/storeprovider.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace keel;

namespace {

const NodeId peer{QStringLiteral("00000000-0000-4000-8000-00000000000b")};
const NodeId third{QStringLiteral("00000000-0000-4000-8000-00000000000c")};
const LinkName testLink{QStringLiteral("l")};

Value text(const char* v)
{
    return {QByteArray(v), Family::Text};
}
Value number(qint64 v)
{
    return {QByteArray::number(v), Family::Integer};
}
Key key(qint64 id)
{
    return {{number(id)}};
}

QStringList shown(const std::vector<Key>& keys)
{
    QStringList list;
    for (const Key& k : keys)
        list.append(keyToDisplay(k));
    return list;
}

QString shown(const std::optional<Row>& row)
{
    if (!row)
        return QStringLiteral("none");
    QStringList list;
    for (const Value& v : *row)
        list.append(v.isNull() ? QStringLiteral("<null>") : QString::fromUtf8(v.text()));
    return list.join(u'|');
}

} // namespace

#define GOT(expression)                                                                                                \
    [&] {                                                                                                              \
        auto got = (expression);                                                                                       \
        if (!got)                                                                                                      \
            qFatal("%s: %s", #expression, qPrintable(toText(got.error())));                                            \
        return got;                                                                                                    \
    }()

/// The same behaviours for every registered store (sync/store/store.h is what they are held to).
class TestStoreContract : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();

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
    void lockTellsAbsentEqualDiffers();
    void writesAreNotJournaledAsLocal();
    void usersTriggerOnTheTargetIsBornThere();
    void journalKeepsOriginBirthAndBringer();
    void insertOfAPresentRowOnlyAppears();
    void refusedRowUndoesTheWholeWrite();
    void unsentFindsTheTargetsOwnEntries();
    void droppedTransactionLeavesNothing();
    void checkpointComesWithTheRows();
    void parkedRowsCanSwapUniqueValues();
    void purgeWaitsForTheSlowestReader();
    void secondLinkMakesOtherReaders();
    void bellRingsForACommit();

private:
    [[nodiscard]] TableBinding bind(const QString& table);
    [[nodiscard]] SetupRequest request(const LinkName& name = testLink);
    void setUp();
    /// Drains the journal after a cursor: "7:U" per entry.
    [[nodiscard]] QStringList drained(const Cursor& cursor = {}, int limit = 1000);
    [[nodiscard]] Change change(qint64 id, std::optional<Row> row, int table = 0) const;
    [[nodiscard]] Row note(qint64 id, const char* title, const char* slug) const
    {
        return {number(id), text(title), slug ? text(slug) : Value()};
    }
    void write(const Change& change, Presence presence);
    [[nodiscard]] QStringList notes()
    {
        return m_provider->rows(QStringLiteral("SELECT id, title, slug FROM notes ORDER BY id"));
    }

    std::unique_ptr<StoreProvider> m_provider;
    std::unique_ptr<Store> m_store;
    std::vector<TableBinding> m_tables;
};

void TestStoreContract::initTestCase_data()
{
    QTest::addColumn<QString>("driver");
    for (const StoreKind& kind : storeKinds())
        QTest::newRow(qPrintable(kind.driver)) << kind.driver;
}

void TestStoreContract::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
    QFETCH_GLOBAL(QString, driver);
    QString why;
    m_provider = makeProvider(driver, why);
    if (!m_provider)
        QSKIP(qPrintable(why));
    QCOMPARE(m_provider->run(
                 QStringLiteral("CREATE TABLE notes (id bigint PRIMARY KEY, title text NOT NULL, slug text UNIQUE);"
                                "CREATE TABLE tags (note_id bigint NOT NULL REFERENCES notes (id), tag text NOT NULL,"
                                " PRIMARY KEY (note_id, tag));")),
             QString());
    m_store = std::move(*GOT(storeKind(driver)->open(m_provider->endpoint(), QStringLiteral("contract"))));
    m_tables = {bind(QStringLiteral("notes")), bind(QStringLiteral("tags"))};
    m_tables[1].index = 1;
}

void TestStoreContract::cleanup()
{
    m_store.reset();
    m_provider.reset();
}

TableBinding TestStoreContract::bind(const QString& table)
{
    const TableSchema schema = *GOT(m_store->describe(TableName(table)));
    TableBinding binding;
    binding.name = schema.name;
    binding.configured = TableName(table);
    for (const ColumnSchema& column : schema.columns)
        binding.columns.push_back({.name = column.name,
                                   .type = column.type,
                                   .family = column.family,
                                   .nullable = column.nullable,
                                   .generated = column.generated});
    for (const QString& name : schema.primaryKey)
        binding.key.push_back(static_cast<int>(binding.columnNames().indexOf(name)));
    binding.uniqueKeys = schema.uniqueKeys;
    binding.foreignKeys = schema.foreignKeys;
    return binding;
}

SetupRequest TestStoreContract::request(const LinkName& name)
{
    return {.link = name, .role = Side::A, .tables = m_tables};
}

void TestStoreContract::setUp()
{
    GOT(m_store->setup(request()));
}

QStringList TestStoreContract::drained(const Cursor& cursor, int limit)
{
    auto snapshot = std::move(*GOT(m_store->snapshot(cursor, m_tables)));
    QStringList list;
    for (;;) {
        const KeyBatch batch = *GOT(snapshot->nextKeys(limit));
        for (const JournalEntry& entry : batch.entries)
            list.append(m_tables[static_cast<std::size_t>(entry.table)].configured.value + u' ' +
                        keyToDisplay(entry.key) + u' ' + QLatin1Char("IUDT"[static_cast<int>(entry.operation)]));
        if (batch.last)
            return list;
    }
}

Change TestStoreContract::change(qint64 id, std::optional<Row> row, int table) const
{
    Change change;
    change.entry.table = table;
    change.entry.key = key(id);
    change.entry.operation = row ? Operation::Update : Operation::Delete;
    change.entry.origin = peer;
    change.entry.via = peer;
    change.entry.born = TimeUs(std::chrono::microseconds(1'700'000'000'123'456));
    change.row = std::move(row);
    return change;
}

void TestStoreContract::write(const Change& change, Presence presence)
{
    auto txn = std::move(*GOT(m_store->begin(peer)));
    const Write one{.change = &change, .presence = presence};
    const WriteOutcome outcome = *GOT(txn->write(m_tables[0], std::span(&one, 1)));
    QVERIFY(outcome.appeared.empty());
    GOT(txn->commit());
}

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

void TestStoreContract::lockTellsAbsentEqualDiffers()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL), (2, 'b', NULL), (3, 'c', NULL)"));
    const Change equal = change(1, note(1, "a", nullptr));
    const Change differs = change(2, note(2, "other", nullptr));
    const Change gone = change(3, std::nullopt);
    const Change absent = change(4, note(4, "d", nullptr));
    const Change* changes[] = {&equal, &differs, &gone, &absent};
    auto txn = std::move(*GOT(m_store->begin(peer)));
    QCOMPARE(*GOT(txn->lock(m_tables[0], changes)),
             (std::vector{Presence::Equal, Presence::Differs, Presence::Differs, Presence::Absent}));
}

void TestStoreContract::writesAreNotJournaledAsLocal()
{
    setUp();
    write(change(1, note(1, "x", "s")), Presence::Absent);
    QCOMPARE(notes(), QStringList{QStringLiteral("1|x|s")});
    write(change(1, note(1, "y", nullptr)), Presence::Differs);
    QCOMPARE(notes(), QStringList{QStringLiteral("1|y|<null>")});
    write(change(1, std::nullopt), Presence::Differs);
    QCOMPARE(notes(), QStringList());
    QCOMPARE(drained(), QStringList());
}

void TestStoreContract::usersTriggerOnTheTargetIsBornThere()
{
    setUp();
    QFETCH_GLOBAL(QString, driver);
    const bool sqlite = driver == QLatin1StringView("sqlite");
    QCOMPARE(m_provider->run(
                 sqlite ? QStringLiteral("CREATE TRIGGER tagging AFTER INSERT ON notes BEGIN "
                                         "INSERT INTO tags VALUES (NEW.id, 'new'); END")
                        : QStringLiteral(
                              "CREATE FUNCTION tagging() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                              "INSERT INTO tags VALUES (NEW.id, 'new'); RETURN NULL; END $$;"
                              "CREATE TRIGGER tagging AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION tagging()")),
             QString());
    write(change(1, note(1, "x", nullptr)), Presence::Absent);
    QCOMPARE(drained(), QStringList{QStringLiteral("tags 1, new I")});
}

void TestStoreContract::journalKeepsOriginBirthAndBringer()
{
    setUp();
    Change relayed = change(1, note(1, "x", nullptr));
    relayed.entry.origin = third;
    auto txn = std::move(*GOT(m_store->begin(third)));
    const Write one{.change = &relayed, .presence = Presence::Absent};
    const Change* all[] = {&relayed};
    GOT(txn->write(m_tables[0], std::span(&one, 1)));
    GOT(txn->journal(m_tables[0], all, peer));
    GOT(txn->commit());
    auto snapshot = std::move(*GOT(m_store->snapshot({}, m_tables)));
    const KeyBatch batch = *GOT(snapshot->nextKeys(10));
    QCOMPARE(batch.entries.size(), std::size_t(1));
    QCOMPARE(batch.entries[0].key, key(1));
    QCOMPARE(batch.entries[0].origin.value, third.value);
    QCOMPARE(batch.entries[0].via.value, peer.value);
    QCOMPARE(batch.entries[0].born, relayed.entry.born);
}

void TestStoreContract::insertOfAPresentRowOnlyAppears()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'mine', NULL)"));
    const Change theirs = change(1, note(1, "theirs", nullptr));
    const Change other = change(2, note(2, "new", nullptr));
    auto txn = std::move(*GOT(m_store->begin(peer)));
    const Write both[] = {{.change = &theirs, .presence = Presence::Absent},
                          {.change = &other, .presence = Presence::Absent}};
    QCOMPARE(GOT(txn->write(m_tables[0], both))->appeared, std::vector<std::size_t>{0});
    GOT(txn->commit());
    QCOMPARE(notes(), (QStringList{QStringLiteral("1|mine|<null>"), QStringLiteral("2|new|<null>")}));
    QCOMPARE(drained(), QStringList{QStringLiteral("notes 1 I")});
}

void TestStoreContract::refusedRowUndoesTheWholeWrite()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', 'taken')"));
    const Change good = change(2, note(2, "good", nullptr));
    const Change bad = change(3, note(3, "bad", "taken"));
    auto txn = std::move(*GOT(m_store->begin(peer)));
    const Write both[] = {{.change = &good, .presence = Presence::Absent},
                          {.change = &bad, .presence = Presence::Absent}};
    const auto refused = txn->write(m_tables[0], both);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorClass::Row);
    QCOMPARE(refused.error().code, ErrorCode::UniqueViolation);
    GOT(txn->write(m_tables[0], std::span(both, 1)));
    GOT(txn->commit());
    QCOMPARE(notes(), (QStringList{QStringLiteral("1|a|taken"), QStringLiteral("2|good|<null>")}));
}

void TestStoreContract::unsentFindsTheTargetsOwnEntries()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', NULL)"));
    const Cursor done = *GOT(m_store->currentCursor());
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (2, 'b', NULL)"));
    m_provider->run(QStringLiteral("UPDATE notes SET title = 'c' WHERE id = 2"));
    const Change first = change(1, note(1, "x", nullptr));
    const Change second = change(2, note(2, "x", nullptr));
    const Change* changes[] = {&first, &second};
    auto txn = std::move(*GOT(m_store->begin(peer)));
    const auto entries = *GOT(txn->unsent(m_tables[0], done, changes));
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries[0].key, key(2));
    QCOMPARE(entries[0].operation, Operation::Update);
    QCOMPARE(GOT(txn->unsent(m_tables[0], {}, changes))->size(), std::size_t(2));
}

void TestStoreContract::droppedTransactionLeavesNothing()
{
    setUp();
    {
        const Change one = change(1, note(1, "x", nullptr));
        const Write write{.change = &one, .presence = Presence::Absent};
        auto txn = std::move(*GOT(m_store->begin(peer)));
        GOT(txn->write(m_tables[0], std::span(&write, 1)));
        GOT(txn->saveCheckpoint(testLink, Direction::Forward, {}, {"5"}));
    }
    QCOMPARE(notes(), QStringList());
    QVERIFY(!*GOT(m_store->checkpoint(testLink, Direction::Forward, {})));
}

void TestStoreContract::checkpointComesWithTheRows()
{
    setUp();
    QVERIFY(!*GOT(m_store->checkpoint(testLink, Direction::Forward, QStringLiteral("lane"))));
    for (const char* cursor : {"5", "peer's text: 6"}) {
        auto txn = std::move(*GOT(m_store->begin(peer)));
        GOT(txn->saveCheckpoint(testLink, Direction::Forward, QStringLiteral("lane"), {cursor}));
        GOT(txn->commit());
        QCOMPARE((*GOT(m_store->checkpoint(testLink, Direction::Forward, QStringLiteral("lane"))))->text,
                 QByteArray(cursor));
    }
    QVERIFY(!*GOT(m_store->checkpoint(testLink, Direction::Reverse, QStringLiteral("lane"))));
}

void TestStoreContract::parkedRowsCanSwapUniqueValues()
{
    setUp();
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (1, 'a', 'x'), (2, 'b', 'y')"));
    const Cursor before = *GOT(m_store->currentCursor());
    const Change one = change(1, note(1, "a", "y"));
    const Change two = change(2, note(2, "b", "x"));
    const Write both[] = {{.change = &one, .presence = Presence::Differs},
                          {.change = &two, .presence = Presence::Differs}};
    const std::vector<Key> keys{key(1), key(2)};
    auto txn = std::move(*GOT(m_store->begin(peer)));
    GOT(txn->park(m_tables[0], keys));
    GOT(txn->write(m_tables[0], both));
    GOT(txn->commit());
    QCOMPARE(notes(), (QStringList{QStringLiteral("1|a|y"), QStringLiteral("2|b|x")}));
    QCOMPARE(drained(before), QStringList());
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
    QCOMPARE(*GOT(m_store->purge(100)), qint64(0));
    GOT(m_store->acknowledge(LinkName(QStringLiteral("m")), Direction::Forward, first));
    QCOMPARE(*GOT(m_store->purge(100)), qint64(1));
    QCOMPARE(drained(first), QStringList{QStringLiteral("notes 2 I")});
    GOT(m_store->acknowledge(LinkName(QStringLiteral("m")), Direction::Forward, second));
    QCOMPARE(*GOT(m_store->purge(100)), qint64(1));
    QCOMPARE(drained(second), QStringList()); // a number is never given twice
    m_provider->run(QStringLiteral("INSERT INTO notes VALUES (3, 'a', NULL)"));
    QCOMPARE(drained(second), QStringList{QStringLiteral("notes 3 I")});
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
