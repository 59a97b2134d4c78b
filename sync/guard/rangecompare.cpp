// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/guard/rangecompare.h"

#include <algorithm>

namespace keel {

namespace {

/// A range with fewer rows is read, not digested again.
constexpr qint64 rowsWorthReading = 500;

} // namespace

RangeCompare::RangeCompare(Snapshot& a, Snapshot& b, const TableBinding& tableA, const TableBinding& tableB,
                           bool digests)
    : m_a(a), m_b(b), m_tableA(tableA), m_tableB(tableB), m_digests(digests)
{}

Result<ComparedRange> RangeCompare::bounds(const std::optional<Key>& after, qint64 rows)
{
    auto endA = m_a.nthKey(m_tableA, after, rows);
    if (!endA)
        return fail(std::move(endA).error());
    auto endB = m_b.nthKey(m_tableB, after, rows);
    if (!endB)
        return fail(std::move(endB).error());
    ComparedRange range{.range = {.after = after, .upTo = *endA ? *endA : *endB}};
    range.last = !range.range.upTo.has_value();
    if (*endA && *endB) {
        // Which of the two ends comes first is for the databases to say, not for us: their orders are their own.
        auto crowd = m_b.count(m_tableB, range.range);
        if (!crowd)
            return fail(std::move(crowd).error());
        if (*crowd > 4 * rows)
            range.range.upTo = *endB;
    }
    return range;
}

Result<void> RangeCompare::compare(ComparedRange& range)
{
    return m_digests ? compareDigests(range.range, range) : compareRows(range.range, range);
}

Result<void> RangeCompare::compareDigests(const KeyRange& range, ComparedRange& into)
{
    auto a = m_a.digest(m_tableA, range);
    if (!a)
        return fail(std::move(a).error());
    auto b = m_b.digest(m_tableB, range);
    if (!b)
        return fail(std::move(b).error());
    if (*a == *b) {
        into.rowsA += a->rows;
        into.rowsB += b->rows;
        return {};
    }
    if (std::max(a->rows, b->rows) <= rowsWorthReading)
        return compareRows(range, into);
    const bool aIsFuller = a->rows >= b->rows;
    auto middle =
        aIsFuller ? m_a.nthKey(m_tableA, range.after, a->rows / 2) : m_b.nthKey(m_tableB, range.after, b->rows / 2);
    if (!middle)
        return fail(std::move(middle).error());
    if (!*middle)
        return compareRows(range, into);
    KEEL_TRY(compareDigests({.after = range.after, .upTo = *middle}, into));
    return compareDigests({.after = *middle, .upTo = range.upTo}, into);
}

Result<void> RangeCompare::compareRows(const KeyRange& range, ComparedRange& into)
{
    auto a = m_a.range(m_tableA, range);
    if (!a)
        return fail(std::move(a).error());
    auto b = m_b.range(m_tableB, range);
    if (!b)
        return fail(std::move(b).error());
    into.rowsA += static_cast<qint64>(a->size());
    into.rowsB += static_cast<qint64>(b->size());
    QHash<Key, std::size_t> placeInB;
    for (std::size_t i = 0; i < b->size(); ++i)
        placeInB.insert(m_tableB.keyOf((*b)[i]), i);
    std::vector<bool> met(b->size(), false);
    for (Row& row : *a) {
        Key key = m_tableA.keyOf(row);
        const auto place = placeInB.constFind(key);
        if (place == placeInB.constEnd()) {
            into.differences.push_back({.key = std::move(key), .a = std::move(row), .b = std::nullopt});
            continue;
        }
        met[*place] = true;
        if (!sameRow(m_tableA, row, (*b)[*place]))
            into.differences.push_back({.key = std::move(key), .a = std::move(row), .b = std::move((*b)[*place])});
    }
    for (std::size_t i = 0; i < b->size(); ++i) {
        if (!met[i])
            into.differences.push_back({.key = m_tableB.keyOf((*b)[i]), .a = std::nullopt, .b = std::move((*b)[i])});
    }
    return {};
}

} // namespace keel
