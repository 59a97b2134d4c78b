// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/process.h"

namespace keel::sim {

struct Outcome
{
    std::optional<Findings::Failure> failure;
    QStringList log; ///< empty unless asked for
    Process::Counts counts;
    int rounds = 0; ///< until quiet, after the faults ended
};

/// Runs a plan to its end: chaos, then heal and quiesce, then the checks. The same plan gives the same log.
[[nodiscard]] Outcome run(const Plan& plan, const PlantedBugs& bugs, bool keepLog);

/// Leaves out what the failure does not need, for at most so long.
[[nodiscard]] Plan shrink(const Plan& plan, const PlantedBugs& bugs, const QString& check, std::chrono::seconds atMost);

/// Seed, options, the smallest plan that still fails in the same check, and its log.
[[nodiscard]] QString report(const Plan& plan, const PlantedBugs& bugs, const Findings::Failure& failure,
                             std::chrono::seconds shrinkFor);

} // namespace keel::sim
