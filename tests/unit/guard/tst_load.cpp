// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/guard/load.h"
#include "tests/support/fakestore/fakeclock.h"
#include "tests/support/fakestore/fakerecordbook.h"
#include "tests/support/fakestore/fakestore.h"

#include <QTest>

using namespace keel;

namespace {

Value text(const QByteArray& words)
{
    return {words, Family::Text};
}

/// Somebody writes on b in the moment before the comparison locks its row there.
class WriterBeforeLock final : public FaultHook
{
public:
    [[nodiscard]] Fault before(const char* place, const char* call) override
    {
        if (write && place == QByteArrayView("b") && call == QByteArrayView("lock"))
            std::exchange(write, {})();
        return Fault::None;
    }
    std::function<void()> write;
};

} // namespace

/// The first comparison of a table that is captured by time: no journal tells what users did meanwhile.
class TestLoad : public QObject
{
    Q_OBJECT

private slots:
    void whatAUserWritesMeanwhileStays_data();
    void whatAUserWritesMeanwhileStays();

private:
    static FakeDatabase makeDatabase(const char* name, const Clock& clock)
    {
        FakeDatabase database(QString::fromLatin1(name), clock);
        FakeTable table;
        table.schema.name = TableName(QStringLiteral("item"));
        for (const char* column : {"id", "body", "ver"})
            table.schema.columns.push_back({.name = QString::fromLatin1(column)});
        table.schema.primaryKey = {QStringLiteral("id")};
        table.versionColumn = 2;
        database.addTable(table);
        return database;
    }
    static void put(FakeDatabase& database, const char* body, int version)
    {
        const Xid xid = database.begin();
        QVERIFY(database.put(xid, 0, {text("1"), text(body), text(QByteArray::number(version))}, version));
        database.commit(xid);
    }
    static QByteArray bodyIn(const FakeDatabase& database)
    {
        const StoredRow* row = database.find(0, 0, {{text("1")}});
        return row && !row->gone ? row->row[1].text() : QByteArray();
    }
};

void TestLoad::whatAUserWritesMeanwhileStays_data()
{
    QTest::addColumn<QByteArray>("onBBefore"); // empty: no row
    QTest::addColumn<QByteArray>("onBMeanwhile");
    QTest::addColumn<QByteArray>("onBAfter");
    QTest::addColumn<bool>("agreed");
    QTest::newRow("nobody") << QByteArray("old") << QByteArray() << QByteArray("from a") << true;
    QTest::newRow("an edit") << QByteArray("old") << QByteArray("edited") << QByteArray("edited") << false;
    QTest::newRow("a new row") << QByteArray() << QByteArray("new") << QByteArray("new") << false;
    QTest::newRow("nobody, no row") << QByteArray() << QByteArray() << QByteArray("from a") << true;
}

void TestLoad::whatAUserWritesMeanwhileStays()
{
    QFETCH(QByteArray, onBBefore);
    QFETCH(QByteArray, onBMeanwhile);
    QFETCH(QByteArray, onBAfter);
    QFETCH(bool, agreed);
    FakeClock clock;
    FakeDatabase a = makeDatabase("a", clock);
    FakeDatabase b = makeDatabase("b", clock);
    a.installed = b.installed = true;
    put(a, "from a", 1);
    if (!onBBefore.isEmpty())
        put(b, onBBefore.constData(), 2);
    WriterBeforeLock hook;
    if (!onBMeanwhile.isEmpty())
        hook.write = [&] { put(b, onBMeanwhile.constData(), 3); };
    const auto seen = std::make_shared<SeenVersions>();
    FakeStore storeA(a, Side::A, hook, seen);
    FakeStore storeB(b, Side::B, hook, seen);
    FakeRecordBook book(clock, hook);
    TableBinding table;
    table.name = table.configured = TableName(QStringLiteral("item"));
    table.journal = false;
    for (const char* column : {"id", "body", "ver"})
        table.columns.push_back({.name = QString::fromLatin1(column)});
    table.key = {0};
    const LinkName link(QStringLiteral("link"));
    Load load({.link = link,
               .book = book,
               .a = {.store = storeA, .table = table, .node = a.node()},
               .b = {.store = storeB, .table = table, .node = b.node()},
               .policy = ConflictPolicy::AWins,
               .lane = QStringLiteral("load:item"),
               .shadow = true});
    LoadPosition position;
    const auto step = load.step(position);
    QVERIFY2(step, step ? "" : qPrintable(toText(step.error())));
    QVERIFY(position.done);
    QCOMPARE(bodyIn(b), onBAfter);
    const std::vector<Key> keys{{{text("1")}}};
    const auto shadow = book.shadow(link, table.configured, keys);
    QVERIFY(shadow);
    QVERIFY(!shadow->empty());
    QCOMPARE(!shadow->front().hash.isEmpty(), agreed);
}

QTEST_GUILESS_MAIN(TestLoad)
#include "tst_load.moc"
