// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestore/fakesnapshot.h"

#include <QCryptographicHash>

#include <algorithm>

namespace keel {

FakeSnapshot::FakeSnapshot(FakeConnection& connection, SnapshotCursor cursor, std::span<const TableBinding> tables)
    : m_connection(connection), m_from(cursor), m_cursor(std::move(cursor)), m_moment(connection.database.moment())
{
    ++m_connection.alive;
    for (const TableBinding& binding : tables)
        m_asked[connection.tableOf(binding)] = binding.index;
    for (std::size_t i = 0; i < connection.database.tables().size(); ++i)
        m_rows.push_back(connection.database.rows(static_cast<int>(i)));
}

FakeSnapshot::~FakeSnapshot()
{
    --m_connection.alive;
}

std::vector<JournalEntry> FakeSnapshot::undone() const
{
    return undone(m_cursor);
}

std::vector<JournalEntry> FakeSnapshot::undone(const SnapshotCursor& cursor) const
{
    std::vector<JournalEntry> found;
    for (const FakeEntry& e : m_connection.database.entriesSince(cursor.base().xmin)) {
        const auto asked = m_asked.find(e.entry.table);
        if (asked == m_asked.end() || !m_moment.sees(e.xid) || cursor.isDone(e.xid, e.entry.sequence))
            continue;
        found.push_back(e.entry);
        found.back().table = asked->second;
    }
    return found;
}

void FakeSnapshot::search()
{
    const std::vector<JournalEntry> entries = undone();
    std::map<RowId, std::size_t> latest;
    for (std::size_t i = 0; i < entries.size(); ++i)
        latest[{entries[i].table, entries[i].key}] = i;
    m_pending.emplace();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::size_t newest = latest.at({entries[i].table, entries[i].key});
        if (m_connection.bugs.batchOfEntries) {
            m_pending->push_back(entries[newest]);
            m_allSequences.push_back(entries[i].sequence);
        } else if (newest == i) {
            m_pending->push_back(entries[i]);
        }
    }
}

Result<KeyBatch> FakeSnapshot::nextKeys(int limit)
{
    KEEL_TRY(m_connection.enter("nextKeys"));
    if (!m_pending)
        search();
    KeyBatch batch;
    const std::size_t end = std::min(m_pending->size(), m_next + static_cast<std::size_t>(std::max(limit, 1)));
    for (std::size_t i = m_next; i < end; ++i) {
        const JournalEntry& entry = (*m_pending)[i];
        const bool twice = std::ranges::any_of(batch.entries, [&](const JournalEntry& other) {
            return other.table == entry.table && other.key == entry.key;
        });
        if (!twice)
            batch.entries.push_back(entry);
    }
    batch.last = end == m_pending->size();
    qint64 stop = 0;
    if (end > 0)
        stop = m_connection.bugs.batchOfEntries ? m_allSequences[end - 1] : (*m_pending)[end - 1].sequence;
    TxSnapshot reached = m_moment;
    if (m_connection.bugs.cursorPastOpen) {
        reached.xip.clear();
        reached.xmin = reached.xmax;
    }
    if (m_connection.bugs.cursorOffByOne)
        ++reached.xmax;
    m_cursor = m_cursor.advance(reached, stop, batch.last);
    m_next = end;
    batch.after = Cursor{m_cursor.toText()};
    return batch;
}

Result<void> FakeSnapshot::awaitDurable()
{
    if (m_connection.serverRun == m_connection.database.serverRun() && m_connection.database.isDurable(m_moment))
        return {};
    if (m_connection.bugs.cursorBeforeDurable)
        return {};
    KEEL_TRY(m_connection.enter("snapshot.awaitDurable"));
    m_connection.database.writeDisk();
    return {};
}

Result<std::vector<ColumnsChanged>> FakeSnapshot::columnsChanged(const TableBinding& binding, std::span<const Key> keys,
                                                                 const NodeId& peer)
{
    KEEL_TRY(m_connection.enter("snapshot.columnsChanged"));
    const std::vector<JournalEntry> entries = undone(m_from);
    std::vector<ColumnsChanged> changed;
    for (const Key& key : keys) {
        ColumnUnion columns;
        for (const JournalEntry& entry : entries) {
            if (entry.table != binding.index || entry.key != key)
                continue;
            if (entry.origin == peer || entry.via == peer)
                columns = {}; // the peer's version came over what had changed here
            else
                columns.add(entry);
        }
        changed.push_back(columns.take());
    }
    return changed;
}

Result<std::vector<std::optional<Row>>> FakeSnapshot::rows(const TableBinding& binding, std::span<const Key> keys)
{
    KEEL_TRY(m_connection.enter("snapshot.rows"));
    const int table = m_connection.tableOf(binding);
    const TableRows& all = *m_rows[static_cast<std::size_t>(table)];
    std::vector<std::optional<Row>> found;
    for (const Key& key : keys) {
        const auto it = all.find(key);
        const StoredRow* stored = it == all.end() ? nullptr : &it->second;
        m_connection.saw(table, key, stored);
        found.push_back(stored && !stored->gone ? std::optional(stored->row) : std::nullopt);
    }
    return found;
}

Result<std::vector<Key>> FakeSnapshot::waitingKeys(const TableBinding& table, int limit)
{
    KEEL_TRY(m_connection.enter("waitingKeys"));
    std::set<Key> keys;
    for (const JournalEntry& entry : undone()) {
        if (entry.table == table.index)
            keys.insert(entry.key);
    }
    std::vector<Key> found(keys.begin(), keys.end());
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    return found;
}

Result<std::vector<qint64>> FakeSnapshot::waitingCounts(const NodeId& peer)
{
    KEEL_TRY(m_connection.enter("waitingCounts"));
    std::vector<qint64> counts(m_asked.size(), 0);
    for (const JournalEntry& entry : undone()) {
        if (entry.origin != peer && entry.via != peer && entry.table < static_cast<int>(counts.size()))
            ++counts[static_cast<std::size_t>(entry.table)];
    }
    return counts;
}

Result<std::vector<Snapshot::WaitingDeletes>> FakeSnapshot::waitingDeletes(const NodeId& peer,
                                                                           std::span<const qint64> after)
{
    KEEL_TRY(m_connection.enter("waitingDeletes"));
    std::vector<WaitingDeletes> counts(m_asked.size());
    for (const JournalEntry& entry : undone()) {
        const auto table = static_cast<std::size_t>(entry.table);
        const bool wanted = entry.origin != peer && entry.via != peer && table < counts.size() &&
                            (after.empty() || entry.sequence > after[table]);
        if (!wanted)
            continue;
        counts[table].deletes += entry.operation == Operation::Delete ? 1 : 0;
        counts[table].truncates += entry.operation == Operation::Truncate ? 1 : 0;
        if (entry.operation == Operation::Delete || entry.operation == Operation::Truncate)
            counts[table].lastSequence = std::max(counts[table].lastSequence, entry.sequence);
    }
    for (WaitingDeletes& count : counts) {
        if (m_connection.bugs.brakePerBatch)
            count.deletes = std::min<qint64>(count.deletes, 1);
    }
    return counts;
}

Result<std::optional<TimeUs>> FakeSnapshot::oldestWaiting(const NodeId& peer)
{
    KEEL_TRY(m_connection.enter("oldestWaiting"));
    std::optional<TimeUs> oldest;
    for (const JournalEntry& entry : undone()) {
        if (entry.origin != peer && entry.via != peer)
            oldest = oldest ? std::min(*oldest, entry.born) : entry.born;
    }
    return oldest;
}

std::vector<Row> FakeSnapshot::rowsIn(const TableBinding& binding, const KeyRange& range)
{
    const int table = m_connection.tableOf(binding);
    std::vector<Row> found;
    for (const auto& [key, stored] : *m_rows[static_cast<std::size_t>(table)]) {
        const bool within = (!range.after || *range.after < key) && (!range.upTo || !(*range.upTo < key));
        if (!within)
            continue;
        m_connection.saw(table, key, &stored);
        if (!stored.gone)
            found.push_back(stored.row);
    }
    return found;
}

Result<std::optional<Key>> FakeSnapshot::nthKey(const TableBinding& table, const std::optional<Key>& after, qint64 n)
{
    KEEL_TRY(m_connection.enter("nthKey"));
    const auto rows = rowsIn(table, {.after = after, .upTo = std::nullopt});
    if (n < 1 || static_cast<std::size_t>(n) > rows.size())
        return std::nullopt;
    return table.keyOf(rows[static_cast<std::size_t>(n - 1)]);
}

Result<std::vector<Row>> FakeSnapshot::range(const TableBinding& table, const KeyRange& range)
{
    KEEL_TRY(m_connection.enter("range"));
    return rowsIn(table, range);
}

Result<qint64> FakeSnapshot::count(const TableBinding& table, const KeyRange& range)
{
    KEEL_TRY(m_connection.enter("count"));
    return static_cast<qint64>(rowsIn(table, range).size());
}

Result<Snapshot::Digest> FakeSnapshot::digest(const TableBinding& table, const KeyRange& range)
{
    KEEL_TRY(m_connection.enter("digest"));
    QCryptographicHash hash(QCryptographicHash::Md5);
    Digest result;
    for (const Row& row : rowsIn(table, range)) {
        ++result.rows;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (table.columns[i].compared)
                hash.addData(toLine({row[i]}));
        }
    }
    result.text = hash.result().toHex();
    return result;
}

Result<void> FakeSnapshot::exportRange(const TableBinding& table, const KeyRange& range,
                                       const std::function<Result<void>(QByteArrayView)>& sink)
{
    KEEL_TRY(m_connection.enter("exportRange"));
    for (const Row& row : rowsIn(table, range))
        KEEL_TRY(sink(toLine(row)));
    return {};
}

Result<std::vector<Row>> FakeSnapshot::changedSince(const TableBinding& table, const TimestampPosition& from,
                                                    std::chrono::milliseconds window, int limit)
{
    KEEL_TRY(m_connection.enter("changedSince"));
    const auto timeOf = [&](const Row& row) {
        return row[static_cast<std::size_t>(table.updatedAt)].text().toLongLong();
    };
    const auto position = [&](const Row& row) { return std::pair(timeOf(row), table.keyOf(row)); };
    std::vector<Row> found;
    for (Row& row : rowsIn(table, {})) {
        const qint64 time = from.time.text().toLongLong();
        const bool wanted = from.time.isNull() || (from.key ? std::pair(time, *from.key) < position(row)
                                                            : timeOf(row) > time - window.count() * 1000);
        if (wanted)
            found.push_back(std::move(row));
    }
    std::ranges::sort(found, [&](const Row& l, const Row& r) { return position(l) < position(r); });
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    return found;
}

} // namespace keel
