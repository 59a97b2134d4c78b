// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/historyparts.h"
#include "sync/records/rowjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace keel {

using Durability = SqlFile::Durability;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 byCommandOnly = std::numeric_limits<qint64>::max();

enum Vis { Hidden = 0, Shown = 1, Closed = 2 };

QString orEmpty(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QString keyJsonOf(const ErrorDraft& draft)
{
    return draft.entry.key.values.empty() ? QStringLiteral("[]") : keyToJson(draft.entry.key);
}

/// One minute, doubled by each attempt, up to an hour; a waiting row is due in the next pass.
qint64 nextTry(const ErrorDraft& draft, int attempts, qint64 now)
{
    if (draft.waiting)
        return now;
    if (draft.error.code == ErrorCode::Truncated)
        return byCommandOnly;
    return now + std::min(hourMs, minuteMs << std::min(attempts - 1, 10));
}

struct Known
{
    qint64 id = 0;
    bool sameEntry = false;
    ErrorState state = ErrorState::Open;
    bool waiting = false;
    int attempts = 1;
    qint64 openedAt = 0;
    qint64 lastTryAt = 0;
    QString message;
    int vis = Shown;
};

/// One put(): what it met, on the way.
class Putting
{
public:
    Putting(SqlFile& file, QSet<qint64>& handedOut, qint64 now) : m_file(file), m_handedOut(handedOut), m_now(now) {}

    [[nodiscard]] bool hasRepeats() const { return !m_repeats.isEmpty(); }
    [[nodiscard]] bool hasWritten() const { return m_written; }

    Result<void> error(const ErrorDraft& draft)
    {
        const auto known = find(draft);
        if (!known)
            return fail(known.error());
        if (!*known)
            return insert(draft);
        const Known& old = **known;
        const bool triedAgain = m_handedOut.remove(old.id) && old.state == ErrorState::Open;
        const bool closedByPerson = old.state == ErrorState::Resolved || old.state == ErrorState::Ignored;
        if (old.sameEntry &&
            (closedByPerson || (old.state == ErrorState::Open && staysAsItIs(old, draft, triedAgain)))) {
            m_repeats.append({old.id, draft.waiting});
            return {};
        }
        // Becoming an error after it only waited is no second try of the same thing.
        const bool counts = !old.sameEntry || old.state != ErrorState::Open || (triedAgain && !old.waiting);
        return replace(draft, old, counts);
    }

    Result<void> touchRepeats()
    {
        for (const auto& [id, waiting] : std::as_const(m_repeats)) {
            KEEL_TRY(m_file.run(waiting ? QStringLiteral("UPDATE error_records SET last_try_at = ?, next_try_at = ?"
                                                         " WHERE id = ?")
                                        : QStringLiteral("UPDATE error_records SET last_try_at = max(last_try_at, ?),"
                                                         " next_try_at = max(next_try_at, ?) WHERE id = ?"),
                                {m_now, waiting ? m_now : 0, id}));
        }
        return {};
    }

    Result<void> conflict(const ConflictDraft& draft);

private:
    [[nodiscard]] bool staysAsItIs(const Known& old, const ErrorDraft& draft, bool triedAgain) const
    {
        const bool becomesVisible = old.vis == Hidden && draft.waiting && m_now - old.openedAt >= minuteMs;
        return old.waiting == draft.waiting && !(triedAgain && !draft.waiting) && !becomesVisible;
    }

    Result<std::optional<Known>> find(const ErrorDraft& draft)
    {
        auto rows = m_file.run(QStringLiteral("SELECT id, sequence, born, state, waiting, attempts, opened_at,"
                                              " last_try_at, message, vis FROM error_records"
                                              " WHERE link = ? AND direction = ? AND table_name = ? AND key_json = ?"),
                               {draft.link.value, toNumber(draft.direction), draft.table.value, keyJsonOf(draft)});
        if (!rows)
            return fail(rows.error());
        if (!rows->next())
            return std::optional<Known>();
        return std::optional(Known{rows->integer(0),
                                   rows->integer(1) == draft.entry.sequence &&
                                       rows->integer(2) == draft.entry.born.time_since_epoch().count(),
                                   ErrorState(rows->integer(3)), rows->integer(4) != 0, int(rows->integer(5)),
                                   rows->integer(6), rows->integer(7), rows->text(8), int(rows->integer(9))});
    }

    [[nodiscard]] QVariantList contents(const ErrorDraft& draft) const
    {
        const Error& error = draft.error;
        return {int(draft.waiting),
                int(error.kind),
                toText(error.code),
                m_now,
                draft.entry.sequence,
                int(draft.entry.operation),
                orEmpty(draft.entry.origin.value),
                orEmpty(draft.entry.via.value),
                qint64(draft.entry.born.time_since_epoch().count()),
                keyToBytes(draft.entry.key).isNull() ? QByteArray("") : keyToBytes(draft.entry.key),
                orEmpty(error.constraint),
                orEmpty(error.sqlState),
                orEmpty(error.detail),
                draft.row ? QVariant(rowToJson(draft.columns, *draft.row)) : QVariant(QMetaType(QMetaType::QString))};
    }

    Result<void> insert(const ErrorDraft& draft)
    {
        m_written = true;
        QVariantList values = contents(draft);
        values << draft.link.value << toNumber(draft.direction) << draft.table.value << keyJsonOf(draft)
               << int(draft.waiting ? Hidden : Shown) << m_now << m_now << nextTry(draft, 1, m_now);
        return m_file
            .run(QStringLiteral(
                     "INSERT INTO error_records (waiting, kind, code, last_try_at, sequence, operation, origin,"
                     " via, born, key_exact, constraint_name, sql_state, message, row_json,"
                     " link, direction, table_name, key_json, vis, created_at, opened_at, next_try_at,"
                     " state, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                     " ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)"),
                 values)
            .map([](SqlRows&&) {});
    }

    Result<void> replace(const ErrorDraft& draft, const Known& old, bool countsAttempt)
    {
        m_written = true;
        if (countsAttempt)
            KEEL_TRY(m_file.run(QStringLiteral("INSERT INTO error_attempts (record, at, said) VALUES (?, ?, ?)"),
                                {old.id, old.lastTryAt, old.message}));
        const int attempts = old.attempts + (countsAttempt ? 1 : 0);
        const qint64 openedAt = old.state == ErrorState::Open ? old.openedAt : m_now;
        const bool shown = !draft.waiting || m_now - openedAt >= minuteMs;
        QVariantList values = contents(draft);
        values << int(shown ? Shown : Hidden) << openedAt << nextTry(draft, attempts, m_now) << attempts << old.id;
        return m_file
            .run(QStringLiteral(
                     "UPDATE error_records SET waiting = ?, kind = ?, code = ?, last_try_at = ?, sequence = ?,"
                     " operation = ?, origin = ?, via = ?, born = ?, key_exact = ?, constraint_name = ?,"
                     " sql_state = ?, message = ?, row_json = ?, vis = ?, opened_at = ?, next_try_at = ?,"
                     " attempts = ?, state = 0, closed_by = NULL, closed_at = NULL WHERE id = ?"),
                 values)
            .map([](SqlRows&&) {});
    }

    SqlFile& m_file;
    QSet<qint64>& m_handedOut;
    qint64 m_now;
    bool m_written = false;
    QList<std::pair<qint64, bool>> m_repeats; ///< id, waiting: only the last try moves
};

Result<void> Putting::conflict(const ConflictDraft& draft)
{
    m_written = true;
    return putConflict(m_file, draft, m_now);
}

OpenRecord openRecordOf(const SqlRows& r, int from)
{
    OpenRecord record;
    record.id = r.integer(from);
    record.table = TableName(r.text(from + 1));
    record.entry.key = keyFromBytes(r.value(from + 2).toByteArray());
    record.entry.operation = Operation(r.integer(from + 3));
    record.entry.sequence = r.integer(from + 4);
    record.entry.origin = NodeId(r.text(from + 5));
    record.entry.via = NodeId(r.text(from + 6));
    record.entry.born = TimeUs(std::chrono::microseconds(r.integer(from + 7)));
    record.waiting = r.integer(from + 8) != 0;
    record.attempts = int(r.integer(from + 9));
    return record;
}

} // namespace

Result<void> History::put(std::span<const ErrorDraft> errors, std::span<const ConflictDraft> conflicts)
{
    if (errors.empty() && conflicts.empty())
        return {};
    Putting putting(*d->file, d->handedOut, d->nowMs());
    bool onlyRepeats = false;
    const auto done = d->write(Durability::Flushed, [&]() -> Result<void> {
        for (const ErrorDraft& draft : errors)
            KEEL_TRY(putting.error(draft));
        for (const ConflictDraft& draft : conflicts)
            KEEL_TRY(putting.conflict(draft));
        onlyRepeats = !putting.hasWritten();
        return onlyRepeats ? Result<void>() : putting.touchRepeats();
    });
    KEEL_TRY(done);
    if (!onlyRepeats)
        d->tally(errors, conflicts);
    // A transaction that wrote nothing flushes nothing: rows that go on waiting cost no flush in every cycle.
    if (onlyRepeats && putting.hasRepeats())
        return d->write(Durability::Written, [&] { return putting.touchRepeats(); });
    return {};
}

Result<std::vector<OpenRecord>> History::openFor(const LinkName& link, Direction direction, const TableName& table,
                                                 std::span<const Key> keys)
{
    // One statement for all keys: a batch in a backlog has thousands, of which few have a record.
    QJsonArray texts;
    for (const Key& key : keys)
        texts.append(keyToJson(key));
    auto rows = d->file->run(
        QStringLiteral(
            "SELECT error_records.id, table_name, key_exact, operation, sequence, origin, via, born, waiting,"
            " attempts FROM json_each(?) AS asked CROSS JOIN error_records ON key_json = asked.value"
            " WHERE link = ? AND direction = ? AND table_name = ? AND state = 0 ORDER BY asked.id"),
        {QString::fromUtf8(QJsonDocument(texts).toJson(QJsonDocument::Compact)), link.value, toNumber(direction),
         table.value});
    if (!rows)
        return fail(rows.error());
    std::vector<OpenRecord> records;
    while (rows->next())
        records.push_back(openRecordOf(*rows, 0));
    return records;
}

Result<std::vector<OpenRecord>> History::due(const LinkName& link, Direction direction, TimeUs now, int limit)
{
    // By the time it became due: a row that waits in vain goes behind the others at each try.
    auto rows = d->file->run(
        QStringLiteral("SELECT id, table_name, key_exact, operation, sequence, origin, via, born, waiting, attempts"
                       " FROM error_records WHERE link = ? AND direction = ? AND state = 0 AND next_try_at <= ?"
                       " ORDER BY next_try_at, id LIMIT ?"),
        {link.value, toNumber(direction), toMs(now), limit});
    if (!rows)
        return fail(rows.error());
    std::vector<OpenRecord> records;
    while (rows->next()) {
        records.push_back(openRecordOf(*rows, 0));
        d->handedOut.insert(records.back().id);
    }
    return records;
}

Result<void> History::wentThrough(const LinkName& link, Direction direction, const TableName& table,
                                  std::span<const Key> keys)
{
    const auto open = openFor(link, direction, table, keys);
    if (!open)
        return fail(open.error());
    if (open->empty())
        return {};
    // Lost with the power, it is tried once more and found to be in: no flush.
    return d->write(Durability::Written, [&]() -> Result<void> {
        for (const OpenRecord& record : *open) {
            d->handedOut.remove(record.id);
            KEEL_TRY(d->file->run(QStringLiteral("UPDATE error_records SET state = ?, vis = 2, closed_at = ?,"
                                                 " closed_by = NULL WHERE id = ? AND state = 0"),
                                  {int(ErrorState::WentThrough), d->nowMs(), record.id}));
        }
        return {};
    });
}

Result<void> History::wake(const LinkName& link, Direction direction, const TableName& table, ErrorCode code)
{
    const QVariantList values{link.value, toNumber(direction), table.value, toText(code), d->nowMs()};
    const QString condition = QStringLiteral(" WHERE link = ? AND direction = ? AND table_name = ? AND code = ?"
                                             " AND state = 0 AND next_try_at > ?");
    bool any = false;
    {
        auto rows = d->file->run(QStringLiteral("SELECT 1 FROM error_records") + condition + QStringLiteral(" LIMIT 1"),
                                 values);
        if (!rows)
            return fail(rows.error());
        any = rows->next();
    }
    if (!any)
        return {};
    return d->write(Durability::Written, [&]() -> Result<void> {
        // A row that keeps failing is not tried with every neighbour that moves: half a second doubling to half a
        // minute.
        return d->file
            ->run(QStringLiteral("UPDATE error_records SET next_try_at ="
                                 " MIN(next_try_at, last_try_at + 250 * (1 << MIN(attempts, 7)))") +
                      condition,
                  values)
            .map([](SqlRows&&) {});
    });
}

Result<bool> History::hasOpen(const LinkName& link, Direction direction)
{
    return d->file
        ->run(QStringLiteral("SELECT 1 FROM error_records WHERE link = ? AND direction = ? AND state = 0 LIMIT 1"),
              {link.value, toNumber(direction)})
        .map([](SqlRows&& r) { return r.next(); });
}

Result<std::vector<RecordBook::ShadowEntry>> History::shadow(const LinkName& link, const TableName& table,
                                                             std::span<const Key> keys)
{
    std::vector<ShadowEntry> entries;
    for (const Key& key : keys) {
        auto rows =
            d->file->run(QStringLiteral("SELECT hash FROM shadow WHERE link = ? AND table_name = ? AND key_json = ?"),
                         {link.value, table.value, keyToJson(key)});
        if (!rows)
            return fail(rows.error());
        if (rows->next())
            entries.push_back({key, rows->value(0).toByteArray()});
    }
    return entries;
}

Result<void> History::putShadow(const LinkName& link, const TableName& table, std::span<const ShadowEntry> entries)
{
    if (entries.empty())
        return {};
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        for (const ShadowEntry& entry : entries) {
            KEEL_TRY(d->file->run(QStringLiteral("INSERT OR REPLACE INTO shadow (link, table_name, key_json, key_exact,"
                                                 " hash) VALUES (?, ?, ?, ?, ?)"),
                                  {link.value, table.value, keyToJson(entry.key), keyToBytes(entry.key), entry.hash}));
        }
        return {};
    });
}

Result<std::vector<Key>> History::shadowKeys(const LinkName& link, const TableName& table,
                                             const std::optional<Key>& after, int limit)
{
    auto rows = d->file->run(QStringLiteral("SELECT key_exact FROM shadow WHERE link = ? AND table_name = ?"
                                            " AND key_json > ? ORDER BY key_json LIMIT ?"),
                             {link.value, table.value, after ? keyToJson(*after) : QStringLiteral(""), limit});
    if (!rows)
        return fail(rows.error());
    std::vector<Key> keys;
    while (rows->next())
        keys.push_back(keyFromBytes(rows->value(0).toByteArray()));
    return keys;
}

} // namespace keel
