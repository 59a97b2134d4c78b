// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/process.h"

namespace keel::sim {

/// What must hold once everything is quiet.
class Checks
{
public:
    Checks(World& world, const Process& process, const Options& options, Findings& findings)
        : m_world(world), m_process(process), m_options(options), m_findings(findings)
    {
    }

    /// Both sides of every link hold the same rows; where they do not, an open record shows the refused row, and trying
    /// it once more shows that it is refused indeed.
    void equalOrExplained();
    /// Every acknowledged write is an ancestor of a row, of a loser or of a refused row.
    void nothingLost();

private:
    void compareKey(int link, int table, const Key& key);
    [[nodiscard]] bool isExplained(int link, Direction direction, int table, const Key& key) const;
    [[nodiscard]] bool isStillRefused(int link, Direction direction, int table, const Key& key);

    World& m_world;
    const Process& m_process;
    const Options& m_options;
    Findings& m_findings;
};

} // namespace keel::sim
