// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/store/pgfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace keel;

/// What the PostgreSQL store does as a target, against a real server. Each test has a database of its own.
class PgApplyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void appliedRowsAreMutedAndUserTriggersAreNot();
    void journaledForeignRowKeepsOriginViaAndBirth();
    void lockTellsPresence();
    void lockedRowIsBusyAndTheRestGoesOn();
    void rowThatAppearsAfterTheLockIsNotOverwritten();
    void poisonRowIsRefusedAndTheTransactionGoesOn();
    void uniqueSwapGoesThroughPark();
    void generatedAndIdentityColumns();
    void checkpointStandsOrFallsWithItsTransaction();
    void checkpointInDoubtIsNotRead();
    void stagedSetsEqualArraySets();
    void aSetThatCouldNotBeStagedSpoilsNoLaterOne();
    void overwriteChangesWhatDiffersAndTellsTheRest();
    void overwriteKeepsOffARowThatATriggerGuards();
    void overwrittenRowsShowTheirRivals();

private:
    void sql(const QString& text) { m_server->psql(m_endpoint.database, text); }
    QString ask(const QString& text) { return m_server->psql(m_endpoint.database, text); }
    [[nodiscard]] std::vector<Change> thousandRows(const TableBinding& table, const QByteArray& name) const;
    [[nodiscard]] static std::vector<const Change*> pointersTo(const std::vector<Change>& changes);
    KeyBatch next(const Cursor& cursor, const TableBinding& table, int limit = 1000);

    std::unique_ptr<PrivatePostgres> m_server;
    EndpointConfig m_endpoint;
    std::unique_ptr<Store> m_store;
    const NodeId m_peer{QStringLiteral("11111111-2222-3333-4444-555555555555")};
};

void PgApplyTest::initTestCase()
{
    QString whyNot;
    m_server = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
    if (!m_server)
        QSKIP(qUtf8Printable(whyNot));
}

void PgApplyTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
    m_endpoint = m_server->createDatabase(QStringLiteral("keel_pgapply"));
    m_store = openStore(m_endpoint, QStringLiteral("test store"));
    sql(QStringLiteral("create table item (id int primary key, name text, qty numeric(10,2))"));
}

void PgApplyTest::cleanup()
{
    m_store.reset();
}

KeyBatch PgApplyTest::next(const Cursor& cursor, const TableBinding& table, int limit)
{
    const std::vector<TableBinding> tables{table};
    auto snapshot = must(m_store->snapshot(cursor, tables));
    return must(snapshot->nextKeys(limit));
}

void PgApplyTest::appliedRowsAreMutedAndUserTriggersAreNot()
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

void PgApplyTest::journaledForeignRowKeepsOriginViaAndBirth()
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

void PgApplyTest::lockTellsPresence()
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

void PgApplyTest::lockedRowIsBusyAndTheRestGoesOn()
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

void PgApplyTest::rowThatAppearsAfterTheLockIsNotOverwritten()
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

void PgApplyTest::poisonRowIsRefusedAndTheTransactionGoesOn()
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

void PgApplyTest::uniqueSwapGoesThroughPark()
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

void PgApplyTest::generatedAndIdentityColumns()
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

void PgApplyTest::checkpointStandsOrFallsWithItsTransaction()
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

void PgApplyTest::checkpointInDoubtIsNotRead()
{
    setUp(*m_store, {});
    const LinkName link(QStringLiteral("link"));
    const auto save = [&](TargetTransaction& transaction, const char* cursor) {
        must(transaction.saveCheckpoint(link, Direction::Forward, QStringLiteral("0"), Cursor{cursor}));
    };
    auto first = must(m_store->begin(m_peer));
    save(*first, "1:2:");
    must(first->commit());
    const auto stalled = openStore(m_endpoint, QStringLiteral("stalled session"));
    auto inDoubt = must(stalled->begin(m_peer));
    save(*inDoubt, "3:4:");
    const auto read = m_store->checkpoint(link, Direction::Forward, QStringLiteral("0"));
    QVERIFY(!read);
    QVERIFY(read.error().isTransient());
    must(inDoubt->commit());
    QCOMPARE(must(m_store->checkpoint(link, Direction::Forward, QStringLiteral("0")))->text, QByteArray("3:4:"));
}

void PgApplyTest::stagedSetsEqualArraySets()
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

std::vector<const Change*> PgApplyTest::pointersTo(const std::vector<Change>& changes)
{
    std::vector<const Change*> list;
    for (const Change& change : changes)
        list.push_back(&change);
    return list;
}

std::vector<Change> PgApplyTest::thousandRows(const TableBinding& table, const QByteArray& name) const
{
    std::vector<Change> changes;
    for (int i = 1; i <= 1000; ++i) {
        const QByteArray id = QByteArray::number(i);
        changes.push_back(changeOf(table, keyOf({id}),
                                   Row{{id, Family::Integer}, {name, Family::Text}, {id + ".00", Family::Decimal}},
                                   m_peer));
    }
    return changes;
}

void PgApplyTest::aSetThatCouldNotBeStagedSpoilsNoLaterOne()
{
    sql(QStringLiteral("insert into item select i, 'old', i from generate_series(1, 500) i"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    auto changes = thousandRows(table, "new");
    (*changes[899].row)[2] = Value("much", Family::Decimal);
    const auto list = pointersTo(changes);
    const std::span all(list);
    auto transaction = must(m_store->begin(m_peer));
    QVERIFY(std::ranges::all_of(must(transaction->lock(table, all.first(500))),
                                [](Presence p) { return p == Presence::Differs; }));
    const auto refused = transaction->lock(table, all.subspan(500));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorClass::Row);
    // What the applier does next: the half of the refused set that holds no such row.
    QVERIFY(std::ranges::all_of(must(transaction->lock(table, all.subspan(500, 250))),
                                [](Presence p) { return p == Presence::Absent; }));
}

void PgApplyTest::overwriteChangesWhatDiffersAndTellsTheRest()
{
    // 1…300 are equal, 301…900 differ, 901…1000 are not there.
    sql(QStringLiteral("insert into item select i, case when i <= 300 then 'new' else 'old' end, i"
                       " from generate_series(1, 900) i"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    const auto changes = thousandRows(table, "new");
    const auto list = pointersTo(changes);
    auto transaction = must(m_store->begin(m_peer));
    QVERIFY(transaction->prefersOverwrite(table, list.size()));
    QVERIFY(!transaction->prefersOverwrite(table, 2));
    const auto presence = must(transaction->overwrite(table, list));
    std::vector<Write> absent;
    for (std::size_t i = 0; i < list.size(); ++i) {
        QCOMPARE(presence[i], i < 300 ? Presence::Equal : i < 900 ? Presence::Differs : Presence::Absent);
        if (presence[i] == Presence::Absent)
            absent.push_back({list[i], Presence::Absent});
    }
    must(transaction->write(table, absent));
    must(transaction->commit());
    // The equal rows were not touched: they are older than the transaction that wrote the others.
    QCOMPARE(ask(QStringLiteral("select count(*), count(*) filter (where name = 'new'),"
                                " count(*) filter (where id <= 300 and xmin = (select xmin from item where id = 301))"
                                " from item")),
             QStringLiteral("1000|1000|0"));
}

void PgApplyTest::overwriteKeepsOffARowThatATriggerGuards()
{
    sql(QStringLiteral("insert into item select i, 'old', i from generate_series(1, 1000) i;"
                       "create function guard() returns trigger language plpgsql as 'begin return null; end';"
                       "create trigger guard before update on item for each row when (old.id = 500)"
                       " execute function guard()"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    const auto changes = thousandRows(table, "new");
    auto transaction = must(m_store->begin(m_peer));
    if (!transaction->prefersOverwrite(table, changes.size()))
        QSKIP("tables with triggers are always looked at first");
    const auto refused = transaction->overwrite(table, pointersTo(changes));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::RefusedByTrigger);
}

void PgApplyTest::overwrittenRowsShowTheirRivals()
{
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    sql(QStringLiteral("insert into item select i, 'old', i from generate_series(1, 1000) i"));
    setUp(*m_store, {table});
    const Cursor done = must(m_store->currentCursor());
    const auto changes = thousandRows(table, "new");
    const auto list = pointersTo(changes);
    {
        auto transaction = must(m_store->begin(m_peer));
        must(transaction->overwrite(table, list));
        QVERIFY(must(transaction->unsent(table, done, list)).empty());
    }
    sql(QStringLiteral("update item set name = 'here' where id = 77"));
    auto transaction = must(m_store->begin(m_peer));
    must(transaction->overwrite(table, list));
    const auto rivals = must(transaction->unsent(table, done, list));
    QCOMPARE(rivals.size(), std::size_t(1));
    QCOMPARE(rivals[0].key, keyOf({"77"}));
    transaction.reset();
    QCOMPARE(ask(QStringLiteral("select name, count(*) from item group by 1 order by 1")),
             QStringLiteral("here|1\nold|999"));
}

QTEST_GUILESS_MAIN(PgApplyTest)
#include "tst_pgapply.moc"
