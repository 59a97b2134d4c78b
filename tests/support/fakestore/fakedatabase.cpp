// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestore/fakedatabase.h"

#include "sync/engine/clock.h"

#include <algorithm>

namespace keel {

namespace {

Error rowError(ErrorCode code, const QString& detail, const QString& sqlState, const QString& constraint = {})
{
    return {.kind = ErrorClass::Row, .code = code, .detail = detail, .sqlState = sqlState, .constraint = constraint};
}

Error busy(const QString& what)
{
    return {.kind = ErrorClass::Transient,
            .code = ErrorCode::Busy,
            .detail = QStringLiteral("canceling statement due to lock timeout: ") + what,
            .sqlState = QStringLiteral("55P03")};
}

int columnIndex(const TableSchema& schema, const QString& name)
{
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        if (schema.columns[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

/// The named columns' values; nullopt when one is null.
std::optional<Key> valuesOf(const TableSchema& schema, const QStringList& names, const Row& row)
{
    Key key;
    for (const QString& name : names) {
        const Value& value = row[static_cast<std::size_t>(columnIndex(schema, name))];
        if (value.isNull())
            return std::nullopt;
        key.values.push_back(value);
    }
    return key;
}

} // namespace

FakeDatabase::FakeDatabase(QString name, const Clock& clock)
    : m_name(std::move(name)), m_node(QStringLiteral("node-") + m_name), m_clock(clock)
{}

int FakeDatabase::addTable(FakeTable table)
{
    m_tables.push_back(std::move(table));
    m_rows.push_back(std::make_shared<TableRows>());
    return static_cast<int>(m_tables.size()) - 1;
}

TimeUs FakeDatabase::now() const
{
    return exactNow() - exactNow().time_since_epoch() % m_grain;
}

TimeUs FakeDatabase::exactNow() const
{
    return m_clock.now() + m_ahead;
}

std::span<const FakeEntry> FakeDatabase::entriesSince(Xid xmin) const
{
    const auto first = std::ranges::partition_point(m_journal, [xmin](const FakeEntry& e) { return e.highest < xmin; });
    return {first, m_journal.end()};
}

int FakeDatabase::tableIndex(const TableName& name) const
{
    const auto it = std::ranges::find(m_tables, name, [](const FakeTable& t) { return t.schema.name; });
    return it == m_tables.end() ? -1 : static_cast<int>(it - m_tables.begin());
}

Key FakeDatabase::keyOf(int table, const Row& row) const
{
    const TableSchema& schema = m_tables[static_cast<std::size_t>(table)].schema;
    return valuesOf(schema, schema.primaryKey, row).value_or(Key());
}

Xid FakeDatabase::begin(const NodeId& origin)
{
    const Xid xid = m_nextXid++;
    m_open[xid].origin = origin;
    return xid;
}

void FakeDatabase::commit(Xid xid)
{
    make(xid);
    writeDisk();
}

void FakeDatabase::commitLazily(Xid xid)
{
    if (m_mayCrash && !m_disk) {
        m_disk = {.rows = m_rows, .journal = m_journal, .checkpoints = checkpoints};
        std::erase_if(m_disk->journal, [this](const FakeEntry& e) { return m_open.contains(e.xid); });
    }
    make(xid);
}

void FakeDatabase::writeDisk()
{
    m_durableXid = m_nextXid;
    m_disk.reset();
}

void FakeDatabase::make(Xid xid)
{
    const Transaction done = std::move(m_open.at(xid));
    m_open.erase(xid);
    release(xid);
    for (const auto& [id, stored] : done.writes) {
        std::shared_ptr<TableRows>& rows = m_rows[static_cast<std::size_t>(id.table)];
        if (rows.use_count() > 1) // a snapshot looks at it
            rows = std::make_shared<TableRows>(*rows);
        (*rows)[id.key] = stored;
    }
    for (const auto& [id, cursor] : done.checkpoints)
        checkpoints[id] = cursor;
    if (m_observer.committed)
        m_observer.committed(done);
}

void FakeDatabase::rollBack(Xid xid)
{
    m_open.erase(xid);
    release(xid);
    std::erase_if(m_journal, [xid](const FakeEntry& e) { return e.xid == xid; });
}

void FakeDatabase::crash()
{
    while (!m_open.empty())
        rollBack(m_open.begin()->first);
    if (m_disk) {
        m_rows = std::move(m_disk->rows);
        m_journal = std::move(m_disk->journal);
        checkpoints = std::move(m_disk->checkpoints);
        m_disk.reset();
    }
    m_nextXid = m_durableXid;
    ++m_serverRun;
}

void FakeDatabase::release(Xid xid)
{
    for (auto it = m_locks.begin(); it != m_locks.end();) {
        Lock& lock = it->second;
        if (lock.owner == xid)
            lock.owner = 0;
        lock.sharers.erase(xid);
        it = lock.owner == 0 && lock.sharers.empty() ? m_locks.erase(it) : std::next(it);
    }
}

FakeDatabase::Savepoint FakeDatabase::savepoint(Xid xid) const
{
    return {.writes = m_open.at(xid).writes, .journal = m_journal.size()};
}

void FakeDatabase::rollBackTo(Xid xid, Savepoint&& savepoint)
{
    m_open.at(xid).writes = std::move(savepoint.writes);
    m_journal.resize(savepoint.journal); // nobody else runs inside a statement
}

bool FakeDatabase::isQuiet(int table) const
{
    return std::ranges::none_of(m_open, [table](const auto& open) {
        return std::ranges::any_of(open.second.writes, [table](const auto& w) { return w.first.table == table; });
    });
}

bool FakeDatabase::isHeldByOther(Xid xid, const RowId& id, bool countSharers) const
{
    const auto it = m_locks.find(id);
    if (it == m_locks.end())
        return false;
    if (it->second.owner != 0 && it->second.owner != xid)
        return true;
    return countSharers && std::ranges::any_of(it->second.sharers, [xid](Xid sharer) { return sharer != xid; });
}

bool FakeDatabase::lock(Xid xid, int table, const Key& key)
{
    const RowId id{table, key};
    if (isHeldByOther(xid, id, true))
        return false;
    m_locks[id].owner = xid;
    return true;
}

const StoredRow* FakeDatabase::find(Xid xid, int table, const Key& key) const
{
    if (xid != 0) {
        const auto& writes = m_open.at(xid).writes;
        if (const auto own = writes.find({table, key}); own != writes.end())
            return &own->second;
    }
    const TableRows& rows = *m_rows[static_cast<std::size_t>(table)];
    const auto it = rows.find(key);
    return it == rows.end() ? nullptr : &it->second;
}

std::shared_ptr<const TableRows> FakeDatabase::rows(int table) const
{
    return m_rows[static_cast<std::size_t>(table)];
}

TxSnapshot FakeDatabase::moment() const
{
    TxSnapshot moment{.xmin = m_nextXid, .xmax = m_nextXid, .xip = {}};
    for (const auto& [xid, open] : m_open)
        moment.xip.push_back(xid);
    if (!moment.xip.empty())
        moment.xmin = moment.xip.front();
    return moment;
}

void FakeDatabase::addEntry(Xid xid, JournalEntry entry)
{
    entry.sequence = ++m_sequence;
    const Xid highest = m_journal.empty() ? xid : std::max(xid, m_journal.back().highest);
    m_journal.push_back({.entry = std::move(entry), .xid = xid, .highest = highest});
}

std::size_t FakeDatabase::dropEntries(const std::function<bool(const FakeEntry&)>& drop)
{
    return std::erase_if(m_journal, drop);
}

Result<void> FakeDatabase::put(Xid xid, int table, const Row& row, int version)
{
    return write(xid, {table, keyOf(table, row)}, {.row = row, .version = version, .gone = false}, false);
}

Result<void> FakeDatabase::erase(Xid xid, int table, const Key& key, int version)
{
    return write(xid, {table, key}, {.row = {}, .version = version, .gone = true}, false);
}

Result<void> FakeDatabase::write(Xid xid, const RowId& id, StoredRow stored, bool byTrigger)
{
    const FakeTable& spec = m_tables[static_cast<std::size_t>(id.table)];
    if (!stored.gone && spec.touched >= 0)
        stored.row[static_cast<std::size_t>(spec.touched)] =
            Value(QByteArray::number(qint64(now().time_since_epoch().count())), Family::Text);
    KEEL_TRY(check(xid, id, stored));

    const StoredRow* old = find(xid, id.table, id.key);
    const bool existed = old && !old->gone;
    Transaction& own = m_open.at(xid);
    const bool local = own.origin.isEmpty() || byTrigger;
    const bool forgotten = stored.gone && m_bugs.deleteWithoutEntry;
    Savepoint before = savepoint(xid);
    if (local && spec.captured && !forgotten) {
        const Operation operation = stored.gone ? Operation::Delete : existed ? Operation::Update : Operation::Insert;
        std::optional<std::vector<int>> changed;
        if (operation == Operation::Update) {
            changed.emplace();
            for (std::size_t i = 0; i < stored.row.size(); ++i) {
                if (!(stored.row[i] == old->row[i]))
                    changed->push_back(static_cast<int>(i));
            }
        }
        addEntry(xid, {.table = id.table,
                       .key = id.key,
                       .operation = operation,
                       .origin = m_node,
                       .via = m_node,
                       .born = now(),
                       .changed = std::move(changed)});
    }
    own.writes[id] = std::move(stored);
    m_locks[id].owner = xid;
    auto done = runTriggers(xid, id);
    if (!done)
        rollBackTo(xid, std::move(before));
    return done;
}

Result<void> FakeDatabase::check(Xid xid, const RowId& id, const StoredRow& stored)
{
    if (isHeldByOther(xid, id, stored.gone))
        return fail(busy(column(id.table, 0)));
    if (stored.gone)
        return checkChildren(xid, id.table, id.key);
    KEEL_TRY(checkRow(id.table, stored.row));
    KEEL_TRY(checkUnique(xid, id.table, id.key, stored.row));
    return checkParents(xid, id.table, stored.row);
}

const QString& FakeDatabase::column(int table, int index) const
{
    return m_tables[static_cast<std::size_t>(table)].schema.columns[static_cast<std::size_t>(index)].name;
}

Result<void> FakeDatabase::checkRow(int table, const Row& row) const
{
    const TableSchema& schema = m_tables[static_cast<std::size_t>(table)].schema;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i].isNull() && !schema.columns[i].nullable)
            return fail(rowError(ErrorCode::NotNullViolation,
                                 QStringLiteral("null value in column \"%1\"").arg(schema.columns[i].name),
                                 QStringLiteral("23502"), schema.columns[i].name));
    }
    if (!m_refuses)
        return {};
    if (const auto words = m_refuses(table, row))
        return fail(rowError(ErrorCode::CheckViolation, *words, QStringLiteral("23514")));
    return {};
}

Result<void> FakeDatabase::checkUnique(Xid xid, int table, const Key& key, const Row& row) const
{
    const TableSchema& schema = m_tables[static_cast<std::size_t>(table)].schema;
    for (const UniqueKey& unique : schema.uniqueKeys) {
        const auto wanted = valuesOf(schema, unique.columns, row);
        if (!wanted)
            continue;
        const auto collides = [&](const Key& otherKey, const StoredRow& other) {
            return !other.gone && !(otherKey == key) && valuesOf(schema, unique.columns, other.row) == wanted;
        };
        bool taken = false;
        for (const auto& [otherKey, other] : *m_rows[static_cast<std::size_t>(table)]) {
            if (!collides(otherKey, other) || m_open.at(xid).writes.contains({table, otherKey}))
                continue;
            if (isHeldByOther(xid, {table, otherKey}, false)) // it may go or change
                return fail(busy(unique.name));
            taken = true;
        }
        for (const auto& [openXid, open] : m_open) {
            for (const auto& [id, other] : open.writes) {
                if (id.table != table || !collides(id.key, other))
                    continue;
                if (openXid != xid)
                    return fail(busy(unique.name));
                taken = true;
            }
        }
        if (taken)
            return fail(
                rowError(ErrorCode::UniqueViolation,
                         QStringLiteral("duplicate key value violates unique constraint \"%1\"").arg(unique.name),
                         QStringLiteral("23505"), unique.name));
    }
    return {};
}

Result<void> FakeDatabase::checkParents(Xid xid, int table, const Row& row)
{
    const TableSchema& schema = m_tables[static_cast<std::size_t>(table)].schema;
    for (const ForeignKey& foreign : schema.foreignKeys) {
        const auto parentKey = valuesOf(schema, foreign.columns, row);
        if (!parentKey)
            continue;
        const RowId parentId{tableIndex(foreign.parent), *parentKey};
        const StoredRow* parent = find(xid, parentId.table, parentId.key);
        if (!parent || parent->gone)
            return fail(
                rowError(ErrorCode::ForeignKeyViolation,
                         QStringLiteral("insert or update on table \"%1\" violates foreign key constraint \"%2\"")
                             .arg(schema.name.value, foreign.name),
                         QStringLiteral("23503"), foreign.name));
        // Only a delete would matter, but a user may still turn its update into one.
        if (isHeldByOther(xid, parentId, false))
            return fail(busy(foreign.name));
        m_locks[parentId].sharers.insert(xid);
    }
    return {};
}

Result<void> FakeDatabase::checkChildren(Xid xid, int table, const Key& key) const
{
    const TableName& name = m_tables[static_cast<std::size_t>(table)].schema.name;
    for (std::size_t child = 0; child < m_tables.size(); ++child) {
        const TableSchema& schema = m_tables[child].schema;
        for (const ForeignKey& foreign : schema.foreignKeys) {
            if (foreign.parent != name)
                continue;
            const auto refers = [&](const StoredRow& row) {
                return !row.gone && valuesOf(schema, foreign.columns, row.row) == key;
            };
            bool blocked = false;
            const int index = static_cast<int>(child);
            for (const auto& [childKey, committed] : *m_rows[child]) {
                if (refers(committed) && isHeldByOther(xid, {index, childKey}, false))
                    return fail(busy(foreign.name));
                blocked = blocked || refers(*find(xid, index, childKey));
            }
            for (const auto& [id, own] : m_open.at(xid).writes)
                blocked = blocked || (id.table == index && refers(own));
            if (blocked)
                return fail(rowError(ErrorCode::ForeignKeyViolation,
                                     QStringLiteral("update or delete on table \"%1\" violates foreign key constraint "
                                                    "\"%2\" on table \"%3\"")
                                         .arg(name.value, foreign.name, schema.name.value),
                                     QStringLiteral("23503"), foreign.name));
        }
    }
    return {};
}

Result<void> FakeDatabase::runTriggers(Xid xid, const RowId& id)
{
    const int other = m_tables[static_cast<std::size_t>(id.table)].alsoWrites;
    if (other < 0)
        return {};
    const FakeTable& spec = m_tables[static_cast<std::size_t>(other)];
    const StoredRow* old = find(xid, other, id.key);
    StoredRow next;
    if (old && !old->gone) {
        next.row = old->row;
    } else {
        next.row = std::vector<Value>(spec.schema.columns.size(), Value("by trigger", Family::Text));
        std::ranges::copy(id.key.values, next.row.begin());
    }
    next.version = m_observer.triggered ? m_observer.triggered(other, id.key, old ? old->version : 0) : 0;
    next.row[static_cast<std::size_t>(spec.versionColumn)] = Value(QByteArray::number(next.version), Family::Text);
    return write(xid, {other, id.key}, std::move(next), true);
}

} // namespace keel
