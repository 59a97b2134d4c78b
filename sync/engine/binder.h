// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/store/schema.h"

namespace keel {

/// A table of a link, bound on both sides: column i of `a` and column i of `b` belong together.
struct BoundTable
{
    TableConfig config;
    TableBinding a;
    TableBinding b;
    qint64 estimatedRowsA = 0;
    qint64 estimatedRowsB = 0;
};

/// Matches a table pair's columns and keys. Pure. Errors are of Schema class: place is the config's, detail what was
/// found, mend what to do.
[[nodiscard]] Result<BoundTable> bindTable(const TableConfig& config, const TableSchema& a, const TableSchema& b,
                                           bool sameEngine);

} // namespace keel
