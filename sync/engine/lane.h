// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/binder.h"
#include "sync/engine/settled.h"
#include "sync/guard/load.h"

#include <array>
#include <chrono>

namespace keel {

/// Tables of a link that share a checkpoint: all journal tables in one, so that a child never overtakes its parent; a
/// table that stood still once (its schema differed), that came to a link at work or that has an interval of its own in
/// one of its own; and each table captured by time.
struct Lane
{
    QString name; ///< "*" or the table's configured name on a
    CaptureKind capture = CaptureKind::Journal;
    std::vector<TableConfig> configs;
    std::vector<TableBinding> a; ///< index i of all four vectors is one table
    std::vector<TableBinding> b;
    std::vector<LoadPosition> loads;
    std::vector<qint64> estimatedRows; ///< of the fuller side
    std::vector<int> orderOnA;         ///< parents first
    std::vector<int> orderOnB;
    Cursor forward;                                  ///< what b holds
    Cursor reverse;                                  ///< what a holds
    std::array<std::vector<SettledRecord>, 2> parts; ///< by direction: done beyond the cursor, see partsLane()
    std::array<bool, 2> quiet{};                     ///< by direction: the last pass drained and found nothing at all
    std::chrono::microseconds pace{0};               ///< from one look to the next; zero: every cycle
    std::chrono::microseconds dueAt{0};              ///< steady time of the next look

    void add(const BoundTable& table);
    void remove(int index);
    /// How many of its first tables are the user's; the canary's stands behind them.
    [[nodiscard]] std::size_t userTables() const;
    [[nodiscard]] bool isLoaded() const;
    [[nodiscard]] bool hasLoaded() const; ///< any of its tables that are the user's
    [[nodiscard]] Cursor& cursor(Direction direction) { return direction == Direction::Forward ? forward : reverse; }

    static const QString mainName;
    /// The checkpoint that holds the initial comparison's position of a table.
    [[nodiscard]] static QString loadName(const TableName& onA);

private:
    void renumber();
};

} // namespace keel
