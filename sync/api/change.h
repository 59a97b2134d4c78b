// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/ids.h"
#include "sync/api/row.h"

#include <chrono>
#include <optional>

namespace keel {

/// Microseconds since 1970 UTC on the clock of the database where the change was made.
using TimeUs = std::chrono::sys_time<std::chrono::microseconds>;

enum class Operation : quint8 { Insert, Update, Delete, Truncate };

/// A line of a journal (or its stand-in for capture without one): this key changed.
struct JournalEntry
{
    int table = 0; ///< index into the bindings that the capture was asked for
    Key key;       ///< empty for Truncate
    Operation operation = Operation::Update;
    qint64 sequence = 0;
    NodeId origin; ///< where the change was born; never empty: a local change carries the own node
    NodeId via;    ///< the node that brought it, or the own node
    TimeUs born{}; ///< when the change was made, by the clock of the database whose journal tells it
    /// Positions of the columns that changed in all entries of the key that are on their way; nullopt: not known.
    std::optional<std::vector<int>> changed{};
};

/// One row's newest state, or its deletion, on its way to the target.
struct Change
{
    JournalEntry entry;
    std::optional<Row> row; ///< nullopt: the row is gone
};

} // namespace keel
