// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/conflictdecision.h"
#include "sync/api/operatorlog.h"
#include "sync/api/queries.h"
#include "sync/api/snapshots.h"

#include <QObject>

namespace keel {

/// What a desktop, a command or an API shows and asks for. Implemented by the engine in this process; a client of a
/// remote service will be the second.
///
/// Thread: lives in the thread that made it (the GUI's). No call blocks: each returns at once and the answer comes as a
/// signal, with the asker's `request` number. Snapshots come at most ten times a second.
class SyncService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The newest snapshot; valid from the start, with every link in it.
    [[nodiscard]] virtual ServiceSnapshot snapshot() const = 0;

    // Commands. An empty link means all links. Each ends in commandFinished.
    virtual void forceSync(quint64 request, const LinkName& link) = 0;
    /// Drops the connections and runs a cycle on fresh ones; ends with that cycle.
    virtual void restart(quint64 request, const LinkName& link) = 0;
    virtual void pause(quint64 request, const LinkName& link, const QString& who) = 0;
    virtual void resume(quint64 request, const LinkName& link, const QString& who) = 0;
    /// Compares both sides; the result comes as the link's proof in a snapshot.
    virtual void check(quint64 request, const LinkName& link) = 0;
    virtual void retryErrors(quint64 request, const QList<qint64>& ids, const QString& who) = 0;
    /// Every open record that matches, not only those of a page.
    virtual void retryMatching(quint64 request, const ErrorFilter& filter, const QString& who) = 0;
    virtual void resolveErrors(quint64 request, const QList<qint64>& ids, const QString& who) = 0;
    virtual void ignoreErrors(quint64 request, const QList<qint64>& ids, const QString& who) = 0;

    /// As Resolved or Ignored, every open record that matches.
    virtual void closeMatching(quint64 request, const ErrorFilter& filter, ErrorState how, const QString& who) = 0;

    /// Decides a plan of the brake (LinkSnapshot::brake). NotFound when it waits no more.
    virtual void decideBrake(quint64 request, qint64 id, BrakeDecision decision, const QString& who) = 0;

    // Words without an answer.
    /// Something outside says that there may be news: a cycle soon, as after a bell. `reverse`: the b-to-a pass runs in
    /// it even where it runs seldom. Paused and unknown links do not hear it.
    virtual void wake(const LinkName& link, bool reverse) = 0;
    /// As wake, for one table (its name on a): where b is captured by time, only that table's b-to-a pass runs.
    virtual void wakeTable(const LinkName& link, const TableName& /*onA*/, bool reverse) { wake(link, reverse); }
    /// A line in the operators' log, for commands that do not write it themselves (a cycle, a check, a restart).
    virtual void note(const QString& who, const QString& what, const QString& detail) = 0;

    /// Carries out a person's decision about each of these conflicts; `affected` counts those that were. One that was
    /// not (the row has changed since it was recorded, say) is the failure, and the others are still carried out.
    virtual void resolveConflicts(quint64 request, const QList<qint64>& ids, const ConflictDecision& decision,
                                  const QString& who) = 0;

    // Questions.
    virtual void requestErrors(const ErrorQuery& query) = 0;
    virtual void requestErrorDetail(quint64 request, qint64 id) = 0;
    virtual void requestConflicts(const ConflictQuery& query) = 0;
    virtual void requestHistory(const HistoryQuery& query) = 0;
    virtual void requestSamples(const SampleQuery& query) = 0;
    virtual void requestOperatorLog(const OperatorLogQuery& query) = 0;

signals:
    void snapshotChanged(const keel::ServiceSnapshot& snapshot);
    void cycleFinished(const keel::CycleRecord& cycle);
    /// Error or conflict records were added or changed; ask again for what is shown.
    void recordsChanged();
    void commandFinished(const keel::CommandOutcome& outcome);
    void errorsArrived(const keel::ErrorPage& page);
    void errorDetailArrived(quint64 request, const keel::ErrorDetail& detail);
    void conflictsArrived(const keel::ConflictPage& page);
    void historyArrived(const keel::HistoryPage& page);
    void samplesArrived(const keel::SampleSeries& series);
    void operatorLogArrived(const keel::OperatorLogPage& page);
};

} // namespace keel
