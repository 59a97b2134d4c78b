// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/apply/rare.h"
#include "sync/store/store.h"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace keel {

/// What became of a change in a batch.
enum class Fate : quint8 {
    Open,   ///< not decided yet
    Equal,  ///< nothing to do
    Chosen, ///< to be written
    Written,
    Lost,     ///< the target's version won a conflict
    Held,     ///< a person decides; both sides keep their versions
    Failed,   ///< refused; `error` says why
    Waits,    ///< somebody holds its lock
    Appeared, ///< a row came between check and write: lock and check it again
};

/// Kept small: a backlog's batch holds thousands, and each is looked at time and again.
struct Item
{
    const Change* change = nullptr;
    Presence presence = Presence::Absent;
    bool looked = false; ///< `presence` is known
    Fate fate = Fate::Open;
    Rare<JournalEntry> rival{};   ///< the target's own change that the source has not had
    Rare<Error> error{};          ///< of a failed one
    const Change* read = nullptr; ///< as it came from the source, where `change` is a merge of both versions
    [[nodiscard]] const Change& incoming() const { return read ? *read : *change; }
};

/// Puts the rows of one batch into one target transaction, in the fewest statements: whole groups first, split in
/// halves only where the server refuses, until the failing rows stand alone. Knows nothing of conflicts.
class Applier
{
public:
    Applier(TargetTransaction& target, std::span<const TableBinding> tables, std::span<const int> parentsFirst);

    /// Locks the rows that were not looked at and fills in `presence`; Busy becomes Waits, a value that the target
    /// cannot even read becomes Failed. Errors: Transient, and Schema with failedTable().
    [[nodiscard]] Result<void> lock(std::span<Item*> items);
    /// Writes large groups of updates over the rows that stand there, without a look first; those items are Written,
    /// the others of the groups have their presence unless they were refused; onWritten() is not called. false: the
    /// transaction is of no use any more. Errors: Transient, and Schema with failedTable().
    [[nodiscard]] Result<bool> overwrite(std::span<Item*> items);
    /// Writes the Chosen items: upserts parents first, deletes children first; rows that failed for want of another row
    /// are tried again in rounds while that helps; rows that swap unique values are parked first. Each ends Written,
    /// Failed or Appeared. Errors: Transient, and Schema with failedTable().
    [[nodiscard]] Result<void> write(std::span<Item*> items);

    /// The table that a Schema error is about; -1: none.
    [[nodiscard]] int failedTable() const { return m_failedTable; }
    /// Parking was tried and did not help: this transaction holds parked values and must not be committed.
    [[nodiscard]] bool isSpoiled() const { return !m_spoilers.empty(); }
    /// The rows that failed although all were parked.
    [[nodiscard]] const std::set<const Change*>& spoilers() const { return m_spoilers; }
    /// After a spoiled attempt: park all but these again, so that one row does not keep the others' swaps out.
    void leaveUnparked(std::set<const Change*> changes) { m_unparked = std::move(changes); }
    void forbidParking() { m_mayPark = false; }
    /// Called after each group that went in, with its items (Written or Appeared), before anything else is written:
    /// what a user's trigger does to a row later in the transaction is then later in the journal, too.
    using Written = std::function<Result<void>(const TableBinding&, std::span<Item* const>)>;
    void onWritten(Written written) { m_written = std::move(written); }

private:
    [[nodiscard]] Result<void> lockGroup(const TableBinding& table, std::span<Item*> group);
    [[nodiscard]] Result<bool> overwriteGroup(const TableBinding& table, std::span<Item*> group);
    [[nodiscard]] Result<void> writeGroup(const TableBinding& table, std::span<Item*> group);
    [[nodiscard]] Result<bool> writeWhole(const TableBinding& table, std::span<Item*> group);
    [[nodiscard]] Result<void> writeRound(std::span<Item*> items);
    [[nodiscard]] Result<void> writeSwaps(std::span<Item*> items);
    [[nodiscard]] const TableBinding& table(const Item& item) const;
    [[nodiscard]] Error blame(const TableBinding& table, Error error);

    TargetTransaction& m_target;
    std::span<const TableBinding> m_tables;
    std::span<const int> m_parentsFirst;
    int m_failedTable = -1;
    std::set<const Change*> m_spoilers;
    std::set<const Change*> m_unparked;
    bool m_mayPark = true;
    Written m_written;
};

} // namespace keel
