// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decided about a conflict, carried out between two cycles.
#include "sync/api/abortpoint.h"
#include "sync/apply/applier.h"
#include "sync/apply/order.h"
#include "sync/capture/shadow.h"
#include "sync/engine/linkrunner_p.h"

#include <algorithm>

namespace keel {

namespace {

Side otherSide(Side side)
{
    return side == Side::A ? Side::B : Side::A;
}

bool sameState(const TableBinding& table, const std::optional<Row>& l, const std::optional<Row>& r)
{
    return l && r ? sameRow(table, *l, *r) : !l && !r;
}

Error refusal(ErrorCode code, const QString& found, const QString& mend = {})
{
    return {.kind = ErrorClass::Config, .code = code, .detail = found, .mend = mend};
}

} // namespace

Result<void> LinkRunner::decide(qint64 id, const ConflictDecision& decision, const QString& who)
{
    auto stored = d->parts.book.storedConflict(id);
    if (!stored)
        return fail(std::move(stored).error());
    if (!*stored || (*stored)->link != d->config.name)
        return fail(refusal(ErrorCode::NotFound, QStringLiteral("there is no conflict %1").arg(id)));
    auto place = d->placeOf(**stored);
    if (!place)
        return fail(std::move(place).error());
    if (decision.kind == ConflictDecision::Kind::Undo)
        return d->undo(*place, std::move(**stored), who);
    auto wanted = d->wantedRow(*place, **stored, decision);
    if (!wanted)
        return fail(std::move(wanted).error());
    const QString word = toText(decision.kind);
    return (*stored)->held ? d->decideHeld(*place, std::move(**stored), *wanted, word, who)
                           : d->decideAgain(*place, std::move(**stored), *wanted, word, who);
}

Result<LinkRunner::Private::Place> LinkRunner::Private::placeOf(const StoredConflict& conflict) const
{
    for (const Lane& lane : lanes) {
        for (std::size_t i = 0; i < lane.a.size(); ++i) {
            if (lane.a[i].configured != conflict.table)
                continue;
            if (conflict.key.values.size() != lane.a[i].key.size() || conflict.columns != lane.a[i].columnNames())
                return fail(refusal(
                    ErrorCode::SchemaDiffers,
                    QStringLiteral("the columns of %1 are not those that were recorded").arg(conflict.table.value),
                    QStringLiteral("edit the row in one of the databases")));
            return Place{lane, i};
        }
    }
    return fail(refusal(ErrorCode::TableMissing, QStringLiteral("%1 is not synced now").arg(conflict.table.value)));
}

Result<std::optional<Row>> LinkRunner::Private::wantedRow(const Place& place, const StoredConflict& conflict,
                                                          const ConflictDecision& decision) const
{
    using Kind = ConflictDecision::Kind;
    if (decision.kind == Kind::TakeA)
        return conflict.a;
    if (decision.kind == Kind::TakeB)
        return conflict.b;
    if (decision.kind == Kind::BringBack) {
        if (conflict.held)
            return fail(refusal(ErrorCode::ConfigInvalid, QStringLiteral("the row is held: no version has lost yet"),
                                QStringLiteral("take one side's version, or an edited row")));
        return conflict.winner == Side::A ? conflict.b : conflict.a;
    }
    const TableBinding& table = place.on(Side::A);
    Row row = conflict.a ? *conflict.a : conflict.b.value_or(Row(table.columns.size()));
    if (conflict.standing && *conflict.standing)
        row = **conflict.standing;
    for (const NamedValue& value : decision.row) {
        const auto column = std::ranges::find(table.columns, value.column, &ColumnBinding::name);
        if (column == table.columns.end())
            return fail(refusal(ErrorCode::ColumnMissing,
                                QStringLiteral("%1 has no column \"%2\"").arg(table.configured.value, value.column)));
        Value& cell = row[static_cast<std::size_t>(column - table.columns.begin())];
        const Family known = column->family == Family::Null ? cell.family() : column->family;
        cell = value.text ? Value(value.text->toUtf8(), known == Family::Null ? Family::Text : known) : Value();
    }
    if (!(table.keyOf(row) == conflict.key))
        return fail(refusal(ErrorCode::ConfigInvalid, QStringLiteral("the edited row has another key"),
                            QStringLiteral("leave %1 as it is").arg(keyToDisplay(conflict.key))));
    return row;
}

Error LinkRunner::Private::changedSince(const Place& place, Side side, const Key& key) const
{
    return {.kind = ErrorClass::Row,
            .code = ErrorCode::Changed,
            .detail = QStringLiteral("%1 %2 has changed in %3 since it was recorded; nothing was written")
                          .arg(place.on(Side::A).configured.value, keyToDisplay(key), endpoint(side).value),
            .mend = QStringLiteral("look at it as it is now and decide again")};
}

Result<void> LinkRunner::Private::guard(const Place& place, Side side, const Key& key,
                                        const std::optional<Row>& expected)
{
    TableBinding table = place.on(side);
    table.index = 0;
    auto snapshot = store(side).snapshot({}, std::span(&table, 1));
    if (!snapshot)
        return fail(std::move(snapshot).error());
    auto rows = (*snapshot)->rows(table, std::span(&key, 1));
    if (!rows)
        return fail(std::move(rows).error());
    return sameState(table, rows->front(), expected) ? Result<void>() : fail(changedSince(place, side, key));
}

Result<void> LinkRunner::Private::guardedWrite(const Place& place, const GuardedWrite& write)
{
    const Side from = write.born ? write.side : otherSide(write.side);
    auto serverTime = store(from).now();
    if (!serverTime)
        return fail(std::move(serverTime).error());
    TableBinding table = place.on(write.side);
    table.index = 0;
    auto txn = store(write.side).begin(info(otherSide(write.side)).node);
    if (!txn)
        return fail(std::move(txn).error());
    const Change change{.entry = {.table = 0,
                                  .key = write.key,
                                  .operation = Operation::Update,
                                  .origin = info(from).node,
                                  .via = info(from).node,
                                  .born = serverTime->value_or(parts.clock.now())},
                        .row = write.wanted};
    const std::array<int, 1> order{0};
    Applier applier(**txn, std::span(&table, 1), order);
    applier.forbidParking();
    Item item{.change = &change};
    std::array<Item*, 1> items{&item};
    KEEL_TRY(applier.lock(items));
    if (item.fate == Fate::Waits)
        return fail({.kind = ErrorClass::Row,
                     .code = ErrorCode::Busy,
                     .detail = QStringLiteral("somebody holds a lock on the row in %1").arg(endpoint(write.side).value),
                     .mend = QStringLiteral("try again")});
    if (item.fate == Fate::Failed)
        return fail(*item.error);
    auto present = (*txn)->rows(table, std::span(&write.key, 1));
    if (!present)
        return fail(std::move(present).error());
    if (!sameState(table, present->front(), write.expected))
        return fail(changedSince(place, write.side, write.key));
    if (sameState(table, present->front(), write.wanted))
        return {};
    item.fate = Fate::Chosen;
    KEEL_TRY(applier.write(items));
    if (item.fate == Fate::Appeared)
        return fail(changedSince(place, write.side, write.key));
    if (item.fate != Fate::Written) {
        Error error = *item.error;
        error.place = endpoint(write.side).value;
        return fail(std::move(error));
    }
    const std::array<const Change*, 1> written{&change};
    if (table.journal)
        KEEL_TRY((*txn)->journal(table, written, info(from).node));
    KEEL_TRY((*txn)->commit());
    KEEL_ABORT_POINT(ConflictWritten);
    return wakeRelated(place, write.side);
}

/// Rows that were refused for want of this one, or for its value, are tried again.
Result<void> LinkRunner::Private::wakeRelated(const Place& place, Side side)
{
    const bool onA = side == Side::A;
    const auto& written = onA ? place.lane.a : place.lane.b;
    const auto& sources = onA ? place.lane.b : place.lane.a;
    const Direction direction = onA ? Direction::Reverse : Direction::Forward;
    const TableBinding& table = written[place.table];
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (refersTo(written[i], table) || refersTo(table, written[i]))
            KEEL_TRY(parts.book.wake(config.name, direction, sources[i].configured, ErrorCode::ForeignKeyViolation));
    }
    return parts.book.wake(config.name, direction, sources[place.table].configured, ErrorCode::UniqueViolation);
}

/// Directly on both sides, because nothing may flow between them meanwhile (a held row) or nothing would notice the
/// write (capture by time). A crash in between leaves the row held with what stands there then.
Result<void> LinkRunner::Private::writeBoth(const Place& place, const StoredConflict& conflict,
                                            const std::optional<Row>& wanted)
{
    const TableBinding& table = place.on(Side::A);
    const std::optional<Row>& a = conflict.held ? conflict.a : *conflict.standing;
    const std::optional<Row>& b = conflict.held ? conflict.b : *conflict.standing;
    const bool writesA = !sameState(table, a, wanted);
    const bool writesB = !sameState(table, b, wanted);
    if (!writesA || !writesB)
        KEEL_TRY(guard(place, writesA ? Side::B : Side::A, conflict.key, wanted));
    if (writesA)
        KEEL_TRY(guardedWrite(
            place, {.side = Side::A, .key = conflict.key, .expected = a, .wanted = wanted, .born = writesB}));
    if (writesB)
        KEEL_TRY(guardedWrite(place, {.side = Side::B, .key = conflict.key, .expected = b, .wanted = wanted}));
    return agree(place, conflict.key, wanted);
}

/// On the side that is carried from, as if an application had written it.
Result<void> LinkRunner::Private::writeOver(const Place& place, const StoredConflict& conflict,
                                            const std::optional<Row>& wanted)
{
    if (!place.on(Side::A).journal || !place.on(Side::B).journal)
        return writeBoth(place, conflict, wanted);
    const Side side = sourceOf(home());
    KEEL_TRY(guard(place, otherSide(side), conflict.key, *conflict.standing));
    return guardedWrite(
        place, {.side = side, .key = conflict.key, .expected = *conflict.standing, .wanted = wanted, .born = true});
}

/// For capture by time: what both sides hold from now on is no news to either.
Result<void> LinkRunner::Private::agree(const Place& place, const Key& key, const std::optional<Row>& row)
{
    const TableBinding& table = place.on(Side::A);
    if (table.journal && place.on(Side::B).journal)
        return {};
    const RecordBook::ShadowEntry entry{.key = key, .hash = row ? shadowHash(table, *row) : QByteArray()};
    return parts.book.putShadow(config.name, table.configured, std::span(&entry, 1));
}

Result<void> LinkRunner::Private::decideHeld(const Place& place, StoredConflict conflict,
                                             const std::optional<Row>& wanted, const QString& decision,
                                             const QString& who)
{
    KEEL_TRY(writeBoth(place, conflict, wanted));
    conflict.held = false;
    conflict.standing.emplace(wanted);
    conflict.before = StoredConflict::Before{.held = true, .a = conflict.a, .b = conflict.b};
    return parts.book.decided(conflict, decision, who);
}

Result<void> LinkRunner::Private::decideAgain(const Place& place, StoredConflict conflict,
                                              const std::optional<Row>& wanted, const QString& decision,
                                              const QString& who)
{
    if (!conflict.standing)
        return fail(refusal(ErrorCode::NotFound, QStringLiteral("it is not recorded what stands since the conflict"),
                            QStringLiteral("edit the row in one of the databases")));
    if (sameState(place.on(Side::A), *conflict.standing, wanted))
        return fail(refusal(ErrorCode::ConfigInvalid, QStringLiteral("that version is the one that won")));
    KEEL_TRY(writeOver(place, conflict, wanted));
    conflict.before = StoredConflict::Before{.held = false, .a = *conflict.standing, .b = *conflict.standing};
    conflict.standing.emplace(wanted);
    return parts.book.decided(conflict, decision, who);
}

Result<void> LinkRunner::Private::undo(const Place& place, StoredConflict conflict, const QString& who)
{
    const QString word = toText(ConflictDecision::Kind::Undo);
    if (!conflict.before || !conflict.standing)
        return fail(
            refusal(ErrorCode::NotFound, QStringLiteral("conflict %1 has no decision to undo").arg(conflict.id)));
    const StoredConflict decided = conflict;
    const StoredConflict::Before before = *conflict.before;
    conflict.before.reset();
    if (!before.held) {
        KEEL_TRY(writeOver(place, decided, before.a));
        conflict.standing.emplace(before.a);
        return parts.book.decided(conflict, word, who);
    }
    for (const Side side : {Side::A, Side::B})
        KEEL_TRY(guard(place, side, conflict.key, *decided.standing));
    // Held first: the versions differ again from the first write on, and nothing may carry one over the other.
    conflict.held = true;
    conflict.standing.reset();
    conflict.a = before.a;
    conflict.b = before.b;
    KEEL_TRY(parts.book.decided(conflict, word, who));
    bool moved = false;
    for (const Side side : {Side::A, Side::B}) {
        const std::optional<Row>& wanted = side == Side::A ? before.a : before.b;
        auto written =
            guardedWrite(place, {.side = side, .key = conflict.key, .expected = *decided.standing, .wanted = wanted});
        if (!written) {
            // Nothing was written: the decision stands as it was. Else the row is held with what stands there, and the
            // next cycle brings the record up to date.
            if (!moved && !written.error().isTransient())
                KEEL_TRY(parts.book.decided(decided, QStringLiteral("undo refused"), who));
            return written;
        }
        moved = moved || !sameState(place.on(side), *decided.standing, wanted);
    }
    return {};
}

Result<void> LinkRunner::Private::releaseAgreed()
{
    auto held = parts.book.held(config.name);
    if (!held)
        return fail(std::move(held).error());
    for (const HeldRow& row : *held) {
        for (const Lane& lane : lanes) {
            const auto table = std::ranges::find(lane.a, row.table, &TableBinding::configured);
            if (table == lane.a.end() || table->key.size() != row.key.values.size())
                continue;
            const Place place{lane, static_cast<std::size_t>(table - lane.a.begin())};
            std::array<std::optional<Row>, 2> found;
            for (const Side side : {Side::A, Side::B}) {
                TableBinding alone = place.on(side);
                alone.index = 0;
                auto snapshot = store(side).snapshot({}, std::span(&alone, 1));
                if (!snapshot)
                    return fail(std::move(snapshot).error());
                auto rows = (*snapshot)->rows(alone, std::span(&row.key, 1));
                if (!rows)
                    return fail(std::move(rows).error());
                found[side == Side::A ? 0 : 1] = std::move(rows->front());
            }
            if (sameState(*table, found[0], found[1]))
                KEEL_TRY(parts.book.release(config.name, row.table, std::span(&row.key, 1)));
        }
    }
    return {};
}

} // namespace keel
