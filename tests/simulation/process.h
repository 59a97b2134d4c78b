// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/linkrunner.h"
#include "tests/simulation/world.h"
#include "tests/support/fakestore/fakerecordbook.h"
#include "tests/support/fakestore/fakestatekeeper.h"
#include "tests/support/fakestore/fakestore.h"

#include <span>

namespace keel::sim {

/// The process under test: link runners over fake stores, dropped after a Transient error or a crash as the real worker
/// does. Between any two of its calls users write, or it dies.
class Process final : public FaultHook
{
public:
    Process(World& world, const Options& options, const PlantedBugs& bugs, Findings& findings);

    /// One cycle with what happens meanwhile; nothing when it crashed or failed.
    std::optional<CycleReport> cycle(int link, const CycleOptions& options, std::span<const Interrupt> interrupts);
    void housekeeping(int link, std::span<const Interrupt> interrupts);
    /// What the engine itself says of a quiet link: its comparison, its pending counts, its plan.
    void ask(int link, bool& saysEqual, bool& saysDrained);

    [[nodiscard]] const FakeRecordBook& book() const { return m_book; }
    /// Deletions that found the row gone on the other side, too.
    [[nodiscard]] std::vector<int> mergedDeletions() const;
    [[nodiscard]] static LinkName linkName(int link) { return LinkName(QStringLiteral("link%1").arg(link)); }
    [[nodiscard]] int siteOf(int link, Side side) const { return link + (side == Side::A ? 0 : 1); }

    struct Counts
    {
        int faults = 0;
        int conflicts = 0;
        int refusals = 0;
        int calls = 0;
    };
    [[nodiscard]] const Counts& counts() const { return m_counts; }

    [[nodiscard]] Fault before(const char* place, const char* call) override;

private:
    struct Runner
    {
        std::unique_ptr<FakeStore> a;
        std::unique_ptr<FakeStore> b;
        std::unique_ptr<LinkRunner> link;
    };
    /// Runs work on an opened link; false when it crashed or failed.
    bool attempt(int link, std::span<const Interrupt> interrupts, const std::function<Result<void>(LinkRunner&)>& work);
    [[nodiscard]] Result<void> open(int link);
    [[nodiscard]] LinkConfig configOf(int link) const;
    void drop(int link);
    void die();
    void interrupt(const Interrupt& interrupt, bool& fails);
    void race(const char* place);

    [[nodiscard]] int failed(const ErrorDraft& draft);
    void decided(const ConflictDraft& draft);
    /// After the commit that a decision was recorded for, the winner must stand on the target.
    void checkDecisions(int site);
    void checkPolicy(const ConflictDraft& draft, const Version& a, const Version& b);
    void committed(int site, const FakeDatabase::Transaction& transaction);
    [[nodiscard]] bool allLinksHaveCursors() const;
    [[nodiscard]] int versionIn(const LinkName& link, Side side, const TableName& table, const Key& key,
                                const std::optional<Row>& row);

    World& m_world;
    const Options& m_options;
    PlantedBugs m_bugs;
    Findings& m_findings;
    FakeRecordBook m_book;
    FakeStateKeeper m_state;
    std::vector<Runner> m_runners;
    std::vector<std::shared_ptr<SeenVersions>> m_seen;
    std::map<std::pair<int, FakeDatabase::CheckpointId>, Cursor> m_checkpoints; ///< as last seen, for monotony
    struct Decision
    {
        int site = 0;
        RowId id;
        int winner = 0; ///< its version
    };
    std::vector<Decision> m_decisions; ///< recorded, their transaction not committed yet
    std::span<const Interrupt> m_interrupts;
    std::size_t m_nextInterrupt = 0;
    int m_step = 0;
    bool m_loseReply = false;
    const UserAct* m_race = nullptr; ///< waits for the next write of a row that was absent
    int m_link = 0;                  ///< the one at work
    bool m_lateRecords = false;      ///< a target has committed since the last call
    std::stop_source m_stop;
    Counts m_counts;
};

} // namespace keel::sim
