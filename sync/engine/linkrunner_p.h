// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/lane.h"
#include "sync/engine/linkrunner.h"
#include "sync/engine/pass.h"
#include "sync/engine/passbrake.h"

#include <array>
#include <set>

namespace keel {

/// The parts of a link at work; LinkRunner is its face.
struct LinkRunner::Private
{
    struct Stopped
    {
        TableConfig config;
        Error error;
    };

    LinkConfig config;
    Parts parts;
    std::vector<BoundTable> bound;
    std::vector<Stopped> stopped;
    std::vector<Lane> lanes;
    StoreInfo infoA;
    StoreInfo infoB;
    ClockDifference clocks;
    std::array<std::chrono::microseconds, 2> clockAhead{}; ///< of this machine's clock, by side
    std::chrono::microseconds nextRebind{0};               ///< steady time at which stopped tables are looked at again
    qint64 loadErrors = 0;
    qint64 loadOnlyOnTarget = 0;
    bool wasLoading = false;
    bool provesAll = false; ///< the comparison that runs is of every table
    std::map<QString, Cursor> acknowledged;
    std::optional<Error> unsaved; ///< the last try to write state.json
    std::optional<Error> broken;  ///< a store failed after the last cycle's passes: the next cycle fails with it
    std::array<bool, 2> mirrors{true, true}; ///< by direction: the target takes sync_errors

    Private(LinkConfig linkConfig, Parts linkParts) : config(std::move(linkConfig)), parts(std::move(linkParts)) {}

    [[nodiscard]] Store& store(Side side) const { return side == Side::A ? parts.a : parts.b; }
    [[nodiscard]] const StoreInfo& info(Side side) const { return side == Side::A ? infoA : infoB; }
    [[nodiscard]] bool has(Direction direction) const
    {
        return direction == Direction::Forward ? config.forward : config.reverse;
    }
    [[nodiscard]] Direction home() const { return config.forward ? Direction::Forward : Direction::Reverse; }
    [[nodiscard]] const EndpointName& endpoint(Side side) const { return side == Side::A ? config.a : config.b; }

    // binding
    [[nodiscard]] Result<void> readInfo();
    [[nodiscard]] Result<std::vector<TableConfig>> wantedTables() const;
    [[nodiscard]] Result<BoundTable> bindOne(const TableConfig& table) const;
    [[nodiscard]] SetupRequest setupRequest(Side side) const;
    [[nodiscard]] Result<void> setUpSides();
    void noteStopped(const TableConfig& table, Error error);

    // lanes and their cursors
    /// `mayMove`: tables that should may leave the others.
    [[nodiscard]] Result<void> openLanes(bool mayMove = true);
    [[nodiscard]] Result<void> openLane(Lane& lane);
    [[nodiscard]] Result<Cursor> firstCursor(const Lane& lane, Direction direction);
    [[nodiscard]] Result<void> saveCursor(Direction direction, const QString& lane, const Cursor& cursor);
    [[nodiscard]] Result<std::optional<Cursor>> savedCursor(Direction direction, const QString& lane);
    [[nodiscard]] Result<bool> standsAlone(const TableName& onA);
    [[nodiscard]] Result<void> detachStopped();
    [[nodiscard]] Result<void> detach(Lane& lane, int index, Error error);
    [[nodiscard]] Result<void> rebindStopped();
    [[nodiscard]] Result<void> measureClocks();
    [[nodiscard]] Result<void> standAlone(const BoundTable& table);

    // a cycle
    struct Work
    {
        const CycleOptions& options;
        std::function<bool()> mayGoOn;
        void tell(Direction direction, qint64 rows) const
        {
            if (options.progressed && rows > 0)
                options.progressed(direction, rows);
        }
    };
    [[nodiscard]] PassScope scope(Lane& lane, Direction direction) const;
    [[nodiscard]] Result<void> load(Lane& lane, const Work& work, CycleReport& report);
    [[nodiscard]] Result<void> pass(Lane& lane, Direction direction, const Work& work, CycleReport& report);
    [[nodiscard]] Result<std::vector<Braked>> passOnce(Lane& lane, Direction direction, const Work& work,
                                                       CycleReport& report, const std::vector<qint64>& slack);
    void keepState(const Lane& lane, Direction direction, const Pass::Outcome& outcome);
    void saveState();
    void noteMoved(const Lane& lane, Direction direction, const std::map<int, qint64>& moved,
                   CycleReport& report) const;
    static void noteTally(const Lane& lane, Direction direction, const std::map<int, RowTally>& tally,
                          CycleReport& report);
    void finishLoad(CycleReport& report);
    void keepRows(const TableName& onA, qint64 rowsA, qint64 rowsB);
    [[nodiscard]] Result<void> mirrorErrors(Direction direction);
    static void addPlanned(PlanReport& report, Direction direction, const Pass::Outcome& outcome);

    // how often, and who waits for whom (linkpace.cpp)
    [[nodiscard]] bool keepsOwnPace(const BoundTable& table) const;
    [[nodiscard]] std::chrono::microseconds paceOf(const Lane& lane) const;
    [[nodiscard]] bool isDue(const Lane& lane, const CycleOptions& options) const;
    void wasPassed(Lane& lane, bool drained, std::chrono::microseconds begun) const;
    [[nodiscard]] Result<bool> joinsLater(const BoundTable& table);
    [[nodiscard]] bool waitsForParent(const Lane& lane) const;
    [[nodiscard]] Work loadWork(const Lane& lane, const Work& work) const;

    // what a person decided about a conflict (linkdecide.cpp)
    struct Place
    {
        const Lane& lane;
        std::size_t table;
        [[nodiscard]] const TableBinding& on(Side side) const { return (side == Side::A ? lane.a : lane.b)[table]; }
    };
    struct GuardedWrite
    {
        Side side = Side::A;
        const Key& key;
        const std::optional<Row>& expected; ///< what must stand there
        const std::optional<Row>& wanted;
        bool born = false; ///< as if an application had written it there: it is carried to the other side
    };
    [[nodiscard]] Result<Place> placeOf(const StoredConflict& conflict) const;
    [[nodiscard]] Result<std::optional<Row>> wantedRow(const Place& place, const StoredConflict& conflict,
                                                       const ConflictDecision& decision) const;
    [[nodiscard]] Result<void> guardedWrite(const Place& place, const GuardedWrite& write);
    [[nodiscard]] Result<void> wakeRelated(const Place& place, Side side);
    [[nodiscard]] Result<void> guard(const Place& place, Side side, const Key& key, const std::optional<Row>& expected);
    [[nodiscard]] Result<void> writeBoth(const Place& place, const StoredConflict& conflict,
                                         const std::optional<Row>& wanted);
    [[nodiscard]] Result<void> writeOver(const Place& place, const StoredConflict& conflict,
                                         const std::optional<Row>& wanted);
    [[nodiscard]] Result<void> decideHeld(const Place& place, StoredConflict conflict, const std::optional<Row>& wanted,
                                          const QString& decision, const QString& who);
    [[nodiscard]] Result<void> decideAgain(const Place& place, StoredConflict conflict,
                                           const std::optional<Row>& wanted, const QString& decision,
                                           const QString& who);
    [[nodiscard]] Result<void> undo(const Place& place, StoredConflict conflict, const QString& who);
    [[nodiscard]] Result<void> agree(const Place& place, const Key& key, const std::optional<Row>& row);
    [[nodiscard]] Error changedSince(const Place& place, Side side, const Key& key) const;
    /// Held rows that both sides hold alike: a decision whose record a crash cut off, or their owners' own doing.
    [[nodiscard]] Result<void> releaseAgreed();

    // the brake (linkbrake.cpp, linkswap.cpp)
    std::vector<BrakeHold> holds; ///< not done
    std::vector<BrakeBook::Recent> recent;
    std::set<qint64> carriedOut;     ///< plans whose rows were moved; the pass does the rest
    bool lanesMoved = false;         ///< open them anew when the cycle is over
    std::array<QString, 2> openedOn; ///< which databases open() found, by side
    using RowsTaken = std::function<Result<void>(const std::vector<Row>&)>;
    [[nodiscard]] Result<void> readBrake();
    [[nodiscard]] const BoundTable* boundTable(const TableName& onA) const;
    [[nodiscard]] bool hasHeldChild(const BoundTable& parent, bool decidedToo) const;
    [[nodiscard]] bool isHeld(const Lane& lane) const;
    [[nodiscard]] BrakeScope brakeScope(const Lane& lane, Direction direction, const std::vector<qint64>& slack) const;
    [[nodiscard]] Result<void> holdBack(Lane& lane, Direction direction, const std::vector<Braked>& braked,
                                        std::vector<qint64>& slack);
    [[nodiscard]] Result<void> leaveMain(Lane& lane, int index);
    [[nodiscard]] LinkName readerOf(const QString& lane) const;
    [[nodiscard]] Result<BrakeHold> planOf(const Lane& lane, int index, Direction direction, BrakeReason reason);
    [[nodiscard]] Result<std::vector<Key>> deletedKeys(const Lane& lane, int index, Direction direction,
                                                       BrakeHold& hold);
    [[nodiscard]] Result<void> eachPresent(const TableBinding& table, Side side, std::span<const Key> keys,
                                           const RowsTaken& take);
    [[nodiscard]] Result<void> eachMissing(const Lane& lane, int index, Direction direction, const RowsTaken& take,
                                           bool orDiffering = false);
    [[nodiscard]] Result<void> carryOut(CycleReport& report);
    [[nodiscard]] Result<void> carryOutOne(Lane& lane, int index, const BrakeHold& hold, CycleReport& report);
    [[nodiscard]] std::vector<const TableBinding*> parentsFirstOfLink() const;
    [[nodiscard]] Result<void> finishDecided(const Lane& lane, Direction direction);
    using Moment = std::array<Cursor, 2>; ///< by direction
    Moment rejoinAt;
    [[nodiscard]] bool mayRejoin(const Lane& lane) const;
    [[nodiscard]] Result<void> markRejoin();
    [[nodiscard]] Result<void> rejoin(const CycleOptions& options);
    void tidyLanes(const CycleOptions& options, CycleReport& report);
    [[nodiscard]] Result<void> acknowledgeFormer();
    [[nodiscard]] Result<void> checkSides();
    /// Transient where a database was replaced under the open link: with fresh connections checkSides() sees to it.
    [[nodiscard]] Result<void> checkStillThere() const;
    [[nodiscard]] Result<void> holdSwapped(Side side);
    [[nodiscard]] Result<void> adopt(Lane& lane, int index, const BrakeHold& hold);

    // the canary (linkprobes.cpp)
    std::optional<BoundTable> canary;
    std::optional<Error> canaryFault; ///< why it does not take part
    std::chrono::microseconds nextMend{0};
    void bindCanary();
    void dropCanary(Error error);
    [[nodiscard]] Result<void> mendCanary();

    // comparing (linkcompare.cpp)
    struct Suspect
    {
        const BoundTable* table = nullptr;
        Key key;
    };
    [[nodiscard]] Result<TableCompare> compareTable(const BoundTable& table, std::stop_token stop,
                                                    const std::function<void(const CompareProgress&)>& progress,
                                                    std::vector<Suspect>& suspects);
    [[nodiscard]] Result<void> confirm(CompareReport& report, std::span<const Suspect> suspects);
    [[nodiscard]] Result<PlanReport> planByComparing();
};

} // namespace keel
