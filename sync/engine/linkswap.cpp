// SPDX-License-Identifier: GPL-3.0-or-later
// Another database, or an older state of the same one, in the place of the one that the link knows.
#include "sync/engine/linkrunner_p.h"

#include "sync/api/abortpoint.h"

#include <QLoggingCategory>

#include <algorithm>
#include <array>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(lcBrake, "keel.engine.brake")

QString identityOf(const StoreInfo& info)
{
    return info.node.value + QLatin1Char(' ') + info.system;
}

} // namespace

/// Before any cursor is used: one of another database would pass over what it does not know.
Result<void> LinkRunner::Private::checkSides()
{
    openedOn = {identityOf(infoA), identityOf(infoB)};
    if (!parts.brake)
        return {};
    std::array<bool, 2> changed{};
    for (const Side side : {Side::A, Side::B}) {
        auto known = parts.brake->knownSide(config.name, side);
        if (!known)
            return fail(std::move(known).error());
        changed[side == Side::A ? 0 : 1] = *known && **known != identityOf(info(side));
    }
    // Both at once: the link was taken down and set up anew, and nothing of the old one is left to lose.
    if (changed[0] != changed[1])
        KEEL_TRY(holdSwapped(changed[0] ? Side::A : Side::B));
    for (const Side side : {Side::A, Side::B})
        KEEL_TRY(parts.brake->setKnownSide(config.name, side, identityOf(info(side))));
    return {};
}

Result<void> LinkRunner::Private::checkStillThere() const
{
    for (const Side side : {Side::A, Side::B}) {
        if (identityOf(info(side)) != openedOn[side == Side::A ? 0 : 1])
            return fail({.kind = ErrorClass::Transient,
                         .code = ErrorCode::Swapped,
                         .detail = QStringLiteral("another database, or a restored one, stands in its place"),
                         .place = endpoint(side).value});
    }
    return {};
}

/// Holds every table, and starts both directions anew from this moment: what happened on the side that is gone cannot
/// be read any more.
Result<void> LinkRunner::Private::holdSwapped(Side side)
{
    const Direction direction = side == Side::A ? Direction::Forward : Direction::Reverse;
    qCWarning(lcBrake).noquote() << "event=swapped" << u"link="_qs + config.name.value
                                 << u"endpoint="_qs + endpoint(side).value;
    for (const BoundTable& table : bound) {
        if (table.config.capture != CaptureKind::Journal)
            continue;
        Lane lane{.name = table.a.configured.value};
        lane.add(table);
        // Only a side that is read can take rows from the other one; a new target is filled again.
        if (has(direction)) {
            auto hold = planOf(lane, 0, direction, BrakeReason::Swapped);
            if (!hold)
                return fail(std::move(hold).error());
            KEEL_TRY(parts.brake->hold(*hold));
            KEEL_ABORT_POINT(BrakeHeld);
        }
        KEEL_TRY(saveCursor(home(), Lane::loadName(table.a.configured), LoadPosition{}.toCursor()));
        for (const Direction way : {opposite(home()), home()}) {
            if (!has(way))
                continue;
            auto now = store(sourceOf(way)).currentCursor();
            if (!now)
                return fail(std::move(now).error());
            KEEL_TRY(store(sourceOf(way)).acknowledge(readerOf(lane.name), way, *now));
            KEEL_TRY(saveCursor(way, lane.name, *now));
            KEEL_ABORT_POINT(TableLeaving);
        }
    }
    for (const Direction way : {opposite(home()), home()}) {
        auto now = has(way) ? store(sourceOf(way)).currentCursor() : Result<Cursor>();
        if (!now)
            return fail(std::move(now).error());
        if (has(way))
            KEEL_TRY(saveCursor(way, Lane::mainName, *now));
    }
    lanesMoved = true;
    return readBrake();
}

/// A decided swap is done with: the comparison makes the rest equal, unless the person wants the sides left as they
/// are.
Result<void> LinkRunner::Private::adopt(Lane& lane, int index, const BrakeHold& hold)
{
    if (hold.plan.state == BrakeState::Dropped) {
        LoadPosition& load = lane.loads[static_cast<std::size_t>(index)];
        load = {};
        load.done = true;
        KEEL_TRY(
            saveCursor(home(), Lane::loadName(lane.a[static_cast<std::size_t>(index)].configured), load.toCursor()));
    }
    KEEL_TRY(parts.brake->finish(hold.plan.id));
    return readBrake();
}

} // namespace keel
