// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestore/faketarget.h"

#include <algorithm>

namespace keel {

FakeTarget::FakeTarget(FakeConnection& connection, const NodeId& origin)
    : m_connection(connection), m_database(connection.database), m_serverRun(connection.database.serverRun()),
      m_xid(connection.database.begin(origin))
{
    ++m_connection.alive;
}

FakeTarget::~FakeTarget()
{
    --m_connection.alive;
    if (isOpen())
        m_database.rollBack(m_xid);
}

/// After a crash of the server the number may be somebody else's.
bool FakeTarget::isOpen() const
{
    return m_database.serverRun() == m_serverRun && m_database.isOpen(m_xid);
}

Result<void> FakeTarget::enter(const char* call)
{
    auto entered = m_connection.enter(call);
    if (!isOpen() && entered)
        return fail({.kind = ErrorClass::Bug,
                     .code = ErrorCode::Internal,
                     .detail = QStringLiteral("%1 after the end of the transaction").arg(QLatin1StringView(call))});
    if (!entered && isOpen())
        m_database.rollBack(m_xid); // as a server does when its client is gone
    return entered;
}

Error FakeTarget::undo(FakeDatabase::Savepoint&& before, Error error)
{
    if (error.isTransient()) {
        m_connection.broken = true;
        m_database.rollBack(m_xid);
    } else {
        m_database.rollBackTo(m_xid, std::move(before));
    }
    return error;
}

Result<std::vector<Presence>> FakeTarget::lock(const TableBinding& binding, std::span<const Change* const> changes)
{
    KEEL_TRY(enter("lock"));
    const int table = m_connection.tableOf(binding);
    std::vector<Presence> found;
    m_connection.seen->absent.clear();
    for (const Change* change : changes) {
        const Key& key = change->entry.key;
        const StoredRow* stored = m_database.find(m_xid, table, key);
        m_connection.saw(table, key, stored);
        const bool absent = !stored || stored->gone;
        if (absent && !change->row) {
            m_connection.seen->bothGone.push_back(m_connection.seenOnPeer()[{table, key}]);
            m_connection.seen->bothGone.push_back(stored ? stored->version : 0);
        }
        if (absent && change->row)
            m_connection.seen->absent.push_back({table, key});
        if (absent)
            found.push_back(Presence::Absent);
        else if (!m_database.lock(m_xid, table, key))
            found.push_back(Presence::Busy);
        else
            found.push_back(change->row && sameRow(binding, stored->row, *change->row) ? Presence::Equal
                                                                                       : Presence::Differs);
    }
    return found;
}

Result<std::vector<JournalEntry>> FakeTarget::unsent(const TableBinding& binding, const Cursor& done,
                                                     std::span<const Change* const> changes)
{
    KEEL_TRY(enter("unsent"));
    const int table = m_connection.tableOf(binding);
    const auto cursor = SnapshotCursor::fromText(done.text);
    if (!cursor)
        return fail({.kind = ErrorClass::Bug, .code = ErrorCode::Internal, .detail = QStringLiteral("not a cursor")});
    const TxSnapshot moment = m_database.moment();
    std::vector<JournalEntry> found;
    for (const Change* change : changes) {
        const FakeEntry* latest = nullptr;
        for (const FakeEntry& e : m_database.entriesSince(cursor->base().xmin)) {
            const bool visible = e.xid == m_xid || moment.sees(e.xid);
            if (e.entry.table == table && visible && e.entry.key == change->entry.key &&
                !cursor->isDone(e.xid, e.entry.sequence))
                latest = &e;
        }
        const bool unasked = m_connection.bugs.rivalsUnasked && std::ranges::count(m_overwritten, change) > 0;
        if (!latest || unasked)
            continue;
        found.push_back(latest->entry);
        found.back().table = binding.index;
    }
    return found;
}

Result<std::vector<ColumnsChanged>> FakeTarget::columnsChanged(const TableBinding& binding, const Cursor& done,
                                                               std::span<const Key> keys, const NodeId& peer)
{
    KEEL_TRY(enter("target.columnsChanged"));
    const int table = m_connection.tableOf(binding);
    const auto cursor = SnapshotCursor::fromText(done.text).value_or(SnapshotCursor());
    const TxSnapshot moment = m_database.moment();
    std::vector<ColumnsChanged> changed;
    for (const Key& key : keys) {
        ColumnUnion columns;
        for (const FakeEntry& e : m_database.entriesSince(cursor.base().xmin)) {
            const bool asked = e.entry.table == table && e.entry.key == key && (e.xid == m_xid || moment.sees(e.xid));
            if (!asked || cursor.isDone(e.xid, e.entry.sequence))
                continue;
            if (e.entry.origin == peer || e.entry.via == peer)
                columns = {}; // the peer's version came over what had changed here
            else
                columns.add(e.entry);
        }
        ColumnsChanged told = columns.take();
        if (told && m_connection.bugs.mergeMixesColumns && !told->empty())
            told->erase(told->begin());
        changed.push_back(std::move(told));
    }
    return changed;
}

bool FakeTarget::prefersOverwrite(const TableBinding& binding, std::size_t upserts) const
{
    return upserts >= 2 && !binding.verifyStored;
}

Result<std::vector<Presence>> FakeTarget::overwrite(const TableBinding& binding, std::span<const Change* const> changes)
{
    KEEL_TRY(enter("overwrite"));
    const int table = m_connection.tableOf(binding);
    auto before = m_database.savepoint(m_xid);
    std::vector<Presence> found;
    for (const Change* change : changes) {
        const Key& key = change->entry.key;
        const StoredRow* stored = m_database.find(m_xid, table, key);
        m_connection.saw(table, key, stored);
        if (!stored || stored->gone) {
            m_connection.seen->absent.push_back({table, key});
            found.push_back(Presence::Absent);
            continue;
        }
        if (sameRow(binding, stored->row, *change->row)) {
            found.push_back(Presence::Equal);
            continue;
        }
        if (!m_database.lock(m_xid, table, key))
            return fail(undo(std::move(before), {.kind = ErrorClass::Row, .code = ErrorCode::Busy}));
        WriteOutcome outcome;
        auto beforeIt = m_database.savepoint(m_xid);
        if (auto done = writeOne(binding, {.change = change, .presence = Presence::Differs}, 0, outcome); !done) {
            if (!tellsRefused() || done.error().kind != ErrorClass::Row)
                return fail(undo(std::move(before), std::move(done).error()));
            (void)undo(std::move(beforeIt), std::move(done).error());
            found.push_back(Presence::Busy);
            continue;
        }
        m_overwritten.push_back(change);
        found.push_back(Presence::Differs);
    }
    return found;
}

Result<std::vector<std::optional<Row>>> FakeTarget::rows(const TableBinding& binding, std::span<const Key> keys)
{
    KEEL_TRY(enter("target.rows"));
    const int table = m_connection.tableOf(binding);
    std::vector<std::optional<Row>> found;
    for (const Key& key : keys) {
        const StoredRow* stored = m_database.find(m_xid, table, key);
        m_connection.saw(table, key, stored);
        found.push_back(stored && !stored->gone ? std::optional(stored->row) : std::nullopt);
    }
    return found;
}

Result<WriteOutcome> FakeTarget::write(const TableBinding& binding, std::span<const Write> writes)
{
    KEEL_TRY(enter("write"));
    auto before = m_database.savepoint(m_xid);
    WriteOutcome outcome;
    for (std::size_t i = 0; i < writes.size(); ++i) {
        auto beforeIt = m_database.savepoint(m_xid);
        if (auto done = writeOne(binding, writes[i], i, outcome); !done) {
            if (!tellsRefused() || writes.size() == 1 || done.error().kind != ErrorClass::Row)
                return fail(undo(std::move(before), std::move(done).error()));
            outcome.refused.emplace_back(i, undo(std::move(beforeIt), std::move(done).error()));
        }
    }
    if (!outcome.storedDiffers.empty()) {
        m_database.rollBackTo(m_xid, std::move(before));
        outcome.appeared.clear();
        outcome.refused.clear();
    }
    return outcome;
}

Result<void> FakeTarget::writeOne(const TableBinding& binding, const Write& write, std::size_t index,
                                  WriteOutcome& outcome)
{
    const int table = m_connection.tableOf(binding);
    const Key& key = write.change->entry.key;
    const StoredRow* stored = m_database.find(m_xid, table, key);
    const bool exists = stored && !stored->gone;
    if (!write.change->row) {
        const int decided = m_connection.seen->personsDeletion;
        const int version = decided != 0 ? decided : m_connection.seenOnPeer()[{table, key}];
        return exists ? m_database.erase(m_xid, table, key, version) : Result<void>();
    }
    if (write.presence == Presence::Absent && exists && !m_connection.bugs.blindUpsert) {
        outcome.appeared.push_back(index);
        return {};
    }
    if (write.presence == Presence::Differs && !exists)
        return fail(
            {.kind = ErrorClass::Bug, .code = ErrorCode::Internal, .detail = QStringLiteral("update of no row")});
    const Row& row = *write.change->row;
    const auto version = static_cast<std::size_t>(m_database.table(table).versionColumn);
    KEEL_TRY(m_database.put(m_xid, table, row, row[version].text().toInt()));
    if (binding.probes && m_connection.bugs.probeEchoed)
        m_database.addEntry(m_xid, {.table = table,
                                    .key = key,
                                    .operation = Operation::Update,
                                    .origin = m_database.node(),
                                    .via = m_database.node(),
                                    .born = m_database.now()});
    if (binding.verifyStored && !sameRow(binding, m_database.find(m_xid, table, key)->row, row))
        outcome.storedDiffers.emplace_back(index, Error{.kind = ErrorClass::Schema,
                                                        .code = ErrorCode::StoredDiffers,
                                                        .detail = QStringLiteral("a trigger changed the row")});
    return {};
}

Result<void> FakeTarget::park(const TableBinding& binding, std::span<const Key> keys)
{
    KEEL_TRY(enter("park"));
    const int table = m_connection.tableOf(binding);
    auto before = m_database.savepoint(m_xid);
    for (const Key& key : keys) {
        const StoredRow* stored = m_database.find(m_xid, table, key);
        if (!stored || stored->gone)
            continue;
        Row row = stored->row;
        for (const UniqueKey& unique : binding.uniqueKeys) {
            for (std::size_t i = 0; i < binding.columns.size(); ++i) {
                if (unique.columns.contains(binding.columns[i].name))
                    row[i] = Value("~parked-" + keyToJson(key).toUtf8(), Family::Text);
            }
        }
        if (auto done = m_database.put(m_xid, table, row, stored->version); !done)
            return fail(undo(std::move(before), std::move(done).error()));
    }
    return {};
}

Result<void> FakeTarget::journal(const TableBinding& binding, std::span<const Change* const> changes, const NodeId& via)
{
    KEEL_TRY(enter("journal"));
    const int table = m_connection.tableOf(binding);
    if (!m_database.table(table).captured)
        return {};
    for (const Change* change : changes) {
        JournalEntry entry = change->entry;
        entry.table = table;
        entry.via = m_connection.bugs.noVia ? m_database.node() : via;
        m_database.addEntry(m_xid, std::move(entry));
    }
    return {};
}

Result<qint64> FakeTarget::import(const TableBinding& binding, QByteArrayView data)
{
    KEEL_TRY(enter("import"));
    if (data.isEmpty())
        return finishImport(binding);
    m_imported += data;
    return 0;
}

Result<qint64> FakeTarget::finishImport(const TableBinding& binding)
{
    const int table = m_connection.tableOf(binding);
    const auto version = static_cast<std::size_t>(m_database.table(table).versionColumn);
    auto before = m_database.savepoint(m_xid);
    qint64 taken = 0;
    for (const QByteArray& line : std::exchange(m_imported, {}).split('\n')) {
        if (line.isEmpty())
            continue;
        const Row row = fromLine(line);
        const StoredRow* stored = m_database.find(m_xid, table, m_database.keyOf(table, row));
        Result<void> done = fail({.kind = ErrorClass::Row, .code = ErrorCode::UniqueViolation});
        if (!stored || stored->gone)
            done = m_database.put(m_xid, table, row, row[version].text().toInt());
        if (!done)
            return fail(undo(std::move(before), std::move(done).error()));
        ++taken;
    }
    return taken;
}

Result<void> FakeTarget::saveCheckpoint(const LinkName& link, Direction direction, const QString& lane,
                                        const Cursor& cursor)
{
    KEEL_TRY(enter("saveCheckpoint"));
    const FakeDatabase::CheckpointId id{.link = link, .direction = direction, .lane = lane};
    if (m_connection.bugs.checkpointBeforeApply)
        m_database.checkpoints[id] = cursor;
    else
        m_database.transaction(m_xid).checkpoints[id] = cursor;
    return {};
}

Result<void> FakeTarget::commitBy(void (FakeDatabase::*commit)(Xid))
{
    const auto fault = m_connection.enterLossy("commit");
    if (!fault) {
        if (isOpen())
            m_database.rollBack(m_xid);
        return fail(fault.error());
    }
    if (!isOpen())
        return fail(
            {.kind = ErrorClass::Bug, .code = ErrorCode::Internal, .detail = QStringLiteral("commit of nothing")});
    if (m_connection.bugs.probeUncommitted) {
        std::erase_if(m_database.transaction(m_xid).writes, [this](const auto& write) {
            return write.first.table == m_database.tableIndex(FakeStore::canaryName());
        });
    }
    (m_database.*commit)(m_xid);
    if (*fault == Fault::ReplyLost)
        return fail(m_connection.breakOff());
    return {};
}

} // namespace keel
