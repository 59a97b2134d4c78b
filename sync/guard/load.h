// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/apply/conflict.h"
#include "sync/guard/loadparts.h"
#include "sync/guard/rangecompare.h"
#include "sync/records/recordbook.h"
#include "sync/store/store.h"

#include <array>
#include <functional>

namespace keel {

struct Item;

/// One side of a table under comparison.
struct LoadSide
{
    Store& store;
    const TableBinding& table;
    NodeId node;
    /// What the passes have read of this side's journal: keys beyond it are left to them.
    Cursor done;
    bool journalApplied = false; ///< others read this journal too
};

struct LoadScope
{
    LinkName link;
    RecordBook& book;
    TimeUs now{};
    LoadSide a;
    LoadSide b;
    bool forward = true;
    bool reverse = true;
    ConflictPolicy policy = ConflictPolicy::Newest;
    ClockDifference clocks;
    Decide decide = keel::decide;
    QByteArray since;    ///< where both journals stood when it began: another comparison's parts are void
    QString lane;        ///< the checkpoint that holds the position, on b (on a for a link that only goes back)
    bool shadow = false; ///< keep the shadow of every agreed row (capture without a journal)
};

/// How far the initial comparison of a table got; kept as a checkpoint beside the rows it wrote.
struct LoadPosition
{
    bool done = false;
    std::optional<Key> after;
    qint64 rows = 0; ///< compared so far

    [[nodiscard]] Cursor toCursor() const;
    [[nodiscard]] static LoadPosition fromCursor(const std::optional<Cursor>& cursor);
};

/// The initial comparison: makes two tables equal without deleting anything (contract section 3). With both directions
/// the result is the union; rows that differ are `insert_exists` conflicts. What it writes is locked and checked again,
/// and keys that the journals know are left to the passes.
class Load
{
public:
    explicit Load(const LoadScope& scope);

    struct Step
    {
        qint64 writtenA = 0;
        qint64 writtenB = 0;
        qint64 conflicts = 0;
        qint64 errors = 0;
        qint64 onlyOnTarget = 0; ///< one way: rows that stand only there and stay
        qint64 leftToJournal = 0;
        qint64 rowsA = 0; ///< in the range, once it is mended
        qint64 rowsB = 0;
    };
    /// Compares and mends the range after `position`, which moves with it; durable when it returns.
    [[nodiscard]] Result<Step> step(LoadPosition& position);

private:
    struct Plan; ///< what a range asks for
    struct Looks;

    [[nodiscard]] Result<void> readParts(const LoadPosition& position);
    [[nodiscard]] Result<void> forgetParts();
    /// At both sides, where their journals are done.
    [[nodiscard]] Result<Looks> look();
    [[nodiscard]] Result<bool> stream(LoadPosition& position, Step& step);
    [[nodiscard]] Result<bool> streamInto(LoadSide& from, LoadSide& to, Direction direction, const ComparedRange& range,
                                          LoadPosition& position, qint64& written);
    [[nodiscard]] Result<void> mend(LoadPosition& position, Step& step);
    [[nodiscard]] Result<Plan> plan(Step& step, LoadPosition& position);
    struct Waits; ///< who else knows of a difference
    [[nodiscard]] Result<std::vector<Waits>> findWaits(Snapshot& a, Snapshot& b,
                                                       std::span<const Difference> differences) const;
    [[nodiscard]] Result<QSet<Key>> openOf(Direction direction, std::span<const Key> keys) const;
    [[nodiscard]] Change changeFrom(const LoadSide& side, const Key& key, const std::optional<Row>& row) const;
    void settle(Difference& difference, const Waits& waits, Plan& plan, Step& step) const;
    bool settleByShadow(Difference& difference, const Waits& waits, Plan& plan) const;
    struct Part; ///< what one transaction takes
    [[nodiscard]] Result<qint64> write(Part part, Step& step);
    [[nodiscard]] Result<qint64> writeAtOnce(const Part& part, Step& step);
    [[nodiscard]] Result<void> refuse(const Part& part, const Error& error, Step& step);
    [[nodiscard]] static Result<QSet<Key>> editedSince(const Part& part, const TableBinding& table,
                                                       std::span<Item* const> items, TargetTransaction& txn);
    [[nodiscard]] Result<std::vector<ConflictDraft>>
    noteOvertaken(Direction direction, std::span<const Change* const> overtaken, TargetTransaction& txn);
    [[nodiscard]] Result<void> keepShadow(const Plan& plan);
    [[nodiscard]] Result<void> disagree(std::span<const Key> keys);
    [[nodiscard]] Direction home() const;
    [[nodiscard]] bool has(Direction direction) const;
    [[nodiscard]] const LoadSide& target(Direction direction) const;

    LoadScope m_scope;
    bool m_mayStream = true;
    bool m_partsRead = false;
    std::array<LoadParts, 2> m_parts;     ///< by direction: of the range that follows the position
    std::array<bool, 2> m_partsStand{};   ///< by direction: a checkpoint holds some, of this range or an older one
    std::optional<ComparedRange> m_range; ///< under work: its bounds
};

} // namespace keel
