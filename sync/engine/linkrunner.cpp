// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/linkrunner_p.h"

#include "sync/api/abortpoint.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(lcEngine, "keel.engine")

constexpr int purgeStep = 5000;
constexpr int mirrorStep = 500; // records in one transaction

} // namespace

LinkRunner::LinkRunner(LinkConfig config, Parts parts)
    : d(std::make_unique<Private>(std::move(config), std::move(parts)))
{}

LinkRunner::~LinkRunner() = default;

const LinkConfig& LinkRunner::config() const
{
    return d->config;
}

Result<QStringList> LinkRunner::setupScript(Side side)
{
    return d->store(side).setupScript(d->setupRequest(side));
}

Result<void> LinkRunner::setup()
{
    auto done = d->setUpSides();
    if (!done && done.error().code == ErrorCode::AccessDenied && d->canary) {
        // An owner set it up before there was a canary: the user's tables go on without.
        auto canary = std::exchange(d->canary, std::nullopt);
        if (d->setUpSides()) {
            d->dropCanary(std::move(done).error());
            return {};
        }
        d->canary = std::move(canary);
    }
    return done;
}

Result<void> LinkRunner::Private::setUpSides()
{
    for (const Side side : {Side::A, Side::B}) {
        auto done = store(side).setup(setupRequest(side));
        if (!done) {
            Error error = std::move(done).error();
            if (error.place.isEmpty())
                error.place = endpoint(side).value;
            if (error.code == ErrorCode::AccessDenied && error.mend.isEmpty())
                error.mend =
                    QStringLiteral("run \"evenkeel setup --print-sql\" and let an owner of %1 run what it prints")
                        .arg(endpoint(side).value);
            return fail(std::move(error));
        }
        KEEL_ABORT_POINT(SideSetUp);
    }
    return {};
}

Result<void> LinkRunner::open()
{
    KEEL_TRY(d->readInfo());
    for (const Side side : {Side::A, Side::B}) {
        if (d->info(side).node.isEmpty())
            return fail({.kind = ErrorClass::Config,
                         .code = ErrorCode::NotFound,
                         .detail = QStringLiteral("Evenkeel's objects are missing"),
                         .place = d->endpoint(side).value,
                         .mend = QStringLiteral("run \"evenkeel setup\"")});
    }
    if (d->infoA.node == d->infoB.node)
        return fail(
            {.kind = ErrorClass::Config,
             .code = ErrorCode::ConfigInvalid,
             .detail = QStringLiteral("%1 and %2 are the same database, or one is a copy of the other")
                           .arg(d->config.a.value, d->config.b.value),
             .place = d->config.place,
             .mend = QStringLiteral("link two databases; after copying one run \"evenkeel teardown\" on the copy")});
    KEEL_TRY(d->measureClocks());
    KEEL_TRY(d->checkSides());
    KEEL_TRY(d->readBrake());
    d->lanesMoved = false;
    KEEL_TRY(d->openLanes());
    return d->releaseAgreed();
}

Result<CycleReport> LinkRunner::cycle(const CycleOptions& options)
{
    const auto begun = d->parts.clock.steady();
    const Private::Work work{.options = options, .mayGoOn = [&] {
                                 const bool inTime =
                                     options.slice.count() == 0 || d->parts.clock.steady() - begun < options.slice;
                                 return inTime && !options.stop.stop_requested();
                             }};
    CycleReport report;
    if (d->broken)
        return fail(*d->broken);
    KEEL_TRY(d->readInfo()); // another link may read these journals by now: then applied rows are journaled for it
    KEEL_TRY(d->checkStillThere());
    KEEL_TRY(d->rebindStopped());
    KEEL_TRY(d->readBrake());
    KEEL_TRY(d->carryOut(report));
    KEEL_TRY(d->markRejoin());
    for (std::size_t i = 0; i < d->lanes.size(); ++i) { // by index: a pass may detach a table into a stopped one
        Lane& lane = d->lanes[i];
        lane.quiet = {};
        const bool hinted = options.reverseOf.contains(TableName(lane.name));
        if (d->isHeld(lane) || (options.nothingElse && !hinted) || (!hinted && !d->isDue(lane, options)))
            continue;
        if (!lane.isLoaded()) {
            if (!d->waitsForParent(lane))
                KEEL_TRY(d->load(lane, d->loadWork(lane, work), report));
            if (!lane.isLoaded()) {
                report.drained = false;
                continue;
            }
        }
        const bool othersDrained = std::exchange(report.drained, true);
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            const bool asked =
                direction == Direction::Forward ? options.forward && !options.nothingElse : options.reverse;
            const bool due = lane.capture == CaptureKind::Journal || direction == Direction::Forward ||
                             (d->config.reversePass.enabled && (options.timestampReverseDue || hinted));
            if (d->has(direction) && asked && due && !lane.a.empty())
                KEEL_TRY(d->pass(lane, direction, work, report));
        }
        d->wasPassed(lane, report.drained, begun);
        report.drained = report.drained && othersDrained;
    }
    d->finishLoad(report);
    d->tidyLanes(options, report);
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        // The passes have committed: their report must not be lost with it.
        if (auto mirrored = d->mirrorErrors(direction); !mirrored && !d->broken)
            d->broken = mirrored.error();
    }
    for (const auto& stopped : d->stopped)
        report.tableErrors.push_back(stopped.error);
    if (d->unsaved)
        d->saveState();
    report.unsaved = d->unsaved;
    return report;
}

Result<PlanReport> LinkRunner::plan()
{
    KEEL_TRY(d->readInfo());
    if (d->infoA.node.isEmpty() || d->infoB.node.isEmpty())
        return d->planByComparing();
    auto known = d->savedCursor(d->home(), Lane::mainName);
    if (!known)
        return fail(std::move(known).error());
    if (!*known && d->config.capture == CaptureKind::Journal)
        return d->planByComparing();
    if (d->lanes.empty()) {
        KEEL_TRY(d->measureClocks());
        KEEL_TRY(d->openLanes(false));
    }
    if (!std::ranges::all_of(d->lanes, &Lane::isLoaded))
        return d->planByComparing();
    PlanReport report;
    for (Lane& lane : d->lanes) {
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            if (!d->has(direction) || lane.a.empty())
                continue;
            const PassScope scope = d->scope(lane, direction);
            Pass pass(scope);
            auto outcome = pass.rehearse(lane.cursor(direction));
            if (!outcome)
                return fail(std::move(outcome).error());
            Private::addPlanned(report, direction, *outcome);
        }
    }
    return report;
}

/// A conflict is met by both rehearsals, since neither leaves anything behind; in a cycle the first pass settles it.
void LinkRunner::Private::addPlanned(PlanReport& report, Direction direction, const Pass::Outcome& outcome)
{
    PassCounts counts = outcome.counts;
    counts.conflicts = 0;
    for (const PlannedConflict& conflict : outcome.conflicts) {
        const bool known = std::ranges::any_of(report.conflicts, [&](const PlannedConflict& c) {
            return c.table == conflict.table && c.key == conflict.key;
        });
        if (known)
            continue;
        report.conflicts.push_back(conflict);
        ++counts.conflicts;
    }
    (direction == Direction::Forward ? report.forward : report.reverse) += counts;
}

Result<PendingReport> LinkRunner::pending()
{
    PendingReport report;
    for (Lane& lane : d->lanes) {
        const std::size_t first = report.tables.size();
        const std::size_t tables = lane.userTables();
        for (std::size_t i = 0; i < tables; ++i)
            report.tables.push_back({.table = lane.a[i].configured});
        if (lane.capture != CaptureKind::Journal || tables == 0)
            continue;
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            if (!d->has(direction))
                continue;
            const bool forward = direction == Direction::Forward;
            const NodeId& peer = d->info(targetOf(direction)).node;
            auto snapshot = d->store(sourceOf(direction))
                                .snapshot(lane.cursor(direction), std::span(forward ? lane.a : lane.b).first(tables));
            if (!snapshot)
                return fail(std::move(snapshot).error());
            auto counts = (*snapshot)->waitingCounts(peer);
            if (!counts)
                return fail(std::move(counts).error());
            for (std::size_t i = 0; i < counts->size(); ++i)
                (forward ? report.tables[first + i].forward : report.tables[first + i].reverse) = (*counts)[i];
            auto oldest = (*snapshot)->oldestWaiting(peer);
            if (!oldest)
                return fail(std::move(oldest).error());
            if (!*oldest)
                continue;
            const TimeUs here = **oldest - d->clockAhead[forward ? 0 : 1];
            report.oldest = std::min(report.oldest.value_or(here), here);
        }
    }
    return report;
}

Result<void> LinkRunner::housekeeping()
{
    for (Lane& lane : d->lanes) {
        if (lane.capture != CaptureKind::Journal)
            continue;
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            if (!d->has(direction))
                continue;
            // A lane of its own is a reader of its own: what it has not done must stay.
            const LinkName reader = d->readerOf(lane.name);
            if (lane.a.empty()) { // all its tables stand alone: it needs nothing of the journal
                auto now = d->store(sourceOf(direction)).currentCursor();
                if (!now)
                    return fail(std::move(now).error());
                KEEL_TRY(d->store(sourceOf(direction)).acknowledge(reader, direction, *now));
                continue;
            }
            Cursor& told = d->acknowledged[toText(direction) + lane.name];
            if (told == lane.cursor(direction))
                continue;
            KEEL_TRY(d->store(sourceOf(direction)).acknowledge(reader, direction, lane.cursor(direction)));
            told = lane.cursor(direction);
            KEEL_ABORT_POINT(Acknowledged);
        }
    }
    KEEL_TRY(d->acknowledgeFormer());
    for (const Side side : {Side::A, Side::B}) {
        auto purged = d->store(side).purge(purgeStep);
        if (!purged)
            return fail(std::move(purged).error());
        KEEL_ABORT_POINT(Purged);
        if (*purged > 0)
            qCDebug(lcEngine) << "purged link=" << d->config.name.value << "endpoint=" << d->endpoint(side).value
                              << "entries=" << *purged;
    }
    return {};
}

/// What the targets' own people see of it. A target that was away gets it later: the book remembers what is due.
Result<void> LinkRunner::Private::mirrorErrors(Direction direction)
{
    KEEL_ABORT_WAY(direction);
    bool& takes = mirrors[direction == Direction::Forward ? 0 : 1];
    while (takes && has(direction)) {
        auto due = parts.book.toMirror(config.name, direction, mirrorStep);
        if (!due)
            return fail(std::move(due).error());
        if (due->empty())
            break;
        if (auto done = store(targetOf(direction)).mirrorErrors(*due); !done) {
            if (done.error().isTransient())
                return done;
            // No right to write there, or a table of an older setup: the records stand in history.db all the same.
            qCWarning(lcEngine) << "sync_errors not written link=" << config.name.value
                                << "endpoint=" << endpoint(targetOf(direction)).value
                                << "reason=" << toText(done.error());
            takes = false;
            break;
        }
        KEEL_ABORT_POINT(ErrorsMirrored);
        KEEL_TRY(parts.book.mirrored(*due));
        if (std::ssize(*due) < mirrorStep)
            break;
    }
    return {};
}

std::vector<TableReport> LinkRunner::tables() const
{
    std::vector<TableReport> reports;
    for (const BoundTable& table : d->bound) {
        TableReport report{.a = table.a.configured,
                           .b = table.b.configured,
                           .estimatedRowsA = table.estimatedRowsA,
                           .estimatedRowsB = table.estimatedRowsB};
        for (const Lane& lane : d->lanes) {
            for (std::size_t i = 0; i < lane.a.size(); ++i) {
                if (lane.a[i].configured != report.a || lane.loads[i].done)
                    continue;
                const double estimated = static_cast<double>(std::max<qint64>(lane.estimatedRows[i], 1));
                report.loadProgress = std::min(0.99, static_cast<double>(lane.loads[i].rows) / estimated);
            }
        }
        reports.push_back(std::move(report));
    }
    for (const auto& stopped : d->stopped) {
        const auto known = std::ranges::find(reports, stopped.config.a, &TableReport::a);
        if (known != reports.end())
            known->stopped = stopped.error;
        else
            reports.push_back({.a = stopped.config.a, .b = stopped.config.b, .stopped = stopped.error});
    }
    return reports;
}

} // namespace keel
