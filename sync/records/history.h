// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/operatorlog.h"
#include "sync/api/queries.h"
#include "sync/config/config.h"
#include "sync/records/brakebook.h"
#include "sync/records/recordbook.h"

#include <QSet>

#include <functional>
#include <memory>

namespace keel {

struct Pause
{
    QString who;
    QDateTime at; ///< UTC
};

struct OpenCounts
{
    struct Count
    {
        LinkName link;
        Direction direction = Direction::Forward; ///< of errors only: their table is the source's name
        TableName table;                          ///< errors: as on the source; conflicts: as on a
        qint64 count = 0;
    };
    QList<Count> errors;    ///< open and shown
    QList<Count> conflicts; ///< of the last 24 hours
    QList<Count> held;      ///< rows held for a person, by their table on a

    [[nodiscard]] qint64 errorsOf(const LinkName& link) const;
    [[nodiscard]] qint64 conflictsOf(const LinkName& link) const;
    [[nodiscard]] qint64 heldOf(const LinkName& link) const;
};

/// history.db. One connection, used only in the thread that opened it; several may stand on one file, each with its own
/// label. May block on the disk and up to 5 s on another writer (then Busy).
///
/// Records are on disk at return, also through a loss of power. Cycles, samples and the log of operators survive a
/// crash of the process but may lose their last seconds with the power: they are written without a flush.
class History final : public RecordBook, public BrakeBook
{
public:
    enum class Mode {
        Own,  ///< checks the file, sets a damaged one aside, makes or migrates the tables; opened before any Join
        Join, ///< one more thread of the process that owns the file
        Read, ///< beside a live owner or without one: never writes; NotFound when there is no file
    };
    using Now = std::function<TimeUs()>;

    [[nodiscard]] static Result<std::unique_ptr<History>> open(const QString& file, const QString& connectionLabel,
                                                               Mode mode = Mode::Own, Now now = {});
    ~History() override;

    /// True when this open found a damaged file and began a new one.
    [[nodiscard]] bool wasSetAside() const;
    /// What happened at open and must be seen; may be empty.
    [[nodiscard]] QString notice() const;
    /// The history was lost and the link has not been compared since (no proof is younger than the loss).
    [[nodiscard]] Result<bool> comparisonDue(const LinkName& link);

    // RecordBook. A record that due() handed out and that fails again with the same entry counts an attempt (it is a
    // new try, not a repeat of a pass). Truncated is due by command only.
    [[nodiscard]] Result<void> put(std::span<const ErrorDraft> errors,
                                   std::span<const ConflictDraft> conflicts) override;
    [[nodiscard]] Result<std::vector<OpenRecord>> openFor(const LinkName& link, Direction direction,
                                                          const TableName& table, std::span<const Key> keys) override;
    [[nodiscard]] Result<std::vector<OpenRecord>> due(const LinkName& link, Direction direction, TimeUs now,
                                                      int limit) override;
    [[nodiscard]] Result<void> wentThrough(const LinkName& link, Direction direction, const TableName& table,
                                           std::span<const Key> keys) override;
    [[nodiscard]] Result<void> wake(const LinkName& link, Direction direction, const TableName& table,
                                    ErrorCode code) override;
    [[nodiscard]] Result<bool> hasOpen(const LinkName& link, Direction direction) override;
    [[nodiscard]] Result<std::vector<ShadowEntry>> shadow(const LinkName& link, const TableName& table,
                                                          std::span<const Key> keys) override;
    [[nodiscard]] Result<void> putShadow(const LinkName& link, const TableName& table,
                                         std::span<const ShadowEntry> entries) override;
    [[nodiscard]] Result<std::vector<Key>> shadowKeys(const LinkName& link, const TableName& table,
                                                      const std::optional<Key>& after, int limit) override;

    [[nodiscard]] Result<std::vector<MirroredError>> toMirror(const LinkName& link, Direction direction,
                                                              int limit) override;
    [[nodiscard]] Result<void> mirrored(std::span<const MirroredError> errors) override;

    [[nodiscard]] Result<std::vector<HeldRow>> held(const LinkName& link) override;
    [[nodiscard]] Result<void> release(const LinkName& link, const TableName& onA, std::span<const Key> keys) override;
    [[nodiscard]] Result<std::optional<StoredConflict>> storedConflict(qint64 id) override;
    [[nodiscard]] Result<void> decided(const StoredConflict& state, const QString& decision,
                                       const QString& who) override;

    // Error review. The commands write the operators' log themselves and return how many records they changed.
    [[nodiscard]] Result<ErrorPage> errors(const ErrorQuery& query);
    [[nodiscard]] Result<ErrorDetail> errorDetail(qint64 id); ///< NotFound
    /// In the order of the ids; unknown ones are left out.
    [[nodiscard]] Result<QList<ErrorRecord>> errorsById(const QList<qint64>& ids);
    [[nodiscard]] Result<qint64> retry(const QList<qint64>& ids, const QString& who);
    [[nodiscard]] Result<qint64> retryMatching(const ErrorFilter& filter, const QString& who);
    [[nodiscard]] Result<qint64> resolve(const QList<qint64>& ids, const QString& who);
    [[nodiscard]] Result<qint64> ignore(const QList<qint64>& ids, const QString& who);

    /// Every open record that matches, as Resolved or Ignored; `links` are those that had one.
    [[nodiscard]] Result<qint64> closeMatching(const ErrorFilter& filter, ErrorState how, const QString& who,
                                               QSet<LinkName>& links);

    [[nodiscard]] Result<ConflictPage> conflicts(const ConflictQuery& query);
    [[nodiscard]] Result<ConflictRecord> conflict(qint64 id); ///< NotFound

    // BrakeBook.
    [[nodiscard]] Result<void> hold(const BrakeHold& hold) override;
    [[nodiscard]] Result<std::vector<BrakeHold>> holds(const LinkName& link) override;
    [[nodiscard]] Result<void> finish(qint64 id) override;
    [[nodiscard]] Result<void> noteDeletes(const LinkName& link, const TableName& onA, Direction direction, TimeUs at,
                                           qint64 deletes) override;
    [[nodiscard]] Result<std::vector<Recent>> recentDeletes(const LinkName& link, TimeUs since) override;
    [[nodiscard]] Result<std::optional<QString>> knownSide(const LinkName& link, Side side) override;
    [[nodiscard]] Result<void> setKnownSide(const LinkName& link, Side side, const QString& identity) override;

    // The brake's plans for people: all that are not done, of all links where none is named.
    [[nodiscard]] Result<QList<BrakePlan>> brakePlans(const std::optional<LinkName>& link);
    [[nodiscard]] Result<BrakePlan> brakePlan(qint64 id); ///< NotFound; also one that is done
    /// Writes the operators' log; NotFound when the plan is not held (any more). Returns 1.
    [[nodiscard]] Result<qint64> decideBrake(qint64 id, BrakeDecision decision, const QString& who);
    /// The databases were taken down on purpose: whatever comes next on these sides is new.
    [[nodiscard]] Result<void> forgetSides(const LinkName& link);

    /// Pass every cycle: one that carried nothing and failed in nothing is kept in memory, and the last of a minute is
    /// written for all of them.
    [[nodiscard]] Result<void> addCycle(const CycleRecord& cycle);
    [[nodiscard]] Result<HistoryPage> cycles(const HistoryQuery& query);

    /// What put() of this object has written, repeats of a pass included.
    [[nodiscard]] QList<ConflictTally> conflictTally() const;
    [[nodiscard]] QList<ErrorTally> errorTally() const;
    /// One per second of the link; a repeated second replaces. Best handed over some seconds at a time.
    [[nodiscard]] Result<void> addSamples(const LinkName& link, const QList<Sample>& samples);
    [[nodiscard]] Result<SampleSeries> samples(const SampleQuery& query);

    /// Kept in memory until something changed (in any process) or 5 s have passed: may be asked once a second.
    [[nodiscard]] Result<OpenCounts> openCounts();

    [[nodiscard]] Result<void> setProof(const LinkName& link, const Proof& proof);
    [[nodiscard]] Result<std::optional<Proof>> proof(const LinkName& link);
    [[nodiscard]] Result<void> setPaused(const LinkName& link, const QString& who);
    [[nodiscard]] Result<void> setResumed(const LinkName& link, const QString& who);
    [[nodiscard]] Result<std::optional<Pause>> paused(const LinkName& link);
    [[nodiscard]] Result<void> log(const QString& who, const QString& what, const QString& detail);
    [[nodiscard]] Result<QList<LogLine>> logLines(int limit); ///< newest first
    [[nodiscard]] Result<OperatorLogPage> operatorLog(const OperatorLogQuery& query);

    /// Drops what is older than it is kept, in small steps; returns the rows dropped. Open records are never dropped.
    [[nodiscard]] Result<qint64> prune(const KeepConfig& keep);

    struct Private; ///< complete only in the source files of History

private:
    explicit History(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace keel
