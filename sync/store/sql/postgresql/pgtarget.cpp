// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgtarget.h"

#include "sync/store/sql/postgresql/pgcolumns.h"
#include "sync/store/sql/postgresql/pgrows.h"
#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/rowwalk.h"
#include "sync/store/sql/postgresql/rowwriter.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace keel::pg {

namespace {

Result<void> refuseNul(std::span<const Change* const> changes)
{
    for (const Change* change : changes) {
        KEEL_TRY(pg::refuseNul(change->entry.key.values));
        if (change->row && !PgRows::of(*change->row))
            KEEL_TRY(pg::refuseNul(change->row->values()));
    }
    return {};
}

/// Fewer rows than that are halved: staging them would cost more.
constexpr std::size_t walkedFrom = 8;

bool isLockTimeout(const Error& error)
{
    return error.sqlState == QLatin1StringView("55P03");
}

} // namespace

PgTarget::~PgTarget()
{
    if (!m_open || m_connection.isBroken())
        return;
    if (m_importing)
        m_connection.abortCopyIn();
    (void)m_connection.execute("rollback");
}

Result<void> PgTarget::open(const NodeId& origin)
{
    auto begun = m_connection.execute("begin isolation level read committed read write;"
                                      "select set_config('evenkeel.origin', " +
                                      quoteLiteral(origin.value.toUtf8()) + ", true); savepoint keel");
    if (!begun) {
        if (!m_connection.isBroken())
            (void)m_connection.execute("rollback");
        return fail(begun.error());
    }
    m_open = true;
    return {};
}

Result<void> PgTarget::mark()
{
    auto marked = m_connection.execute("release savepoint keel; savepoint keel");
    return marked ? Result<void>() : Result<void>(fail(marked.error()));
}

tl::unexpected<Error> PgTarget::undo(Error error)
{
    if (error.isTransient())
        return fail(std::move(error));
    if (auto undone = m_connection.execute("rollback to savepoint keel"); !undone)
        return fail(undone.error());
    return fail(std::move(error));
}

Result<void> PgTarget::stageAhead(const TableSql& sql, std::span<const Change* const> changes)
{
    if (auto staged = stage(sql, changes); !staged)
        return fail(staged.error());
    return mark();
}

/// All of them and nothing else, in this order.
bool PgTarget::isStaged(const TableSql& sql, std::span<const Change* const> changes) const
{
    const auto staged = m_staged.constFind(sql.binding().name.value);
    if (staged == m_staged.constEnd() || staged->next != static_cast<int>(changes.size()))
        return false;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (staged->ords.value(changes[i], -1) != static_cast<int>(i))
            return false;
    }
    return true;
}

Result<RowSource> PgTarget::stage(const TableSql& sql, std::span<const Change* const> changes)
{
    if (isStaged(sql, changes)) {
        RowSource source;
        source.from = m_staged[sql.binding().name.value].table + " s";
        return source;
    }
    KEEL_TRY(refuseNul(changes));
    const QByteArray columns = stagingColumns(sql);
    Staged& staged = m_staged[sql.binding().name.value];
    // The columns are part of the name: a table that was altered gets another staging table.
    staged.table = "pg_temp.keel_" + QByteArray::number(sql.facts().oid) + '_' + QByteArray::number(qHash(columns), 36);
    const int first = staged.next;
    KEEL_TRY(m_connection.beginCopyIn("create temp table if not exists " + staged.table.mid(8) + " (" + columns +
                                      ") on commit delete rows; copy " + staged.table + " from stdin"));
    constexpr std::size_t piece = 2000;
    for (std::size_t i = 0; i < changes.size(); i += piece) {
        const auto part = changes.subspan(i, std::min(piece, changes.size() - i));
        KEEL_TRY(m_connection.putCopy(copyLines(sql, part, first + static_cast<int>(i))));
    }
    if (auto ended = m_connection.endCopyIn(); !ended)
        return fail(ended.error());
    staged.next += static_cast<int>(changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i)
        staged.ords.insert(changes[i], first + static_cast<int>(i));
    RowSource source;
    source.from = "(select * from " + staged.table + " where ord >= " + QByteArray::number(first) + ") s";
    return source;
}

Result<std::vector<Presence>> PgTarget::lock(const TableBinding& table, std::span<const Change* const> changes)
{
    if (changes.empty())
        return std::vector<Presence>();
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    const bool large = changes.size() >= stagedFrom;
    if (!large)
        KEEL_TRY(refuseNul(changes));
    const auto source = large ? stage(*sql, changes) : Result<RowSource>(arraySource(*sql, changes));
    if (!source)
        return undo(source.error());
    if (large)
        KEEL_TRY(mark());
    auto presence = lockRows(*sql, *source, changes, false);
    if (!presence && isLockTimeout(presence.error())) {
        (void)undo({.kind = ErrorClass::Row});
        presence = lockRows(*sql, *source, changes, true);
    }
    if (!presence)
        return undo(presence.error());
    KEEL_TRY(mark());
    return presence;
}

Result<std::vector<Presence>> PgTarget::lockRows(const TableSql& sql, const RowSource& source,
                                                 std::span<const Change* const> changes, bool skipLocked)
{
    const bool verify = sql.binding().verifyStored;
    const bool deletes = std::ranges::any_of(changes, [](const Change* c) { return !c->row; });
    // Rows that are only updated leave their key alone: foreign keys that point at them need not wait.
    auto found = m_connection.execute(
        "select s.ord, " + (verify ? sql.columnList("t.") : sql.sameCondition()) + " from " + source.from + " join " +
            sql.table() + " t on " + sql.keyMatch("t.", "s.") + " order by " + sql.keyList("t.") + " for " +
            (deletes ? "update" : "no key update") + " of t" + (skipLocked ? " skip locked" : ""),
        source.parameters);
    if (!found)
        return fail(found.error());
    const Staged* staged = source.parameters.empty() ? &m_staged[sql.binding().name.value] : nullptr;
    const int first = staged ? staged->next - static_cast<int>(changes.size()) : 0;
    std::vector<Presence> presence(changes.size(), Presence::Absent);
    for (int r = 0; r < found->rows(); ++r) {
        const auto i = static_cast<std::size_t>(found->number(r, 0) - first);
        const Change& change = *changes[i];
        const bool same =
            change.row &&
            (verify ? firstDifference(sql.binding(), *change.row, sql.readRow(*found, r, 1)) < 0 : found->flag(r, 1));
        presence[i] = same ? Presence::Equal : Presence::Differs;
    }
    if (skipLocked) {
        auto all = m_connection.execute("select s.ord from " + source.from + " join " + sql.table() + " t on " +
                                            sql.keyMatch("t.", "s."),
                                        source.parameters);
        if (!all)
            return fail(all.error());
        for (int r = 0; r < all->rows(); ++r) {
            Presence& p = presence[static_cast<std::size_t>(all->number(r, 0) - first)];
            if (p == Presence::Absent)
                p = Presence::Busy;
        }
    }
    return presence;
}

bool PgTarget::prefersOverwrite(const TableBinding& table, std::size_t upserts) const
{
    return upserts >= stagedFrom && !table.verifyStored;
}

Result<std::vector<Presence>> PgTarget::overwrite(const TableBinding& table, std::span<const Change* const> changes)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    const auto source = stage(*sql, changes);
    if (!source)
        return undo(source.error());
    KEEL_TRY(mark());
    const int first = m_staged[table.name.value].next - static_cast<int>(changes.size());
    auto presence = overwriteStaged(*sql, *source, changes.size(), first, false);
    if (!presence && presence.error().kind == ErrorClass::Row) {
        (void)undo(presence.error());
        presence = overwriteStaged(*sql, *source, changes.size(), first, true);
    }
    if (!presence) {
        Error error = presence.error();
        if (isLockTimeout(error))
            error.kind = ErrorClass::Row;
        return undo(error);
    }
    KEEL_TRY(mark());
    return presence;
}

/// Which rows were written; `walk`: without those that the server refuses (Busy).
Result<void> PgTarget::overwriteRows(const TableSql& sql, const RowSource& source, std::span<Presence> presence,
                                     int first, bool walk)
{
    const auto at = [&](qint64 ord) -> Presence& { return presence[static_cast<std::size_t>(ord - first)]; };
    const auto text = [&](const QByteArray& assignments, const QByteArray& from) {
        return "update " + sql.table() + " t set " + assignments + " from " + from + " where " +
               sql.keyMatch("t.", "s.") + " and not (" + sql.sameCondition() + ')';
    };
    if (!walk) {
        auto written = m_connection.execute(text(sql.assignments(), source.from) + " returning s.ord");
        if (!written)
            return fail(written.error());
        for (int r = 0; r < written->rows(); ++r)
            at(written->number(r, 0)) = Presence::Differs;
        return {};
    }
    const QByteArray& staging = m_staged[sql.binding().name.value].table;
    std::vector<int> ords(presence.size());
    std::iota(ords.begin(), ords.end(), first);
    const std::pair statement(
        WalkedStatement{.text = text(sql.assignments(walkedMark), staging + " s") + walkedPart, .touchesAll = false},
        std::move(ords));
    auto walked = walkRows(m_connection, staging, {&statement, 1});
    if (!walked)
        return fail(walked.error());
    for (const int ord : walked->written)
        at(ord) = Presence::Differs;
    for (const auto& [ord, error] : walked->refused)
        at(ord) = Presence::Busy;
    return {};
}

Result<std::vector<Presence>> PgTarget::overwriteStaged(const TableSql& sql, const RowSource& source, std::size_t count,
                                                        int first, bool walk)
{
    std::vector<Presence> presence(count, Presence::Absent);
    if (!sql.assignments().isEmpty())
        KEEL_TRY(overwriteRows(sql, source, presence, first, walk));
    ArrayText left;
    qsizetype lefts = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (presence[i] != Presence::Absent)
            continue;
        left.add(qint64(first) + static_cast<qint64>(i));
        ++lefts;
    }
    if (lefts == 0)
        return presence;
    auto others =
        m_connection.execute("select s.ord, " + sql.sameCondition() + " from " + source.from + " join " + sql.table() +
                                 " t on " + sql.keyMatch("t.", "s.") + " where s.ord = any ($1::int4[])",
                             {left.take()});
    if (!others)
        return fail(others.error());
    for (int r = 0; r < others->rows(); ++r) {
        if (!others->flag(r, 1)) {
            return fail({.kind = ErrorClass::Row,
                         .code = ErrorCode::RefusedByTrigger,
                         .detail = QStringLiteral("a row was left as it was, or came just now"),
                         .place = sql.binding().name.value});
        }
        presence[static_cast<std::size_t>(others->number(r, 0) - first)] = Presence::Equal;
    }
    return presence;
}

Result<std::vector<JournalEntry>> PgTarget::unsent(const TableBinding& table, const Cursor& done,
                                                   std::span<const Change* const> changes)
{
    std::vector<JournalEntry> entries;
    const auto cursor = readCursor(done);
    if (!cursor)
        return fail(cursor.error());
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    const auto id = m_store.journalId(table);
    if (!id)
        return undo(id.error());
    const auto own = m_store.ownNode();
    if (!own)
        return undo(own.error());
    // What a user's trigger writes within this very transaction follows from the incoming rows: no rival of theirs.
    const QByteArray waiting = " from evenkeel.change_log c where " + notDone(*cursor) +
                               " and c.table_id = " + QByteArray::number(*id) +
                               " and (c.via is not null or c.xid is distinct from pg_current_xact_id_if_assigned())";
    if (changes.size() >= stagedFrom) { // most often nothing waits at all; to ask that is cheaper than to send the keys
        auto any = m_connection.execute("select exists (select" + waiting + ')');
        if (!any)
            return undo(any.error());
        if (!any->flag(0, 0))
            return entries;
    }
    std::vector<Key> keys;
    for (const Change* change : changes)
        keys.push_back(change->entry.key);
    const RowSource source = keySource(*sql, keys);
    QByteArray texts;
    for (std::size_t k = 0; k < table.key.size(); ++k)
        texts += (k > 0 ? ", " : "") + sql->outText(table.key[k], "s.k" + QByteArray::number(k));
    auto found =
        m_connection.execute("select distinct on (c.key) " + entryColumns() + waiting + " and c.key in (select array[" +
                                 texts + "] from " + source.from + ") order by c.key, c.seq desc",
                             source.parameters);
    if (!found)
        return undo(found.error());
    for (int r = 0; r < found->rows(); ++r) {
        if (auto entry = readEntry(*found, r, table, *own))
            entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<std::vector<ColumnsChanged>> PgTarget::columnsChanged(const TableBinding& table, const Cursor& done,
                                                             std::span<const Key> keys, const NodeId& peer)
{
    const auto cursor = readCursor(done);
    if (!cursor)
        return fail(cursor.error());
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    const auto id = m_store.journalId(table);
    if (!id)
        return undo(id.error());
    auto changed = pg::columnsChanged({m_connection, *sql, *id, *cursor, peer}, keys);
    if (!changed)
        return undo(changed.error());
    return changed;
}

Result<std::vector<std::optional<Row>>> PgTarget::rows(const TableBinding& table, std::span<const Key> keys)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    auto found = readRows(m_connection, *sql, keys);
    if (!found)
        return undo(found.error());
    return found;
}

StagedRows PgTarget::stagedRows(const TableBinding& table, std::span<const Write> writes) const
{
    StagedRows rows;
    const auto staged = m_staged.constFind(table.name.value);
    if (staged == m_staged.constEnd() || writes.size() < stagedFrom)
        return rows;
    for (const Write& write : writes) {
        const auto it = staged->ords.constFind(write.change);
        if (it == staged->ords.constEnd())
            return {};
        rows.ords.push_back(*it);
    }
    rows.table = staged->table;
    return rows;
}

/// The rest of a refused write, without the rows at fault. nullopt: they are to be found by halving.
Result<std::optional<WriteOutcome>> PgTarget::writeUnrefused(const TableSql& sql, std::span<const Write> writes,
                                                             const Error& refusal)
{
    const bool large = writes.size() >= stagedFrom;
    // Rows that refer to each other go in together or not at all; single ones would be refused for each other's sake.
    if (writes.size() < walkedFrom || (large && refusal.code == ErrorCode::ForeignKeyViolation) ||
        std::ranges::any_of(writes, [](const Write& write) { return !write.change->row; }))
        return std::optional<WriteOutcome>();
    const TableBinding& table = sql.binding();
    const auto tryHalving = [this](Error error) -> Result<std::optional<WriteOutcome>> {
        if (isLockTimeout(error))
            error.kind = ErrorClass::Row;
        auto undone = undo(std::move(error));
        if (undone.value().isTransient())
            return undone;
        return std::optional<WriteOutcome>();
    };
    StagedRows rows = stagedRows(table, writes);
    if (rows.table.isEmpty()) {
        std::vector<const Change*> changes;
        for (const Write& write : writes)
            changes.push_back(write.change);
        if (const auto staged = stage(sql, changes); !staged) {
            m_staged.remove(table.name.value);
            return tryHalving(staged.error());
        }
        KEEL_TRY(mark());
        const Staged& staged = m_staged[table.name.value];
        rows.table = staged.table;
        for (const Change* change : changes)
            rows.ords.push_back(staged.ords[change]);
    }
    RowWriter writer(m_connection, sql, writes, std::move(rows));
    auto outcome = writer.writeUnrefused();
    if (!outcome)
        return tryHalving(outcome.error());
    if (table.verifyStored &&
        !outcome->refused.empty()) // what was stored instead is looked at when the rest is written
        outcome->storedDiffers = std::exchange(outcome->refused, {});
    else if (table.verifyStored)
        return tryHalving(refusal);
    return std::optional(std::move(*outcome));
}

Result<WriteOutcome> PgTarget::write(const TableBinding& table, std::span<const Write> writes)
{
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    RowWriter writer(m_connection, *sql, writes, stagedRows(table, writes));
    auto outcome = writer.makeRoomFirst();
    if (!outcome && writer.countsDiffer()) {
        (void)undo(outcome.error());
        writer.setPrecise();
        outcome = writer.makeRoomFirst();
    }
    if (!outcome && outcome.error().code == ErrorCode::ForeignKeyViolation) {
        const Error first = outcome.error();
        (void)undo(first);
        writer.setPrecise();
        outcome = writer.parentsFirst();
        if (!outcome && !outcome.error().isTransient())
            outcome = fail(first);
    }
    if (!outcome) {
        // A row that somebody else is inserting: no reason to lose the transaction.
        Error error = outcome.error();
        if (isLockTimeout(error))
            error.kind = ErrorClass::Row;
        auto undone = undo(error);
        if (error.kind != ErrorClass::Row || isLockTimeout(error))
            return undone;
        auto rest = writeUnrefused(*sql, writes, error);
        if (!rest)
            return fail(std::move(rest).error());
        if (!*rest)
            return undone;
        outcome = std::move(**rest);
    }
    if (!outcome->storedDiffers.empty()) {
        if (auto undone = m_connection.execute("rollback to savepoint keel"); !undone)
            return fail(undone.error());
        return outcome;
    }
    KEEL_TRY(mark());
    return outcome;
}

Result<void> PgTarget::journal(const TableBinding& table, std::span<const Change* const> changes, const NodeId& via)
{
    if (changes.empty())
        return {};
    const auto id = m_store.journalId(table);
    if (!id)
        return undo(id.error());
    const auto sql = m_store.sqlOf(table);
    if (!sql)
        return undo(sql.error());
    std::vector<Key> keys;
    ArrayText operations;
    ArrayText origins;
    ArrayText born;
    ArrayText columns;
    const bool known = std::ranges::any_of(changes, [](const Change* c) { return c->entry.changed.has_value(); });
    for (const Change* change : changes) {
        columns.add(columnNames(table, change->entry.changed));
        keys.push_back(change->entry.key);
        operations.add(QByteArrayView(change->row ? "U" : "D"));
        origins.add(QByteArrayView(change->entry.origin.value.toUtf8()));
        born.add(qint64(change->entry.born.time_since_epoch().count()));
    }
    RowSource source = keySource(*sql, keys);
    const auto parameter = [&source](QByteArray text) {
        source.parameters.emplace_back(std::move(text));
        return '$' + QByteArray::number(source.parameters.size());
    };
    QByteArray texts;
    for (std::size_t k = 0; k < table.key.size(); ++k)
        texts += (k > 0 ? ", " : "") + sql->outText(table.key[k], "s.k" + QByteArray::number(k));
    const QByteArray brought = "unnest(" + parameter(operations.take()) + "::\"char\"[], " + parameter(origins.take()) +
                               "::text[], " + parameter(born.take()) + "::int8[]" +
                               (known ? ", " + parameter(columns.take()) + "::text[]" : QByteArray()) +
                               ") with ordinality as b(operation, origin, born, " + (known ? "changed, " : "") + "ord)";
    auto written = m_connection.execute(
        QByteArrayLiteral("insert into evenkeel.change_log (table_id, operation, key, origin, via, born") +
            (known ? ", changed" : "") + ") select " + QByteArray::number(*id) + ", b.operation, array[" + texts +
            "], b.origin, " + parameter(via.value.toUtf8()) +
            ", timestamptz 'epoch' + b.born * interval '1 microsecond'" + (known ? ", b.changed::text[]" : "") +
            " from " + source.from + " join " + brought + " on b.ord = s.ord + 1 order by s.ord",
        source.parameters);
    if (!written)
        return undo(written.error());
    return mark();
}

Result<qint64> PgTarget::import(const TableBinding& table, QByteArrayView data)
{
    if (!m_importing) {
        const auto sql = m_store.sqlOf(table);
        if (!sql)
            return undo(sql.error());
        QByteArray columns;
        for (int i = 0; i < static_cast<int>(sql->columnCount()); ++i) {
            if (!table.columns[static_cast<std::size_t>(i)].generated)
                columns += (columns.isEmpty() ? "" : ", ") + sql->name(i);
        }
        if (auto begun = m_connection.beginCopyIn("copy " + sql->table() + " (" + columns + ") from stdin"); !begun)
            return undo(begun.error());
        m_importing = true;
    }
    if (!data.isEmpty()) {
        if (auto put = m_connection.putCopy(data); !put) {
            m_importing = false;
            return undo(put.error());
        }
        return 0;
    }
    m_importing = false;
    const auto taken = m_connection.endCopyIn();
    if (!taken)
        return undo(taken.error());
    KEEL_TRY(mark());
    return *taken;
}

Result<void> PgTarget::saveCheckpoint(const LinkName& link, Direction direction, const QString& lane,
                                      const Cursor& cursor)
{
    auto saved = m_connection.execute("insert into evenkeel.checkpoint (link, direction, lane, cursor)"
                                      " values ($1, $2, $3, $4) on conflict (link, direction, lane)"
                                      " do update set cursor = excluded.cursor, updated_at = now()",
                                      {link.value.toUtf8(), directionText(direction), lane.toUtf8(), cursor.text});
    if (!saved)
        return undo(saved.error());
    return {};
}

Result<void> PgTarget::checkDeferred()
{
    auto checked = m_connection.execute("set constraints all immediate");
    return checked ? Result<void>() : undo(checked.error());
}

Result<void> PgTarget::commitBy(const QByteArray& sql)
{
    m_open = false;
    auto committed = m_connection.execute(sql);
    if (!committed)
        return fail(committed.error());
    // A transaction that had failed answers a commit with a rollback, and no error.
    if (QByteArrayView(PQcmdStatus(committed->native())) != "COMMIT")
        return fail({.code = ErrorCode::Internal, .detail = QStringLiteral("the server rolled back at the commit")});
    return {};
}

} // namespace keel::pg
