// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/engine/reports.h"
#include "sync/engine/threads/linkfacts.h"
#include "sync/engine/threads/meter.h"
#include "sync/records/history.h"

#include <QHash>

namespace keel {

/// Keeps a link's facts from the reports of its runner and its records. No clock, thread or database in it.
class FactsKeeper
{
public:
    /// The first facts: what the config says, everything else unknown.
    [[nodiscard]] static LinkFacts initial(const LinkConfig& link, const EndpointConfig& a, const EndpointConfig& b,
                                           const QDateTime& startedAt);

    explicit FactsKeeper(LinkFacts initial) : m_facts(std::move(initial)) {}

    [[nodiscard]] const LinkFacts& facts() const { return m_facts; }
    [[nodiscard]] LinkSnapshot& link() { return m_facts.link; }
    [[nodiscard]] LinkFacts& edit() { return m_facts; }

    void setReachable(bool a, bool b, const QDateTime& now);
    /// A slice of a cycle went well.
    void cycled(const CycleReport& report, const QDateTime& now);
    /// The attempt failed: what waits is not known until the next one reads it.
    void failed(const Error& error, int failures);
    /// Nobody looks any more: what waits is not known.
    void forgetPending();
    void setTables(const std::vector<TableReport>& reports);
    void setPending(const PendingReport& pending);
    void setCounts(const OpenCounts& counts);
    void compared(const CompareReport& report, const Proof& proof);
    void setBells(int count, int alive, const QDateTime& now);
    /// The meter's figures, and the time left at its rate.
    void setMeter(const Meter& meter);

private:
    [[nodiscard]] TableSnapshot* table(const TableName& a);
    [[nodiscard]] double rowsLeft() const;

    /// Exact rows of the last comparison less the estimate of that moment: added to later estimates.
    struct Correction
    {
        qint64 a = 0;
        qint64 b = 0;
    };

    LinkFacts m_facts;
    std::vector<TableReport> m_reports;
    QHash<TableName, Correction> m_corrections;
};

[[nodiscard]] QDateTime toDateTime(TimeUs time);

} // namespace keel
