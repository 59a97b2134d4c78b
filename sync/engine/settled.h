// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/recordbook.h"
#include "sync/store/store.h"

namespace keel {

/// An open record that a batch made void: its row went in, or was overruled. Records stand in another database than the
/// rows, so a crash may come between the target's commit and the closing; a record that stays open by mistake would
/// later count as a rival of its own successor. What a batch settles is therefore kept as a checkpoint beside its rows,
/// and closed again when the link opens.
struct SettledRecord
{
    Direction direction = Direction::Forward;
    TableName table; ///< as configured on the source of that direction
    Key key;
    qint64 sequence = 0; ///< of the record's entry; a record of a newer one is another matter
};

/// The checkpoint that holds them.
[[nodiscard]] QString settledLane(const QString& lane);
/// A batch that was refused at the commit goes in by parts, and the cursor moves with the last one only. What the parts
/// before it did stands in this checkpoint, in the same form: done again after a crash, it would meet later changes of
/// the target as rivals of their own ancestors.
[[nodiscard]] QString partsLane(const QString& lane);
[[nodiscard]] Cursor toCursor(std::span<const SettledRecord> settled);
[[nodiscard]] std::vector<SettledRecord> settledFromCursor(const std::optional<Cursor>& cursor);

[[nodiscard]] bool contains(std::span<const SettledRecord> settled, const TableName& table, const JournalEntry& entry);

/// Adds the open records of these keys.
[[nodiscard]] Result<void> findOpen(RecordBook& book, const LinkName& link, Direction direction, const TableName& table,
                                    std::span<const Key> keys, std::vector<SettledRecord>& found);
/// Closes them where they are still open with an entry that is not newer.
[[nodiscard]] Result<void> closeSettled(RecordBook& book, const LinkName& link, std::span<const SettledRecord> settled);

} // namespace keel
