// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/brake.h"
#include "sync/api/change.h"
#include "sync/api/error.h"

#include <optional>
#include <vector>

namespace keel {

/// A plan as the engine works with it.
struct BrakeHold
{
    BrakePlan plan;
    /// Sequence of the last entry that the plan counted: what is later was not shown to the person who decides.
    qint64 upTo = 0;
    bool truncated = false;
};

/// What the brake remembers: durable when a call returns. Threads as RecordBook.
class BrakeBook
{
public:
    virtual ~BrakeBook() = default;

    /// Holds the deletes. One plan is open for a link, table and direction: a held one is replaced and keeps its id; a
    /// decided one that is not carried out yet gives way to the new one, which counts its deletes too.
    [[nodiscard]] virtual Result<void> hold(const BrakeHold& hold) = 0;
    /// All that are not done, oldest first.
    [[nodiscard]] virtual Result<std::vector<BrakeHold>> holds(const LinkName& link) = 0;
    /// The decision was carried out, or there is nothing left to decide.
    [[nodiscard]] virtual Result<void> finish(qint64 id) = 0;

    /// Deletes that go to the target of a direction without a decision; before the target commits.
    [[nodiscard]] virtual Result<void> noteDeletes(const LinkName& link, const TableName& onA, Direction direction,
                                                   TimeUs at, qint64 deletes) = 0;
    struct Recent
    {
        TableName onA;
        Direction direction = Direction::Forward;
        qint64 deletes = 0;
    };
    [[nodiscard]] virtual Result<std::vector<Recent>> recentDeletes(const LinkName& link, TimeUs since) = 0;

    /// The database that stood on this side of the link when it was last seen; nullopt: never seen.
    [[nodiscard]] virtual Result<std::optional<QString>> knownSide(const LinkName& link, Side side) = 0;
    [[nodiscard]] virtual Result<void> setKnownSide(const LinkName& link, Side side, const QString& identity) = 0;
};

} // namespace keel
