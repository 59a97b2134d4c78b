// SPDX-License-Identifier: GPL-3.0-or-later
// The canary's part of a link: a table of Evenkeel's own beside the user's, in the lane of all.
#include "sync/engine/linkrunner_p.h"

#include <QLoggingCategory>

#include <algorithm>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(lcCanary, "keel.engine.canary")

constexpr auto mendEvery = std::chrono::seconds(30);

} // namespace

/// Where no table has a journal there is nothing that a probe could prove.
void LinkRunner::Private::bindCanary()
{
    canary.reset();
    const bool journaled =
        std::ranges::any_of(bound, [](const BoundTable& t) { return t.config.capture == CaptureKind::Journal; });
    auto onA = parts.a.canaryTable(config.name);
    auto onB = parts.b.canaryTable(config.name);
    if (config.canaryEvery.count() == 0 || !journaled || !onA || !onB)
        return;
    canary = BoundTable{.config = {.place = config.place + QStringLiteral(".canary"),
                                   .a = onA->configured,
                                   .b = onB->configured,
                                   .deleteOnFilterLeave = false},
                        .a = std::move(*onA),
                        .b = std::move(*onB)};
    for (std::size_t i = 0; i < canary->a.columns.size(); ++i) { // as the binder does for every pair
        ColumnBinding& a = canary->a.columns[i];
        ColumnBinding& b = canary->b.columns[i];
        if (a.family == Family::Null)
            a.family = b.family;
        else if (b.family == Family::Null)
            b.family = a.family;
    }
    canary->a.bell = canary->b.bell = config.realtime && config.bell;
}

/// It does not take part any more; the next probe to be written mends what it can.
void LinkRunner::Private::dropCanary(Error error)
{
    qCWarning(lcCanary).noquote() << "event=probes-stopped" << u"link="_qs + config.name.value
                                  << u"error="_qs + toText(error);
    canary.reset();
    canaryFault = std::move(error);
    nextMend = parts.clock.steady() + mendEvery;
}

Result<void> LinkRunner::Private::mendCanary()
{
    if (parts.clock.steady() < nextMend)
        return fail(*canaryFault);
    nextMend = parts.clock.steady() + mendEvery;
    bindCanary();
    if (auto done = setUpSides(); !done) {
        canary.reset();
        canaryFault = done.error();
        return done;
    }
    Error fault = std::move(*canaryFault);
    canaryFault.reset();
    lanesMoved = true; // the lanes take it in when the next cycle is over
    return fail(std::move(fault));
}

bool LinkRunner::probes(Direction direction) const
{
    const auto main = std::ranges::find(d->lanes, Lane::mainName, &Lane::name);
    if (main == d->lanes.end() || !d->has(direction) || !main->isLoaded() || d->isHeld(*main))
        return false;
    return d->canaryFault || std::ranges::any_of(main->a, &TableBinding::probes);
}

Result<qint64> LinkRunner::writeProbe(Direction direction)
{
    if (d->canaryFault)
        KEEL_TRY(d->mendCanary());
    auto number = d->store(sourceOf(direction)).writeCanary(d->config.name, direction);
    if (number)
        return number;
    Error error = std::move(number).error();
    if (error.place.isEmpty())
        error.place = d->endpoint(sourceOf(direction)).value;
    if (!error.isTransient()) {
        d->dropCanary(error);
        d->lanesMoved = true;
    }
    return fail(std::move(error));
}

} // namespace keel
