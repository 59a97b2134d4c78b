// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/recordjson.h"
#include "sync/api/conflictdecision.h"
#include "sync/api/operatorlog.h"

#include <array>

/// What the fields of the values of sync/api are called where a desktop reads them, in the order of their structs. A
/// struct whose fields are not all named here does not compile into the codec.
namespace keel::json::codec {

template <class T>
struct FieldNames;

// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define KEEL_FIELD_NAMES(Type, ...)                                                                                    \
    template <>                                                                                                        \
    struct FieldNames<Type>                                                                                            \
    {                                                                                                                  \
        static constexpr auto names = std::to_array<const char*>({__VA_ARGS__});                                       \
    };
// NOLINTEND(cppcoreguidelines-macro-usage)

KEEL_FIELD_NAMES(Error, "kind", "code", "detail", "place", "mend", "sqlState", "constraint")
KEEL_FIELD_NAMES(BrakeSample, "key", "row")
KEEL_FIELD_NAMES(BrakePlan, "id", "link", "table", "direction", "side", "origin", "deletes", "rows", "reason", "cause",
                 "since", "samples", "state", "decidedBy", "decidedAt")
KEEL_FIELD_NAMES(RowTally, "inserted", "updated", "deleted", "equal", "failed")
KEEL_FIELD_NAMES(ConflictTally, "class", "winner", "count")
KEEL_FIELD_NAMES(ErrorTally, "kind", "count")
KEEL_FIELD_NAMES(Recovered::Table, "table", "forward", "reverse")
KEEL_FIELD_NAMES(Recovered, "at", "tables")
KEEL_FIELD_NAMES(HealthCheck, "kind", "ok", "value", "limit", "recommendation")
KEEL_FIELD_NAMES(Proof, "at", "equal", "rows", "suspects")
KEEL_FIELD_NAMES(Canary, "forwardMs", "reverseMs", "at")
KEEL_FIELD_NAMES(EndpointSnapshot, "name", "driver", "environment", "reachable", "clockOffsetSeconds")
KEEL_FIELD_NAMES(TableSnapshot, "a", "b", "rowsA", "rowsB", "pendingForward", "pendingReverse", "lastChange", "state",
                 "errors", "conflicts", "stopped", "loadProgress", "tallyForward", "tallyReverse")
KEEL_FIELD_NAMES(LinkSnapshot, "name", "a", "b", "forward", "reverse", "state", "checks", "paused", "pausedBy",
                 "pausedAt", "cycleRunning", "realTime", "lagMs", "pendingForward", "pendingReverse", "lastSync",
                 "lastDurationMs", "nextRun", "timeLeftMs", "intervalMs", "cycles", "totalForward", "totalReverse",
                 "errorsOpen", "conflictsTotal", "held", "brake", "consecutiveFailures", "restarts", "lastError",
                 "proof", "canary", "tables", "recent", "conflictTally", "errorTally", "recovered", "warnings")
KEEL_FIELD_NAMES(ServiceSnapshot, "at", "startedAt", "health", "serviceAnswers", "links", "errorsOpen",
                 "conflictsWaiting", "conflictsRecent", "timeZone", "notice")
KEEL_FIELD_NAMES(CycleRecord, "link", "startedAt", "durationMs", "forward", "reverse", "errors", "conflicts", "trigger",
                 "failure")
KEEL_FIELD_NAMES(NamedValue, "column", "text")
KEEL_FIELD_NAMES(ErrorRecord, "id", "link", "direction", "table", "key", "kind", "code", "message", "sqlState",
                 "constraint", "attempts", "createdAt", "lastTryAt", "state", "closedBy", "closedAt")
KEEL_FIELD_NAMES(Attempt, "at", "said")
KEEL_FIELD_NAMES(ErrorDetail, "record", "row", "isDelete", "attempts", "waitsBehind")
KEEL_FIELD_NAMES(ConflictRecord, "id", "link", "table", "key", "class", "policy", "winner", "held", "tie", "at",
                 "changedAtA", "changedAtB", "a", "b", "merged", "note", "decision", "decidedBy", "decidedAt",
                 "undoable")
KEEL_FIELD_NAMES(Sample, "at", "forward", "reverse", "cycleMs", "cycleMeanMs", "errors", "conflicts", "canaryForwardMs",
                 "canaryReverseMs")
KEEL_FIELD_NAMES(ErrorFilter, "text", "link", "table", "kind", "code", "sqlState", "constraint", "since", "openOnly")
KEEL_FIELD_NAMES(ErrorCause, "kind", "code", "sqlState", "constraint", "link", "table", "count", "sample")
KEEL_FIELD_NAMES(ErrorPage, "request", "offset", "total", "rows", "causes", "failure")
KEEL_FIELD_NAMES(ConflictPage, "request", "offset", "total", "rows", "failure")
KEEL_FIELD_NAMES(HistoryPage, "request", "offset", "total", "rows", "failure")
KEEL_FIELD_NAMES(SampleSeries, "request", "samples", "failure")
KEEL_FIELD_NAMES(LogLine, "at", "who", "what", "detail")
KEEL_FIELD_NAMES(OperatorLogPage, "request", "offset", "total", "rows", "failure")
KEEL_FIELD_NAMES(CommandOutcome, "request", "affected", "failure")

#undef KEEL_FIELD_NAMES

/// Enums by their stable words. The words of those that have a toText() end where it has no more to say.
template <class Enum>
[[nodiscard]] QString nameOf(Enum value)
{
    return toText(value);
}

[[nodiscard]] inline QString nameOf(Side side)
{
    return side == Side::A ? QStringLiteral("a") : QStringLiteral("b");
}

[[nodiscard]] inline QString nameOf(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return QStringLiteral("development");
    case Environment::Test:
        return QStringLiteral("test");
    case Environment::Staging:
        return QStringLiteral("staging");
    case Environment::Production:
        return QStringLiteral("production");
    }
    return {};
}

[[nodiscard]] inline QString nameOf(ErrorState state)
{
    return errorStateName(state);
}

template <class Enum>
[[nodiscard]] std::optional<Enum> valueOf(const QString& name)
{
    constexpr int most = 256;
    for (int i = 0; i < most; ++i) {
        const QString known = nameOf(static_cast<Enum>(i));
        if (known == name)
            return static_cast<Enum>(i);
        if (known.isEmpty())
            break;
    }
    return std::nullopt;
}

} // namespace keel::json::codec
