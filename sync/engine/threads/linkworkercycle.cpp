// SPDX-License-Identifier: GPL-3.0-or-later
// The half of LinkWorker that touches the databases and blocks on them.
#include "sync/engine/threads/linkworker.h"

#include "sync/engine/threads/enginelog.h"
#include "sync/engine/threads/processmemory.h"

#include <algorithm>

namespace keel {

namespace {

using namespace std::chrono_literals;
using Micros = Schedule::Micros;

/// Long, because each slice searches the backlog anew; a person's word ends it after the batch in hand.
constexpr Micros sliceTime = 10s;
constexpr Micros showProgressEvery = 100ms;
constexpr Micros longestRun = 10s;
constexpr Micros housekeepEvery = 10s;
constexpr Micros countEvery = 30s;
constexpr Micros measureClocksEvery = 600s;
constexpr Micros measureVitalsEvery = 10s;
/// A worker that is not heard of for so long hangs: longer than any batch or lock wait takes.
constexpr auto batchAllowance = 20s;
constexpr auto compareAllowance = 120s;

Error interruptedCheck()
{
    Error error;
    error.kind = ErrorClass::Transient;
    error.code = ErrorCode::Cancelled;
    error.detail = QStringLiteral("the comparison was interrupted");
    return error;
}

/// Which tables a cycle looks at, of those with an interval of their own.
CycleOptions::Reach reach(CycleRecord::Trigger trigger)
{
    using Trigger = CycleRecord::Trigger;
    if (trigger == Trigger::Timer)
        return CycleOptions::Reach::Due;
    return trigger == Trigger::Bell ? CycleOptions::Reach::Rung : CycleOptions::Reach::Everything;
}

} // namespace

/// Without it nothing runs: the pass could not write down what fails, and a pause would not be known.
void LinkWorker::openBook()
{
    if (m_book)
        return;
    auto book =
        History::open(m_parts.historyFile, QStringLiteral("link %1").arg(m_parts.link.name.value), History::Mode::Join);
    if (!book) {
        m_openFailure = book.error();
        return;
    }
    m_openFailure.reset();
    m_book = std::move(*book);
    const LinkName& name = m_parts.link.name;
    if (const auto pause = m_book->paused(name); !pause) {
        m_openFailure = pause.error();
        m_book.reset();
    } else if (*pause) {
        m_schedule.setPaused(true);
        m_facts.link().paused = true;
        m_facts.link().pausedBy = (*pause)->who;
        m_facts.link().pausedAt = (*pause)->at;
    }
    if (m_book) {
        m_checkItself = m_book->comparisonDue(name).value_or(false);
        refreshProof();
        refreshCounts();
    }
}

Result<void> LinkWorker::ensureSession()
{
    if (!m_book)
        return fail(m_openFailure.value_or(Error{}));
    if (m_session)
        return {};
    beat(compareAllowance); // setup may wait for locks of the owner's tables
    auto attempt = LinkSession::open(
        {m_parts.link, m_parts.a, m_parts.b, *m_book, *m_book, *m_parts.state, *m_parts.clock, *m_parts.pulse});
    m_facts.setReachable(attempt.reachableA, attempt.reachableB, now());
    if (attempt.failure)
        return fail(*attempt.failure);
    m_session = std::move(attempt.session);
    connected();
    return {};
}

void LinkWorker::dropSession()
{
    m_session.reset();
}

void LinkWorker::connected()
{
    qCInfo(engineLog).noquote() << "event=connected" << u"link="_qs + m_parts.link.name.value
                                << u"a="_qs + m_parts.a.name.value << u"b="_qs + m_parts.b.name.value;
    m_bells.start(m_parts.link, m_parts.a, m_parts.b);
    m_facts.setBells(m_bells.count(), m_bells.alive(), now());
    m_facts.setTables(m_session->runner().tables());
    m_lastReverse.reset();
    m_nextClocks = 0us;
    measureClocks();
    refreshCounts();
}

void LinkWorker::measureClocks()
{
    if (!m_session || steady() < m_nextClocks)
        return;
    m_nextClocks = steady() + measureClocksEvery;
    // A failure here is met again by the next cycle, which says what it is.
    m_facts.link().a.clockOffsetSeconds = m_session->clockOffset(Side::A).value_or(std::nullopt);
    m_facts.link().b.clockOffsetSeconds = m_session->clockOffset(Side::B).value_or(std::nullopt);
}

void LinkWorker::measureVitals()
{
    VitalFacts& vitals = m_facts.edit().vitals;
    vitals.errorRate = m_errorRate.percent(steady());
    if (steady() < m_nextVitals)
        return;
    m_nextVitals = steady() + measureVitalsEvery;
    vitals.memoryMb = processMemoryMb();
    vitals.a.reset();
    vitals.b.reset();
    for (const Side side : {Side::A, Side::B}) {
        if (!m_session)
            return;
        if (const auto found = m_session->vitals(side))
            (side == Side::A ? vitals.a : vitals.b) = *found;
        else if (found.error().isTransient())
            failed(found.error());
    }
}

bool LinkWorker::reverseDue() const
{
    using Trigger = CycleRecord::Trigger;
    if (!m_parts.link.reversePass.enabled)
        return false;
    const bool asked = m_run && (m_run->record.trigger == Trigger::Person || m_run->record.trigger == Trigger::Start);
    return asked || !m_lastReverse || steady() - *m_lastReverse >= m_parts.link.reversePass.interval;
}

void LinkWorker::runSlice()
{
    const auto trigger = m_schedule.begin(steady());
    if (!m_run) {
        m_run.emplace();
        m_run->begun = steady();
        m_run->record.link = m_parts.link.name;
        m_run->record.startedAt = now();
        m_run->record.trigger = trigger == CycleRecord::Trigger::Timer ? m_splitFrom.value_or(trigger) : trigger;
        m_splitFrom.reset();
    } else if (trigger == CycleRecord::Trigger::Person) {
        m_run->record.trigger = trigger;
    }
    if (const auto ready = ensureSession(); !ready) {
        failed(ready.error());
        return;
    }
    beat(batchAllowance);
    CycleOptions options;
    options.stop = m_parts.pulse->beginSlice();
    options.slice = sliceTime;
    options.reach = reach(m_run->record.trigger);
    options.nothingElse = m_schedule.isForHints();
    options.timestampReverseDue = !options.nothingElse && reverseDue();
    options.reverseOf = m_hinted;
    options.progressed = [this](Direction direction, qint64 rows) { progressed(direction, rows); };
    m_told = {};
    const Micros began = steady();
    const auto report = m_session->runner().cycle(options);
    if (!report) {
        m_run->record.forward += m_told.forward; // committed before it failed
        m_run->record.reverse += m_told.reverse;
        failed(report.error());
        return;
    }
    if (report->drained) {
        m_hinted.clear();
        if (options.timestampReverseDue)
            m_lastReverse = steady();
    }
    reportStart(*report, options);
    takeProbes(*report);
    take(*report, steady() - began, options.stop.stop_requested());
    if (m_parts.pulse->takeFresh()) {
        ++m_facts.link().restarts;
        dropSession();
    }
}

void LinkWorker::reportStart(const CycleReport& report, const CycleOptions& options)
{
    const bool complete = !options.nothingElse && (options.timestampReverseDue || !m_parts.link.reversePass.enabled);
    const auto recovered = m_startReport.take(report, complete, now());
    if (!recovered)
        return;
    qCInfo(engineLog).noquote() << "event=recovered" << u"link="_qs + m_parts.link.name.value
                                << u"text=\"%1\""_qs.arg(toText(*recovered));
    m_facts.link().recovered = recovered;
    publishSoon();
}

/// Between two batches of a long slice: the event loop does not turn, but those who watch must see it move.
void LinkWorker::progressed(Direction direction, qint64 rows)
{
    const bool forward = direction == Direction::Forward;
    (forward ? m_told.forward : m_told.reverse) += rows;
    m_meter.add(m_parts.clock->now(), {.forward = forward ? rows : 0, .reverse = forward ? 0 : rows});
    LinkSnapshot& link = m_facts.link();
    if (auto& pending = forward ? link.pendingForward : link.pendingReverse)
        pending = std::max<qint64>(0, *pending - rows);
    link.lastSync = now();
    beat(batchAllowance);
    if (steady() - m_lastPublished < showProgressEvery)
        return;
    m_meter.advance(m_parts.clock->now());
    m_facts.setMeter(m_meter);
    publish(true);
}

void LinkWorker::take(const CycleReport& report, Micros took, bool interrupted)
{
    PassCounts counts = report.forward;
    counts += report.reverse;
    CycleRecord& record = m_run->record;
    record.forward += report.forward.rows();
    record.reverse += report.reverse.rows();
    record.errors += counts.errors;
    record.conflicts += counts.conflicts;

    m_errorRate.add(steady(), counts.rows(), counts.errors);
    const bool wasDrained = m_facts.facts().drained && !m_facts.facts().loading;
    const bool recorded = counts.errors > 0 || counts.conflicts > 0;
    const bool moved = counts.rows() > 0 || recorded || report.loading || report.loadDone;
    m_facts.cycled(report, now());
    Meter::Step step{report.forward.rows() - m_told.forward, report.reverse.rows() - m_told.reverse, counts.errors,
                     counts.conflicts, std::nullopt};
    if (report.drained)
        step.cycle = std::chrono::round<Milliseconds>(steady() - m_run->begun);
    m_meter.add(m_parts.clock->now(), step);
    logTableErrors(report);
    m_checkItself = m_checkItself || (report.loadDone && !report.proof);
    if (report.proof && m_book) {
        m_checkItself = false;
        if (const auto kept = m_book->setProof(m_parts.link.name, *report.proof); !kept)
            qCWarning(engineLog).noquote() << "event=proof-not-kept" << u"error="_qs + toText(kept.error());
    }
    // Also what came back dropped or was equal already moved the cursor.
    m_movedSinceHousekeeping = m_movedSinceHousekeeping || moved || counts.equal > 0 || counts.dropped > 0;
    if (moved || !report.tableErrors.empty())
        m_facts.setTables(m_session->runner().tables());
    if (recorded) {
        refreshCounts();
        emit recordsChanged();
    } else if (moved) {
        m_nextCounts = 0us; // rows that went in close their records: counted with the next second
    }

    if (report.brakes != m_facts.link().brake.size()) {
        refreshBrake();
        publishSoon();
    }

    // A runner that has more but did nothing must not spin.
    const bool goesOn = !report.drained && (moved || interrupted || took > 10ms);
    m_schedule.end(steady(), !goesOn);
    const qint64 rows = m_splitRows + record.forward + record.reverse;
    if (!goesOn) {
        m_splitRows = 0;
        finishRun(std::nullopt);
        endCommands(m_forced, rows, std::nullopt);
    } else if (steady() - m_run->begun > longestRun) {
        m_splitRows = rows;
        m_splitFrom = record.trigger;
        finishRun(std::nullopt);
    }
    if (moved || !wasDrained)
        publishSoon();
}

void LinkWorker::finishRun(const std::optional<Error>& failure)
{
    if (!m_run)
        return;
    CycleRecord record = m_run->record;
    record.duration = std::chrono::round<Milliseconds>(steady() - m_run->begun);
    record.failure = failure;
    m_run.reset();
    LinkSnapshot& link = m_facts.link();
    ++link.cycles;
    if (!failure)
        link.lastDuration = record.duration;
    logCycle(record);
    emit cycleFinished(record);
}

/// Every Nth good cycle is told, so that a log at rest stays readable. Of a failure failed() tells, always.
void LinkWorker::logCycle(const CycleRecord& record)
{
    if (record.failure)
        return;
    const bool nth = ++m_goodCycles % std::max(1, m_parts.everyNthCycle) == 0;
    if (!nth && !engineLog().isDebugEnabled())
        return;
    const QString line =
        QStringLiteral("event=cycle link=%1 forward=%2 reverse=%3 errors=%4 conflicts=%5 ms=%6 trigger=%7")
            .arg(record.link.value)
            .arg(record.forward)
            .arg(record.reverse)
            .arg(record.errors)
            .arg(record.conflicts)
            .arg(record.duration.count())
            .arg(toText(record.trigger));
    if (nth)
        qCInfo(engineLog).noquote() << line;
    else
        qCDebug(engineLog).noquote() << line;
}

void LinkWorker::logTableErrors(const CycleReport& report)
{
    QStringList told;
    for (const Error& error : report.tableErrors) {
        told << toText(error);
        if (!m_toldTableErrors.contains(told.last()))
            qCWarning(engineLog).noquote()
                << "event=table-stopped" << u"link="_qs + m_parts.link.name.value << u"error="_qs + told.last();
    }
    m_toldTableErrors = told;
    for (const QString& note : report.notes)
        qCInfo(engineLog).noquote() << "event=note" << u"link="_qs + m_parts.link.name.value << u"text="_qs + note;
}

void LinkWorker::decide(quint64 command, const QList<qint64>& ids, const ConflictDecision& decision, const QString& who)
{
    QList<qint64> own;
    for (const qint64 id : ids) {
        const auto conflict = m_book && !m_stopped ? m_book->conflict(id) : fail(m_openFailure.value_or(Error{}));
        if (conflict && conflict->link == m_parts.link.name)
            own.push_back(id);
    }
    if (own.isEmpty()) {
        emit commandEnded(command, 0, std::nullopt);
        return;
    }
    std::optional<Error> failure;
    std::optional<Error> broken; // of the connections, not of a record
    qint64 done = 0;
    if (const auto ready = ensureSession(); !ready)
        broken = ready.error();
    for (const qint64 id : std::as_const(own)) {
        if (broken)
            break;
        beat(batchAllowance);
        const auto decided = m_session->runner().decide(id, decision, who);
        if (decided) {
            ++done;
            continue;
        }
        if (decided.error().isTransient())
            broken = decided.error();
        else if (!failure)
            failure = decided.error();
        qCWarning(engineLog).noquote() << "event=conflict-not-decided" << u"conflict="_qs + QString::number(id)
                                       << u"error="_qs + toText(decided.error());
    }
    if (broken) {
        failed(*broken);
        failure = broken;
    }
    if (m_schedule.isPaused())
        dropSession();
    else
        m_schedule.wake(CycleRecord::Trigger::Person);
    refreshCounts();
    emit recordsChanged();
    publishSoon();
    planNext();
    emit commandEnded(command, done, failure);
}

void LinkWorker::compare()
{
    if (const auto ready = ensureSession(); !ready) {
        failed(ready.error());
        return;
    }
    m_canary.rest(); // cycles wait for it
    m_facts.edit().comparing = true;
    publish(true);
    beat(compareAllowance);
    const auto token = m_parts.pulse->beginComparison();
    auto report = m_session->runner().compare(
        token, [this](const CompareProgress&) { beat(compareAllowance); }, !m_schedule.isPaused());
    m_facts.edit().comparing = false;
    if (report && !m_schedule.isPaused())
        m_facts.link().lastSync = now(); // cycles waited for it
    if (token.stop_requested()) {
        endCommands(m_checks, 0, interruptedCheck());
    } else if (!report) {
        failed(report.error());
    } else {
        keepProof(*report);
    }
    if (m_schedule.isPaused())
        dropSession();
    publish(true);
}

void LinkWorker::keepProof(const CompareReport& report)
{
    Proof proof;
    proof.at = report.at == TimeUs{} ? now() : toDateTime(report.at);
    proof.equal = report.equal();
    for (const TableCompare& table : report.tables) {
        proof.rows += std::max(table.rowsA, table.rowsB);
        proof.suspects += table.differing + table.missingOnA + table.missingOnB;
    }
    m_checkItself = false;
    m_facts.compared(report, proof);
    std::optional<Error> failure;
    if (const auto kept = m_book->setProof(m_parts.link.name, proof); !kept)
        failure = kept.error();
    qCInfo(engineLog).noquote() << "event=compared" << u"link="_qs + m_parts.link.name.value
                                << (proof.equal ? "equal=yes" : "equal=no") << u"rows="_qs + QString::number(proof.rows)
                                << u"suspects="_qs + QString::number(proof.suspects);
    endCommands(m_checks, proof.suspects, failure);
}

void LinkWorker::housekeep()
{
    if (!m_session || !m_movedSinceHousekeeping || steady() < m_nextHousekeeping)
        return;
    m_nextHousekeeping = steady() + housekeepEvery;
    m_movedSinceHousekeeping = m_run.has_value();
    if (const auto done = m_session->runner().housekeeping(); !done)
        failed(done.error());
}

/// Counting a long backlog costs: it never takes more than a twentieth of the time.
void LinkWorker::refreshPending()
{
    if (m_facts.facts().drained || steady() < m_nextPending)
        return;
    const Micros began = steady();
    const auto pending = m_session->runner().pending();
    m_nextPending = steady() + std::max<Micros>(1s, 20 * (steady() - began));
    if (!pending) {
        failed(pending.error());
        return;
    }
    m_facts.setPending(*pending);
}

void LinkWorker::refreshCounts()
{
    m_nextCounts = steady() + countEvery;
    if (!m_book)
        return;
    const auto counts = m_book->openCounts();
    if (!counts) {
        qCWarning(engineLog).noquote() << "event=counts-not-read" << u"error="_qs + toText(counts.error());
        return;
    }
    const LinkSnapshot before = m_facts.link();
    m_facts.setCounts(*counts);
    refreshBrake();
    m_facts.link().conflictTally = m_book->conflictTally();
    m_facts.link().errorTally = m_book->errorTally();
    const LinkSnapshot& after = m_facts.link();
    if (before.errorsOpen != after.errorsOpen || before.conflictsTotal != after.conflictsTotal ||
        before.held != after.held)
        emit recordsChanged();
}

void LinkWorker::refreshBrake()
{
    auto plans = m_book ? m_book->brakePlans(m_parts.link.name) : Result<QList<BrakePlan>>();
    if (!plans) {
        qCWarning(engineLog).noquote() << "event=brake-not-read" << u"error="_qs + toText(plans.error());
        return;
    }
    plans->removeIf([](const BrakePlan& plan) { return plan.state != BrakeState::Held; });
    m_facts.link().brake = *plans;
}

void LinkWorker::refreshProof()
{
    if (!m_book)
        return;
    const auto proof = m_book->proof(m_parts.link.name);
    if (!proof)
        return;
    // Written over with the beginning of time when a person closed records by hand: equal no longer follows.
    const bool none = !*proof || !(*proof)->at.isValid() || (*proof)->at.toMSecsSinceEpoch() <= 0;
    m_facts.link().proof = none ? std::nullopt : *proof;
}

} // namespace keel
