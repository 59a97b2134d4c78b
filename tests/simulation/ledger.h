// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "tests/support/fakestore/fakedatabase.h"

#include <set>
#include <unordered_map>

namespace keel::sim {

/// What one user wrote to one row, over which version. A deletion is a version too.
struct Version
{
    int site = 0;
    int parent = 0; ///< 0: none
    bool gone = false;
    RowId id;
    Row row;
    TimeUs born{};
    /// Must not be lost once committed. Not so for what was written before the table had its triggers, and for rows
    /// that a user's trigger writes.
    bool promised = true;
    bool committed = false;
    bool covered = false; ///< written when every journal was read; else its birth may be that of the initial comparison
};

/// The checkers' own book of who wrote what: it never asks the engine.
class Ledger
{
public:
    void add(int number, Version version) { m_versions.insert_or_assign(number, std::move(version)); }
    [[nodiscard]] const Version* find(int number) const;
    [[nodiscard]] Version* find(int number);
    [[nodiscard]] bool descends(int number, int ancestor) const;

    void addLoser(int number) { m_losers.insert(number); }
    [[nodiscard]] const std::set<int>& losers() const { return m_losers; }
    /// Committed and promised versions that none of these heirs descends from.
    [[nodiscard]] std::vector<int> lost(const std::set<int>& heirs) const;

    /// Did any version of the row hold this value in the column?
    [[nodiscard]] bool hasValue(const RowId& id, std::size_t column, const Value& value) const;
    /// "v17 (b, parent v12, deleted)".
    [[nodiscard]] QString describe(int number) const;

private:
    std::unordered_map<int, Version> m_versions;
    std::set<int> m_losers;
};

} // namespace keel::sim
