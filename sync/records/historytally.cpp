// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/historyparts.h"

#include <algorithm>

namespace keel {

void History::Private::tally(std::span<const ErrorDraft> errors, std::span<const ConflictDraft> conflicts)
{
    for (const ErrorDraft& draft : errors) {
        if (draft.waiting)
            continue;
        auto known = std::ranges::find(errorTally, draft.error.kind, &ErrorTally::kind);
        if (known == errorTally.end())
            known = errorTally.insert(errorTally.end(), {draft.error.kind, 0});
        ++known->count;
    }
    for (const ConflictDraft& draft : conflicts) {
        const QString winner = draft.held                ? QStringLiteral("held")
                               : draft.winner == Side::A ? QStringLiteral("a")
                                                         : QStringLiteral("b");
        auto known = std::ranges::find_if(conflictTally, [&](const ConflictTally& tally) {
            return tally.conflictClass == draft.conflictClass && tally.winner == winner;
        });
        if (known == conflictTally.end())
            known = conflictTally.insert(conflictTally.end(), {draft.conflictClass, winner, 0});
        ++known->count;
    }
}

QList<ConflictTally> History::conflictTally() const
{
    return d->conflictTally;
}

QList<ErrorTally> History::errorTally() const
{
    return d->errorTally;
}

} // namespace keel
