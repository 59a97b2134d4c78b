// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/pass.h"
#include "sync/engine/settled.h"

#include <set>

namespace keel {

/// One transaction's worth of a pass.
struct Pass::Batch
{
    std::unique_ptr<TargetTransaction> txn;
    std::unique_ptr<Applier> applier;
    std::vector<Item> items;
    std::vector<ErrorDraft> errors;
    std::vector<ConflictDraft> conflicts;
    std::vector<SettledRecord> settled;     ///< open records that this batch makes void
    std::vector<std::size_t> conflictItems; ///< the item of each conflict draft
    Cursor after;
    bool lastOfDrain = true;
    std::set<const Change*> unparked; ///< parking them was in vain
};

} // namespace keel
