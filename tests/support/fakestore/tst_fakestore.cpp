// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestore/fakeclock.h"
#include "tests/support/fakestore/fakestore.h"

#include <QTest>

using namespace keel;

namespace {

Value text(const char* words)
{
    return {words, Family::Text};
}

Key key(const char* id)
{
    return {{text(id)}};
}

FakeTable itemTable()
{
    FakeTable table;
    table.schema.name = TableName(QStringLiteral("item"));
    table.schema.columns = {
        {.name = QStringLiteral("id")}, {.name = QStringLiteral("code")}, {.name = QStringLiteral("ver")}};
    table.schema.primaryKey = {QStringLiteral("id")};
    table.schema.uniqueKeys = {{QStringLiteral("item_code"), {QStringLiteral("code")}}};
    table.versionColumn = 2;
    table.captured = true;
    return table;
}

FakeTable partTable()
{
    FakeTable table;
    table.schema.name = TableName(QStringLiteral("part"));
    table.schema.columns = {
        {.name = QStringLiteral("id")}, {.name = QStringLiteral("item")}, {.name = QStringLiteral("ver")}};
    table.schema.primaryKey = {QStringLiteral("id")};
    table.schema.foreignKeys = {{.name = QStringLiteral("part_item"),
                                 .columns = {QStringLiteral("item")},
                                 .parent = TableName(QStringLiteral("item")),
                                 .parentColumns = {QStringLiteral("id")}}};
    table.versionColumn = 2;
    table.captured = true;
    return table;
}

TableBinding bindingOf(const FakeTable& table, int index)
{
    TableBinding binding;
    binding.index = index;
    binding.name = binding.configured = table.schema.name;
    for (const ColumnSchema& column : table.schema.columns)
        binding.columns.push_back({.name = column.name});
    binding.key = {0};
    binding.uniqueKeys = table.schema.uniqueKeys;
    return binding;
}

} // namespace

class TestFakeStore : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    std::unique_ptr<FakeDatabase> m_db;
    CalmHook m_hook;
    std::unique_ptr<FakeStore> m_store;
    std::vector<TableBinding> m_bindings;

    void write(const char* id, const char* code, int version)
    {
        const Xid xid = m_db->begin();
        QVERIFY(m_db->put(xid, 0, {text(id), text(code), text(QByteArray::number(version))}, version));
        m_db->commit(xid);
    }
    Change change(const char* id, const char* code, int version, int table = 0)
    {
        return {.entry = {.table = table, .key = key(id), .origin = NodeId(QStringLiteral("peer"))},
                .row = Row{text(id), text(code), text(QByteArray::number(version))}};
    }
    /// As a whole, or row by row: each second transaction tells which.
    ErrorCode refusal(const Result<WriteOutcome>& outcome)
    {
        if (outcome && !outcome->refused.empty())
            return outcome->refused.front().second.code;
        return outcome ? ErrorCode::Unknown : outcome.error().code;
    }

private slots:
    void init()
    {
        m_db = std::make_unique<FakeDatabase>(QStringLiteral("b"), m_clock);
        m_db->addTable(itemTable());
        m_db->addTable(partTable());
        m_store = std::make_unique<FakeStore>(*m_db, Side::B, m_hook, std::make_shared<SeenVersions>());
        m_bindings = {bindingOf(m_db->tables()[0], 0), bindingOf(m_db->tables()[1], 1)};
    }

    void anOpenTransactionIsNeverPassedOver()
    {
        const Xid late = m_db->begin();
        QVERIFY(m_db->put(late, 0, {text("1"), text("x"), text("1")}, 1));
        write("2", "y", 2);

        auto first = m_store->snapshot({}, m_bindings);
        auto batch = (*first)->nextKeys(10);
        QCOMPARE(batch->entries.size(), 1U);
        QCOMPARE(batch->entries[0].key, key("2"));
        QVERIFY(batch->last);
        first->reset();

        m_db->commit(late);
        auto second = m_store->snapshot(batch->after, m_bindings);
        auto rest = (*second)->nextKeys(10);
        QCOMPARE(rest->entries.size(), 1U);
        QCOMPARE(rest->entries[0].key, key("1"));
    }

    void aBatchIsKeysAtTheirLatestEntry()
    {
        write("1", "a", 1);
        write("2", "b", 2);
        write("1", "c", 3);
        auto snapshot = m_store->snapshot({}, m_bindings);
        write("2", "d", 4); // too late for this snapshot
        auto batch = (*snapshot)->nextKeys(1);
        QCOMPARE(batch->entries[0].key, key("2"));
        QCOMPARE(batch->entries[0].sequence, 2);
        QVERIFY(!batch->last);
        batch = (*snapshot)->nextKeys(1);
        QCOMPARE(batch->entries[0].sequence, 3);
        QVERIFY(batch->last);
        auto rows = (*snapshot)->rows(m_bindings[0], std::vector{key("2")});
        QCOMPARE((*(*rows)[0])[1], text("b"));
    }

    void aLockedRowIsBusy()
    {
        write("1", "a", 1);
        const Xid user = m_db->begin();
        QVERIFY(m_db->put(user, 0, {text("1"), text("z"), text("2")}, 2));
        auto txn = m_store->begin(NodeId(QStringLiteral("peer")));
        const Change incoming = change("1", "b", 3);
        QCOMPARE((*txn)->lock(m_bindings[0], std::vector{&incoming})->at(0), Presence::Busy);
    }

    void aRefusedStatementLeavesNothing()
    {
        write("1", "a", 1);
        auto txn = m_store->begin(NodeId(QStringLiteral("peer")));
        const Change good = change("2", "b", 2);
        const Change taken = change("3", "a", 3);
        QCOMPARE(refusal((*txn)->write(m_bindings[0], std::vector<Write>{{&good}, {&taken}})),
                 ErrorCode::UniqueViolation);
        QVERIFY((*txn)->write(m_bindings[0], std::vector<Write>{{&good}}));
        QVERIFY((*txn)->commit());
        QVERIFY(m_db->find(0, 0, key("2")));
        QVERIFY(!m_db->find(0, 0, key("3")));
    }

    void foreignKeysAreKept()
    {
        write("1", "a", 1);
        auto txn = m_store->begin(NodeId(QStringLiteral("peer")));
        const Change orphan = change("7", "9", 2, 1);
        const Change child = change("8", "1", 3, 1);
        QCOMPARE(refusal((*txn)->write(m_bindings[1], std::vector<Write>{{&orphan}})), ErrorCode::ForeignKeyViolation);
        QVERIFY((*txn)->write(m_bindings[1], std::vector<Write>{{&child}}));
        Change gone = change("1", "a", 1);
        gone.row.reset();
        const std::vector<Write> deletion{{.change = &gone, .presence = Presence::Differs}};
        QCOMPARE(refusal((*txn)->write(m_bindings[0], deletion)), ErrorCode::ForeignKeyViolation);
    }

    void aRowThatCameSinceTheCheckAppears()
    {
        auto txn = m_store->begin(NodeId(QStringLiteral("peer")));
        const Change incoming = change("1", "a", 5);
        QCOMPARE((*txn)->lock(m_bindings[0], std::vector{&incoming})->at(0), Presence::Absent);
        write("1", "mine", 6);
        const auto outcome = (*txn)->write(m_bindings[0], std::vector<Write>{{&incoming}});
        QCOMPARE(outcome->appeared, std::vector<std::size_t>{0});
        QVERIFY((*txn)->commit());
        QCOMPARE(m_db->find(0, 0, key("1"))->version, 6);
    }

    void whatEvenkeelWritesIsJournaledOnlyOnRequest()
    {
        auto txn = m_store->begin(NodeId(QStringLiteral("peer")));
        const Change incoming = change("1", "a", 5);
        QVERIFY((*txn)->write(m_bindings[0], std::vector<Write>{{&incoming}}));
        QVERIFY(m_db->journal().empty());
        QVERIFY((*txn)->journal(m_bindings[0], std::vector{&incoming}, NodeId(QStringLiteral("carrier"))));
        QVERIFY((*txn)->commit());
        QCOMPARE(m_db->journal().size(), 1U);
        QCOMPARE(m_db->journal()[0].entry.origin, NodeId(QStringLiteral("peer")));
        QCOMPARE(m_db->journal()[0].entry.via, NodeId(QStringLiteral("carrier")));
    }

    void parkedRowsCanSwap()
    {
        write("1", "a", 1);
        write("2", "b", 2);
        auto txn = m_store->begin(NodeId(QStringLiteral("peer")));
        const Change one = change("1", "b", 3);
        const Change two = change("2", "a", 4);
        const std::vector<Write> swap{{.change = &one, .presence = Presence::Differs},
                                      {.change = &two, .presence = Presence::Differs}};
        QCOMPARE(refusal((*txn)->write(m_bindings[0], swap)), ErrorCode::UniqueViolation);
        QVERIFY((*txn)->park(m_bindings[0], std::vector{key("1"), key("2")}));
        QVERIFY((*txn)->write(m_bindings[0], swap));
        QVERIFY((*txn)->commit());
        QCOMPARE(m_db->find(0, 0, key("1"))->row[1], text("b"));
    }

    void aDroppedTransactionRollsBack()
    {
        {
            auto txn = m_store->begin(NodeId(QStringLiteral("peer")));
            const Change incoming = change("1", "a", 5);
            QVERIFY((*txn)->write(m_bindings[0], std::vector<Write>{{&incoming}}));
            QVERIFY((*txn)->saveCheckpoint(LinkName(QStringLiteral("l")), Direction::Forward, {}, Cursor{"x"}));
        }
        QVERIFY(!m_db->find(0, 0, key("1")));
        QVERIFY(m_db->checkpoints.empty());
        QVERIFY(m_store->begin(NodeId(QStringLiteral("peer"))));
    }
};

QTEST_GUILESS_MAIN(TestFakeStore)
#include "tst_fakestore.moc"
