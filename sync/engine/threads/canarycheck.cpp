// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/canarycheck.h"

#include "sync/engine/threads/health.h"

#include <algorithm>

namespace keel {

namespace {

double secondsOf(std::chrono::microseconds time)
{
    return std::chrono::duration<double>(time).count();
}

QString withReason(const QString& sentence, const QString& why)
{
    const QString whole = why.isEmpty() ? sentence : sentence + QStringLiteral(": ") + why;
    return whole.endsWith(QLatin1Char('.')) ? whole : whole + QLatin1Char('.');
}

QString advice(const CanaryFacts::Way& way, const QString& from, const QString& to)
{
    switch (way.suspect) {
    case CanaryPart::Source:
        return withReason(QStringLiteral("No probe row could be written in %1").arg(from), way.why);
    case CanaryPart::Bell:
        return QStringLiteral(
                   "No cycle came for the probe row of %1: see whether its notifications arrive, and restart "
                   "the link.")
            .arg(from);
    case CanaryPart::Capture:
        return QStringLiteral(
                   "The journal of %1 was read, but its probe row was not in it: \"evenkeel setup\" puts its "
                   "triggers back.")
            .arg(from);
    case CanaryPart::Apply:
        break;
    }
    return withReason(QStringLiteral("The probe row of %1 did not get into %2").arg(from, to), way.why);
}

/// What is wrong with a direction's probes, most telling first; empty: nothing.
QString finding(const CanaryFacts::Way& way, const QString& from, const QString& to, bool late, bool hasBell)
{
    if (way.cameBack)
        return QStringLiteral(
                   "The probe row of %1 came back from %2: what Evenkeel writes there is taken for somebody's "
                   "change. \"evenkeel setup\" puts the triggers of %2 back.")
            .arg(from, to);
    if (late)
        return advice(way, from, to);
    if (way.silent && hasBell)
        return QStringLiteral("Probe rows of %1 are found by the interval only: its notifications do not come through. "
                              "Look for a connection pooler in between.")
            .arg(from);
    return {};
}

} // namespace

std::optional<HealthCheck> canaryCheck(const HealthFacts& f, bool excused)
{
    const CanaryFacts& canary = f.canary;
    if (!canary.forward.on && !canary.reverse.on)
        return std::nullopt;
    HealthCheck c{HealthCheck::Kind::Canary, true, std::nullopt, secondsOf(canary.limit), {}};
    if (canary.newest) {
        const auto took = std::max(canary.newest->forward.value_or(Milliseconds{0}),
                                   canary.newest->reverse.value_or(Milliseconds{0}));
        c.value = secondsOf(took);
    }
    for (const bool forward : {true, false}) {
        const CanaryFacts::Way& way = forward ? canary.forward : canary.reverse;
        if (!way.on)
            continue;
        const double waited = way.since ? std::max(0.0, static_cast<double>(way.since->msecsTo(f.now)) / 1000.0) : 0.0;
        const bool late = waited > *c.limit;
        if (late)
            c.value = std::max(c.value.value_or(0), waited);
        const QString found = finding(way, forward ? f.a : f.b, forward ? f.b : f.a, late, f.bells > 0);
        if (!excused && !found.isEmpty() && c.ok) {
            c.ok = false;
            c.recommendation = found;
        }
    }
    return c;
}

} // namespace keel
