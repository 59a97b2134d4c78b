// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/pass.h"

#include "sync/api/abortpoint.h"
#include "sync/capture/journal.h"
#include "sync/capture/shadow.h"
#include "sync/capture/timestamp.h"
#include "sync/engine/passbatch.h"

#include <QCryptographicHash>
#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace keel {

namespace {

constexpr int backlogGrowth = 5;
constexpr int maxRechecks = 4;

std::vector<Item*> itemsWith(std::vector<Item>& items, Fate fate)
{
    std::vector<Item*> picked;
    for (Item& item : items) {
        if (item.fate == fate)
            picked.push_back(&item);
    }
    return picked;
}

} // namespace

Pass::Pass(const PassScope& scope) : m_scope(scope) {}

Result<Pass::Outcome> Pass::run(Cursor& cursor, const MayGoOn& mayGoOn)
{
    m_outcome = {};
    m_noted.clear();
    m_lookFirst = false;
    KEEL_TRY(refreshOpen());
    m_lazily = false;
    m_journal = m_scope.sourceTables.front().journal; // a cursor of capture by time says nothing to the store
    auto snapshot = m_scope.source.snapshot(m_journal ? cursor : Cursor{}, m_scope.sourceTables);
    if (!snapshot)
        return fail(std::move(snapshot).error());
    m_snapshot = snapshot->get();
    const auto forget = qScopeGuard([this] { m_snapshot = nullptr; });
    KEEL_ABORT_POINT(SnapshotOpened);
    KEEL_TRY(checkBrake(**snapshot));
    if (!m_outcome.braked.empty())
        return m_outcome;
    RowReader reader(**snapshot, m_scope.sourceTables);
    auto capture = makeCapture(**snapshot, reader, cursor);
    auto drained = drain(*capture, cursor, mayGoOn);
    capture.reset(); // it may be reading ahead
    if (m_lazily) {  // stopped on the way
        auto durable = m_scope.target.awaitDurable();
        if (drained)
            drained = std::move(durable);
    }
    // Only at the end of the drain: before it a row's state could travel ahead of an entry that is not done yet, and a
    // later edit of it on the target would be taken for a rival of its own ancestor.
    if (drained && m_outcome.drained && m_hasOpen)
        drained = retryDue(reader, cursor);
    if (reader.failedTable() >= 0)
        m_failedTable = reader.failedTable();
    if (!drained)
        return fail(std::move(drained).error());
    return m_outcome;
}

std::unique_ptr<Capture> Pass::makeCapture(Snapshot& snapshot, RowReader& reader, const Cursor& cursor) const
{
    const TableBinding& first = m_scope.sourceTables.front();
    if (first.journal) {
        std::unique_ptr<Capture> capture = std::make_unique<JournalCapture>(snapshot, reader, m_scope.targetNode);
        const auto openAhead = [this] { return m_scope.target.stageAhead(m_scope.targetTables, m_scope.sourceNode); };
        return m_scope.wrapCapture ? m_scope.wrapCapture(std::move(capture), openAhead) : std::move(capture);
    }
    return std::make_unique<TimestampCapture>(snapshot,
                                              TimestampCapture::Scope{.link = m_scope.link,
                                                                      .table = first,
                                                                      .shadowTable = nameOnA(first.index),
                                                                      .book = m_scope.book,
                                                                      .source = m_scope.sourceNode,
                                                                      .window = m_scope.window,
                                                                      .now = m_scope.clock.now()},
                                              cursor);
}

Result<void> Pass::drain(Capture& capture, Cursor& cursor, const MayGoOn& mayGoOn)
{
    // A backlog is worked off in larger batches: each has a fixed price, and nobody waits for a single row of it.
    const int largest = m_scope.largestBatch > 0 ? m_scope.largestBatch : m_scope.batchSize * backlogGrowth;
    for (int limit = m_scope.batchSize;; limit = largest) {
        auto batch = capture.next(limit);
        if (!batch)
            return fail(std::move(batch).error());
        m_outcome.counts.dropped += batch->dropped;
        KEEL_ABORT_POINT(Captured);
        if (batch->moved) {
            const std::size_t captured = batch->changes.size();
            if (m_scope.parts && !m_scope.parts->empty())
                std::erase_if(batch->changes, [this](const Change& change) { return isDone(change); });
            sortProbes(batch->changes, batch->truncates);
            dropUnwanted(batch->changes);
            if (batch->changes.size() == captured) // else those behind have moved
                m_ahead = std::move(batch->ahead);
            batch->ahead.reset();
            KEEL_TRY(forgetColumnsOfOpen(batch->changes));
            KEEL_TRY(apply(batch->changes, batch->after, batch->truncates, batch->last));
            m_ahead.reset();
            if (!batch->after.isEmpty())
                cursor = batch->after;
        }
        if (batch->last)
            return {};
        capture.takeBack(std::move(*batch));
        if (mayGoOn && !mayGoOn()) {
            m_outcome.drained = false;
            return {};
        }
    }
}

TableName Pass::nameOnA(int table) const
{
    const auto& onA = m_scope.direction == Direction::Forward ? m_scope.sourceTables : m_scope.targetTables;
    return onA[static_cast<std::size_t>(table)].configured;
}

void Pass::dropUnwanted(std::vector<Change>& changes) const
{
    std::erase_if(changes, [this](const Change& change) {
        if (change.row)
            return false;
        const auto table = static_cast<std::size_t>(change.entry.table);
        const bool leftFilter =
            !m_scope.sourceTables[table].filter.isEmpty() && change.entry.operation != Operation::Delete;
        return !m_scope.deletes || isForgotten(change) || (leftFilter && !m_scope.deleteOnFilterLeave[table]);
    });
}

Result<Pass::Outcome> Pass::rehearse(const Cursor& cursor)
{
    m_rehearsal = true;
    Cursor moved = cursor;
    auto outcome = run(moved, {});
    m_rehearsal = false;
    return outcome;
}

Result<void> Pass::refreshOpen()
{
    auto own = m_scope.book.hasOpen(m_scope.link, m_scope.direction);
    if (!own)
        return fail(std::move(own).error());
    m_hasOpen = *own;
    m_otherHasOpen = false;
    if (m_scope.otherDone) {
        auto other = m_scope.book.hasOpen(m_scope.link, opposite(m_scope.direction));
        if (!other)
            return fail(std::move(other).error());
        m_otherHasOpen = *other;
    }
    return loadHeld();
}

bool Pass::isDone(const Change& change) const
{
    const TableName& table = m_scope.sourceTables[static_cast<std::size_t>(change.entry.table)].configured;
    return contains(*m_scope.parts, table, change.entry);
}

Result<void> Pass::apply(std::vector<Change>& changes, const Cursor& after, std::span<const JournalEntry> truncates,
                         bool lastOfDrain, bool part)
{
    Batch batch;
    batch.after = after;
    batch.part = part;
    batch.lastOfDrain = lastOfDrain;
    for (;;) {
        batch.items.clear();
        batch.errors.clear();
        batch.conflicts.clear();
        batch.conflictItems.clear();
        batch.heldAgain = 0;
        batch.merged.clear();
        for (const Change& change : changes)
            batch.items.push_back({.change = &change});
        for (const JournalEntry& entry : truncates) {
            if (m_scope.brake)
                break; // held before, or decided and carried out by now
            const TableBinding& table = m_scope.sourceTables[static_cast<std::size_t>(entry.table)];
            Error error{.kind = ErrorClass::Row,
                        .code = ErrorCode::Truncated,
                        .detail = QStringLiteral("%1 was truncated in %2; its rows were kept on the other side")
                                      .arg(table.configured.value, m_scope.sourceName),
                        .place = table.configured.value,
                        .mend =
                            QStringLiteral("check the table, then delete the rows on the other side or restore them")};
            batch.errors.push_back({.link = m_scope.link,
                                    .direction = m_scope.direction,
                                    .table = table.configured,
                                    .entry = entry,
                                    .columns = {},
                                    .row = std::nullopt,
                                    .error = std::move(error)});
        }
        auto done = attempt(batch);
        if (done)
            break;
        if (done.error().kind == ErrorClass::Row && changes.size() > 1) {
            // Refused at commit (a deferred constraint): halve until the row stands alone. The cursor moves with the
            // last part only.
            auto middle = changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2);
            std::vector<Change> first(changes.begin(), middle);
            std::vector<Change> second(middle, changes.end());
            KEEL_TRY(apply(first, {}, {}, lastOfDrain, true));
            KEEL_ABORT_POINT(HalfApplied);
            return apply(second, after, truncates, lastOfDrain, part);
        }
        if (done.error().kind == ErrorClass::Row && changes.size() == 1) {
            if (dropRefusedProbe(changes, done.error()))
                continue;
            std::vector<Change> none;
            batch.errors.push_back(
                {.link = m_scope.link,
                 .direction = m_scope.direction,
                 .table = m_scope.sourceTables[static_cast<std::size_t>(changes[0].entry.table)].configured,
                 .entry = changes[0].entry,
                 .columns = m_scope.sourceTables[static_cast<std::size_t>(changes[0].entry.table)].columnNames(),
                 .row = changes[0].row,
                 .error = done.error()});
            KEEL_TRY(m_scope.book.put(batch.errors, {}));
            KEEL_ABORT_POINT(RefusalRecorded);
            m_hasOpen = true;
            ++m_outcome.counts.errors;
            return apply(none, after, truncates, lastOfDrain, part);
        }
        if (batch.applier && batch.applier->isSpoiled()) { // ends: every attempt leaves out at least one row more
            batch.unparked.insert(batch.applier->spoilers().begin(), batch.applier->spoilers().end());
            continue;
        }
        if (batch.applier && batch.applier->failedTable() >= 0)
            m_failedTable = batch.applier->failedTable();
        return done;
    }
    count(batch);
    if (m_rehearsal)
        return {};
    KEEL_TRY(keepAgreed(m_scope.book, m_scope.link, m_scope.direction, nameOnA(m_scope.sourceTables.front().index),
                        batch.agreed));
    KEEL_ABORT_POINT(ShadowKept);
    KEEL_TRY(closeRecords(batch));
    KEEL_ABORT_POINT(RecordsClosed);
    return {};
}

Result<void> Pass::begin(Batch& batch)
{
    batch.applier.reset();
    batch.txn.reset();
    batch.txn = std::exchange(m_ahead, nullptr);
    if (!batch.txn) {
        auto txn = m_scope.target.begin(m_scope.sourceNode);
        if (!txn)
            return fail(std::move(txn).error());
        batch.txn = std::move(*txn);
    }
    KEEL_ABORT_POINT(TransactionBegun);
    batch.applier = std::make_unique<Applier>(*batch.txn, m_scope.targetTables, m_scope.parentsFirst);
    batch.applier->leaveUnparked(batch.unparked);
    batch.applier->onWritten([this, txn = batch.txn.get()](const TableBinding& table, std::span<Item* const> items) {
        return journalWritten(*txn, table, items);
    });
    return {};
}

Result<bool> Pass::overwrite(Batch& batch)
{
    auto open = itemsWith(batch.items, Fate::Open);
    std::erase_if(open, [this](const Item* item) { return isHeld(*item); });
    const auto done = batch.applier->overwrite(open);
    if (!done || !*done)
        return done;
    auto written = itemsWith(batch.items, Fate::Written);
    if (!written.empty())
        KEEL_ABORT_POINT(RowsOverwritten);
    if (m_scope.otherDone)
        KEEL_TRY(findRivals(batch, written));
    if (std::ranges::any_of(written, [](const Item* item) { return bool(item->rival); }))
        return false;
    // Not before the look for rivals: the rows' own entries would hide older ones of the same keys.
    for (const TableBinding& table : m_scope.targetTables) {
        std::vector<Item*> group;
        std::ranges::copy_if(written, std::back_inserter(group),
                             [&](const Item* item) { return item->change->entry.table == table.index; });
        KEEL_TRY(journalWritten(*batch.txn, table, group));
    }
    return true;
}

Result<void> Pass::attempt(Batch& batch)
{
    KEEL_TRY(begin(batch));
    if (!m_rehearsal && !m_lookFirst) {
        const auto done = overwrite(batch);
        if (!done)
            return fail(done.error());
        if (!*done) { // what stood in the way may stand in the way of the next batches, too
            m_lookFirst = true;
            for (Item& item : batch.items)
                item = {.change = item.change};
            KEEL_TRY(begin(batch));
        }
    }
    auto open = itemsWith(batch.items, Fate::Open);
    for (int round = 0; !open.empty() && round < maxRechecks; ++round) {
        KEEL_TRY(batch.applier->lock(open));
        KEEL_ABORT_POINT(RowsLocked);
        KEEL_TRY(judge(batch, open));
        if (m_rehearsal)
            return {};
        KEEL_ABORT_POINT(RivalsAsked);
        KEEL_TRY(batch.applier->write(open));
        if (batch.applier->isSpoiled())
            return fail(
                {.kind = ErrorClass::Bug, .code = ErrorCode::Internal, .detail = QStringLiteral("parked in vain")});
        open = itemsWith(batch.items, Fate::Appeared);
        for (Item* item : open) {
            forgetConflict(batch, *item);
            item->fate = Fate::Open;
            item->looked = false;
            item->rival.reset();
            item->change = &item->incoming();
            item->read = nullptr;
        }
    }
    for (Item* item : open)
        item->fate = Fate::Waits;
    KEEL_ABORT_POINT(RowsWritten);
    if (m_snapshot) // so late, because the source's disk has had the time of the writes by then
        KEEL_TRY(m_snapshot->awaitDurable());
    draftErrors(batch);
    KEEL_TRY(checkDeferred(batch));
    KEEL_TRY(releaseAgreed(batch));
    if (!batch.errors.empty() || !batch.conflicts.empty()) {
        KEEL_TRY(m_scope.book.put(batch.errors, batch.conflicts));
        KEEL_ABORT_POINT(RecordsSynced);
        m_hasOpen = m_hasOpen || !batch.errors.empty();
    }
    KEEL_TRY(findSettled(batch));
    if (!batch.settled.empty()) {
        KEEL_TRY(batch.txn->saveCheckpoint(m_scope.link, m_scope.direction, settledLane(m_scope.lane),
                                           toCursor(batch.settled)));
        KEEL_ABORT_POINT(SettledSaved);
    }
    findAgreed(batch);
    if (!batch.agreed.rows.empty())
        KEEL_TRY(batch.txn->saveCheckpoint(m_scope.link, m_scope.direction, agreedLane(m_scope.lane),
                                           batch.agreed.toCursor()));
    KEEL_TRY(saveParts(batch));
    if (!batch.after.isEmpty())
        KEEL_TRY(batch.txn->saveCheckpoint(m_scope.link, m_scope.direction, m_scope.lane, batch.after));
    KEEL_ABORT_POINT(CheckpointSaved);
    KEEL_TRY(noteDeletes(batch));
    KEEL_ABORT_POINT(DeletesNoted);
    const bool lazily = mayCommitLazily(batch);
    auto committed = lazily ? batch.txn->commitLazily() : batch.txn->commit();
    KEEL_ABORT_POINT(Committed);
    batch.txn.reset();
    if (committed)
        m_lazily = lazily;
    if (committed && m_scope.parts) {
        if (!batch.after.isEmpty())
            m_scope.parts->clear();
        std::ranges::move(batch.newDone, std::back_inserter(*m_scope.parts));
    }
    return committed;
}

/// In the middle of a backlog nobody has to wait for the target's disk: what a crash of its server takes back comes
/// again, with the cursor. Not so where anything outside the target is told of the batch: records, the brake.
bool Pass::mayCommitLazily(const Batch& batch) const
{
    const auto deletes = [](const Item& item) { return !item.change->row; };
    return m_journal && !batch.lastOfDrain && !batch.after.isEmpty() && !m_hasOpen && batch.conflicts.empty() &&
           batch.settled.empty() && std::ranges::none_of(batch.items, deletes);
}

Result<void> Pass::saveParts(Batch& batch)
{
    batch.newDone.clear();
    if (!m_scope.parts || (batch.after.isEmpty() && !batch.part))
        return {};
    if (!batch.after.isEmpty()) // the cursor covers them from now on
        return m_scope.parts->empty()
                   ? Result<void>()
                   : batch.txn->saveCheckpoint(m_scope.link, m_scope.direction, partsLane(m_scope.lane), Cursor{});
    for (const Item& item : batch.items) {
        if (item.fate != Fate::Written && item.fate != Fate::Equal && item.fate != Fate::Lost &&
            item.fate != Fate::Held)
            continue;
        const JournalEntry& entry = item.incoming().entry;
        batch.newDone.push_back({.direction = m_scope.direction,
                                 .table = m_scope.sourceTables[static_cast<std::size_t>(entry.table)].configured,
                                 .key = entry.key,
                                 .sequence = entry.sequence});
    }
    std::vector<SettledRecord> all = *m_scope.parts;
    all.insert(all.end(), batch.newDone.begin(), batch.newDone.end());
    return batch.txn->saveCheckpoint(m_scope.link, m_scope.direction, partsLane(m_scope.lane), toCursor(all));
}

Result<void> Pass::checkDeferred(Batch& batch)
{
    const bool holds = std::ranges::any_of(m_held, [](const QSet<Key>& keys) { return !keys.isEmpty(); });
    if (batch.errors.empty() && batch.conflicts.empty() && !holds)
        return {};
    auto checked = batch.txn->checkDeferred();
    if (!checked) {
        batch.applier.reset();
        batch.txn.reset();
    }
    return checked;
}

Result<void> Pass::judge(Batch& batch, std::span<Item*> items)
{
    std::vector<Item*> unequal;
    for (Item* item : items) {
        if (item->fate != Fate::Open)
            continue;
        const bool bothGone = item->presence == Presence::Absent && !item->change->row;
        const bool taken = m_scope.insertOnly && item->presence == Presence::Differs;
        if (item->presence == Presence::Equal || bothGone || taken)
            item->fate = Fate::Equal;
        else
            unequal.push_back(item);
    }
    if (unequal.empty())
        return {};
    if (m_scope.otherDone)
        KEEL_TRY(findRivals(batch, unequal));
    std::vector<Item*> rivalled;
    for (Item* item : unequal) {
        item->fate = Fate::Chosen;
        if (item->rival || isHeld(*item))
            rivalled.push_back(item);
    }
    return rivalled.empty() ? Result<void>() : settleConflicts(batch, rivalled);
}

/// A table without a journal is alone in its lane.
void Pass::findAgreed(Batch& batch) const
{
    batch.agreed = {};
    const TableBinding& table = m_scope.sourceTables.front();
    if (table.journal && m_scope.targetTables.front().journal)
        return;
    for (const Item& item : batch.items) {
        if (item.fate == Fate::Written || item.fate == Fate::Equal)
            batch.agreed.rows.push_back(
                {.key = item.change->entry.key,
                 .hash = item.change->row ? shadowHash(table, *item.change->row) : QByteArray()});
    }
    const QByteArray now = QByteArray::number(qint64(m_scope.clock.now().time_since_epoch().count()));
    batch.agreed.stamp = QCryptographicHash::hash(now + batch.agreed.toCursor().text, QCryptographicHash::Sha1);
}

Result<void> Pass::journalWritten(TargetTransaction& txn, const TableBinding& table, std::span<Item* const> items)
{
    if (!table.journal)
        return {};
    std::vector<const Change*> changes;
    std::vector<const Change*> merged; // born here: the source has not had them
    for (const Item* item : items) {
        const bool marks = m_scope.journalApplied || item->rival;
        if (item->fate == Fate::Written && marks)
            (item->read ? merged : changes).push_back(item->change);
    }
    if (!merged.empty())
        KEEL_TRY(txn.journal(table, merged, m_scope.targetNode));
    // A journal tells the time by its own database's clock: the next link of a chain knows no other.
    std::deque<Change> byTargetsClock;
    for (const Change*& change : changes) {
        if (m_scope.toTarget() == std::chrono::microseconds::zero())
            break;
        byTargetsClock.push_back({.entry = change->entry, .row = change->row ? std::optional(Row()) : std::nullopt});
        byTargetsClock.back().entry.born += m_scope.toTarget();
        change = &byTargetsClock.back();
    }
    return changes.empty() ? Result<void>() : txn.journal(table, changes, m_scope.sourceNode);
}

void Pass::count(const Batch& batch)
{
    PassCounts& counts = m_outcome.counts;
    for (const Item& item : batch.items) {
        if (noteProbe(item))
            continue;
        const bool takes = item.fate == Fate::Written || (m_rehearsal && item.fate == Fate::Chosen);
        RowTally row;
        if (takes) {
            if (!item.change->row)
                row.deleted = 1;
            else if (item.presence == Presence::Absent)
                row.inserted = 1;
            else
                row.updated = 1;
            ++m_outcome.moved[item.change->entry.table];
        }
        row.equal = item.fate == Fate::Equal ? 1 : 0;
        row.failed = item.fate == Fate::Failed ? 1 : 0;
        counts.inserted += row.inserted;
        counts.updated += row.updated;
        counts.deleted += row.deleted;
        counts.equal += row.equal;
        counts.errors += row.failed;
        counts.waiting += item.fate == Fate::Waits ? 1 : 0;
        m_outcome.tally[item.change->entry.table] += row;
    }
    counts.conflicts += static_cast<qint64>(batch.conflicts.size()) - batch.heldAgain;
}

} // namespace keel
