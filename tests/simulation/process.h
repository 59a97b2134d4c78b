// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/canary.h"
#include "sync/engine/linkrunner.h"
#include "tests/simulation/world.h"
#include "tests/support/fakestore/fakebrakebook.h"
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
    /// A person decides one of the conflicts of a link, held ones first; refusals are part of it.
    void decide(int link, int pick, int choice, std::span<const Interrupt> interrupts);
    /// The first call after the crash of a server would fail: all connections are new.
    void reconnect();
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
        int brakes = 0; ///< plans that a person decided
        int holds = 0;
        int decisions = 0;
        int calls = 0;
        int probes = 0; ///< that arrived
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
    /// It may have taken back what was committed lazily, with the checkpoints.
    void serverCrashed(int site);
    void die();
    void interrupt(const Interrupt& interrupt, bool& fails);
    void race(const char* place);

    [[nodiscard]] int failed(const ErrorDraft& draft);
    void decided(const ConflictDraft& draft);
    void held(const ConflictDraft& draft);
    void keepVersions(const StoredConflict& conflict);
    void released(const StoredConflict& conflict);
    void asNow(StoredConflict& conflict);
    void checkHeld(int site, const FakeDatabase::Transaction& transaction);
    /// Where each side changed other columns since their last common version, both changes must be in the merged row.
    void checkMerge(const ConflictDraft& draft, const Version& a);
    /// After the commit that a decision was recorded for, the winner must stand on the target.
    void checkDecisions(int site);
    void checkPolicy(const ConflictDraft& draft, const Version& a, const Version& b);
    void committed(int site, const FakeDatabase::Transaction& transaction);
    void decideBrake(int link);
    void checkBrake(int site, const FakeDatabase::Transaction& transaction);
    [[nodiscard]] Result<void> writeProbes(int link, LinkRunner& runner, bool always);
    void takeProbes(int link, const CycleReport& report, const LinkRunner& runner);
    [[nodiscard]] qint64 numberAt(int link, Side side, Direction direction) const;
    [[nodiscard]] bool allLinksHaveCursors() const;
    [[nodiscard]] int versionIn(const LinkName& link, Side side, const TableName& table, const Key& key,
                                const std::optional<Row>& row);

    World& m_world;
    const Options& m_options;
    PlantedBugs m_bugs;
    Findings& m_findings;
    FakeRecordBook m_book;
    FakeStateKeeper m_state;
    FakeBrakeBook m_brake;
    int m_cycles = 0;
    std::set<qint64> m_decided; ///< plans of the brake
    struct Deleted
    {
        int site = 0;
        int link = 0;
        int table = 0;
        TimeUs at{};
    };
    std::vector<Deleted> m_deleted; ///< by the engine, without a decision
    std::vector<Runner> m_runners;
    std::vector<std::shared_ptr<SeenVersions>> m_seen;
    std::map<std::pair<int, FakeDatabase::CheckpointId>, Cursor> m_checkpoints; ///< as last seen, for monotony
    struct Decision
    {
        int site = 0;
        RowId id;
        int winner = 0;            ///< its version
        std::optional<Row> merged; ///< what must stand there exactly
    };
    std::vector<Decision> m_decisions; ///< recorded, their transaction not committed yet
    std::span<const Interrupt> m_interrupts;
    std::size_t m_nextInterrupt = 0;
    int m_step = 0;
    bool m_loseReply = false;
    bool m_deciding = false;
    int m_lastDeletion = 5'000'000; ///< versions of deletions that a person decided
    std::set<RowId> m_mergedRows;
    std::set<RowId> m_decidedRows;       ///< an old version may have come back there
    const UserAct* m_race = nullptr;     ///< waits for the next write of a row that was absent
    int m_link = 0;                      ///< the one at work
    bool m_lateRecords = false;          ///< a target has committed since the last call
    std::vector<CanaryWatch> m_canaries; ///< by link
    std::array<qint64, 2> m_written{};   ///< probes of the cycle at work, by direction; 0: none
    std::stop_source m_stop;
    Counts m_counts;
};

} // namespace keel::sim
