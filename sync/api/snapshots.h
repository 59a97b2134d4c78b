// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/brake.h"
#include "sync/api/error.h"
#include "sync/api/ids.h"
#include "sync/api/recovered.h"
#include "sync/api/tally.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

/// What a SyncService shows: plain values, copied across threads. A figure that is not known is nullopt, never 0.
namespace keel {

using Milliseconds = std::chrono::milliseconds;

/// The words of the window and of `status`, ordered by weight. InSync, NotProven, CatchingUp and Paused are "healthy",
/// Attention and Held "degraded", Down "down".
enum class LinkState { InSync, NotProven, Paused, CatchingUp, Attention, Held, Down };
enum class Health { Healthy, Degraded, Down };
[[nodiscard]] Health healthOf(LinkState state);
/// "healthy", "degraded", "down".
[[nodiscard]] QString toText(Health health);
/// "in_sync", "not_proven", …: stable names for JSON.
[[nodiscard]] QString toText(LinkState state);
/// "forward" or "reverse".
[[nodiscard]] QString toText(Direction direction);

enum class Environment { Development, Test, Staging, Production };

struct HealthCheck
{
    enum class Kind {
        LastSync,
        CycleTime,
        ErrorsOpen,
        FailuresInARow,
        BothReachable,
        Proof,
        Lag,
        BellAlive,
        ClockOffset,
        HeldRows,
        OldestTransaction,
        JournalSize,
        Memory,
        ErrorRate,
        Brake,
        Watchdog,
        Canary,
        PoolUse,
    };
    Kind kind = Kind::LastSync;
    bool ok = true;
    /// In the check's own unit: seconds, per cent, a count; nullopt when not known.
    std::optional<double> value;
    std::optional<double> limit;
    /// What a person does about it; empty while ok. Names as configured, one sentence.
    QString recommendation;
};
/// "last_sync", "cycle_time", …: stable names for JSON.
[[nodiscard]] QString toText(HealthCheck::Kind kind);

/// Both sides compared and found equal, or not.
struct Proof
{
    QDateTime at; ///< UTC
    bool equal = false;
    qint64 rows = 0;
    qint64 suspects = 0;
};

struct Throughput
{
    double forward = 0; ///< rows per second applied, a to b
    double reverse = 0;
};

/// How long the newest probe row of each direction took from its commit to its commit on the other side.
struct Canary
{
    std::optional<Milliseconds> forward;
    std::optional<Milliseconds> reverse;
    QDateTime at; ///< UTC, when the newest one arrived
};

struct EndpointSnapshot
{
    EndpointName name;
    QString driver; ///< for people: "PostgreSQL", "SQLite"
    Environment environment = Environment::Development;
    bool reachable = false;
    std::optional<double> clockOffsetSeconds; ///< against this machine; nullopt where the engine has no own clock
};

struct TableSnapshot
{
    TableName a;
    TableName b;
    std::optional<qint64> rowsA; ///< as of the last count
    std::optional<qint64> rowsB;
    std::optional<qint64> pendingForward;
    std::optional<qint64> pendingReverse;
    std::optional<QDateTime> lastChange; ///< when a row was last carried
    LinkState state = LinkState::NotProven;
    qint64 errors = 0;
    qint64 conflicts = 0;
    /// Set while the table stands still: what differs and what to do.
    std::optional<Error> stopped;
    /// 0…1 during the initial load, else nullopt.
    std::optional<double> loadProgress;
    RowTally tallyForward; ///< since start
    RowTally tallyReverse;
};

struct LinkSnapshot
{
    LinkName name;
    EndpointSnapshot a;
    EndpointSnapshot b;
    bool forward = true; ///< which directions the link has
    bool reverse = true;
    LinkState state = LinkState::NotProven;
    QList<HealthCheck> checks;

    bool paused = false;
    QString pausedBy;
    std::optional<QDateTime> pausedAt;
    bool cycleRunning = false;
    bool realTime = false; ///< the bell of every side that should have one is alive

    std::optional<Milliseconds> lag; ///< age of the oldest change not yet carried; 0 when drained
    std::optional<qint64> pendingForward;
    std::optional<qint64> pendingReverse;
    std::optional<QDateTime> lastSync; ///< end of the last cycle that succeeded
    std::optional<Milliseconds> lastDuration;
    std::optional<QDateTime> nextRun;
    std::optional<Milliseconds> timeLeft;
    Milliseconds interval{1000};

    qint64 cycles = 0;
    qint64 totalForward = 0; ///< rows carried since start
    qint64 totalReverse = 0;
    qint64 errorsOpen = 0;
    qint64 conflictsTotal = 0; ///< in the last 24 h
    qint64 held = 0;
    QList<BrakePlan> brake; ///< what waits for a decision
    int consecutiveFailures = 0;
    int restarts = 0;
    std::optional<Error> lastError;
    std::optional<Proof> proof;
    std::optional<Canary> canary;
    QList<TableSnapshot> tables;
    /// Once a second, newest last, at most 60 times 5 (five minutes).
    QList<Throughput> recent;
    QList<ConflictTally> conflictTally; ///< since start
    QList<ErrorTally> errorTally;
    /// Set once, when the first cycles after start left nothing waiting; nullopt after an initial load.
    std::optional<Recovered> recovered;
    QStringList warnings; ///< what its config switches off, and what that costs
};

struct ServiceSnapshot
{
    QDateTime at; ///< UTC, when it was made
    QDateTime startedAt;
    Health health = Health::Healthy;
    bool serviceAnswers = true;
    QList<LinkSnapshot> links;
    qint64 errorsOpen = 0;
    qint64 conflictsWaiting = 0; ///< held ones only: a conflict that a policy decided waits for nobody
    qint64 conflictsRecent = 0;  ///< in the last 24 h
    QString timeZone;            ///< IANA id in which times are shown
    QString notice;              ///< what happened at start and must be seen, e.g. a file set aside; may be empty
};

/// What a cycle did, as in `history`.
struct CycleRecord
{
    enum class Trigger { Timer, Bell, Person, Start };
    LinkName link;
    QDateTime startedAt; ///< UTC
    Milliseconds duration{0};
    qint64 forward = 0; ///< rows carried
    qint64 reverse = 0;
    qint64 errors = 0;
    qint64 conflicts = 0;
    Trigger trigger = Trigger::Timer;
    std::optional<Error> failure;
};
/// "timer", "bell", "person", "start".
[[nodiscard]] QString toText(CycleRecord::Trigger trigger);

struct NamedValue
{
    QString column;
    std::optional<QString> text; ///< nullopt is NULL
    friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

enum class ErrorState { Open, Resolved, Ignored, WentThrough };

struct ErrorRecord
{
    qint64 id = 0;
    LinkName link;
    Direction direction = Direction::Forward;
    TableName table; ///< as on the source
    QString keyJson; ///< "[]" for a failure of the whole table
    ErrorClass kind = ErrorClass::Row;
    ErrorCode code = ErrorCode::Unknown;
    QString message; ///< the driver's own words
    QString sqlState;
    QString constraint;
    int attempts = 1;
    QDateTime createdAt; ///< UTC
    QDateTime lastTryAt;
    ErrorState state = ErrorState::Open;
    QString closedBy;
    std::optional<QDateTime> closedAt;
};

struct Attempt
{
    QDateTime at;
    QString said;
};

struct ErrorDetail
{
    ErrorRecord record;
    QList<NamedValue> row; ///< as it was read from the source; empty for a delete
    bool isDelete = false;
    QList<Attempt> attempts; ///< newest first
    QStringList waitsBehind; ///< "notes 91207": rows that go in when this one does
};

struct ConflictRecord
{
    qint64 id = 0;
    LinkName link;
    TableName table; ///< as on a
    QString keyJson;
    QString conflictClass; ///< PostgreSQL's names: "update_origin_differs", …
    QString policy;        ///< "newest", "a-wins", "b-wins", "merge", "manual", or "initial"
    Side winner = Side::A;
    bool held = false;
    bool tie = false; ///< the times could not decide; a won
    QDateTime at;     ///< UTC, when it was decided
    std::optional<QDateTime> changedAtA;
    std::optional<QDateTime> changedAtB;
    std::optional<QList<NamedValue>> a; ///< nullopt: the row was gone there
    std::optional<QList<NamedValue>> b;
    QStringList merged; ///< policy merge: the columns that were taken from the version that did not win
    QString note;       ///< what the policy could not do, one sentence; may be empty
    /// What a person decided last: a text of ConflictDecision::Kind; empty: nobody did.
    QString decision;
    QString decidedBy;
    std::optional<QDateTime> decidedAt;
    bool undoable = false; ///< the decision can be undone, unless the row has changed since
};

/// One second (or one step of the asked span) of a link.
struct Sample
{
    QDateTime at;       ///< UTC, start of the step
    double forward = 0; ///< rows per second
    double reverse = 0;
    std::optional<double> cycleMs; ///< longest cycle that ended in the step
    std::optional<double> cycleMeanMs;
    qint64 errors = 0;
    qint64 conflicts = 0;
    std::optional<double> canaryForwardMs; ///< longest that a probe row which arrived in the step took
    std::optional<double> canaryReverseMs;
};

} // namespace keel

Q_DECLARE_METATYPE(keel::ServiceSnapshot)
Q_DECLARE_METATYPE(keel::CycleRecord)
