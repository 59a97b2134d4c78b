// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/guard/brake.h"
#include "sync/records/brakebook.h"

#include <vector>

namespace keel {

/// What a pass must know of the brake; per table of its lane, by index.
struct BrakeScope
{
    struct Table
    {
        qint64 recent = 0;   ///< deletes that went lately
        qint64 slack = 0;    ///< entries that were looked at and delete nothing on the target
        qint64 upTo = 0;     ///< deletes up to this sequence are decided; 0: none
        bool passes = false; ///< … to be passed on; else they are forgotten
        bool strict = false; ///< rows of a held table hang on this one's: not a single delete goes
    };

    BrakeConfig limits;
    std::vector<Table> tables;
    BrakeBook* book = nullptr;
};

struct Braked
{
    int table = 0;
    BrakeReason reason = BrakeReason::Deletes;
    qint64 counted = 0; ///< entries, generously
};

} // namespace keel
