// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/abortpoint.h"
#include "sync/apply/applier.h"
#include "sync/guard/load_p.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace keel {

namespace {

constexpr qint64 rowsToStream = 50'000;

} // namespace

Cursor LoadPosition::toCursor() const
{
    QJsonObject object{{QStringLiteral("done"), done}, {QStringLiteral("rows"), rows}};
    if (after)
        object.insert(QStringLiteral("after"), keyToJson(*after));
    return {QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

LoadPosition LoadPosition::fromCursor(const std::optional<Cursor>& cursor)
{
    LoadPosition position;
    if (!cursor)
        return position;
    const QJsonObject object = QJsonDocument::fromJson(cursor->text).object();
    position.done = object.value(QStringLiteral("done")).toBool();
    position.rows = object.value(QStringLiteral("rows")).toInteger();
    if (object.contains(QStringLiteral("after")))
        position.after = keyFromJson(object.value(QStringLiteral("after")).toString());
    return position;
}

Load::Load(const LoadScope& scope) : m_scope(scope)
{
    const QByteArray formatA = m_scope.a.store.bulkFormat(m_scope.a.table);
    m_mayStream = !formatA.isEmpty() && formatA == m_scope.b.store.bulkFormat(m_scope.b.table) && !m_scope.shadow &&
                  !m_scope.a.table.verifyStored && !m_scope.b.table.verifyStored && m_scope.a.table.filter.isEmpty();
}

Direction Load::home() const
{
    return m_scope.forward ? Direction::Forward : Direction::Reverse;
}

bool Load::has(Direction direction) const
{
    return direction == Direction::Forward ? m_scope.forward : m_scope.reverse;
}

const LoadSide& Load::target(Direction direction) const
{
    return direction == Direction::Forward ? m_scope.b : m_scope.a;
}

/// Of a range that a crash cut off.
Result<void> Load::readParts(const LoadPosition& position)
{
    if (m_partsRead)
        return {};
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (!has(direction))
            continue;
        auto saved = target(direction).store.checkpoint(m_scope.link, direction, LoadParts::lane(m_scope.lane));
        if (!saved)
            return fail(std::move(saved).error());
        LoadParts parts = LoadParts::fromCursor(*saved);
        m_partsStand[at(direction)] = !parts.isEmpty();
        if (parts.since == m_scope.since && parts.range.after == position.after)
            m_parts[at(direction)] = std::move(parts);
    }
    m_partsRead = true;
    return {};
}

Result<void> Load::forgetParts()
{
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (!m_partsStand[at(direction)])
            continue;
        auto txn = target(direction).store.begin(target(opposite(direction)).node);
        if (!txn)
            return fail(std::move(txn).error());
        KEEL_TRY((*txn)->saveCheckpoint(m_scope.link, direction, LoadParts::lane(m_scope.lane), Cursor{}));
        KEEL_TRY((*txn)->commit());
        m_partsStand[at(direction)] = false;
    }
    return {};
}

Result<Load::Step> Load::step(LoadPosition& position)
{
    Step step;
    KEEL_TRY(readParts(position));
    const bool mayStream = m_mayStream && std::ranges::all_of(m_parts, &LoadParts::isEmpty);
    auto streamed = mayStream ? stream(position, step) : Result<bool>(false);
    if (!streamed)
        return fail(std::move(streamed).error());
    if (*streamed)
        step.rowsA = step.rowsB = step.writtenA + step.writtenB;
    else
        KEEL_TRY(mend(position, step));
    m_parts = {};
    if (position.done)
        KEEL_TRY(forgetParts());
    return step;
}

Result<Load::Looks> Load::look()
{
    auto a = m_scope.a.store.snapshot(m_scope.a.done, std::span(&m_scope.a.table, 1));
    if (!a)
        return fail(std::move(a).error());
    auto b = m_scope.b.store.snapshot(m_scope.b.done, std::span(&m_scope.b.table, 1));
    if (!b)
        return fail(std::move(b).error());
    return Looks{std::move(*a), std::move(*b)};
}

/// Where one side holds nothing in the range and nobody waits, the other side's rows go over unparsed.
Result<bool> Load::stream(LoadPosition& position, Step& step)
{
    auto looks = look();
    if (!looks)
        return fail(std::move(looks).error());
    for (const auto& [snapshot, table] :
         {std::pair{looks->a.get(), &m_scope.a.table}, {looks->b.get(), &m_scope.b.table}}) {
        auto waiting = snapshot->waitingKeys(*table, 1);
        if (!waiting)
            return fail(std::move(waiting).error());
        if (!waiting->empty())
            return false;
    }
    RangeCompare compare(*looks->a, *looks->b, m_scope.a.table, m_scope.b.table, false);
    auto range = compare.bounds(position.after, rowsToStream);
    if (!range)
        return fail(std::move(range).error());
    const auto isEmpty = [&](Snapshot& snapshot, const TableBinding& table) -> Result<bool> {
        auto first = snapshot.nthKey(table, range->range.after, 1);
        if (!first)
            return fail(std::move(first).error());
        if (!*first)
            return true;
        auto count = snapshot.count(table, range->range);
        if (!count)
            return fail(std::move(count).error());
        return *count == 0;
    };
    auto emptyB = isEmpty(*looks->b, m_scope.b.table);
    if (!emptyB)
        return fail(std::move(emptyB).error());
    auto emptyA = isEmpty(*looks->a, m_scope.a.table);
    if (!emptyA)
        return fail(std::move(emptyA).error());
    if (*emptyB && !*emptyA && m_scope.forward && !m_scope.b.journalApplied) {
        looks->a.reset();
        looks->b.reset();
        return streamInto(m_scope.a, m_scope.b, Direction::Forward, *range, position, step.writtenB);
    }
    if (*emptyA && !*emptyB && m_scope.reverse && !m_scope.a.journalApplied) {
        looks->a.reset();
        looks->b.reset();
        return streamInto(m_scope.b, m_scope.a, Direction::Reverse, *range, position, step.writtenA);
    }
    return false;
}

Result<bool> Load::streamInto(LoadSide& from, LoadSide& to, Direction direction, const ComparedRange& range,
                              LoadPosition& position, qint64& written)
{
    KEEL_ABORT_WAY(direction);
    auto snapshot = from.store.snapshot(from.done, std::span(&from.table, 1));
    if (!snapshot)
        return fail(std::move(snapshot).error());
    auto waiting = (*snapshot)->waitingKeys(from.table, 1);
    if (!waiting)
        return fail(std::move(waiting).error());
    if (!waiting->empty())
        return false;
    auto txn = to.store.begin(from.node);
    if (!txn)
        return fail(std::move(txn).error());
    auto exported = (*snapshot)->exportRange(from.table, range.range, [&](QByteArrayView data) -> Result<void> {
        auto taken = (*txn)->import(to.table, data);
        return taken ? Result<void>() : fail(std::move(taken).error());
    });
    auto rows = exported ? (*txn)->import(to.table, {}) : Result<qint64>(fail(std::move(exported).error()));
    if (!rows) {
        if (rows.error().isTransient())
            return fail(std::move(rows).error());
        m_mayStream = false; // a refused row: from here on row by row, so that it stands alone
        return false;
    }
    LoadPosition moved = position;
    moved.after = range.range.upTo;
    moved.done = range.last;
    moved.rows += *rows;
    const LoadParts whole{.since = m_scope.since, .range = range.range, .last = range.last, .whole = true, .keys = {}};
    if (direction == home())
        KEEL_TRY((*txn)->saveCheckpoint(m_scope.link, direction, m_scope.lane, moved.toCursor()));
    else
        KEEL_TRY((*txn)->saveCheckpoint(m_scope.link, direction, LoadParts::lane(m_scope.lane), whole.toCursor()));
    KEEL_ABORT_POINT(LoadStreamed);
    if (auto committed = (*txn)->commit(); !committed) {
        if (committed.error().kind != ErrorClass::Row)
            return fail(std::move(committed).error());
        m_mayStream = false; // a deferred constraint
        return false;
    }
    KEEL_ABORT_POINT(LoadStreamCommitted);
    if (direction != home()) { // the position stands on the other side: a crash in between finds the range brought
        snapshot->reset();
        auto mark = from.store.begin(to.node);
        if (!mark)
            return fail(std::move(mark).error());
        KEEL_TRY((*mark)->saveCheckpoint(m_scope.link, home(), m_scope.lane, moved.toCursor()));
        KEEL_TRY((*mark)->commit());
        m_partsStand[at(direction)] = true;
    }
    written += *rows;
    position = moved;
    return true;
}

Result<void> Load::mend(LoadPosition& position, Step& step)
{
    auto planned = plan(step, position);
    if (!planned)
        return fail(std::move(planned).error());
    KEEL_ABORT_POINT(LoadPlanned);
    if (!planned->conflicts.empty())
        KEEL_TRY(m_scope.book.put({}, planned->conflicts));
    KEEL_ABORT_POINT(LoadRecorded);
    step.conflicts += static_cast<qint64>(planned->conflicts.size());
    // The home side's transaction carries the position: it goes last, so that a crash in between repeats.
    const Direction first = opposite(home());
    // Before the rows: after a crash in between, what is not among the parts is settled anew.
    if (m_scope.shadow)
        KEEL_TRY(keepShadow(*planned));
    for (const Direction direction : {first, home()}) {
        auto& changes = direction == Direction::Forward ? planned->toB : planned->toA;
        if (changes.empty() && direction != home())
            continue;
        // A table stands alone in its transaction, at position 0.
        for (Change& change : changes)
            change.entry.table = 0;
        auto written = write({.direction = direction,
                              .changes = changes,
                              .over = &planned->over,
                              .position = direction == home() ? &position : nullptr},
                             step);
        if (!written)
            return fail(std::move(written).error());
        (direction == Direction::Forward ? step.writtenB : step.writtenA) += *written;
    }
    return {};
}

/// Refused at the commit (a deferred constraint): halved until the row stands alone. The position goes with the last
/// part; a crash in between finds the rows equal.
Result<qint64> Load::write(Part part, Step& step)
{
    auto written = writeAtOnce(part, step);
    if (written || written.error().kind != ErrorClass::Row || part.changes.empty())
        return written;
    if (part.changes.size() == 1) {
        KEEL_TRY(refuse(part, written.error(), step));
        part.changes = {};
        return part.position ? writeAtOnce(part, step) : Result<qint64>(0);
    }
    const auto middle = part.changes.size() / 2;
    auto first = write({.direction = part.direction, .changes = part.changes.first(middle), .over = part.over}, step);
    if (!first)
        return first;
    part.changes = part.changes.subspan(middle);
    auto second = write(part, step);
    return second ? Result<qint64>(*first + *second) : second;
}

Result<void> Load::refuse(const Part& part, const Error& error, Step& step)
{
    const LoadSide& from = part.direction == Direction::Forward ? m_scope.a : m_scope.b;
    const ErrorDraft draft{.link = m_scope.link,
                           .direction = part.direction,
                           .table = from.table.configured,
                           .entry = part.changes.front().entry,
                           .columns = from.table.columnNames(),
                           .row = part.changes.front().row,
                           .error = error};
    ++step.errors;
    if (m_scope.shadow)
        KEEL_TRY(disagree(std::span(&draft.entry.key, 1)));
    return m_scope.book.put(std::span(&draft, 1), {});
}

Result<qint64> Load::writeAtOnce(const Part& part, Step& step)
{
    const Direction direction = part.direction;
    KEEL_ABORT_WAY(direction);
    const bool forward = direction == Direction::Forward;
    const LoadSide& from = forward ? m_scope.a : m_scope.b;
    const LoadSide& to = forward ? m_scope.b : m_scope.a;
    auto txn = to.store.begin(from.node);
    if (!txn)
        return fail(std::move(txn).error());
    TableBinding alone = to.table;
    alone.index = 0;
    const std::array<int, 1> order{0};
    Applier applier(**txn, std::span(&alone, 1), order);
    applier.forbidParking();
    std::vector<Item> items;
    for (const Change& change : part.changes)
        items.push_back({.change = &change});
    std::vector<Item*> open;
    for (Item& item : items)
        open.push_back(&item);
    KEEL_TRY(applier.lock(open));
    std::vector<const Change*> pointers;
    for (const Change& change : part.changes)
        pointers.push_back(&change);
    QSet<Key> touched;
    if (alone.journal && !pointers.empty()) {
        auto unsent = (*txn)->unsent(alone, to.done, pointers);
        if (!unsent)
            return fail(std::move(unsent).error());
        for (const JournalEntry& entry : *unsent)
            touched.insert(entry.key);
    }
    if (!alone.journal) {
        auto edited = editedSince(part, alone, open, **txn);
        if (!edited)
            return fail(std::move(edited).error());
        touched = std::move(*edited);
    }
    for (Item* item : open) {
        if (item->fate != Fate::Open)
            continue;
        if (item->presence == Presence::Equal)
            item->fate = Fate::Equal;
        else
            item->fate = touched.contains(item->change->entry.key) ? Fate::Lost : Fate::Chosen;
    }
    KEEL_TRY(applier.write(open));
    std::vector<ErrorDraft> errors;
    std::vector<const Change*> written;
    std::vector<const Change*> overtaken; // the target's user was faster: its journal will bring that version here
    for (const Item& item : items) {
        if (item.fate == Fate::Written)
            written.push_back(item.change);
        if (item.fate == Fate::Lost || item.fate == Fate::Appeared)
            overtaken.push_back(item.change);
        if (item.fate != Fate::Failed && item.fate != Fate::Waits)
            continue;
        errors.push_back({.link = m_scope.link,
                          .direction = direction,
                          .table = from.table.configured,
                          .entry = item.change->entry,
                          .columns = from.table.columnNames(),
                          .row = item.change->row,
                          .error = *item.error,
                          .waiting = item.fate == Fate::Waits || item.error->code == ErrorCode::ForeignKeyViolation});
    }
    if (m_scope.shadow) {
        std::vector<Key> apart;
        for (const ErrorDraft& draft : errors)
            apart.push_back(draft.entry.key);
        for (const Change* change : overtaken)
            apart.push_back(change->entry.key);
        KEEL_TRY(disagree(apart));
        overtaken.clear(); // without a word of agreement the pass finds the conflict
    }
    if (to.journalApplied && alone.journal && !written.empty())
        KEEL_TRY((*txn)->journal(alone, written, from.node));
    auto conflicts = noteOvertaken(direction, overtaken, **txn);
    if (!conflicts)
        return fail(std::move(conflicts).error());
    if (!errors.empty() || !conflicts->empty())
        KEEL_TRY(m_scope.book.put(errors, *conflicts));
    LoadParts parts = m_parts[at(direction)];
    if (part.position) {
        KEEL_TRY((*txn)->saveCheckpoint(m_scope.link, direction, m_scope.lane, part.position->toCursor()));
    } else {
        parts.since = m_scope.since;
        parts.range = m_range->range;
        parts.last = m_range->last;
        for (const Item& item : items) {
            if (item.fate == Fate::Written || item.fate == Fate::Equal)
                parts.keys.insert(item.change->entry.key);
        }
        KEEL_TRY((*txn)->saveCheckpoint(m_scope.link, direction, LoadParts::lane(m_scope.lane), parts.toCursor()));
    }
    KEEL_ABORT_POINT(LoadWritten);
    KEEL_TRY((*txn)->commit());
    m_partsStand[at(direction)] = m_partsStand[at(direction)] || !part.position;
    m_parts[at(direction)] = std::move(parts);
    step.conflicts += static_cast<qint64>(conflicts->size());
    step.errors += static_cast<qint64>(errors.size());
    KEEL_ABORT_POINT(LoadCommitted);
    return static_cast<qint64>(written.size());
}

/// Without a journal the row itself tells whether somebody changed it since it was compared.
Result<QSet<Key>> Load::editedSince(const Part& part, const TableBinding& table, std::span<Item* const> items,
                                    TargetTransaction& txn)
{
    std::vector<Key> keys;
    for (const Item* item : items) {
        if (item->fate == Fate::Open && item->presence == Presence::Differs)
            keys.push_back(item->change->entry.key);
    }
    QSet<Key> edited;
    if (keys.empty())
        return edited;
    auto present = txn.rows(table, keys);
    if (!present)
        return fail(std::move(present).error());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto known = part.over->constFind(keys[i]);
        if (known == part.over->cend() || !(*present)[i] || !sameRow(table, *(*present)[i], *known))
            edited.insert(keys[i]);
    }
    return edited;
}

/// Rows that were about to be written and met a version that came since the comparison. The two never agreed, so the
/// target's journal will overwrite this side without a word: what is lost is written down here.
Result<std::vector<ConflictDraft>> Load::noteOvertaken(Direction direction, std::span<const Change* const> overtaken,
                                                       TargetTransaction& txn)
{
    std::vector<ConflictDraft> drafts;
    if (overtaken.empty())
        return drafts;
    const bool forward = direction == Direction::Forward;
    std::vector<Key> keys;
    for (const Change* change : overtaken)
        keys.push_back(change->entry.key);
    auto open = openOf(direction, keys); // of those the pass will find the conflict
    if (!open)
        return fail(std::move(open).error());
    auto present = txn.rows(forward ? m_scope.b.table : m_scope.a.table, keys);
    if (!present)
        return fail(std::move(present).error());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (open->contains(keys[i]))
            continue;
        const std::optional<Row>& incoming = overtaken[i]->row;
        drafts.push_back(
            {.link = m_scope.link,
             .direction = home(), // as settle() has it: the same two versions are one record
             .table = m_scope.a.table.configured,
             .key = keys[i],
             .entry = versionsNumber(forward ? incoming : (*present)[i], forward ? (*present)[i] : incoming),
             .conflictClass = QStringLiteral("insert_exists"),
             .policy = QStringLiteral("initial"),
             .winner = targetOf(direction),
             .columns = m_scope.a.table.columnNames(),
             .a = forward ? incoming : (*present)[i],
             .b = forward ? (*present)[i] : incoming});
    }
    return drafts;
}

} // namespace keel
