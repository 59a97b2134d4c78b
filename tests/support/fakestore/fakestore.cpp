// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestore/fakestore.h"

#include "tests/support/fakestore/fakesnapshot.h"
#include "tests/support/fakestore/faketarget.h"

#include <algorithm>

namespace keel {

namespace {

std::pair<LinkName, Direction> readerOf(const SetupRequest& request)
{
    return {request.link, request.role == Side::A ? Direction::Forward : Direction::Reverse};
}

} // namespace

Error FakeConnection::breakOff()
{
    broken = true;
    return {.kind = ErrorClass::Transient,
            .code = ErrorCode::Unreachable,
            .detail = QStringLiteral("server closed the connection unexpectedly"),
            .sqlState = QStringLiteral("08006")};
}

Result<Fault> FakeConnection::enterLossy(const char* call)
{
    const QByteArray place = database.name().toUtf8();
    const Fault fault = broken ? Fault::Fails : hook.before(place.constData(), call);
    if (fault == Fault::Fails || serverRun != database.serverRun())
        return fail(breakOff());
    return fault;
}

Result<void> FakeConnection::enter(const char* call)
{
    const auto fault = enterLossy(call);
    if (!fault)
        return fail(fault.error());
    if (*fault == Fault::ReplyLost)
        return fail(breakOff());
    return {};
}

int FakeConnection::tableOf(const TableBinding& binding) const
{
    const int table = database.tableIndex(binding.name);
    Q_ASSERT(table >= 0 && binding.columns.size() == database.table(table).schema.columns.size());
    return table;
}

void FakeConnection::saw(int table, const Key& key, const StoredRow* stored)
{
    seen->of(side)[{table, key}] = stored ? stored->version : 0;
}

FakeStore::FakeStore(FakeDatabase& database, Side side, FaultHook& hook, std::shared_ptr<SeenVersions> seen,
                     FakeStoreOptions options, PlantedBugs bugs)
    : m_connection{.database = database, .hook = hook, .side = side, .seen = std::move(seen), .bugs = bugs},
      m_options(std::move(options))
{}

Result<StoreInfo> FakeStore::info(const LinkName& link)
{
    KEEL_TRY(m_connection.enter("info"));
    const FakeDatabase& database = m_connection.database;
    StoreInfo info{.product = QStringLiteral("Fake 1.0"), .node = {}, .otherReaders = false};
    if (database.installed)
        info.node = database.node();
    info.otherReaders = std::ranges::any_of(database.readers, [&](const auto& reader) {
        return reader.first.value.section(u'/', 0, 0) != link.value; // its own tables that stand alone are no others
    });
    return info;
}

Result<TableSchema> FakeStore::describe(const TableName& table)
{
    KEEL_TRY(m_connection.enter("describe"));
    const int index = m_connection.database.tableIndex(table);
    if (index < 0)
        return fail({.kind = ErrorClass::Schema, .code = ErrorCode::TableMissing, .detail = table.value});
    TableSchema schema = m_connection.database.table(index).schema;
    schema.estimatedRows = static_cast<qint64>(m_connection.database.rows(index)->size());
    return schema;
}

Result<std::vector<TableName>> FakeStore::tables()
{
    KEEL_TRY(m_connection.enter("tables"));
    std::vector<TableName> names;
    for (const FakeTable& table : m_connection.database.tables())
        names.push_back(table.schema.name);
    return names;
}

QStringList FakeStore::missing(const SetupRequest& request) const
{
    const FakeDatabase& database = m_connection.database;
    QStringList statements;
    if (!database.installed)
        statements.append(QStringLiteral("create schema evenkeel"));
    if (!request.captured)
        return statements;
    if (!database.readers.contains(readerOf(request)))
        statements.append(QStringLiteral("insert into evenkeel.reader"));
    for (const TableBinding& binding : request.tables) {
        const int table = database.tableIndex(binding.name);
        if (table < 0 && binding.probes) {
            statements.append(QStringLiteral("create table ") + binding.name.value);
            continue;
        }
        if (binding.journal && !m_connection.database.tables()[static_cast<std::size_t>(table)].captured)
            statements.append(QStringLiteral("create trigger on ") + binding.name.value);
    }
    return statements;
}

Result<QStringList> FakeStore::setupScript(const SetupRequest& request)
{
    KEEL_TRY(m_connection.enter("setupScript"));
    return missing(request);
}

Result<void> FakeStore::setup(const SetupRequest& request)
{
    FakeDatabase& database = m_connection.database;
    KEEL_TRY(m_connection.enter("setup"));
    database.installed = true;
    for (const TableBinding& binding : request.tables) {
        if (!binding.probes || database.tableIndex(binding.name) >= 0)
            continue;
        FakeTable canary;
        canary.schema.name = binding.name;
        for (const ColumnBinding& column : binding.columns)
            canary.schema.columns.push_back({.name = column.name, .type = column.type, .family = column.family});
        canary.schema.primaryKey = {binding.columns[0].name, binding.columns[1].name};
        canary.versionColumn = 2;
        database.addTable(std::move(canary));
    }
    if (!request.captured)
        return {};
    for (const TableBinding& binding : request.tables) {
        FakeTable& table = database.table(m_connection.tableOf(binding));
        if (!binding.journal || table.captured)
            continue;
        KEEL_TRY(m_connection.enter("setup.table"));
        // Making a trigger waits for those who have written the table.
        if (!database.isQuiet(m_connection.tableOf(binding)))
            return fail(m_connection.breakOff());
        table.captured = true;
    }
    KEEL_TRY(m_connection.enter("setup.reader"));
    database.readers.insert(readerOf(request));
    return {};
}

Result<QStringList> FakeStore::teardownScript()
{
    KEEL_TRY(m_connection.enter("teardownScript"));
    return QStringList{QStringLiteral("drop schema evenkeel")};
}

Result<void> FakeStore::teardown()
{
    KEEL_TRY(m_connection.enter("teardown"));
    FakeDatabase& database = m_connection.database;
    for (std::size_t i = 0; i < database.tables().size(); ++i)
        database.table(static_cast<int>(i)).captured = false;
    database.installed = false;
    database.readers.clear();
    database.acknowledged.clear();
    database.checkpoints.clear();
    database.dropEntries([](const FakeEntry&) { return true; });
    return {};
}

Result<Cursor> FakeStore::currentCursor()
{
    KEEL_TRY(m_connection.enter("currentCursor"));
    m_connection.database.writeDisk();
    return Cursor{SnapshotCursor(m_connection.database.moment()).toText()};
}

Result<std::unique_ptr<Snapshot>> FakeStore::snapshot(const Cursor& cursor, std::span<const TableBinding> tables)
{
    KEEL_TRY(m_connection.enter("snapshot"));
    const auto parsed = SnapshotCursor::fromText(cursor.text);
    if (!parsed || m_connection.alive > 0)
        return fail({.kind = ErrorClass::Bug,
                     .code = ErrorCode::Internal,
                     .detail = parsed ? QStringLiteral("two snapshots or transactions of one store at a time")
                                      : QStringLiteral("not a cursor: ") + QString::fromUtf8(cursor.text)});
    return std::make_unique<FakeSnapshot>(m_connection, *parsed, tables);
}

Result<std::unique_ptr<TargetTransaction>> FakeStore::begin(const NodeId& origin)
{
    KEEL_TRY(m_connection.enter("begin"));
    if (origin.isEmpty() || m_connection.alive > 0)
        return fail({.kind = ErrorClass::Bug,
                     .code = ErrorCode::Internal,
                     .detail = origin.isEmpty()
                                   ? QStringLiteral("a transaction without an origin")
                                   : QStringLiteral("two snapshots or transactions of one store at a time")});
    return std::make_unique<FakeTarget>(m_connection, origin);
}

Result<std::optional<Cursor>> FakeStore::checkpoint(const LinkName& link, Direction direction, const QString& lane)
{
    KEEL_TRY(m_connection.enter("checkpoint"));
    m_connection.database.writeDisk();
    const auto& checkpoints = m_connection.database.checkpoints;
    const auto it = checkpoints.find({.link = link, .direction = direction, .lane = lane});
    return it == checkpoints.end() ? std::nullopt : std::optional(it->second);
}

Result<void> FakeStore::awaitDurable()
{
    KEEL_TRY(m_connection.enter("awaitDurable"));
    if (!m_connection.bugs.lazyForGood)
        m_connection.database.writeDisk();
    return {};
}

Result<void> FakeStore::acknowledge(const LinkName& link, Direction direction, const Cursor& cursor)
{
    KEEL_TRY(m_connection.enter("acknowledge"));
    m_connection.database.readers.insert({link, direction}); // a lane of its own is a reader of its own
    m_connection.database.acknowledged[{link, direction}] = cursor;
    return {};
}

Result<qint64> FakeStore::purge(int limit)
{
    KEEL_TRY(m_connection.enter("purge"));
    FakeDatabase& database = m_connection.database;
    std::vector<SnapshotCursor> cursors;
    for (const auto& reader : database.readers) {
        const auto it = database.acknowledged.find(reader);
        if (it == database.acknowledged.end())
            return 0;
        cursors.push_back(SnapshotCursor::fromText(it->second.text).value_or(SnapshotCursor()));
    }
    int dropped = 0;
    database.dropEntries([&](const FakeEntry& e) {
        const bool drop = dropped < limit && std::ranges::all_of(cursors, [&](const SnapshotCursor& cursor) {
                              return cursor.isDone(e.xid, e.entry.sequence);
                          });
        dropped += drop ? 1 : 0;
        return drop;
    });
    return dropped;
}

Result<std::optional<TimeUs>> FakeStore::now()
{
    KEEL_TRY(m_connection.enter("now"));
    return m_options.ownClock ? std::optional(m_connection.database.exactNow()) : std::nullopt;
}

std::optional<TableBinding> FakeStore::canaryTable(const LinkName&) const
{
    TableBinding table;
    table.name = table.configured = canaryName();
    for (const char* name : {"link", "direction", "number", "written_at"})
        table.columns.push_back(
            {.name = QString::fromLatin1(name), .type = QStringLiteral("text"), .family = Family::Text});
    table.key = {0, 1};
    table.probes = true;
    return table;
}

Result<qint64> FakeStore::writeCanary(const LinkName& link, Direction direction)
{
    const auto fault = m_connection.enterLossy("writeCanary");
    if (!fault)
        return fail(fault.error());
    FakeDatabase& database = m_connection.database;
    const int table = database.tableIndex(canaryName());
    if (table < 0)
        return fail({.kind = ErrorClass::Schema, .code = ErrorCode::TableMissing, .detail = canaryName().value});
    Row row{Value(link.value.toUtf8(), Family::Text), Value(toText(direction).toUtf8(), Family::Text)};
    const StoredRow* stored = database.find(0, table, {row.values()});
    const int number = stored && !stored->gone ? stored->version + 1 : 1;
    row.push_back(Value(QByteArray::number(number), Family::Text));
    row.push_back(Value(QByteArray::number(qint64(database.now().time_since_epoch().count())), Family::Text));
    const Xid xid = database.begin(m_connection.bugs.probeUnjournaled ? database.node() : NodeId());
    if (auto done = database.put(xid, table, row, number); !done) {
        database.rollBack(xid);
        return fail(std::move(done).error());
    }
    database.commit(xid);
    if (*fault == Fault::ReplyLost)
        return fail(m_connection.breakOff());
    return number;
}

QByteArray FakeStore::bulkFormat(const TableBinding&) const
{
    return m_options.bulkFormat;
}

QByteArray FakeStore::digestFormat(const TableBinding&) const
{
    return m_options.digestFormat;
}

std::function<void()> FakeStore::canceller() const
{
    return [] {};
}

void ColumnUnion::add(const JournalEntry& entry)
{
    m_any = true;
    m_known = m_known && entry.operation == Operation::Update && entry.changed.has_value();
    if (entry.changed)
        m_columns.insert(entry.changed->begin(), entry.changed->end());
}

ColumnsChanged ColumnUnion::take() const
{
    return m_any && m_known ? ColumnsChanged(std::in_place, m_columns.begin(), m_columns.end()) : std::nullopt;
}

QByteArray toLine(const Row& row)
{
    QByteArray line;
    for (const Value& value : row)
        line += (value.isNull() ? QByteArray("\\N") : value.text()) + '\t';
    line.back() = '\n';
    return line;
}

Row fromLine(QByteArrayView line)
{
    Row row;
    for (const QByteArray& cell : line.toByteArray().split('\t'))
        row.push_back(cell == "\\N" ? Value() : Value(cell, Family::Text));
    return row;
}

} // namespace keel
