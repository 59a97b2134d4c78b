// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/store/pgfixture.h"

#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace keel;

/// Large writes of which the server refuses some rows: those are told, each with its own error, and all others stand.
class PgRefusedTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_store.reset(); }

    void overwriteKeepsAllButTheRefusedRows();
    void writeKeepsAllButTheRefusedRows_data();
    void writeKeepsAllButTheRefusedRows();
    void rowsThatAppearedAreNotRefused();
    void rowsThatATriggerKeepsOutAreRefused();
    void whereStoredRowsAreLookedAtTheRestIsWrittenAgain();
    void whatIsNoRowsFaultIsNotSharedOut();

private:
    enum class Refusal { No, Check, Value, AtTheEnd };
    static Refusal refusalOf(int id);
    static ErrorCode codeOf(Refusal refusal);
    void sql(const QString& text) { m_server->psql(m_endpoint.database, text); }
    QString ask(const QString& text) { return m_server->psql(m_endpoint.database, text); }
    void makeRows(int first, int last);
    void makeChanges(const TableBinding& table, int first, int last);
    void refuseSome();
    [[nodiscard]] std::vector<Write> writes(TargetTransaction& transaction, const TableBinding& table);
    /// By id.
    [[nodiscard]] std::map<int, Error> toldIn(const std::vector<std::pair<std::size_t, Error>>& refused) const;
    void compareTold(const std::map<int, Error>& told, int first, int last);

    std::unique_ptr<PrivatePostgres> m_server;
    EndpointConfig m_endpoint;
    std::unique_ptr<Store> m_store;
    std::vector<Change> m_changes;
    std::vector<const Change*> m_list;
    const NodeId m_peer{QStringLiteral("11111111-2222-3333-4444-555555555555")};
};

void PgRefusedTest::initTestCase()
{
    QString whyNot;
    m_server = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
    if (!m_server)
        QSKIP(qUtf8Printable(whyNot));
}

void PgRefusedTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
    m_endpoint = m_server->createDatabase(QStringLiteral("keel_pgrefused"));
    m_store = openStore(m_endpoint, QStringLiteral("test store"));
    // A column that is called as the walk's own words are must not confuse it.
    sql(QStringLiteral("create table item (id int primary key, keel_low text, qty numeric(10,2))"));
}

/// First, last, neighbours, on the edge of a part, and far apart.
PgRefusedTest::Refusal PgRefusedTest::refusalOf(int id)
{
    if (id == 1 || id == 2 || id == 32 || id == 33 || id == 700 || id == 999 || id == 1000)
        return Refusal::Check;
    if (id == 100 || id == 500)
        return Refusal::Value;
    return id == 64 || id == 65 || id == 720 ? Refusal::AtTheEnd : Refusal::No;
}

ErrorCode PgRefusedTest::codeOf(Refusal refusal)
{
    return refusal == Refusal::Check   ? ErrorCode::CheckViolation
           : refusal == Refusal::Value ? ErrorCode::ValueRefused
                                       : ErrorCode::RefusedByTrigger;
}

void PgRefusedTest::makeRows(int first, int last)
{
    sql(QStringLiteral("insert into item select i, 'old', i from generate_series(%1, %2) i").arg(first).arg(last));
}

void PgRefusedTest::makeChanges(const TableBinding& table, int first, int last)
{
    m_changes.clear();
    m_list.clear();
    for (int i = first; i <= last; ++i) {
        const QByteArray id = QByteArray::number(i);
        const QByteArray text = refusalOf(i) == Refusal::Check      ? "bad"
                                : refusalOf(i) == Refusal::AtTheEnd ? "late"
                                                                    : "new";
        const QByteArray quantity = refusalOf(i) == Refusal::Value ? QByteArray("123456789012.00") : id + ".00";
        m_changes.push_back(changeOf(
            table, keyOf({id}), Row{{id, Family::Integer}, {text, Family::Text}, {quantity, Family::Decimal}}, m_peer));
    }
    for (const Change& change : m_changes)
        m_list.push_back(&change);
}

void PgRefusedTest::refuseSome()
{
    sql(QStringLiteral(
        "alter table item add constraint no_bad check (keel_low <> 'bad');"
        "create function late() returns trigger language plpgsql as $f$ begin if new.keel_low = 'late' then"
        " raise exception 'too late'; end if; return null; end $f$;"
        "create trigger late after insert or update on item for each row execute function late()"));
}

std::vector<Write> PgRefusedTest::writes(TargetTransaction& transaction, const TableBinding& table)
{
    const auto presence = must(transaction.lock(table, m_list));
    std::vector<Write> writes;
    for (std::size_t i = 0; i < m_list.size(); ++i)
        writes.push_back({m_list[i], presence[i]});
    return writes;
}

std::map<int, Error> PgRefusedTest::toldIn(const std::vector<std::pair<std::size_t, Error>>& refused) const
{
    std::map<int, Error> told;
    for (const auto& [index, error] : refused)
        told.emplace(m_changes[index].entry.key.values[0].text().toInt(), error);
    return told;
}

void PgRefusedTest::compareTold(const std::map<int, Error>& told, int first, int last)
{
    for (int id = first; id <= last; ++id) {
        const auto it = told.find(id);
        QVERIFY2((it != told.end()) == (refusalOf(id) != Refusal::No), qPrintable(QString::number(id)));
        if (it == told.end())
            continue;
        QCOMPARE(it->second.kind, ErrorClass::Row);
        QCOMPARE(it->second.code, codeOf(refusalOf(id)));
        if (refusalOf(id) == Refusal::Check) {
            QCOMPARE(it->second.constraint, QStringLiteral("no_bad"));
            QVERIFY2(it->second.detail.contains(QStringLiteral("Failing row contains (%1, bad, ").arg(id)),
                     qPrintable(it->second.detail));
        }
    }
}

void PgRefusedTest::overwriteKeepsAllButTheRefusedRows()
{
    makeRows(1, 1000);
    refuseSome();
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    makeChanges(table, 1, 1100);
    sql(QStringLiteral("update item set keel_low = 'new' where id between 301 and 310")); // equal already
    auto transaction = must(m_store->begin(m_peer));
    const auto presence = must(transaction->overwrite(table, m_list));
    for (int id = 1; id <= 1100; ++id) {
        const Presence expected = id > 1000                      ? Presence::Absent
                                  : refusalOf(id) != Refusal::No ? Presence::Busy
                                  : id >= 301 && id <= 310       ? Presence::Equal
                                                                 : Presence::Differs;
        QVERIFY2(presence[static_cast<std::size_t>(id - 1)] == expected, qPrintable(QString::number(id)));
    }
    // Those are for lock() and write(), which tells why.
    makeChanges(table, 1, 100);
    const auto outcome = must(transaction->write(table, writes(*transaction, table)));
    compareTold(toldIn(outcome.refused), 1, 100);
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select keel_low, count(*) from item group by 1 order by 1")),
             QStringLiteral("new|988\nold|12"));
}

void PgRefusedTest::writeKeepsAllButTheRefusedRows_data()
{
    QTest::addColumn<int>("present"); ///< rows that are there: the others are inserts
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("inserts") << 0 << 1 << 1000;
    QTest::newRow("updates") << 1000 << 1 << 1000;
    QTest::newRow("both") << 400 << 1 << 1000;
    QTest::newRow("a few") << 50 << 31 << 66;
    QTest::newRow("two") << 1000 << 999 << 1000;
}

void PgRefusedTest::writeKeepsAllButTheRefusedRows()
{
    QFETCH(int, present);
    QFETCH(int, first);
    QFETCH(int, last);
    if (present > 0)
        makeRows(1, present);
    refuseSome();
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    makeChanges(table, first, last);
    auto transaction = must(m_store->begin(m_peer));
    const auto list = writes(*transaction, table);
    const auto outcome = transaction->write(table, list);
    if (list.size() == 2) { // so few are left to the caller to be tried alone
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::CheckViolation);
        return;
    }
    QVERIFY2(outcome, outcome ? "" : qPrintable(toText(outcome.error())));
    QVERIFY(outcome->storedDiffers.empty() && outcome->appeared.empty());
    compareTold(toldIn(outcome->refused), first, last);
    must(transaction->commit());
    int good = 0;
    for (int id = first; id <= last; ++id)
        good += refusalOf(id) == Refusal::No ? 1 : 0;
    QCOMPARE(ask(QStringLiteral("select count(*) from item where keel_low = 'new'")), QString::number(good));
    QCOMPARE(ask(QStringLiteral("select count(*) from item where keel_low in ('bad', 'late')")), QStringLiteral("0"));
}

void PgRefusedTest::rowsThatAppearedAreNotRefused()
{
    refuseSome();
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    makeChanges(table, 1, 300);
    auto transaction = must(m_store->begin(m_peer));
    const auto list = writes(*transaction, table);
    sql(QStringLiteral("insert into item values (150, 'theirs', 1), (299, 'theirs', 1)"));
    const auto outcome = must(transaction->write(table, list));
    compareTold(toldIn(outcome.refused), 1, 300);
    QCOMPARE(outcome.appeared, (std::vector<std::size_t>{149, 298}));
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select count(*) filter (where keel_low = 'theirs'), count(*) from item")),
             QStringLiteral("2|293"));
}

void PgRefusedTest::rowsThatATriggerKeepsOutAreRefused()
{
    makeRows(1, 150);
    refuseSome();
    sql(QStringLiteral("create function guard() returns trigger language plpgsql as 'begin return null; end';"
                       "create trigger guard before insert or update on item for each row"
                       " when (new.id in (150, 299)) execute function guard()"));
    auto table = bindingOf(*m_store, QStringLiteral("item"));
    table.verifyStored = false;
    makeChanges(table, 1, 300);
    auto transaction = must(m_store->begin(m_peer));
    const auto outcome = must(transaction->write(table, writes(*transaction, table)));
    auto told = toldIn(outcome.refused);
    for (const int id : {150, 299}) {
        QVERIFY(told.contains(id));
        QCOMPARE(told[id].code, ErrorCode::RefusedByTrigger);
        QVERIFY2(told[id].detail.contains(QStringLiteral("left out")), qPrintable(told[id].detail));
        told.erase(id);
    }
    compareTold(told, 1, 300);
}

void PgRefusedTest::whereStoredRowsAreLookedAtTheRestIsWrittenAgain()
{
    makeRows(1, 150);
    refuseSome();
    auto table = bindingOf(*m_store, QStringLiteral("item"));
    table.verifyStored = true;
    makeChanges(table, 1, 300);
    auto transaction = must(m_store->begin(m_peer));
    auto list = writes(*transaction, table);
    const auto outcome = must(transaction->write(table, list));
    QVERIFY(outcome.refused.empty());
    const auto told = toldIn(outcome.storedDiffers);
    compareTold(told, 1, 300);
    std::erase_if(list,
                  [&](const Write& write) { return told.contains(write.change->entry.key.values[0].text().toInt()); });
    const auto again = must(transaction->write(table, list));
    QVERIFY(again.storedDiffers.empty() && again.refused.empty());
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select count(*) from item where keel_low = 'new'")), QStringLiteral("293"));
}

void PgRefusedTest::whatIsNoRowsFaultIsNotSharedOut()
{
    refuseSome();
    sql(QStringLiteral("create function lost() returns trigger language plpgsql as"
                       " 'begin perform from gone; return null; end';"
                       "create trigger lost after insert on item for each row when (new.id = 200)"
                       " execute function lost()"));
    const auto table = bindingOf(*m_store, QStringLiteral("item"));
    makeChanges(table, 1, 300);
    auto transaction = must(m_store->begin(m_peer));
    const auto list = writes(*transaction, table);
    // The first error is a row's; the walk meets the other one and leaves nothing.
    const auto refused = transaction->write(table, list);
    QVERIFY(!refused);
    must(transaction->commit());
    QCOMPARE(ask(QStringLiteral("select count(*) from item")), QStringLiteral("0"));
}

QTEST_GUILESS_MAIN(PgRefusedTest)
#include "tst_pgrefused.moc"
