// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/store.h"

#include <QHash>

namespace keel {

/// A key whose rows are not the same on both sides.
struct Difference
{
    Key key;
    std::optional<Row> a;
    std::optional<Row> b;
};

/// One half-open key range, as both sides held it in their snapshots.
struct ComparedRange
{
    KeyRange range;
    qint64 rowsA = 0;
    qint64 rowsB = 0;
    std::vector<Difference> differences;
    bool last = false; ///< there is nothing above this range on either side
};

/// Compares one table over two snapshots, range by range in key order. The ranges also cover what lies below the first
/// and above the last key of either side. Memory is bounded by the range.
class RangeCompare
{
public:
    RangeCompare(Snapshot& a, Snapshot& b, const TableBinding& tableA, const TableBinding& tableB, bool digests);

    /// The next range after a key: about `rows` rows of the fuller side.
    [[nodiscard]] Result<ComparedRange> bounds(const std::optional<Key>& after, qint64 rows);
    /// Fills in counts and differences; by digests first where both sides make the same ones.
    [[nodiscard]] Result<void> compare(ComparedRange& range);

private:
    [[nodiscard]] Result<void> compareDigests(const KeyRange& range, ComparedRange& into);
    [[nodiscard]] Result<void> compareRows(const KeyRange& range, ComparedRange& into);

    Snapshot& m_a;
    Snapshot& m_b;
    const TableBinding& m_tableA;
    const TableBinding& m_tableB;
    bool m_digests;
};

} // namespace keel
