// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/factskeeper.h"

#include "sync/store/registry.h"

#include <algorithm>

namespace keel {

namespace {

EndpointSnapshot endpointSnapshot(const EndpointConfig& endpoint)
{
    EndpointSnapshot snapshot;
    snapshot.name = endpoint.name;
    const StoreKind* kind = storeKind(endpoint.driver);
    snapshot.driver = kind ? kind->displayName : endpoint.driver;
    snapshot.environment = endpoint.environment;
    return snapshot;
}

void setNothingWaits(LinkFacts& facts)
{
    facts.oldestPending.reset();
    facts.link.pendingForward = 0;
    facts.link.pendingReverse = 0;
    facts.link.timeLeft.reset();
    for (TableSnapshot& table : facts.link.tables) {
        table.pendingForward = 0;
        table.pendingReverse = 0;
    }
}

} // namespace

QDateTime toDateTime(TimeUs time)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

LinkFacts FactsKeeper::initial(const LinkConfig& link, const EndpointConfig& a, const EndpointConfig& b,
                               const QDateTime& startedAt)
{
    LinkFacts facts;
    facts.startedAt = startedAt;
    facts.link.name = link.name;
    facts.link.a = endpointSnapshot(a);
    facts.link.b = endpointSnapshot(b);
    facts.link.forward = link.forward;
    facts.link.reverse = link.reverse;
    facts.link.interval = link.interval;
    facts.vitals.poolA = a.poolSize;
    facts.vitals.poolB = b.poolSize;
    facts.link.warnings = warningsOf(link);
    for (const TableConfig& config : link.tables) {
        TableSnapshot table;
        table.a = config.a;
        table.b = config.b;
        facts.link.tables.push_back(table);
    }
    return facts;
}

void FactsKeeper::setReachable(bool a, bool b, const QDateTime& now)
{
    m_facts.reachableA = a;
    m_facts.reachableB = b;
    if (a && b)
        m_facts.unreachableSince.reset();
    else if (!m_facts.unreachableSince)
        m_facts.unreachableSince = now;
}

void FactsKeeper::cycled(const CycleReport& report, const QDateTime& now)
{
    LinkSnapshot& link = m_facts.link;
    m_facts.drained = report.drained;
    m_facts.loading = report.loading;
    m_facts.forPerson = false;
    m_facts.unsaved = report.unsaved;
    link.lastSync = now;
    link.lastError.reset();
    link.consecutiveFailures = 0;
    link.totalForward += report.forward.rows();
    link.totalReverse += report.reverse.rows();
    if (report.proof)
        link.proof = report.proof;
    for (const TableMoved& moved : report.moved) {
        if (TableSnapshot* t = table(moved.table))
            t->lastChange = moved.at == TimeUs{} ? now : toDateTime(moved.at);
    }
    for (const TableTally& tally : report.tally) {
        if (TableSnapshot* t = table(tally.table)) {
            t->tallyForward += tally.forward;
            t->tallyReverse += tally.reverse;
        }
    }
    if (report.drained)
        setNothingWaits(m_facts);
}

void FactsKeeper::failed(const Error& error, int failures)
{
    LinkSnapshot& link = m_facts.link;
    m_facts.forPerson = error.kind == ErrorClass::Config || error.kind == ErrorClass::Schema;
    link.lastError = error;
    link.consecutiveFailures = failures;
    forgetPending();
}

void FactsKeeper::forgetPending()
{
    LinkSnapshot& link = m_facts.link;
    link.pendingForward.reset();
    link.pendingReverse.reset();
    link.timeLeft.reset();
    for (TableSnapshot& t : link.tables) {
        t.pendingForward.reset();
        t.pendingReverse.reset();
    }
}

void FactsKeeper::setTables(const std::vector<TableReport>& reports)
{
    m_reports = reports;
    QList<TableSnapshot> tables;
    for (const TableReport& report : reports) {
        const TableSnapshot* before = table(report.a);
        TableSnapshot t = before ? *before : TableSnapshot();
        const Correction correction = m_corrections.value(report.a);
        t.a = report.a;
        t.b = report.b;
        t.stopped = report.stopped;
        t.loadProgress = report.loadProgress;
        if (!report.stopped) {
            t.rowsA = std::max<qint64>(0, report.estimatedRowsA + correction.a);
            t.rowsB = std::max<qint64>(0, report.estimatedRowsB + correction.b);
        }
        tables.push_back(t);
    }
    m_facts.link.tables = tables;
}

void FactsKeeper::setPending(const PendingReport& pending)
{
    LinkSnapshot& link = m_facts.link;
    setNothingWaits(m_facts);
    for (const TablePending& p : pending.tables) {
        *link.pendingForward += p.forward;
        *link.pendingReverse += p.reverse;
        if (TableSnapshot* t = table(p.table)) {
            t->pendingForward = p.forward;
            t->pendingReverse = p.reverse;
        }
    }
    if (pending.oldest)
        m_facts.oldestPending = toDateTime(*pending.oldest);
}

void FactsKeeper::setCounts(const OpenCounts& counts)
{
    LinkSnapshot& link = m_facts.link;
    link.errorsOpen = counts.errorsOf(link.name);
    link.conflictsTotal = counts.conflictsOf(link.name);
    link.held = counts.heldOf(link.name);
    for (TableSnapshot& t : link.tables) {
        t.errors = 0;
        t.conflicts = 0;
        for (const OpenCounts::Count& c : counts.errors) {
            if (c.link == link.name && c.table == (c.direction == Direction::Forward ? t.a : t.b))
                t.errors += c.count;
        }
        for (const OpenCounts::Count& c : counts.conflicts) {
            if (c.link == link.name && c.table == t.a)
                t.conflicts += c.count;
        }
    }
}

void FactsKeeper::compared(const CompareReport& report, const Proof& proof)
{
    m_facts.link.proof = proof;
    for (const TableCompare& compare : report.tables) {
        const auto it = std::ranges::find(m_reports, compare.a, &TableReport::a);
        if (it == m_reports.end())
            continue;
        m_corrections[compare.a] = {compare.rowsA - it->estimatedRowsA, compare.rowsB - it->estimatedRowsB};
    }
    setTables(std::vector<TableReport>(m_reports));
}

void FactsKeeper::setBells(int count, int alive, const QDateTime& now)
{
    m_facts.bells = count;
    m_facts.bellsAlive = alive;
    if (alive >= count)
        m_facts.bellDownSince.reset();
    else if (!m_facts.bellDownSince)
        m_facts.bellDownSince = now;
}

void FactsKeeper::setMeter(const Meter& meter)
{
    LinkSnapshot& link = m_facts.link;
    link.recent = meter.recent();
    m_facts.cycleTime = meter.cycleTime();
    link.timeLeft.reset();
    const double left = rowsLeft();
    if (left > 0 && meter.rate() > 1)
        link.timeLeft = Milliseconds{static_cast<qint64>(1000.0 * left / meter.rate())};
}

TableSnapshot* FactsKeeper::table(const TableName& a)
{
    auto& tables = m_facts.link.tables;
    const auto it = std::ranges::find(tables, a, &TableSnapshot::a);
    return it == tables.end() ? nullptr : &*it;
}

double FactsKeeper::rowsLeft() const
{
    if (m_facts.drained && !m_facts.loading)
        return 0;
    auto left = static_cast<double>(m_facts.link.pendingForward.value_or(0) + m_facts.link.pendingReverse.value_or(0));
    for (const TableReport& report : m_reports) {
        if (!report.loadProgress)
            continue;
        const auto rows = static_cast<double>(std::max(report.estimatedRowsA, report.estimatedRowsB));
        left += rows * (1 - std::clamp(*report.loadProgress, 0.0, 1.0));
    }
    return left;
}

} // namespace keel
