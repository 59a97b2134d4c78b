// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/recordbook.h"
#include "sync/store/store.h"

namespace keel {

/// What a batch made equal, for capture without a journal. The shadow stands in another database than the rows, so a
/// crash may come between the target's commit and the shadow; a user's change of such a row would then be taken for a
/// rival of its own ancestor. It is therefore kept as a checkpoint beside the rows, and brought into the shadow when
/// the link opens, once.
struct AgreedRows
{
    QByteArray stamp; ///< tells this batch from any other
    std::vector<RecordBook::ShadowEntry> rows;

    [[nodiscard]] Cursor toCursor() const;
    [[nodiscard]] static AgreedRows fromCursor(const std::optional<Cursor>& cursor);
};

/// The checkpoint that holds them.
[[nodiscard]] QString agreedLane(const QString& lane);
/// Into the shadow, unless they are in it: later ones may have come on top.
[[nodiscard]] Result<void> keepAgreed(RecordBook& book, const LinkName& link, Direction direction,
                                      const TableName& shadowTable, const AgreedRows& agreed);

} // namespace keel
