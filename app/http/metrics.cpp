// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/metrics.h"

#include "app/http/metricfamilies.h"

#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>

namespace keel::http {

namespace {

using Buckets = prometheus::Histogram::BucketBoundaries;

const Buckets durationBuckets{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300}; // seconds
const Buckets lagBuckets{0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 86400};                      // seconds

double seconds(Milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

void addLink(MetricFamilies& out, const LinkSnapshot& link)
{
    const QString& name = link.name.value;
    const Labels labels{{"link", name}};
    const auto both = [&](const char* direction) {
        return Labels{{"link", name}, {"direction", QLatin1String(direction)}};
    };
    out.gauge("evenkeel_link_health", "0 healthy, 1 degraded, 2 down", labels, int(healthOf(link.state)));
    out.gauge("evenkeel_paused", "1 while a person paused the link", labels, link.paused);
    out.gauge("evenkeel_cycle_running", "1 while a cycle runs", labels, link.cycleRunning);
    out.counter("evenkeel_cycles_total", "cycles since start", labels, double(link.cycles));
    for (const ConflictTally& tally : link.conflictTally)
        out.counter("evenkeel_conflicts_total", "conflicts recorded since start",
                    {{"link", name}, {"class", tally.conflictClass}, {"winner", tally.winner}}, double(tally.count));
    for (const ErrorTally& tally : link.errorTally)
        out.counter("evenkeel_errors_total", "errors recorded since start, tries counted",
                    {{"link", name}, {"class", toText(tally.kind)}}, double(tally.count));
    out.gauge("evenkeel_pending_rows", "changes not yet carried", both("forward"), link.pendingForward);
    out.gauge("evenkeel_pending_rows", "changes not yet carried", both("reverse"), link.pendingReverse);
    out.gauge("evenkeel_held_rows", "rows that wait for a person", labels, double(link.held));
    out.gauge("evenkeel_brake_plans", "plans of the brake that wait for a person", labels, double(link.brake.size()));
    out.counter("evenkeel_restarts_total", "times that a stalled worker got fresh connections", labels, link.restarts);
    out.gauge("evenkeel_consecutive_failures", "cycles that failed in a row", labels, link.consecutiveFailures);
    if (link.lag)
        out.gauge("evenkeel_oldest_change_age_seconds", "age of the oldest change not yet carried, 0 when drained",
                  labels, seconds(*link.lag));
    if (link.lastSync)
        out.gauge("evenkeel_last_sync_timestamp_seconds", "end of the last cycle that succeeded", labels,
                  double(link.lastSync->toMSecsSinceEpoch()) / 1000);
    if (link.proof) {
        out.gauge("evenkeel_proof_timestamp_seconds", "when both sides were last compared", labels,
                  double(link.proof->at.toMSecsSinceEpoch()) / 1000);
        out.gauge("evenkeel_proof_equal", "1 when that comparison found both sides equal", labels, link.proof->equal);
    }
    if (link.canary) {
        const auto probe = [&](const char* direction, const std::optional<Milliseconds>& took) {
            if (took)
                out.gauge("evenkeel_canary_seconds", "how long the newest probe row took to the other side",
                          both(direction), seconds(*took));
        };
        probe("forward", link.canary->forward);
        probe("reverse", link.canary->reverse);
    }
    for (const HealthCheck& check : link.checks)
        out.gauge("evenkeel_check_ok", "1 while this check of the link's health is good",
                  {{"link", name}, {"check", toText(check.kind)}}, check.ok);
    for (const auto& [side, endpoint] : {std::pair("a", &link.a), std::pair("b", &link.b)})
        out.gauge("evenkeel_endpoint_up", "1 while the endpoint answers",
                  {{"link", name}, {"side", QLatin1String(side)}, {"endpoint", endpoint->name.value}},
                  endpoint->reachable);
}

void addTable(MetricFamilies& out, const QString& link, const TableSnapshot& table)
{
    const Labels labels{{"link", link}, {"table", table.a.value}};
    const auto with = [&](const char* label, const char* value) {
        Labels more = labels;
        more.push_back({label, QLatin1String(value)});
        return more;
    };
    const auto rows = [&](const char* direction, const RowTally& tally) {
        for (const auto& [outcome, count] : {std::pair("inserted", tally.inserted), std::pair("updated", tally.updated),
                                             std::pair("deleted", tally.deleted), std::pair("equal", tally.equal),
                                             std::pair("failed", tally.failed)}) {
            Labels more = with("direction", direction);
            more.push_back({"outcome", QLatin1String(outcome)});
            out.counter("evenkeel_rows_total", "rows since start, by what became of them", more, double(count));
        }
    };
    rows("forward", table.tallyForward);
    rows("reverse", table.tallyReverse);
    out.gauge("evenkeel_table_rows", "rows as of the last count", with("side", "a"), table.rowsA);
    out.gauge("evenkeel_table_rows", "rows as of the last count", with("side", "b"), table.rowsB);
    out.gauge("evenkeel_table_pending_rows", "changes not yet carried", with("direction", "forward"),
              table.pendingForward);
    out.gauge("evenkeel_table_pending_rows", "changes not yet carried", with("direction", "reverse"),
              table.pendingReverse);
    out.gauge("evenkeel_table_errors_open", "open error records", labels, double(table.errors));
    out.gauge("evenkeel_table_stopped", "1 while the table stands still", labels, table.stopped.has_value());
}

} // namespace

struct Metrics::Histograms
{
    prometheus::Registry registry;
    prometheus::Family<prometheus::Histogram>& duration = prometheus::BuildHistogram()
                                                              .Name("evenkeel_cycle_duration_seconds")
                                                              .Help("how long cycles took that had something to tell")
                                                              .Register(registry);
    prometheus::Family<prometheus::Histogram>& lag = prometheus::BuildHistogram()
                                                         .Name("evenkeel_lag_seconds")
                                                         .Help("lag of the link, looked at once a second")
                                                         .Register(registry);
};

Metrics::Metrics() : m_histograms(std::make_unique<Histograms>()) {}

Metrics::~Metrics() = default;

void Metrics::show(const ServiceSnapshot& snapshot)
{
    m_snapshot = snapshot;
    for (const LinkSnapshot& link : snapshot.links) {
        QDateTime& sampled = m_sampled[link.name.value];
        if (!link.lag || (sampled.isValid() && sampled.msecsTo(snapshot.at) < 950))
            continue;
        sampled = snapshot.at;
        m_histograms->lag.Add({{"link", link.name.value.toStdString()}}, lagBuckets).Observe(seconds(*link.lag));
    }
}

void Metrics::addCycle(const CycleRecord& cycle)
{
    Sum& sum = m_sums[cycle.link.value];
    sum.failures += cycle.failure ? 1 : 0;
    m_histograms->duration.Add({{"link", cycle.link.value.toStdString()}}, durationBuckets)
        .Observe(seconds(cycle.duration));
}

QByteArray Metrics::text(int connections) const
{
    MetricFamilies out;
    out.gauge("evenkeel_build_info", "the running version", {{"version", QStringLiteral(EVENKEEL_VERSION)}}, 1);
    out.gauge("evenkeel_health", "0 healthy, 1 degraded, 2 down", {}, int(m_snapshot.health));
    for (const LinkSnapshot& link : m_snapshot.links) {
        addLink(out, link);
        const Sum sum = m_sums.value(link.name.value);
        const Labels labels{{"link", link.name.value}};
        out.counter("evenkeel_cycle_failures_total", "cycles that failed as a whole", labels, double(sum.failures));
        for (const TableSnapshot& table : link.tables)
            addTable(out, link.name.value, table);
    }
    for (auto it = m_open.constBegin(); it != m_open.constEnd(); ++it)
        out.gauge("evenkeel_errors_open", "open error records", {{"link", it.key().first}, {"class", it.key().second}},
                  double(it.value()));
    for (auto it = m_answers.constBegin(); it != m_answers.constEnd(); ++it)
        out.counter("evenkeel_http_answers_total", "answers of the API", {{"status", QString::number(it.key())}},
                    double(it.value()));
    out.gauge("evenkeel_http_connections", "open connections to the API", {}, connections);
    out.addProcess(m_snapshot.startedAt);
    std::vector<prometheus::MetricFamily> all = out.take();
    for (prometheus::MetricFamily& family : m_histograms->registry.Collect())
        all.push_back(std::move(family));
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(all));
}

} // namespace keel::http
