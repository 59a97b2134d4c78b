// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/abortpoint.h"

#include <QByteArrayList>

#include <array>
#include <atomic>
#include <csignal>

#include <unistd.h>

namespace keel {

namespace {

constexpr std::array names{"side-set-up",      "cursor-started",
                           "bell-armed",       "snapshot-opened",
                           "captured",         "transaction-begun",
                           "rows-locked",      "rivals-asked",
                           "rows-overwritten", "rows-written",
                           "held-released",    "records-synced",
                           "settled-saved",    "checkpoint-saved",
                           "deletes-noted",    "committed",
                           "shadow-kept",      "record-closed",
                           "records-closed",   "half-applied",
                           "refusal-recorded", "retry-read",
                           "state-replacing",  "state-written",
                           "errors-mirrored",  "cycle-kept",
                           "acknowledged",     "purged",
                           "load-planned",     "load-recorded",
                           "load-written",     "load-committed",
                           "load-streamed",    "load-stream-committed",
                           "brake-held",       "table-leaving",
                           "decision-carried", "decision-finishing",
                           "table-returning",  "conflict-written"};
static_assert(names.size() == static_cast<std::size_t>(AbortStep::Count));

struct Wanted
{
    QByteArray step;
    int visit = 1;
    int way = -1; ///< -1: any
};

const Wanted& wanted()
{
    static const Wanted parsed = [] {
        const QByteArrayList words = qgetenv("EVENKEEL_ABORT_AT").split(':');
        Wanted result{.step = words.value(0)};
        result.visit = std::max(1, words.value(1).toInt());
        if (words.value(2) == "forward" || words.value(2) == "reverse")
            result.way = words.value(2) == "forward" ? 0 : 1;
        return result;
    }();
    return parsed;
}

thread_local int wayHere = -1;
std::atomic<int> visits = 0;

} // namespace

void abortPoint(AbortStep step)
{
    const Wanted& at = wanted();
    if (at.step.isEmpty() || at.step != names[static_cast<std::size_t>(step)] || (at.way >= 0 && at.way != wayHere))
        return;
    if (++visits == at.visit)
        ::kill(::getpid(), SIGKILL);
}

QStringList abortStepNames()
{
    QStringList list;
    for (const char* name : names)
        list.append(QString::fromLatin1(name));
    return list;
}

AbortWay::AbortWay(Direction direction) : m_before(wayHere)
{
    wayHere = direction == Direction::Forward ? 0 : 1;
}

AbortWay::~AbortWay()
{
    wayHere = m_before;
}

} // namespace keel
