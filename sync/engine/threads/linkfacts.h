// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "sync/engine/threads/health.h"

#include <QMetaType>

namespace keel {

/// What a worker tells of its link. The judgement is made where it is shown, with the time of that moment: a worker
/// that is stuck cannot say so itself.
struct LinkFacts
{
    LinkSnapshot link; ///< all but what shown() fills in
    QDateTime startedAt;
    bool loading = false;
    bool drained = true;
    bool comparing = false;
    bool forPerson = false;
    std::optional<Error> unsaved; ///< state.json cannot be written
    std::optional<Milliseconds> cycleTime;
    std::optional<QDateTime> oldestPending;
    std::optional<bool> reachableA;
    std::optional<bool> reachableB;
    std::optional<QDateTime> unreachableSince;
    int bells = 0;
    int bellsAlive = 0;
    std::optional<QDateTime> bellDownSince;
    VitalFacts vitals;
    CanaryFacts canary;
};

[[nodiscard]] HealthFacts healthFacts(const LinkFacts& facts, const QDateTime& now);

/// The snapshot as of `now`: with lag, checks and the states of link and tables.
[[nodiscard]] LinkSnapshot shown(const LinkFacts& facts, const QDateTime& now);

} // namespace keel

Q_DECLARE_METATYPE(keel::LinkFacts)
