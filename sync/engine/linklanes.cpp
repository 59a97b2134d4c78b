// SPDX-License-Identifier: GPL-3.0-or-later
// A link's lanes and their cursors, and the passes that move them: LinkRunner at work.
#include "sync/engine/linkrunner_p.h"

#include "sync/api/abortpoint.h"
#include "sync/capture/timestamp.h"
#include "sync/engine/agreed.h"
#include "sync/engine/settled.h"
#include "sync/store/tableerror.h"

#include <QCryptographicHash>
#include <QLoggingCategory>
#include <QTimeZone>

#include <algorithm>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(lcEngine, "keel.engine")

} // namespace

Result<std::optional<Cursor>> LinkRunner::Private::savedCursor(Direction direction, const QString& lane)
{
    return store(targetOf(direction)).checkpoint(config.name, direction, lane);
}

Result<void> LinkRunner::Private::saveCursor(Direction direction, const QString& lane, const Cursor& cursor)
{
    auto txn = store(targetOf(direction)).begin(info(sourceOf(direction)).node);
    if (!txn)
        return fail(std::move(txn).error());
    KEEL_TRY((*txn)->saveCheckpoint(config.name, direction, lane, cursor));
    return (*txn)->commit();
}

/// A table has a lane of its own once it stood still.
Result<bool> LinkRunner::Private::standsAlone(const TableName& onA)
{
    auto cursor = savedCursor(home(), onA.value);
    if (!cursor)
        return fail(std::move(cursor).error());
    return cursor->has_value() && !(*cursor)->isEmpty(); // emptied when it went back to the others
}

/// From where the others stand: nothing of it has been passed over, and a comparison goes on where it was.
Result<void> LinkRunner::Private::standAlone(const BoundTable& table)
{
    // The home direction's checkpoint says that the table stands alone: it comes last.
    const QString& name = table.a.configured.value;
    for (const Direction direction : {opposite(home()), home()}) {
        if (!has(direction))
            continue;
        auto main = savedCursor(direction, Lane::mainName);
        if (!main)
            return fail(std::move(main).error());
        if (!*main || (*main)->isEmpty())
            return {}; // the first start: its own begins now
        KEEL_TRY(store(sourceOf(direction)).acknowledge(readerOf(name), direction, **main));
        KEEL_TRY(saveCursor(direction, name, **main));
        KEEL_ABORT_POINT(TableLeaving);
    }
    return {};
}

Result<void> LinkRunner::Private::openLanes(bool mayMove)
{
    lanes.clear();
    Lane main{.name = Lane::mainName};
    std::vector<Lane> others;
    for (const BoundTable& table : bound) {
        const bool isStopped =
            std::ranges::any_of(stopped, [&](const Stopped& s) { return s.config.a == table.config.a; });
        if (isStopped)
            continue;
        auto alone = standsAlone(table.a.configured);
        if (!alone)
            return fail(std::move(alone).error());
        if (table.config.capture == CaptureKind::Journal && !*alone) {
            auto leaves = Result<bool>(mayMove && keepsOwnPace(table));
            if (mayMove && !*leaves)
                leaves = joinsLater(table);
            if (!leaves)
                return fail(std::move(leaves).error());
            if (!*leaves) {
                main.add(table);
                continue;
            }
            KEEL_TRY(standAlone(table));
        }
        Lane lane{.name = table.a.configured.value, .capture = table.config.capture};
        lane.add(table);
        others.push_back(std::move(lane));
    }
    const bool rejoins = std::ranges::any_of(others, [](const Lane& l) { return l.capture == CaptureKind::Journal; });
    const bool hasMain = !main.a.empty() || !stopped.empty() || rejoins;
    if (hasMain && canary)
        main.add(*canary); // last: the user's tables keep their places without it
    if (hasMain)
        lanes.push_back(std::move(main));
    std::ranges::move(others, std::back_inserter(lanes));
    for (Lane& lane : lanes)
        KEEL_TRY(openLane(lane));
    provesAll = std::ranges::none_of(lanes, &Lane::hasLoaded);
    return detachStopped();
}

Result<void> LinkRunner::Private::openLane(Lane& lane)
{
    bool isNew = false;
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (!has(direction))
            continue;
        auto saved = savedCursor(direction, lane.name);
        if (!saved)
            return fail(std::move(saved).error());
        if (*saved && !(*saved)->isEmpty()) {
            lane.cursor(direction) = **saved;
            continue;
        }
        // Kept before the comparison begins: what is committed from now on is the passes' business.
        auto first = firstCursor(lane, direction);
        if (!first)
            return fail(std::move(first).error());
        KEEL_TRY(saveCursor(direction, lane.name, *first));
        KEEL_ABORT_POINT(CursorStarted);
        lane.cursor(direction) = *first;
        isNew = true;
    }
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        auto settled = has(direction) ? savedCursor(direction, settledLane(lane.name))
                                      : Result<std::optional<Cursor>>(std::nullopt);
        if (!settled)
            return fail(std::move(settled).error());
        KEEL_TRY(closeSettled(parts.book, config.name, settledFromCursor(*settled)));
        auto done =
            has(direction) ? savedCursor(direction, partsLane(lane.name)) : Result<std::optional<Cursor>>(std::nullopt);
        if (!done)
            return fail(std::move(done).error());
        lane.parts[direction == Direction::Forward ? 0 : 1] = settledFromCursor(*done);
        if (lane.capture != CaptureKind::Timestamp || !has(direction))
            continue;
        auto agreed = savedCursor(direction, agreedLane(lane.name));
        if (!agreed)
            return fail(std::move(agreed).error());
        KEEL_TRY(
            keepAgreed(parts.book, config.name, direction, lane.a.front().configured, AgreedRows::fromCursor(*agreed)));
    }
    for (std::size_t i = 0; i < lane.a.size(); ++i) {
        if (lane.a[i].probes) { // old probes say nothing
            lane.loads[i].done = true;
            continue;
        }
        auto saved = savedCursor(home(), Lane::loadName(lane.a[i].configured));
        if (!saved)
            return fail(std::move(saved).error());
        lane.loads[i] = isNew ? LoadPosition{} : LoadPosition::fromCursor(*saved);
    }
    lane.pace = paceOf(lane);
    return {};
}

Result<Cursor> LinkRunner::Private::firstCursor(const Lane& lane, Direction direction)
{
    if (lane.capture == CaptureKind::Timestamp) {
        // The initial load compares every row, so this only spares a second reading of old ones. Never less than an
        // hour: a row may be written while the load runs, by a clock that is behind.
        const std::span<const TableBinding> tables = direction == Direction::Forward ? lane.a : lane.b;
        auto snapshot = store(sourceOf(direction)).snapshot(Cursor{}, tables);
        if (!snapshot)
            return fail(std::move(snapshot).error());
        return TimestampCapture::firstCursor(**snapshot, tables.front(),
                                             parts.clock.now() - std::max(config.lookback, std::chrono::hours(1)));
    }
    return store(sourceOf(direction)).currentCursor();
}

/// A table that was loaded and does not fit now must not be passed over by the others' cursor: it gets that cursor as
/// its own, to go on from when it fits again.
Result<void> LinkRunner::Private::detachStopped()
{
    const auto main = std::ranges::find(lanes, Lane::mainName, &Lane::name);
    if (main == lanes.end())
        return {};
    for (const Stopped& entry : stopped) {
        auto loaded = savedCursor(home(), Lane::loadName(entry.config.a));
        if (!loaded)
            return fail(std::move(loaded).error());
        auto alone = standsAlone(entry.config.a);
        if (!alone)
            return fail(std::move(alone).error());
        if (!*loaded || *alone)
            continue;
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            if (!has(direction))
                continue;
            KEEL_TRY(saveCursor(direction, entry.config.a.value, main->cursor(direction)));
            KEEL_ABORT_POINT(TableLeaving);
        }
    }
    return {};
}

Result<void> LinkRunner::Private::detach(Lane& lane, int index, Error error)
{
    const auto at = static_cast<std::size_t>(index);
    if (error.place.isEmpty())
        error.place = lane.configs[at].place;
    if (error.code == ErrorCode::AccessDenied && error.mend.isEmpty())
        error.mend =
            QStringLiteral("grant Evenkeel's user select, insert, update and delete on %1 again, in %2 and in %3;"
                           " it goes on by itself")
                .arg(lane.a[at].configured.value, config.a.value, config.b.value);
    if (lane.a[at].probes) {
        lane.remove(index);
        dropCanary(std::move(error));
        return {};
    }
    qCWarning(lcEngine) << "table stopped link=" << config.name.value << "table=" << lane.a[at].configured.value
                        << "reason=" << error.detail;
    noteStopped(lane.configs[at], std::move(error));
    nextRebind = parts.clock.steady() + std::chrono::seconds(30);
    // The lane itself stays, if empty: the cycle that called is still walking over the lanes.
    lane.remove(index);
    return lane.name == Lane::mainName ? detachStopped() : Result<void>();
}

Result<void> LinkRunner::Private::measureClocks()
{
    std::array<std::chrono::microseconds, 2> ahead{};
    std::chrono::microseconds uncertainty{0};
    for (const Side side : {Side::A, Side::B}) {
        // A busy machine answers late, which makes the figure worse: then it is asked again.
        constexpr int mostTries = 3;
        std::chrono::microseconds best = std::chrono::microseconds::max();
        for (int tries = 0; tries < mostTries && best > std::chrono::milliseconds(1); ++tries) {
            const auto before = parts.clock.steady();
            const TimeUs here = parts.clock.now(); // between the two, so that the error is half the time at most
            auto server = store(side).now();
            const auto half = (parts.clock.steady() - before) / 2;
            if (!server)
                return fail(std::move(server).error());
            if (!*server)
                break;
            if (half < best)
                ahead[side == Side::A ? 0 : 1] = **server - (here + half);
            best = std::min(best, half);
        }
        if (best != std::chrono::microseconds::max())
            uncertainty += best;
    }
    clockAhead = ahead;
    clocks = {.bAhead = ahead[1] - ahead[0], .uncertainty = uncertainty};
    if (std::chrono::abs(clocks.bAhead) <= uncertainty)
        clocks.bAhead = std::chrono::microseconds{0};
    return {};
}

PassScope LinkRunner::Private::scope(Lane& lane, Direction direction) const
{
    const bool forward = direction == Direction::Forward;
    const bool paged = !forward && lane.capture == CaptureKind::Timestamp;
    std::vector<bool> onLeave;
    for (const TableConfig& table : lane.configs)
        onLeave.push_back(table.deleteOnFilterLeave);
    return {.link = config.name,
            .direction = direction,
            .lane = lane.name,
            .parts = &lane.parts[forward ? 0 : 1],
            .source = store(sourceOf(direction)),
            .target = store(targetOf(direction)),
            .book = parts.book,
            .clock = parts.clock,
            .sourceTables = forward ? lane.a : lane.b,
            .targetTables = forward ? lane.b : lane.a,
            .parentsFirst = forward ? lane.orderOnB : lane.orderOnA,
            .sourceNode = info(sourceOf(direction)).node,
            .targetNode = info(targetOf(direction)).node,
            .sourceName = endpoint(sourceOf(direction)).value,
            .otherDone = config.forward && config.reverse ? &lane.cursor(opposite(direction)) : nullptr,
            .otherParts = &lane.parts[forward ? 1 : 0],
            .journalApplied = info(targetOf(direction)).otherReaders,
            .deletes = config.deletes,
            .deleteOnFilterLeave = std::move(onLeave),
            .policy = config.conflict,
            .clocks = clocks,
            .decide = parts.decide,
            .wrapCapture = parts.wrapCapture,
            .batchSize = paged ? config.reversePass.maxRecords : config.batchSize,
            .largestBatch = paged ? config.reversePass.maxRecords : 0,
            .window = std::chrono::milliseconds(
                static_cast<qint64>(static_cast<double>(config.interval.count()) * config.windowMultiplier))};
}

Result<void> LinkRunner::Private::pass(Lane& lane, Direction direction, const Work& work, CycleReport& report)
{
    std::vector<qint64> slack(lane.a.size(), 0);
    // Each look at the brake clears a table of suspicion or takes it out of the lane; who writes meanwhile can make it
    // look again, but not for ever.
    const std::size_t mostLooks = 2 * lane.a.size() + 4;
    std::size_t looks = 0;
    for (bool again = true; again && !lane.a.empty();) {
        auto braked = passOnce(lane, direction, work, report, slack);
        if (!braked)
            return fail(std::move(braked).error());
        again = !braked->empty();
        if (again)
            KEEL_TRY(holdBack(lane, direction, *braked, slack));
        if (again && (!work.mayGoOn() || ++looks > mostLooks)) {
            report.drained = false;
            return {};
        }
    }
    return {};
}

/// Tables that the brake stopped; then nothing was done.
Result<std::vector<Braked>> LinkRunner::Private::passOnce(Lane& lane, Direction direction, const Work& work,
                                                          CycleReport& report, const std::vector<qint64>& slack)
{
    KEEL_ABORT_WAY(direction);
    std::optional<BrakeScope> brake;
    if (parts.brake)
        brake = brakeScope(lane, direction, slack);
    PassScope passScope = scope(lane, direction);
    passScope.brake = brake ? &*brake : nullptr;
    Pass pass(passScope);
    const Cursor before = lane.cursor(direction);
    qint64 told = 0;
    auto outcome = pass.run(lane.cursor(direction), [&] {
        work.tell(direction, pass.counts().rows() - told);
        told = pass.counts().rows();
        return work.mayGoOn();
    });
    if (!outcome) {
        if (outcome.error().code == ErrorCode::Swapped && parts.brake) {
            report.drained = false;
            KEEL_TRY(holdSwapped(sourceOf(direction)));
            return std::vector<Braked>();
        }
        const bool isTables = stopsTable(outcome.error()) && pass.failedTable() >= 0;
        if (!isTables)
            return fail(std::move(outcome).error());
        report.drained = false;
        KEEL_TRY(detach(lane, pass.failedTable(), std::move(outcome).error()));
        return std::vector<Braked>();
    }
    if (!outcome->braked.empty())
        return std::move(outcome->braked);
    (direction == Direction::Forward ? report.forward : report.reverse) += outcome->counts;
    report.drained = report.drained && outcome->drained;
    lane.quiet[direction == Direction::Forward ? 0 : 1] = outcome->drained && lane.cursor(direction) == before;
    std::ranges::move(outcome->probes, std::back_inserter(report.probes));
    if (outcome->drained && lane.name == Lane::mainName)
        report.probesRead[direction == Direction::Forward ? 0 : 1] = true;
    noteMoved(lane, direction, outcome->moved, report);
    noteTally(lane, direction, outcome->tally, report);
    if (outcome->counts.rows() + outcome->counts.dropped + outcome->counts.equal > 0)
        keepState(lane, direction, *outcome);
    if (parts.brake && outcome->counts.deleted > 0)
        KEEL_TRY(readBrake());
    if (outcome->drained)
        KEEL_TRY(finishDecided(lane, direction));
    return std::vector<Braked>();
}

void LinkRunner::Private::noteMoved(const Lane& lane, Direction direction, const std::map<int, qint64>& moved,
                                    CycleReport& report) const
{
    for (const auto& [index, rows] : moved) {
        const TableName& table = lane.a[static_cast<std::size_t>(index)].configured;
        auto known = std::ranges::find(report.moved, table, &TableMoved::table);
        if (known == report.moved.end())
            known = report.moved.insert(report.moved.end(), {.table = table});
        (direction == Direction::Forward ? known->forward : known->reverse) += rows;
        known->at = parts.clock.now();
    }
}

void LinkRunner::Private::noteTally(const Lane& lane, Direction direction, const std::map<int, RowTally>& tally,
                                    CycleReport& report)
{
    for (const auto& [index, rows] : tally) {
        if (rows == RowTally{})
            continue;
        const TableName& table = lane.a[static_cast<std::size_t>(index)].configured;
        auto known = std::ranges::find(report.tally, table, &TableTally::table);
        if (known == report.tally.end())
            known = report.tally.insert(report.tally.end(), {.table = table});
        (direction == Direction::Forward ? known->forward : known->reverse) += rows;
    }
}

void LinkRunner::Private::keepState(const Lane& lane, Direction direction, const Pass::Outcome& outcome)
{
    const Cursor& cursor = direction == Direction::Forward ? lane.forward : lane.reverse;
    for (std::size_t i = 0; i < lane.a.size(); ++i) {
        if (lane.a[i].probes)
            continue;
        const auto rows = outcome.moved.find(static_cast<int>(i));
        parts.state.passed(config.name, direction, lane.a[i].configured, cursor.text, parts.clock.now(),
                           rows == outcome.moved.end() ? 0 : rows->second);
    }
    saveState();
    KEEL_ABORT_POINT(StateWritten);
}

/// A full disk stops nothing: where the target holds a checkpoint, that is the truth.
void LinkRunner::Private::saveState()
{
    const bool wasUnsaved = unsaved.has_value();
    auto saved = parts.state.save();
    unsaved = saved ? std::nullopt : std::optional(std::move(saved).error());
    if (unsaved && !wasUnsaved)
        qCWarning(lcEngine) << "state not saved link=" << config.name.value << "reason=" << toText(*unsaved);
    if (!unsaved && wasUnsaved)
        qCInfo(lcEngine) << "state saved again link=" << config.name.value;
}

Result<void> LinkRunner::Private::load(Lane& lane, const Work& work, CycleReport& report)
{
    wasLoading = true;
    report.loading = true;
    const auto& order = config.forward ? lane.orderOnB : lane.orderOnA;
    for (const int index : order) {
        const auto i = static_cast<std::size_t>(index);
        if (lane.loads[i].done)
            continue;
        const bool journal = lane.capture == CaptureKind::Journal;
        const auto since =
            QCryptographicHash::hash(lane.forward.text + '/' + lane.reverse.text, QCryptographicHash::Sha1);
        Load load({.link = config.name,
                   .book = parts.book,
                   .now = parts.clock.now(),
                   .a = {.store = parts.a,
                         .table = lane.a[i],
                         .node = infoA.node,
                         .done = journal ? lane.forward : Cursor{},
                         .journalApplied = infoA.otherReaders},
                   .b = {.store = parts.b,
                         .table = lane.b[i],
                         .node = infoB.node,
                         .done = journal ? lane.reverse : Cursor{},
                         .journalApplied = infoB.otherReaders},
                   .forward = config.forward,
                   .reverse = config.reverse && (journal || config.reversePass.enabled),
                   .policy = config.conflict,
                   .clocks = clocks,
                   .decide = parts.decide,
                   .since = since.toHex(),
                   .lane = Lane::loadName(lane.a[i].configured),
                   .shadow = !journal});
        const bool fromTheStart = !lane.loads[i].after;
        qint64 rowsA = 0;
        qint64 rowsB = 0;
        while (!lane.loads[i].done) {
            LoadPosition position = lane.loads[i];
            auto step = load.step(position);
            if (!step && stopsTable(step.error())) {
                report.drained = false;
                KEEL_TRY(detach(lane, index, std::move(step).error()));
                return this->load(lane, work, report); // the others, whose numbers have changed
            }
            if (!step)
                return fail(std::move(step).error());
            lane.loads[i] = position;
            rowsA += step->rowsA;
            rowsB += step->rowsB;
            if (position.done && fromTheStart)
                keepRows(lane.a[i].configured, rowsA, rowsB);
            report.forward.inserted += step->writtenB;
            report.reverse.inserted += step->writtenA;
            report.forward.conflicts += step->conflicts;
            report.forward.errors += step->errors;
            loadErrors += step->errors;
            loadOnlyOnTarget += step->onlyOnTarget;
            noteMoved(lane, Direction::Forward, {{index, step->writtenB}}, report);
            noteMoved(lane, Direction::Reverse, {{index, step->writtenA}}, report);
            noteTally(lane, Direction::Forward, {{index, {.inserted = step->writtenB, .failed = step->errors}}},
                      report);
            noteTally(lane, Direction::Reverse, {{index, {.inserted = step->writtenA}}}, report);
            if (!work.mayGoOn())
                return {};
            work.tell(Direction::Forward, step->writtenB);
            work.tell(Direction::Reverse, step->writtenA);
        }
    }
    return {};
}

/// The comparison counted what the catalog only estimated.
void LinkRunner::Private::keepRows(const TableName& onA, qint64 rowsA, qint64 rowsB)
{
    const auto table = std::ranges::find_if(bound, [&](const BoundTable& t) { return t.a.configured == onA; });
    if (table == bound.end())
        return;
    table->estimatedRowsA = rowsA;
    table->estimatedRowsB = rowsB;
}

void LinkRunner::Private::finishLoad(CycleReport& report)
{
    if (!wasLoading || !std::ranges::all_of(lanes, &Lane::isLoaded))
        return;
    wasLoading = false;
    report.loading = false;
    report.loadDone = true;
    qint64 rows = 0;
    for (const Lane& lane : lanes) {
        for (const LoadPosition& position : lane.loads)
            rows += position.rows;
    }
    const qint64 suspects = loadErrors + loadOnlyOnTarget;
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(parts.clock.now().time_since_epoch());
    if (provesAll) // else the other tables were compared some other day
        report.proof = Proof{.at = QDateTime::fromMSecsSinceEpoch(now.count(), QTimeZone::utc()),
                             .equal = suspects == 0,
                             .rows = rows,
                             .suspects = suspects};
    if (loadOnlyOnTarget > 0)
        report.notes.append(QStringLiteral("%1 rows stand only in %2 and stay there")
                                .arg(loadOnlyOnTarget)
                                .arg(endpoint(targetOf(home())).value));
}

} // namespace keel
