// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "sync/engine/canary.h"
#include "sync/engine/threads/vitalfacts.h"

namespace keel {

/// What is known of a link, in the words of its checks. Plain, so that every finding can be tested by a table.
struct HealthFacts
{
    QDateTime now;
    QDateTime startedAt;
    QString a; ///< names of the endpoints, for sentences
    QString b;
    Milliseconds interval{1000};

    bool paused = false;
    bool loading = false;   ///< the initial comparison is not done
    bool drained = true;    ///< the last cycle left nothing
    bool comparing = false; ///< a check runs; cycles wait for it
    bool forPerson = false; ///< the last failure is one that only a person can mend

    std::optional<QDateTime> lastSync;
    std::optional<Milliseconds> cycleTime; ///< smoothed
    std::optional<Milliseconds> lag;
    int failures = 0; ///< in a row
    qint64 errorsOpen = 0;
    qint64 held = 0;
    int tablesStopped = 0;
    std::optional<bool> reachableA; ///< nullopt: not tried yet
    std::optional<bool> reachableB;
    std::optional<QDateTime> unreachableSince; ///< the longer one of both
    std::optional<Proof> proof;
    int bells = 0; ///< that should be there
    int bellsAlive = 0;
    std::optional<QDateTime> bellDownSince;
    CanaryFacts canary;
    std::optional<double> clockOffsetA; ///< seconds against this machine
    std::optional<double> clockOffsetB;
    VitalFacts vitals;
};

struct Judgement
{
    LinkState state = LinkState::NotProven;
    QList<HealthCheck> checks;
};

/// The checks of a link and the heaviest state that they and the facts give. Never "in sync" with an open error, a
/// held row, a held delete or without a fresh proof.
[[nodiscard]] Judgement judge(const HealthFacts& facts);

/// What a table shows beside its link's state.
[[nodiscard]] LinkState tableState(const TableSnapshot& table, const HealthFacts& facts, LinkState link);

} // namespace keel
