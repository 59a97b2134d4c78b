// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/canary.h"
#include "sync/engine/threads/errorrate.h"
#include "sync/engine/threads/factskeeper.h"
#include "sync/engine/threads/linkbells.h"
#include "sync/engine/threads/linksession.h"
#include "sync/engine/threads/schedule.h"
#include "sync/engine/threads/startreport.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace keel {

/// Runs a link's cycles in its own thread: connects, runs slices of cycles when the schedule says so, and tells what
/// happened. Every function is called in that thread (by a queued call); only the pulse is shared. It never gives up: a
/// failure drops the connections and waits for the next try.
class LinkWorker final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        LinkConfig link;
        EndpointConfig a;
        EndpointConfig b;
        QString historyFile; ///< opened here once more, owned by the records' thread
        std::shared_ptr<StateKeeper> state;
        std::shared_ptr<const Clock> clock;
        std::shared_ptr<WorkerPulse> pulse;
        LinkFacts facts;
        int everyNthCycle = 10; ///< is logged at level info
    };

    explicit LinkWorker(Parts parts);
    ~LinkWorker() override;

    void start();
    /// A cycle now; commandEnded once it is drained. `named`: a paused link refuses; else it is passed over.
    void force(quint64 command, bool named);
    /// As force, on fresh connections.
    void restart(quint64 command, bool named);
    /// A hint from outside, heard like a bell.
    void wake(bool reverse);
    /// As wake, for one table by its name on a.
    void wakeTable(const TableName& onA, bool reverse);
    void setPaused(quint64 command, bool paused, const QString& who);
    /// Compares both sides after a cycle that drained.
    void check(quint64 command);
    /// Carries out a person's decision about those of the conflicts that are this link's, also while it is paused.
    void decide(quint64 command, const QList<qint64>& ids, const ConflictDecision& decision, const QString& who);
    /// Records were changed by a person: counts and proof are read again; `retry` runs a cycle.
    void recordsTouched(bool retry);
    /// history.db was lost while it was open: everything is compared again, and a pause stays one.
    void historyBegunAnew();
    /// Ends what runs, closes connections and files, emits stopped.
    void stop();

signals:
    /// `moved`: something an operator watches changed; else it is the second's beat.
    void factsChanged(const keel::LinkFacts& facts, bool moved);
    void cycleFinished(const keel::CycleRecord& cycle);
    void samplesMade(const keel::LinkName& link, const QList<keel::Sample>& samples);
    void recordsChanged();
    void commandEnded(quint64 command, qint64 affected, const std::optional<keel::Error>& failure);
    void stopped();

private:
    /// A cycle as history counts it: slices until drained, or ten seconds of them.
    struct Run
    {
        CycleRecord record;
        Schedule::Micros begun{0};
    };

    void turn();
    void planNext();
    void everySecond();
    void publish(bool moved);
    void publishSoon();

    void openBook();
    [[nodiscard]] Result<void> keepPause(bool paused, const QString& who);
    void runSlice();
    void dropOut(const QString& why);
    [[nodiscard]] Result<void> ensureSession();
    void dropSession();
    void connected();
    void measureClocks();
    void measureVitals();
    void progressed(Direction direction, qint64 rows);
    void probe();
    void takeProbes(const CycleReport& report);
    void tellCanary();
    void take(const CycleReport& report, Schedule::Micros took, bool interrupted);
    void finishRun(const std::optional<Error>& failure);
    void failed(const Error& error);
    void compare();
    void keepProof(const CompareReport& report);
    void housekeep();
    void refreshPending();
    void refreshCounts();
    void refreshProof();
    void refreshBrake();
    void logCycle(const CycleRecord& record);
    void logTableErrors(const CycleReport& report);
    void reportStart(const CycleReport& report, const CycleOptions& options);
    void endCommands(std::vector<quint64>& commands, qint64 affected, const std::optional<Error>& failure);
    void beat(std::chrono::seconds allowance);
    [[nodiscard]] bool reverseDue() const;
    [[nodiscard]] Schedule::Micros steady() const { return m_parts.clock->steady(); }
    [[nodiscard]] QDateTime now() const { return toDateTime(m_parts.clock->now()); }

    Parts m_parts;
    FactsKeeper m_facts;
    Schedule m_schedule;
    Meter m_meter;
    ErrorRate m_errorRate;
    CanaryWatch m_canary;
    QTimer m_turnTimer;
    QTimer m_secondTimer;
    QTimer m_publishTimer;
    LinkBells m_bells;
    std::unique_ptr<History> m_book;    ///< before the session, which writes to it
    std::optional<Error> m_openFailure; ///< why there is no book
    std::unique_ptr<LinkSession> m_session;

    std::optional<Run> m_run;
    std::optional<CycleRecord::Trigger> m_splitFrom; ///< of the record whose cycle goes on in the next one
    qint64 m_splitRows = 0;                          ///< of the records of this cycle so far
    std::vector<quint64> m_forced;
    std::vector<quint64> m_checks;
    bool m_checkItself = false; ///< the history was lost: prove both sides again
    bool m_stopped = false;
    Meter::Step m_told; ///< rows of the running slice that were metered already
    qint64 m_goodCycles = 0;
    bool m_movedSinceHousekeeping = false;
    Schedule::Micros m_nextHousekeeping{0};
    Schedule::Micros m_nextPending{0};
    Schedule::Micros m_nextCounts{0};
    Schedule::Micros m_nextClocks{0};
    Schedule::Micros m_nextVitals{0};
    Schedule::Micros m_nextProbePurge{0};
    Schedule::Micros m_lastPublished{0};
    std::optional<Schedule::Micros> m_lastReverse; ///< of timestamp capture; none: it is due
    std::set<TableName> m_hinted;                  ///< timestamp-captured tables whose reverse pass a hint asks for
    StartReport m_startReport;
    QStringList m_toldTableErrors;
};

} // namespace keel
