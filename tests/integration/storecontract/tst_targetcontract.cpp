// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/storecontract/storefixture.h"

using namespace keel;

/// What every registered store does as a target (sync/store/store.h is what they are held to).
class TestTargetContract : public StoreFixture
{
    Q_OBJECT

private slots:
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
};

void TestTargetContract::lockTellsAbsentEqualDiffers()
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

void TestTargetContract::writesAreNotJournaledAsLocal()
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

void TestTargetContract::usersTriggerOnTheTargetIsBornThere()
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

void TestTargetContract::journalKeepsOriginBirthAndBringer()
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

void TestTargetContract::insertOfAPresentRowOnlyAppears()
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

void TestTargetContract::refusedRowUndoesTheWholeWrite()
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

void TestTargetContract::unsentFindsTheTargetsOwnEntries()
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

void TestTargetContract::droppedTransactionLeavesNothing()
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

void TestTargetContract::checkpointComesWithTheRows()
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

void TestTargetContract::parkedRowsCanSwapUniqueValues()
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

QTEST_GUILESS_MAIN(TestTargetContract)
#include "tst_targetcontract.moc"
