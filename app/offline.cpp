// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/offline.h"

#include <QJsonObject>

namespace keel {

namespace {

/// From state.json: the newest poll of either direction.
std::optional<QDateTime> lastPoll(const QJsonObject& state, const LinkName& link)
{
    std::optional<QDateTime> newest;
    const QJsonObject entry = state.value(u"links").toObject().value(link.value).toObject();
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        const QString text = entry.value(toText(direction)).toObject().value(u"lastPollTime").toString();
        const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (at.isValid() && (!newest || at > *newest))
            newest = at;
    }
    return newest;
}

Result<void> addFromHistory(LinkSnapshot& link, History& history)
{
    auto cycles = history.cycles({.request = 0, .link = link.name, .busyOnly = false, .offset = 0, .limit = 20});
    if (!cycles)
        return fail(std::move(cycles).error());
    for (const CycleRecord& cycle : std::as_const(cycles->rows)) {
        if (cycle.failure)
            continue;
        const QDateTime end = cycle.startedAt.addMSecs(cycle.duration.count());
        if (!link.lastSync || end > *link.lastSync)
            link.lastSync = end;
        link.lastDuration = cycle.duration;
        break;
    }
    if (!cycles->rows.isEmpty())
        link.lastError = cycles->rows.constFirst().failure;
    auto counts = history.openCounts();
    if (!counts)
        return fail(std::move(counts).error());
    link.errorsOpen = counts->errorsOf(link.name);
    link.conflictsTotal = counts->conflictsOf(link.name);
    auto plans = history.brakePlans(link.name);
    if (!plans)
        return fail(std::move(plans).error());
    plans->removeIf([](const BrakePlan& plan) { return plan.state != BrakeState::Held; });
    link.brake = *plans;
    auto proof = history.proof(link.name);
    if (!proof)
        return fail(std::move(proof).error());
    // Written over with the beginning of time when a person closed records by hand: equal no longer follows.
    if (*proof && (*proof)->at.toMSecsSinceEpoch() > 0)
        link.proof = *proof;
    auto paused = history.paused(link.name);
    if (!paused)
        return fail(std::move(paused).error());
    link.paused = paused->has_value();
    if (*paused) {
        link.pausedBy = (*paused)->who;
        link.pausedAt = (*paused)->at;
    }
    return {};
}

} // namespace

Result<ServiceSnapshot> offlineSnapshot(const Config& config, Memory& memory)
{
    ServiceSnapshot snapshot{
        .at = QDateTime::currentDateTimeUtc(), .serviceAnswers = false, .timeZone = config.timeZone};
    const QJsonObject state = memory.state->document();
    for (const LinkConfig& one : config.links) {
        LinkSnapshot link{.name = one.name,
                          .forward = one.forward,
                          .reverse = one.reverse,
                          .lastSync = lastPoll(state, one.name),
                          .interval = one.interval};
        link.a.name = one.a;
        link.b.name = one.b;
        for (const TableConfig& table : one.tables)
            link.tables.push_back({.a = table.a, .b = table.b, .state = LinkState::Down});
        if (memory.history)
            KEEL_TRY(addFromHistory(link, *memory.history));
        link.state = link.paused ? LinkState::Paused : LinkState::Down;
        if (!link.paused)
            snapshot.health = Health::Down;
        snapshot.errorsOpen += link.errorsOpen;
        snapshot.conflictsRecent += link.conflictsTotal;
        snapshot.links.push_back(std::move(link));
    }
    return snapshot;
}

} // namespace keel
