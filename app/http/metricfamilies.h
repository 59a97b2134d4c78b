// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <prometheus/metric_family.h>

#include <QDateTime>
#include <QList>
#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace keel::http {

using Labels = QList<std::pair<const char*, QString>>;

/// Metrics of one answer, gathered by name. Counters are set, not counted: the engine counts.
class MetricFamilies
{
public:
    void gauge(const char* name, const char* help, const Labels& labels, double value);
    void counter(const char* name, const char* help, const Labels& labels, double value);
    /// Left out while it is not known.
    void gauge(const char* name, const char* help, const Labels& labels, const std::optional<qint64>& value)
    {
        if (value)
            gauge(name, help, labels, static_cast<double>(*value));
    }
    /// This process's memory, time, files and threads, by the names that every Prometheus client uses.
    void addProcess(const QDateTime& startedAt);

    [[nodiscard]] std::vector<prometheus::MetricFamily> take();

private:
    prometheus::ClientMetric& add(const char* name, const char* help, prometheus::MetricType type,
                                  const Labels& labels);

    std::map<std::string, prometheus::MetricFamily> m_families;
};

} // namespace keel::http
