// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/process.h"

namespace keel::sim {

/// What must hold once everything is quiet.
class Checks
{
public:
    Checks(World& world, Process& process, const Options& options, Findings& findings)
        : m_world(world), m_process(process), m_options(options), m_findings(findings)
    {}

    /// Both sides of every link hold the same rows; where they do not, an open record shows the refused row, and trying
    /// it once more shows that it is refused indeed.
    void equalOrExplained();
    /// No record is open for a row that both sides agree on.
    void recordsAreMeant();
    /// No row is held that both sides agree on.
    void holdsAreMeant();
    /// The engine's own comparison, counts and plan say what is so, and change nothing.
    void engineSaysSo();
    /// Every acknowledged write is an ancestor of a row, of a loser or of a refused row.
    void nothingLost();

private:
    void compareKey(int link, int table, const Key& key);
    /// A held row may differ; its record shows what stands there.
    [[nodiscard]] bool isHeld(int link, int table, const Key& key, const StoredRow* a, const StoredRow* b,
                              const QString& what);
    [[nodiscard]] bool isExplained(int link, Direction direction, int table, const Key& key) const;
    [[nodiscard]] bool isStillRefused(int link, Direction direction, int table, const Key& key);
    /// Rows with open records that would be taken if all were sent at once (a swap of unique values, say).
    void checkTogether(int link, Direction direction);

    World& m_world;
    Process& m_process;
    std::set<int> m_differing; ///< links with differing rows
    const Options& m_options;
    Findings& m_findings;
};

} // namespace keel::sim
