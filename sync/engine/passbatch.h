// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/pass.h"
#include "sync/engine/settled.h"

#include <deque>
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
    AgreedRows agreed;                      ///< without a journal: what both sides hold from now on
    Cursor after;
    bool lastOfDrain = true;
    bool part = false;                  ///< of a batch that goes in by parts, and not the last one
    std::vector<SettledRecord> newDone; ///< what this part does
    qint64 heldAgain = 0;               ///< conflict drafts that only bring a held row's versions up to date
    std::deque<Change> merged;          ///< what items write in place of what came
    std::set<const Change*> unparked;   ///< parking them was in vain
};

} // namespace keel
