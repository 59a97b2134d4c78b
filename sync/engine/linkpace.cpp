// SPDX-License-Identifier: GPL-3.0-or-later
// How often each lane of a link is looked at, and what has to wait for another: LinkRunner at work.
#include "sync/apply/order.h"
#include "sync/engine/linkrunner_p.h"
#include "sync/engine/pace.h"

#include <algorithm>

namespace keel {

namespace {

/// Of a cycle while other tables wait for their passes.
constexpr auto loadSlice = std::chrono::milliseconds(500);

} // namespace

/// A table that is looked at less often than the others has a checkpoint of its own. Tables tied to others by foreign
/// keys stay with them: alone, a child could overtake its parent.
bool LinkRunner::Private::keepsOwnPace(const BoundTable& table) const
{
    if (table.config.capture != CaptureKind::Journal || !table.config.interval ||
        *table.config.interval <= cycleInterval(config))
        return false;
    return std::ranges::none_of(bound, [&](const BoundTable& other) {
        return other.a.configured != table.a.configured && (refersTo(table.a, other.a) || refersTo(other.a, table.a) ||
                                                            refersTo(table.b, other.b) || refersTo(other.b, table.b));
    });
}

std::chrono::microseconds LinkRunner::Private::paceOf(const Lane& lane) const
{
    if (lane.name == Lane::mainName || lane.configs.size() != 1)
        return {};
    const BoundTable* table = boundTable(lane.configs.front().a);
    if (lane.capture == CaptureKind::Journal && (!table || !keepsOwnPace(*table)))
        return {};
    const Milliseconds wanted = lane.configs.front().interval.value_or(config.interval);
    return wanted > cycleInterval(config) ? wanted : Milliseconds{0};
}

bool LinkRunner::Private::isDue(const Lane& lane, const CycleOptions& options) const
{
    if (options.reach == CycleOptions::Reach::Everything || lane.pace.count() == 0 || !lane.isLoaded())
        return true;
    const bool rings = config.realtime && config.bell && lane.capture == CaptureKind::Journal &&
                       std::ranges::any_of(lane.configs, &TableConfig::bell);
    if (rings && options.reach == CycleOptions::Reach::Rung)
        return true;
    return parts.clock.steady() >= lane.dueAt;
}

/// `begun`: of the cycle. A lane that is not through is due at once. Half a cycle early rather than a cycle late.
void LinkRunner::Private::wasPassed(Lane& lane, bool drained, std::chrono::microseconds begun) const
{
    lane.dueAt = drained ? begun + lane.pace - cycleInterval(config) / 2 : std::chrono::microseconds{0};
}

/// A table that came to a link at work is compared on its own, so that the others need not wait for that.
Result<bool> LinkRunner::Private::joinsLater(const BoundTable& table)
{
    auto main = savedCursor(home(), Lane::mainName);
    if (!main)
        return fail(std::move(main).error());
    if (!*main || (*main)->isEmpty())
        return false;
    bool othersAreLoaded = false;
    for (const BoundTable& other : bound) {
        auto saved = savedCursor(home(), Lane::loadName(other.a.configured));
        if (!saved)
            return fail(std::move(saved).error());
        const bool loaded = LoadPosition::fromCursor(*saved).done;
        if (other.a.configured == table.a.configured && loaded)
            return false;
        othersAreLoaded = othersAreLoaded || loaded;
    }
    return othersAreLoaded;
}

/// Parents are compared before their children.
bool LinkRunner::Private::waitsForParent(const Lane& lane) const
{
    return std::ranges::any_of(lanes, [&](const Lane& other) {
        if (&other == &lane || other.isLoaded())
            return false;
        return std::ranges::any_of(lane.b, [&](const TableBinding& child) {
            return std::ranges::any_of(other.b, [&](const TableBinding& parent) { return refersTo(child, parent); });
        });
    });
}

/// While other tables are in step already, they are not kept waiting for the end of a comparison.
LinkRunner::Private::Work LinkRunner::Private::loadWork(const Lane& lane, const Work& work) const
{
    const bool alone = std::ranges::none_of(
        lanes, [&](const Lane& other) { return &other != &lane && !other.a.empty() && other.isLoaded(); });
    if (alone)
        return work;
    return {.options = work.options, .mayGoOn = [this, &work, until = parts.clock.steady() + loadSlice] {
                return parts.clock.steady() < until && work.mayGoOn();
            }};
}

} // namespace keel
