// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/canary.h"

#include <algorithm>

namespace keel {

namespace {

using Micros = CanaryWatch::Micros;

constexpr int lateIntervals = 3;
constexpr Micros leastLimit = std::chrono::seconds(30);
/// So many in a row without a bell: one may be overtaken by the timer by chance.
constexpr int silentLimit = 3;

} // namespace

CanaryWatch::CanaryWatch(std::chrono::seconds every) : m_every(every) {}

Micros CanaryWatch::limit() const
{
    return std::max(lateIntervals * m_every, leastLimit);
}

void CanaryWatch::offer(bool forward, bool reverse, Micros now)
{
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        Way& w = way(direction);
        const bool wanted = m_every.count() > 0 && (direction == Direction::Forward ? forward : reverse);
        if (wanted == w.on)
            continue;
        const auto took = w.took; // what was measured stays true
        w = {};
        w.on = wanted;
        w.next = w.due = direction == Direction::Reverse && forward ? now + m_every / 2 : now;
        w.took = took;
    }
}

bool CanaryWatch::isDue(Direction direction, Micros now) const
{
    const Way& w = way(direction);
    const bool another = !w.probe || w.probe->doubtful || now - w.probe->at >= limit();
    // Else the bell of one side would stand in for the other's.
    const auto& other = way(opposite(direction)).written;
    const bool apart = !other || now - *other >= m_every / 2;
    return w.on && now >= w.next && another && apart;
}

void CanaryWatch::wrote(Direction direction, qint64 number, Micros at)
{
    Way& w = way(direction);
    w.next = w.due = at + m_every;
    w.written = at;
    if (!w.probe) {
        w.probe = Probe{.number = number, .at = at};
        w.failure.clear();
    } else {
        // The oldest goes on being awaited: any later number brings its news too, unless they began anew.
        w.probe->number = std::min(w.probe->number, number);
        w.probe->doubtful = false;
    }
    if (w.cameBack && number > *w.cameBack + 1)
        w.cameBack.reset();
}

void CanaryWatch::notWritten(Direction direction, const QString& why, Micros at)
{
    Way& w = way(direction);
    w.next = at + m_every;
    w.failure = why;
}

void CanaryWatch::rang()
{
    for (Way& w : m_ways) {
        if (w.probe)
            w.probe->rang = true;
    }
}

std::optional<Micros> CanaryWatch::saw(const ProbeSeen& seen, bool byTimer, const QDateTime& now)
{
    Way& w = way(seen.probe);
    if (seen.probe != seen.pass) {
        w.cameBack = seen.number;
        return std::nullopt;
    }
    if (!w.on || !w.probe)
        return std::nullopt;
    if (!seen.refused.isEmpty()) {
        w.probe->refused = seen.refused;
        w.probe->doubtful = true;
        return std::nullopt;
    }
    if (seen.number < w.probe->number)
        return std::nullopt;
    const Micros took = std::max(Micros{0}, seen.at - w.probe->at);
    w.silent = byTimer && !w.probe->rang ? w.silent + 1 : 0;
    w.took = std::chrono::round<Milliseconds>(took);
    w.probe.reset();
    w.failure.clear();
    m_newestAt = now;
    return took;
}

void CanaryWatch::read(Direction direction)
{
    if (Way& w = way(direction); w.probe)
        ++w.probe->reads;
}

void CanaryWatch::failed(const QString& why)
{
    for (Way& w : m_ways) {
        w.failure = why;
        if (w.probe)
            w.probe->doubtful = true;
    }
}

CanaryPart CanaryWatch::suspect(const Way& w)
{
    if (!w.probe)
        return CanaryPart::Source;
    if (!w.probe->refused.isEmpty() || !w.failure.isEmpty())
        return CanaryPart::Apply;
    return w.probe->reads > 0 ? CanaryPart::Capture : CanaryPart::Bell;
}

CanaryFacts CanaryWatch::facts(Micros now, const QDateTime& wall) const
{
    CanaryFacts facts{.forward = {}, .reverse = {}, .limit = limit(), .newest = std::nullopt};
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        const Way& w = way(direction);
        CanaryFacts::Way& f = direction == Direction::Forward ? facts.forward : facts.reverse;
        f.on = w.on;
        f.cameBack = w.on && w.cameBack.has_value();
        f.silent = w.on && w.silent >= silentLimit;
        if (w.on)
            f.since = wall.addMSecs(-std::chrono::round<Milliseconds>(now - since(w)).count());
        f.suspect = suspect(w);
        f.why = w.probe && !w.probe->refused.isEmpty() ? w.probe->refused : w.failure;
    }
    if (m_newestAt.isValid())
        facts.newest =
            Canary{.forward = way(Direction::Forward).took, .reverse = way(Direction::Reverse).took, .at = m_newestAt};
    return facts;
}

} // namespace keel
