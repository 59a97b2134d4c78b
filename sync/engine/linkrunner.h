// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/conflictdecision.h"
#include "sync/apply/conflict.h"
#include "sync/capture/capture.h"
#include "sync/config/config.h"
#include "sync/engine/clock.h"
#include "sync/engine/reports.h"
#include "sync/records/brakebook.h"
#include "sync/records/recordbook.h"
#include "sync/store/store.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace keel {

/// A link's work as plain synchronous code: no event loop, thread, timer or socket in it. Made after both stores are
/// connected and dropped with them after a Transient error, so that nothing of an attempt leaks into the next.
/// Not thread-safe: one worker owns it.
class LinkRunner
{
public:
    struct Parts
    {
        Store& a;
        Store& b;
        RecordBook& book;
        StateKeeper& state;
        const Clock& clock;
        Decide decide = keel::decide;
        WrapCapture wrapCapture;
        BrakeBook* brake = nullptr; ///< nullptr: deletes are not held back
    };

    LinkRunner(LinkConfig config, Parts parts);
    ~LinkRunner();

    /// Looks at both schemas and binds the tables. Call first. A table that does not fit is stopped and listed in
    /// tables(); a Config error means that no table fits. Changes nothing.
    [[nodiscard]] Result<void> bind();
    /// The statements that are still missing on a side; empty when all is in place.
    [[nodiscard]] Result<QStringList> setupScript(Side side);
    /// Installs what is missing on both sides. AccessDenied: detail says what, mend holds "run as owner: evenkeel
    /// setup".
    [[nodiscard]] Result<void> setup();
    /// Journals, checkpoints and cursors: call after setup() and before cycle().
    [[nodiscard]] Result<void> open();

    /// One cycle: a slice of the initial comparison where it is not done, then every pass that the link's direction
    /// asks for, each until drained, `slice` is used up or `stop` is requested (looked at between batches). A Transient
    /// failure is the error; what was done before it stays done.
    [[nodiscard]] Result<CycleReport> cycle(const CycleOptions& options);
    /// What the next cycle would do. Changes nothing.
    [[nodiscard]] Result<PlanReport> plan();
    /// Compares all tables; suspects are read again before they count. With `settle` a cycle runs before that, so that
    /// rows on their way do not count; without it nothing is changed. Needs bind() only (settle: open()).
    [[nodiscard]] Result<CompareReport>
    compare(std::stop_token stop, const std::function<void(const CompareProgress&)>& progress, bool settle = false);
    /// Carries out what a person decided about a conflict of this link, between two cycles: a write on one side or
    /// both, each only where the row is still as recorded. NotFound: no such record of this link. Needs open().
    [[nodiscard]] Result<void> decide(qint64 conflict, const ConflictDecision& decision, const QString& who);
    /// Is the direction's probe row on a way that works by now? Not during the initial comparison, while all its tables
    /// are held, or without a journal.
    [[nodiscard]] bool probes(Direction direction) const;
    /// Writes the direction's next probe row on its source and tells its number. The passes report it (probes).
    [[nodiscard]] Result<qint64> writeProbe(Direction direction);
    /// Pending counts and ages, for snapshots; cheap when drained.
    [[nodiscard]] Result<PendingReport> pending();
    /// Drops journal entries that were applied, in small steps; call now and then, between cycles.
    [[nodiscard]] Result<void> housekeeping();

    [[nodiscard]] const LinkConfig& config() const;
    /// Of this moment: names, stopped tables, load progress, estimated rows.
    [[nodiscard]] std::vector<TableReport> tables() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace keel
