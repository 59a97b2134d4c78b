// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/lane.h"
#include "sync/engine/linkrunner.h"
#include "sync/engine/pass.h"

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
    std::chrono::microseconds nextRebind{0}; ///< steady time at which stopped tables are looked at again
    qint64 loadErrors = 0;
    qint64 loadOnlyOnTarget = 0;
    bool wasLoading = false;
    std::map<QString, Cursor> acknowledged;

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
    void noteStopped(const TableConfig& table, Error error);

    // lanes and their cursors
    [[nodiscard]] Result<void> openLanes();
    [[nodiscard]] Result<void> openLane(Lane& lane);
    [[nodiscard]] Result<Cursor> firstCursor(const Lane& lane, Direction direction);
    [[nodiscard]] Result<void> saveCursor(Direction direction, const QString& lane, const Cursor& cursor);
    [[nodiscard]] Result<std::optional<Cursor>> savedCursor(Direction direction, const QString& lane);
    [[nodiscard]] Result<bool> standsAlone(const TableName& onA);
    [[nodiscard]] Result<void> detachStopped();
    [[nodiscard]] Result<void> detach(Lane& lane, int index, Error error);
    [[nodiscard]] Result<void> rebindStopped();
    [[nodiscard]] Result<void> measureClocks();

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
    void keepState(const Lane& lane, Direction direction, const Pass::Outcome& outcome, CycleReport& report);
    void noteMoved(const Lane& lane, Direction direction, const std::map<int, qint64>& moved,
                   CycleReport& report) const;
    void finishLoad(CycleReport& report);
    void keepRows(const TableName& onA, qint64 rowsA, qint64 rowsB);
    static void addPlanned(PlanReport& report, Direction direction, const Pass::Outcome& outcome);

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
