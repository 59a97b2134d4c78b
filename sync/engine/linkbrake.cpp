// SPDX-License-Identifier: GPL-3.0-or-later
// The brake of a link: which tables are held, and what becomes of them once a person has decided.
#include "sync/engine/linkrunner_p.h"

#include "sync/api/abortpoint.h"
#include "sync/records/rowjson.h"

#include "sync/apply/order.h"

#include <QLoggingCategory>
#include <QTimeZone>

#include <algorithm>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(lcBrake, "keel.engine.brake")

constexpr int keysAtOnce = 1000;
constexpr int maxSamples = 20;

QDateTime toDateTime(TimeUs at)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
}

bool isDecided(const BrakeHold& hold)
{
    return hold.plan.state != BrakeState::Held;
}

} // namespace

Result<void> LinkRunner::Private::readBrake()
{
    if (!parts.brake)
        return {};
    auto open = parts.brake->holds(config.name);
    if (!open)
        return fail(std::move(open).error());
    holds = std::move(*open);
    auto lately = parts.brake->recentDeletes(config.name, parts.clock.now() - brakeWindow);
    if (!lately)
        return fail(std::move(lately).error());
    recent = std::move(*lately);
    return {};
}

const BoundTable* LinkRunner::Private::boundTable(const TableName& onA) const
{
    const auto it = std::ranges::find_if(bound, [&](const BoundTable& t) { return t.a.configured == onA; });
    return it == bound.end() ? nullptr : &*it;
}

/// A table with a held child: deleting its rows could take the child's along.
bool LinkRunner::Private::hasHeldChild(const BoundTable& parent, bool decidedToo) const
{
    return std::ranges::any_of(holds, [&](const BrakeHold& hold) {
        const BoundTable* child = boundTable(hold.plan.table);
        const bool isOther = child && child->a.configured != parent.a.configured;
        return isOther && (decidedToo || !isDecided(hold)) &&
               (refersTo(child->a, parent.a) || refersTo(child->b, parent.b));
    });
}

/// Both directions of a held table stand still, so that nothing is decided about its rows behind the person's back.
bool LinkRunner::Private::isHeld(const Lane& lane) const
{
    return std::ranges::any_of(lane.a, [&](const TableBinding& table) {
        return std::ranges::any_of(holds, [&](const BrakeHold& hold) {
            if (hold.plan.table != table.configured)
                return false;
            const BoundTable* own = boundTable(table.configured);
            return !isDecided(hold) || (own && hasHeldChild(*own, false));
        });
    });
}

BrakeScope LinkRunner::Private::brakeScope(const Lane& lane, Direction direction,
                                           const std::vector<qint64>& slack) const
{
    BrakeScope scope{.limits = config.brake, .tables = {}, .book = parts.brake};
    for (std::size_t i = 0; i < lane.a.size(); ++i) {
        const TableName& name = lane.a[i].configured;
        BrakeScope::Table table{.slack = slack[i]};
        for (const BrakeBook::Recent& r : recent) {
            if (r.onA == name && r.direction == direction)
                table.recent += r.deletes;
        }
        for (const BrakeHold& hold : holds) {
            if (hold.plan.table != name || hold.plan.direction != direction || !isDecided(hold))
                continue;
            table.upTo = hold.upTo;
            table.passes = hold.plan.state == BrakeState::Accepted;
        }
        const BoundTable* own = boundTable(name);
        table.strict = own && hasHeldChild(*own, true);
        scope.tables.push_back(table);
    }
    return scope;
}

/// Counts row by row what the pass counted generously, and holds the tables that are over a limit in truth. Those that
/// are not get slack for the next look.
Result<void> LinkRunner::Private::holdBack(Lane& lane, Direction direction, const std::vector<Braked>& braked,
                                           std::vector<qint64>& slack)
{
    std::vector<int> held;
    for (const Braked& one : braked) {
        const auto at = static_cast<std::size_t>(one.table);
        const bool isStrict = brakeScope(lane, direction, slack).tables[at].strict;
        if (one.reason == BrakeReason::Parent && held.empty() && !isStrict)
            continue; // its child was found innocent
        auto hold = planOf(lane, one.table, direction, one.reason);
        if (!hold)
            return fail(std::move(hold).error());
        const BrakeScope now = brakeScope(lane, direction, slack);
        const BrakeCount count{.pending = hold->plan.deletes,
                               .recent = now.tables[at].recent,
                               .truncates = hold->truncated ? 1 : 0,
                               .rows = hold->plan.rows};
        const auto reason = judgeDeletes(config.brake, count);
        if (!reason && (one.reason != BrakeReason::Parent || hold->plan.deletes == 0)) {
            slack[at] = std::max(slack[at] + 1, one.counted - hold->plan.deletes);
            continue;
        }
        hold->plan.reason = reason.value_or(BrakeReason::Parent);
        KEEL_TRY(parts.brake->hold(*hold));
        KEEL_ABORT_POINT(BrakeHeld);
        qCWarning(lcBrake).noquote() << "event=held" << u"link="_qs + config.name.value
                                     << u"table="_qs + hold->plan.table.value
                                     << u"reason="_qs + toText(hold->plan.reason)
                                     << u"deletes="_qs + QString::number(hold->plan.deletes)
                                     << u"cause="_qs + hold->plan.cause;
        held.push_back(one.table);
    }
    std::ranges::sort(held, std::greater());
    for (const int index : held) {
        if (lane.name == Lane::mainName)
            KEEL_TRY(leaveMain(lane, index));
        slack.erase(slack.begin() + index);
        lane.remove(index); // an own lane stays, if empty, until the lanes are opened anew
        lanesMoved = true;
    }
    return readBrake();
}

/// The table goes on from here once it is decided; what others read on does not count for it.
Result<void> LinkRunner::Private::leaveMain(Lane& lane, int index)
{
    const TableName& name = lane.a[static_cast<std::size_t>(index)].configured;
    // The home direction's checkpoint says that the table stands alone: it comes last.
    for (const Direction direction : {opposite(home()), home()}) {
        if (!has(direction))
            continue;
        KEEL_TRY(store(sourceOf(direction)).acknowledge(readerOf(name.value), direction, lane.cursor(direction)));
        KEEL_TRY(saveCursor(direction, name.value, lane.cursor(direction)));
        KEEL_ABORT_POINT(TableLeaving);
    }
    return {};
}

LinkName LinkRunner::Private::readerOf(const QString& lane) const
{
    return lane == Lane::mainName ? config.name : LinkName(config.name.value + QLatin1Char('/') + lane);
}

/// What the deletes of a table that wait would do to the other side, as of now.
Result<BrakeHold> LinkRunner::Private::planOf(const Lane& lane, int index, Direction direction, BrakeReason reason)
{
    const bool forward = direction == Direction::Forward;
    const auto at = static_cast<std::size_t>(index);
    const TableBinding& target = forward ? lane.b[at] : lane.a[at];
    BrakeHold hold;
    hold.plan = {.link = config.name,
                 .table = lane.a[at].configured,
                 .direction = direction,
                 .side = endpoint(targetOf(direction)),
                 .origin = endpoint(sourceOf(direction)),
                 .reason = reason,
                 .since = toDateTime(parts.clock.now())};
    hold.truncated = reason == BrakeReason::Truncate || reason == BrakeReason::Swapped;
    auto keys = deletedKeys(lane, index, direction, hold);
    if (!keys)
        return fail(std::move(keys).error());
    const auto take = [&](const std::vector<Row>& rows) -> Result<void> {
        for (const Row& row : rows) {
            ++hold.plan.deletes;
            if (hold.plan.samples.size() < maxSamples)
                hold.plan.samples.append({keyToJson(target.keyOf(row)), rowToJson(target.columnNames(), row)});
        }
        return {};
    };
    KEEL_TRY(hold.truncated ? eachMissing(lane, index, direction, take)
                            : eachPresent(target, targetOf(direction), *keys, take));
    auto snapshot = store(targetOf(direction)).snapshot({}, {});
    if (!snapshot)
        return fail(std::move(snapshot).error());
    auto rows = (*snapshot)->count(target, {});
    if (!rows)
        return fail(std::move(rows).error());
    hold.plan.rows = *rows;
    return hold;
}

/// Keys whose newest entry takes the row from the source, with what else the journal tells; up to hold.upTo where that
/// is set, else it is set to the last of them.
Result<std::vector<Key>> LinkRunner::Private::deletedKeys(const Lane& lane, int index, Direction direction,
                                                          BrakeHold& hold)
{
    const bool forward = direction == Direction::Forward;
    TableBinding source = (forward ? lane.a : lane.b)[static_cast<std::size_t>(index)];
    source.index = 0;
    const NodeId& peer = info(targetOf(direction)).node;
    const Cursor& done = forward ? lane.forward : lane.reverse;
    std::vector<Key> keys;
    if (hold.plan.reason == BrakeReason::Swapped)
        return keys;
    auto snapshot = store(sourceOf(direction)).snapshot(done, std::span(&source, 1));
    if (!snapshot)
        return fail(std::move(snapshot).error());
    auto who = (*snapshot)->deleters(source, peer);
    if (!who)
        return fail(std::move(who).error());
    hold.plan.cause = who->who.join(QStringLiteral("; "));
    std::optional<TimeUs> since = who->since;
    const qint64 limit = hold.upTo;
    for (bool last = false; !last;) {
        auto batch = (*snapshot)->nextKeys(keysAtOnce);
        if (!batch)
            return fail(std::move(batch).error());
        last = batch->last;
        std::vector<Key> gone;
        for (JournalEntry& entry : batch->entries) {
            const bool counts = entry.origin != peer && entry.via != peer && (limit == 0 || entry.sequence <= limit);
            const bool takes = entry.operation == Operation::Delete || entry.operation == Operation::Truncate ||
                               !source.filter.isEmpty();
            if (!counts || !takes)
                continue;
            hold.upTo = std::max(hold.upTo, entry.sequence);
            hold.truncated = hold.truncated || entry.operation == Operation::Truncate;
            if (entry.operation == Operation::Truncate)
                continue;
            if (!since || entry.born < *since)
                since = entry.born;
            gone.push_back(std::move(entry.key));
        }
        auto rows = (*snapshot)->rows(source, gone);
        if (!rows)
            return fail(std::move(rows).error());
        for (std::size_t i = 0; i < gone.size(); ++i) {
            if (!(*rows)[i])
                keys.push_back(std::move(gone[i]));
        }
    }
    if (since)
        hold.plan.since = toDateTime(*since);
    return keys;
}

Result<void> LinkRunner::Private::eachPresent(const TableBinding& table, Side side, std::span<const Key> keys,
                                              const RowsTaken& take)
{
    for (std::size_t from = 0; from < keys.size(); from += keysAtOnce) {
        const auto group = keys.subspan(from, std::min<std::size_t>(keysAtOnce, keys.size() - from));
        std::vector<Row> present;
        {
            auto snapshot = store(side).snapshot({}, {});
            if (!snapshot)
                return fail(std::move(snapshot).error());
            auto rows = (*snapshot)->rows(table, group);
            if (!rows)
                return fail(std::move(rows).error());
            for (auto& row : *rows) {
                if (row)
                    present.push_back(std::move(*row));
            }
        }
        KEEL_TRY(take(present));
    }
    return {};
}

/// Rows of the target that the source does not hold and that are not new there; with `orDiffering` also those of which
/// it holds another version.
Result<void> LinkRunner::Private::eachMissing(const Lane& lane, int index, Direction direction, const RowsTaken& take,
                                              bool orDiffering)
{
    const bool forward = direction == Direction::Forward;
    const auto at = static_cast<std::size_t>(index);
    TableBinding target = (forward ? lane.b : lane.a)[at];
    const TableBinding& source = (forward ? lane.a : lane.b)[at];
    target.index = 0;
    const Cursor& sent = forward ? lane.reverse : lane.forward;
    const bool goesBack = has(opposite(direction)) && !sent.isEmpty();
    std::optional<Key> after;
    for (bool last = false; !last;) {
        std::vector<Row> rows;
        std::vector<Key> keys;
        std::vector<Key> own; // born on the target and not sent yet
        {
            auto there = store(targetOf(direction))
                             .snapshot(goesBack ? sent : Cursor{}, goesBack ? std::span<const TableBinding>(&target, 1)
                                                                            : std::span<const TableBinding>());
            if (!there)
                return fail(std::move(there).error());
            auto upTo = (*there)->nthKey(target, after, keysAtOnce);
            if (!upTo)
                return fail(std::move(upTo).error());
            auto range = (*there)->range(target, {.after = after, .upTo = *upTo});
            if (!range)
                return fail(std::move(range).error());
            rows = std::move(*range);
            if (goesBack) {
                auto waiting = (*there)->waitingKeys(target, std::numeric_limits<int>::max());
                if (!waiting)
                    return fail(std::move(waiting).error());
                own = std::move(*waiting);
                std::sort(own.begin(), own.end());
            }
            last = !upTo->has_value();
            after = *upTo;
        }
        for (const Row& row : rows)
            keys.push_back(target.keyOf(row));
        auto here = store(sourceOf(direction)).snapshot({}, {});
        if (!here)
            return fail(std::move(here).error());
        auto known = (*here)->rows(source, keys);
        if (!known)
            return fail(std::move(known).error());
        here->reset();
        std::vector<Row> missing;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& present = (*known)[i];
            const bool wanted = !present || (orDiffering && !sameRow(source, *present, rows[i]));
            if (wanted && !std::binary_search(own.begin(), own.end(), keys[i]))
                missing.push_back(std::move(rows[i]));
        }
        KEEL_TRY(take(missing));
    }
    return {};
}

/// Decided plans whose rows no pass moves: rows come back to their origin, or a truncate is carried out.
Result<void> LinkRunner::Private::carryOut(CycleReport& report)
{
    if (!parts.brake || std::ranges::none_of(holds, isDecided))
        return {};
    // Rows come back parents first, and go children first.
    std::vector<Lane*> order;
    for (const TableBinding* table : parentsFirstOfLink()) {
        for (Lane& lane : lanes) {
            if (std::ranges::find(lane.a, table->configured, &TableBinding::configured) != lane.a.end())
                order.push_back(&lane);
        }
    }
    for (const BrakeState state : {BrakeState::Reversed, BrakeState::Accepted, BrakeState::Dropped}) {
        if (state == BrakeState::Accepted)
            std::ranges::reverse(order);
        for (Lane* lane : order) {
            for (std::size_t i = 0; i < lane->a.size(); ++i) {
                const std::vector<BrakeHold> known = holds; // carrying out finishes some
                for (const BrakeHold& hold : known) {
                    const bool isMeant = hold.plan.table == lane->a[i].configured && hold.plan.state == state;
                    if (isMeant && !isHeld(*lane) && !carriedOut.contains(hold.plan.id))
                        KEEL_TRY(carryOutOne(*lane, static_cast<int>(i), hold, report));
                }
            }
        }
    }
    return {};
}

Result<void> LinkRunner::Private::carryOutOne(Lane& lane, int index, const BrakeHold& hold, CycleReport& report)
{
    const Direction direction = hold.plan.direction;
    const TableBinding& target = (direction == Direction::Forward ? lane.b : lane.a)[static_cast<std::size_t>(index)];
    const bool restore = hold.plan.state == BrakeState::Reversed;
    const bool swapped = hold.plan.reason == BrakeReason::Swapped;
    const Direction way = restore ? opposite(direction) : direction;
    const NodeId& from = info(sourceOf(way)).node;
    PassCounts& counts = way == Direction::Forward ? report.forward : report.reverse;
    const auto move = [&](const std::vector<Row>& rows) -> Result<void> {
        std::vector<Change> changes;
        for (const Row& row : rows) {
            changes.push_back({.entry = {.table = index,
                                         .key = target.keyOf(row),
                                         .operation = restore ? Operation::Insert : Operation::Delete,
                                         .sequence = hold.upTo,
                                         .origin = from,
                                         .via = from,
                                         .born = parts.clock.now()},
                               .row = restore ? std::optional(row) : std::nullopt});
        }
        PassScope passScope = scope(lane, way);
        passScope.insertOnly = restore && !swapped;
        passScope.parts = nullptr; // these have no place in the journal
        if (restore)
            passScope.otherDone = nullptr; // the deletes are decided: they are no rivals
        Pass pass(passScope);
        auto pushed = pass.push(changes);
        if (!pushed)
            return fail(std::move(pushed).error());
        counts += pushed->counts;
        noteMoved(lane, way, pushed->moved, report);
        return {};
    };
    if (hold.truncated && hold.plan.state != BrakeState::Dropped) {
        KEEL_TRY(
            eachMissing(lane, index, direction, move, restore && swapped)); // an older state has older versions, too
    } else if (restore) {
        BrakeHold again = hold;
        auto keys = deletedKeys(lane, index, direction, again);
        if (!keys)
            return fail(std::move(keys).error());
        KEEL_TRY(eachPresent(target, targetOf(direction), *keys, move));
    }
    carriedOut.insert(hold.plan.id);
    KEEL_ABORT_POINT(DecisionCarried);
    return swapped ? adopt(lane, index, hold) : Result<void>();
}

std::vector<const TableBinding*> LinkRunner::Private::parentsFirstOfLink() const
{
    std::vector<TableBinding> all;
    for (std::size_t i = 0; i < bound.size(); ++i) {
        all.push_back(bound[i].a);
        all.back().index = static_cast<int>(i);
    }
    std::vector<const TableBinding*> order;
    for (const int index : parentsFirst(all))
        order.push_back(&bound[static_cast<std::size_t>(index)].a);
    return order;
}

/// A pass drained: what was decided up to here is done.
Result<void> LinkRunner::Private::finishDecided(const Lane& lane, Direction direction)
{
    bool finished = false;
    for (const BrakeHold& hold : holds) {
        const bool isMeant = isDecided(hold) && hold.plan.direction == direction &&
                             std::ranges::find(lane.a, hold.plan.table, &TableBinding::configured) != lane.a.end();
        if (!isMeant)
            continue;
        KEEL_ABORT_POINT(DecisionFinishing);
        KEEL_TRY(parts.brake->finish(hold.plan.id));
        finished = true;
        qCInfo(lcBrake).noquote() << "event=decided" << u"link="_qs + config.name.value
                                  << u"table="_qs + hold.plan.table.value << u"decision="_qs + toText(hold.plan.state)
                                  << u"by="_qs + hold.plan.decidedBy;
    }
    return finished ? readBrake() : Result<void>();
}

bool LinkRunner::Private::mayRejoin(const Lane& lane) const
{
    const bool isAlone = lane.name != Lane::mainName && lane.capture == CaptureKind::Journal && lane.a.size() == 1;
    const BoundTable* table = isAlone ? boundTable(lane.a.front().configured) : nullptr;
    return table && !keepsOwnPace(*table) && lane.isLoaded() && std::ranges::none_of(holds, [&](const BrakeHold& hold) {
               return hold.plan.table == lane.a.front().configured;
           });
}

/// Where a cursor of all tables can start that this cycle finds to be in step.
Result<void> LinkRunner::Private::markRejoin()
{
    rejoinAt = {};
    if (std::ranges::none_of(lanes, [this](const Lane& lane) { return mayRejoin(lane); }))
        return {};
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (!has(direction))
            continue;
        auto now = store(sourceOf(direction)).currentCursor();
        if (!now)
            return fail(std::move(now).error());
        rejoinAt[direction == Direction::Forward ? 0 : 1] = std::move(*now);
    }
    return {};
}

/// Tables that stood alone go back to the others once a whole cycle found nothing new for them: alone, a child could
/// overtake its parent. The others' cursor then stands at what they read in this cycle, before this table was found in
/// step; where they found nothing, at the cycle's begin. No entry is read twice, and none is passed over.
Result<void> LinkRunner::Private::rejoin(const CycleOptions& options)
{
    const auto main = std::ranges::find(lanes, Lane::mainName, &Lane::name);
    if (main == lanes.end() || !main->isLoaded() || !options.forward || !options.reverse || rejoinAt == Moment{})
        return {};
    for (const Lane& lane : lanes) {
        const bool isQuiet = (!config.forward || lane.quiet[0]) && (!config.reverse || lane.quiet[1]);
        if (!isQuiet || !mayRejoin(lane))
            continue;
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            const std::size_t at = direction == Direction::Forward ? 0 : 1;
            if (has(direction) && (main->quiet[at] || main->a.empty()))
                KEEL_TRY(saveCursor(direction, Lane::mainName, rejoinAt[at]));
            KEEL_ABORT_POINT(TableReturning);
        }
        // An empty cursor is no checkpoint. The home direction's goes first: without it the table is the others'.
        for (const Direction direction : {home(), opposite(home())}) {
            if (!has(direction))
                continue;
            KEEL_TRY(saveCursor(direction, lane.name, {}));
            KEEL_ABORT_POINT(TableReturning);
        }
        lanesMoved = true;
    }
    return {};
}

/// After the passes, which have committed: what fails here must not take their report along.
void LinkRunner::Private::tidyLanes(const CycleOptions& options, CycleReport& report)
{
    const auto tidy = [&]() -> Result<void> {
        if (report.drained)
            KEEL_TRY(rejoin(options));
        return std::exchange(lanesMoved, false) ? openLanes() : Result<void>();
    };
    if (auto done = tidy(); !done)
        broken = done.error();
    report.brakes = std::ranges::count_if(holds, std::not_fn(isDecided));
}

/// Lanes that were given up go on as readers of the journals, or nothing would ever be dropped there.
Result<void> LinkRunner::Private::acknowledgeFormer()
{
    const auto main = std::ranges::find(lanes, Lane::mainName, &Lane::name);
    if (main == lanes.end())
        return {};
    for (const TableBinding& table : main->a) {
        if (table.probes)
            continue;
        auto former = savedCursor(home(), table.configured.value);
        if (!former)
            return fail(std::move(former).error());
        if (!*former)
            continue;
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            if (has(direction))
                KEEL_TRY(store(sourceOf(direction))
                             .acknowledge(readerOf(table.configured.value), direction, main->cursor(direction)));
        }
    }
    return {};
}

} // namespace keel
