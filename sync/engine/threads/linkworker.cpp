// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/linkworker.h"

#include "sync/engine/threads/enginelog.h"

#include <QRandomGenerator>

#include <algorithm>

namespace keel {

namespace {

using namespace std::chrono_literals;
using Micros = Schedule::Micros;

constexpr Micros publishEvery = 100ms;
/// A worker that is not heard of for so long hangs: longer than any batch or lock wait.
constexpr auto batchAllowance = 20s;

Milliseconds toMs(Micros time)
{
    return std::chrono::round<Milliseconds>(time);
}

Error cancelled(const QString& why)
{
    Error error;
    error.kind = ErrorClass::Transient;
    error.code = ErrorCode::Cancelled;
    error.detail = why;
    return error;
}

} // namespace

LinkWorker::LinkWorker(Parts parts)
    : m_parts(std::move(parts)), m_facts(m_parts.facts), m_schedule(Schedule::rulesOf(m_parts.link)),
      m_canary(m_parts.link.canaryEvery), m_turnTimer(this), m_secondTimer(this), m_publishTimer(this), m_bells(this)
{
    m_turnTimer.setSingleShot(true);
    m_turnTimer.setTimerType(Qt::PreciseTimer);
    m_publishTimer.setSingleShot(true);
    m_secondTimer.setInterval(1s);
    connect(&m_turnTimer, &QTimer::timeout, this, &LinkWorker::turn);
    connect(&m_secondTimer, &QTimer::timeout, this, &LinkWorker::everySecond);
    connect(&m_publishTimer, &QTimer::timeout, this, [this] { publish(true); });
    connect(&m_bells, &LinkBells::rang, this, [this] {
        m_canary.rang();
        m_schedule.wake(CycleRecord::Trigger::Bell);
        planNext();
    });
    connect(&m_bells, &LinkBells::aliveChanged, this, [this](bool came) {
        m_facts.setBells(m_bells.count(), m_bells.alive(), now());
        if (came)
            m_schedule.wake(CycleRecord::Trigger::Bell);
        publishSoon();
        planNext();
    });
}

LinkWorker::~LinkWorker() = default;

void LinkWorker::start()
{
    openBook();
    for (const QString& warning : std::as_const(m_facts.link().warnings))
        qCWarning(engineLog).noquote() << QStringLiteral("event=warning text=\"%1\"").arg(warning);
    m_secondTimer.start();
    publish(true);
    planNext();
}

void LinkWorker::force(quint64 command, bool named)
{
    if (m_stopped || m_schedule.isPaused()) {
        const auto why = m_stopped ? QStringLiteral("the service is stopping")
                                   : QStringLiteral("%1 is paused: resume it first").arg(m_parts.link.name.value);
        emit commandEnded(command, 0, named || m_stopped ? std::optional(cancelled(why)) : std::nullopt);
        return;
    }
    m_forced.push_back(command);
    m_schedule.wake(CycleRecord::Trigger::Person);
    planNext();
}

void LinkWorker::restart(quint64 command, bool named)
{
    if (!m_stopped && !m_schedule.isPaused()) {
        qCInfo(engineLog).noquote() << "event=fresh-connections" << u"link="_qs + m_parts.link.name.value;
        dropSession();
    }
    force(command, named);
}

void LinkWorker::wake(bool reverse)
{
    if (m_stopped)
        return;
    if (reverse)
        m_lastReverse.reset();
    m_schedule.wake(CycleRecord::Trigger::Bell);
    planNext();
}

void LinkWorker::wakeTable(const TableName& onA, bool reverse)
{
    const auto isTable = [&](const TableConfig& table) { return table.a == onA; };
    const auto table = std::ranges::find_if(m_parts.link.tables, isTable);
    const bool byTime = table != m_parts.link.tables.end() && table->capture == CaptureKind::Timestamp;
    if (!byTime) {
        wake(false); // its journal is read in every cycle
        return;
    }
    if (!reverse) {
        wake(false);
        return;
    }
    if (m_stopped || !m_parts.link.reverse || !m_parts.link.reversePass.enabled)
        return;
    m_hinted.insert(onA);
    m_schedule.hint();
    planNext();
}

void LinkWorker::setPaused(quint64 command, bool paused, const QString& who)
{
    if (m_stopped) {
        emit commandEnded(command, 0, cancelled(QStringLiteral("the service is stopping")));
        return;
    }
    const auto kept = keepPause(paused, who); // a pause that was not written down holds until the service ends
    qCInfo(engineLog).noquote() << (paused ? "event=paused" : "event=resumed") << u"link="_qs + m_parts.link.name.value
                                << u"who="_qs + who;
    m_schedule.setPaused(paused);
    LinkSnapshot& link = m_facts.link();
    link.paused = paused;
    link.pausedBy = paused ? who : QString();
    link.pausedAt = paused ? std::optional(now()) : std::nullopt;
    if (paused)
        dropOut(QStringLiteral("%1 was paused by %2").arg(m_parts.link.name.value, who));
    else
        m_schedule.wake(CycleRecord::Trigger::Person);
    publish(true);
    planNext();
    emit commandEnded(command, 0, kept ? std::nullopt : std::optional(kept.error()));
}

Result<void> LinkWorker::keepPause(bool paused, const QString& who)
{
    if (!m_book)
        return fail(m_openFailure.value_or(Error{}));
    return paused ? m_book->setPaused(m_parts.link.name, who) : m_book->setResumed(m_parts.link.name, who);
}

void LinkWorker::check(quint64 command)
{
    if (m_stopped) {
        emit commandEnded(command, 0, cancelled(QStringLiteral("the service is stopping")));
        return;
    }
    m_checks.push_back(command);
    if (!m_schedule.isPaused())
        m_schedule.wake(CycleRecord::Trigger::Person);
    planNext();
}

void LinkWorker::historyBegunAnew()
{
    if (m_stopped)
        return;
    dropSession(); // it writes into the book
    m_book.reset();
    openBook();
    m_checkItself = true;
    if (m_book && m_schedule.isPaused()) {
        if (const auto kept = m_book->setPaused(m_parts.link.name, m_facts.link().pausedBy); !kept)
            qCWarning(engineLog).noquote() << "event=pause-not-kept" << u"error="_qs + toText(kept.error());
    }
    publishSoon();
    planNext();
}

void LinkWorker::recordsTouched(bool retry)
{
    refreshProof();
    refreshCounts();
    if (retry && !m_schedule.isPaused())
        m_schedule.wake(CycleRecord::Trigger::Person);
    publishSoon();
    planNext();
}

void LinkWorker::stop()
{
    if (m_stopped)
        return;
    m_turnTimer.stop();
    m_secondTimer.stop();
    m_publishTimer.stop();
    dropOut(QStringLiteral("the service is stopping"));
    endCommands(m_checks, 0, cancelled(QStringLiteral("the service is stopping")));
    m_stopped = true;
    if (const auto samples = m_meter.take(); !samples.isEmpty())
        emit samplesMade(m_parts.link.name, samples);
    if (const auto saved = m_parts.state->save(); !saved)
        qCWarning(engineLog).noquote() << "event=state-not-saved" << u"error="_qs + toText(saved.error());
    m_book.reset();
    m_parts.pulse->expectBeforeSteady(0us);
    const LinkSnapshot& link = m_facts.link();
    qCInfo(engineLog).noquote() << "event=stopped" << u"link="_qs + link.name.value
                                << u"cycles="_qs + QString::number(link.cycles)
                                << u"forward="_qs + QString::number(link.totalForward)
                                << u"reverse="_qs + QString::number(link.totalReverse);
    emit stopped();
}

/// Ends the run in hand without a failure and lets go of both sides.
void LinkWorker::dropOut(const QString& why)
{
    if (m_run)
        finishRun(std::nullopt);
    endCommands(m_forced, 0, cancelled(why));
    m_splitFrom.reset();
    m_splitRows = 0;
    m_canary.rest();
    dropSession();
    m_bells.stop();
    m_facts.setBells(0, 0, now());
    m_facts.forgetPending();
    LinkFacts& facts = m_facts.edit();
    facts.reachableA.reset();
    facts.reachableB.reset();
    facts.unreachableSince.reset();
}

void LinkWorker::turn()
{
    if (m_stopped || m_parts.pulse->isStopping())
        return;
    if (!m_book)
        openBook();
    const auto due = m_schedule.due();
    if (due && *due <= steady())
        runSlice();
    const bool paused = m_schedule.isPaused();
    const bool free = !paused && m_session && !m_run && !m_facts.facts().loading;
    const bool wanted = m_checks.empty() ? m_checkItself && free : paused || free;
    if (wanted && !m_parts.pulse->isStopping())
        compare();
    probe();
    planNext();
}

void LinkWorker::planNext()
{
    if (m_stopped)
        return;
    auto due = m_schedule.due();
    if (!due && !m_checks.empty())
        due = 0us;
    if (!due) {
        m_turnTimer.stop();
        m_parts.pulse->expectBeforeSteady(0us);
        return;
    }
    const Micros wait = std::max<Micros>(0us, *due - steady());
    m_turnTimer.start(std::chrono::ceil<Milliseconds>(wait));
    m_parts.pulse->expectBeforeSteady(steady() + wait + batchAllowance);
}

void LinkWorker::beat(std::chrono::seconds allowance)
{
    m_parts.pulse->expectBeforeSteady(steady() + allowance);
}

void LinkWorker::everySecond()
{
    m_meter.advance(m_parts.clock->now());
    if (const auto samples = m_meter.take(); !samples.isEmpty())
        emit samplesMade(m_parts.link.name, samples);
    if (m_session) {
        beat(batchAllowance);
        refreshPending();
        housekeep();
        measureClocks();
    }
    measureVitals();
    probe();
    if (steady() >= m_nextCounts)
        refreshCounts(); // conflicts of the last day become fewer by themselves
    m_facts.setMeter(m_meter);
    publish(false);
    if (!m_turnTimer.isActive())
        planNext();
}

void LinkWorker::publish(bool moved)
{
    m_publishTimer.stop();
    m_lastPublished = steady();
    tellCanary();
    LinkSnapshot& link = m_facts.link();
    link.cycleRunning = m_run.has_value();
    link.nextRun.reset();
    if (const auto due = m_schedule.due())
        link.nextRun = now().addMSecs(std::max<qint64>(0, toMs(*due - steady()).count()));
    emit factsChanged(m_facts.facts(), moved);
}

void LinkWorker::publishSoon()
{
    if (!m_publishTimer.isActive() && !m_stopped)
        m_publishTimer.start(toMs(std::max<Micros>(0us, m_lastPublished + publishEvery - steady())));
}

void LinkWorker::endCommands(std::vector<quint64>& commands, qint64 affected, const std::optional<Error>& failure)
{
    for (const quint64 command : std::exchange(commands, {}))
        emit commandEnded(command, affected, failure);
}

void LinkWorker::failed(const Error& error)
{
    Error told = error;
    if (m_parts.pulse->takeFresh()) {
        // The watchdog cancelled what hung: whatever the server calls that, it is tried again.
        told.kind = ErrorClass::Transient;
        ++m_facts.link().restarts;
    }
    m_splitFrom.reset();
    m_splitRows = 0;
    dropSession();
    if (error.code == ErrorCode::FileDamaged && error.place == m_parts.historyFile)
        m_book.reset(); // opened again with the next turn
    m_schedule.fail(steady(), told.kind, QRandomGenerator::global()->generateDouble());
    m_facts.failed(told, m_schedule.failures());
    m_canary.failed(toText(told));
    Meter::Step step;
    step.errors = 1;
    m_meter.add(m_parts.clock->now(), step);
    qCWarning(engineLog).noquote() << "event=failed" << u"link="_qs + m_parts.link.name.value
                                   << u"inARow="_qs + QString::number(m_schedule.failures())
                                   << u"class="_qs + toText(told.kind) << u"error="_qs + toText(told);
    finishRun(told);
    endCommands(m_forced, 0, told);
    endCommands(m_checks, 0, told);
    publishSoon();
}

} // namespace keel
