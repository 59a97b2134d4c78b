// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/storecontract/storefixture.h"

#include "sync/store/registry.h"

#include <QRegularExpression>

namespace keel {

void StoreFixture::initTestCase_data()
{
    QTest::addColumn<QString>("driver");
    for (const StoreKind& kind : storeKinds())
        QTest::newRow(qPrintable(kind.driver)) << kind.driver;
}

void StoreFixture::init()
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

void StoreFixture::cleanup()
{
    m_store.reset();
    m_provider.reset();
}

TableBinding StoreFixture::bind(const QString& table)
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

SetupRequest StoreFixture::request(const LinkName& name)
{
    return {.link = name, .role = Side::A, .tables = m_tables};
}

void StoreFixture::setUp()
{
    GOT(m_store->setup(request()));
}

QStringList StoreFixture::drained(const Cursor& cursor, int limit)
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

Change StoreFixture::change(qint64 id, std::optional<Row> row, int table) const
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

void StoreFixture::write(const Change& change, Presence presence)
{
    auto txn = std::move(*GOT(m_store->begin(peer)));
    const Write one{.change = &change, .presence = presence};
    const WriteOutcome outcome = *GOT(txn->write(m_tables[0], std::span(&one, 1)));
    QVERIFY(outcome.appeared.empty());
    GOT(txn->commit());
}

} // namespace keel
