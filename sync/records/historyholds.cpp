// SPDX-License-Identifier: GPL-3.0-or-later
// Conflicts as they are written: decided ones, those held for a person, and what that person says.
#include "sync/records/historyparts.h"
#include "sync/records/rowjson.h"

namespace keel {

using Durability = SqlFile::Durability;

namespace {

enum Undo { NotUndoable = 0, Undoable = 1, UndoableToHeld = 2 };

QString orEmpty(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QVariant exact(const std::optional<Row>& row)
{
    return row ? QVariant(keyToBytes({row->values()})) : QVariant(QMetaType(QMetaType::QByteArray));
}

std::optional<Row> rowOf(const QVariant& exact)
{
    return exact.isNull() ? std::nullopt : std::optional<Row>(keyFromBytes(exact.toByteArray()).values);
}

QVariant json(const QStringList& columns, const std::optional<Row>& row)
{
    return row ? QVariant(rowToJson(columns, *row)) : QVariant(QMetaType(QMetaType::QString));
}

QVariant time(const std::optional<TimeUs>& at)
{
    return at ? QVariant(qint64(at->time_since_epoch().count())) : QVariant(QMetaType(QMetaType::LongLong));
}

/// What both sides will hold once the decision is carried out; a held row stands nowhere.
std::optional<Row> standingOf(const ConflictDraft& draft)
{
    if (draft.result)
        return draft.result;
    return draft.winner == Side::A ? draft.a : draft.b;
}

Result<void> insertConflict(SqlFile& file, const ConflictDraft& draft, qint64 now)
{
    return file
        .run(QStringLiteral(
                 "INSERT INTO conflicts (link, table_name, key_json, direction, entry, class, policy, winner, tie, at,"
                 " changed_a, changed_b, row_a, row_b, held, key_exact, exact_a, exact_b, stands, standing, merged,"
                 " note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                 " ON CONFLICT (link, table_name, key_json, direction, entry) DO UPDATE SET"
                 " class = excluded.class, policy = excluded.policy, winner = excluded.winner, tie = excluded.tie,"
                 " at = excluded.at, changed_a = excluded.changed_a, changed_b = excluded.changed_b,"
                 " row_a = excluded.row_a, row_b = excluded.row_b, held = excluded.held,"
                 " exact_a = excluded.exact_a, exact_b = excluded.exact_b, stands = excluded.stands,"
                 " standing = excluded.standing, merged = excluded.merged, note = excluded.note, undo = 0"),
             {draft.link.value,
              draft.table.value,
              keyToJson(draft.key),
              toNumber(draft.direction),
              draft.entry,
              orEmpty(draft.conflictClass),
              orEmpty(draft.policy),
              draft.winner == Side::A ? 0 : 1,
              int(draft.tie),
              now,
              time(draft.changedAtA),
              time(draft.changedAtB),
              json(draft.columns, draft.a),
              json(draft.columns, draft.b),
              int(draft.held),
              keyToBytes(draft.key),
              exact(draft.a),
              exact(draft.b),
              int(!draft.held),
              draft.held ? QVariant(QMetaType(QMetaType::QByteArray)) : exact(standingOf(draft)),
              columnsToJson(draft.merged),
              orEmpty(draft.note)})
        .map([](SqlRows&&) {});
}

} // namespace

namespace {

/// The same two changes, met from the other side: a crash came between that record and its commit, and now the other
/// direction is first.
Result<void> forgetTwin(SqlFile& file, const ConflictDraft& draft)
{
    if (draft.entry < 0) // numbered by its two versions, whose times may not be known
        return file
            .run(QStringLiteral("DELETE FROM conflicts WHERE link = ? AND table_name = ? AND key_json = ?"
                                " AND direction <> ? AND entry = ? AND held = 0 AND decided_at IS NULL"),
                 {draft.link.value, draft.table.value, keyToJson(draft.key), toNumber(draft.direction), draft.entry})
            .map([](SqlRows&&) {});
    if (!draft.changedAtA || !draft.changedAtB)
        return {};
    return file
        .run(QStringLiteral("DELETE FROM conflicts WHERE link = ? AND table_name = ? AND key_json = ?"
                            " AND direction <> ? AND changed_a = ? AND changed_b = ? AND held = 0"
                            " AND decided_at IS NULL"),
             {draft.link.value, draft.table.value, keyToJson(draft.key), toNumber(draft.direction),
              time(draft.changedAtA), time(draft.changedAtB)})
        .map([](SqlRows&&) {});
}

} // namespace

Result<void> putConflict(SqlFile& file, const ConflictDraft& draft, qint64 now)
{
    KEEL_TRY(forgetTwin(file, draft));
    if (!draft.held)
        return insertConflict(file, draft, now);
    auto updated =
        file.run(QStringLiteral("UPDATE conflicts SET class = ?, at = ?, changed_a = coalesce(?, changed_a),"
                                " changed_b = coalesce(?, changed_b), row_a = ?, row_b = ?, exact_a = ?, exact_b = ?"
                                " WHERE link = ? AND table_name = ? AND key_json = ? AND held = 1"),
                 {orEmpty(draft.conflictClass), now, time(draft.changedAtA), time(draft.changedAtB),
                  json(draft.columns, draft.a), json(draft.columns, draft.b), exact(draft.a), exact(draft.b),
                  draft.link.value, draft.table.value, keyToJson(draft.key)});
    if (!updated)
        return fail(updated.error());
    return updated->affected() > 0 ? Result<void>() : insertConflict(file, draft, now);
}

Result<std::vector<HeldRow>> History::held(const LinkName& link)
{
    auto rows = d->file->run(QStringLiteral("SELECT id, table_name, key_exact FROM conflicts"
                                            " WHERE held = 1 AND link = ? ORDER BY id"),
                             {link.value});
    if (!rows)
        return fail(rows.error());
    std::vector<HeldRow> held;
    while (rows->next())
        held.push_back({rows->integer(0), TableName(rows->text(1)), keyFromBytes(rows->value(2).toByteArray())});
    return held;
}

Result<void> History::release(const LinkName& link, const TableName& onA, std::span<const Key> keys)
{
    if (keys.empty())
        return {};
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        for (const Key& key : keys)
            KEEL_TRY(d->file->run(QStringLiteral("UPDATE conflicts SET held = 0, decision = 'agreed', decided_at = ?"
                                                 " WHERE link = ? AND table_name = ? AND key_json = ? AND held = 1"),
                                  {d->nowMs(), link.value, onA.value, keyToJson(key)}));
        return {};
    });
}

Result<std::optional<StoredConflict>> History::storedConflict(qint64 id)
{
    auto rows = d->file->run(
        QStringLiteral("SELECT link, table_name, key_exact, held, winner, row_a, row_b, exact_a, exact_b, stands,"
                       " standing, undo, before_a, before_b, key_json FROM conflicts WHERE id = ?"),
        {id});
    if (!rows)
        return fail(rows.error());
    if (!rows->next())
        return std::optional<StoredConflict>();
    StoredConflict stored;
    stored.id = id;
    stored.link = LinkName(rows->text(0));
    stored.table = TableName(rows->text(1));
    stored.key = keyFromBytes(rows->value(2).toByteArray());
    stored.held = rows->integer(3) != 0;
    stored.winner = rows->integer(4) == 0 ? Side::A : Side::B;
    for (const NamedValue& value : rowFromJson(rows->value(5).isNull() ? rows->text(6) : rows->text(5)))
        stored.columns.append(value.column);
    stored.a = rowOf(rows->value(7));
    stored.b = rowOf(rows->value(8));
    if (rows->integer(9) != 0)
        stored.standing = rowOf(rows->value(10));
    if (const auto undo = Undo(rows->integer(11)); undo != NotUndoable)
        stored.before = StoredConflict::Before{
            .held = undo == UndoableToHeld, .a = rowOf(rows->value(12)), .b = rowOf(rows->value(13))};
    return std::optional(std::move(stored));
}

Result<void> History::decided(const StoredConflict& state, const QString& decision, const QString& who)
{
    const Undo undo = !state.before ? NotUndoable : state.before->held ? UndoableToHeld : Undoable;
    const QVariant none(QMetaType(QMetaType::QByteArray));
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        KEEL_TRY(d->file->run(
            QStringLiteral("UPDATE conflicts SET held = ?, stands = ?, standing = ?, undo = ?, before_a = ?,"
                           " before_b = ?, exact_a = ?, exact_b = ?, row_a = ?, row_b = ?, decision = ?,"
                           " decided_by = ?, decided_at = ? WHERE id = ?"),
            {int(state.held), int(state.standing.has_value()), state.standing ? exact(*state.standing) : none,
             int(undo), state.before ? exact(state.before->a) : none, state.before ? exact(state.before->b) : none,
             exact(state.a), exact(state.b), json(state.columns, state.a), json(state.columns, state.b), decision,
             orEmpty(who), d->nowMs(), state.id}));
        return d->putLogLine(who, QStringLiteral("conflict ") + decision,
                             QStringLiteral("%1 %2 %3, conflict %4")
                                 .arg(state.link.value, state.table.value, keyToJson(state.key))
                                 .arg(state.id));
    });
}

} // namespace keel
