// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/metricfamilies.h"

#include <QDir>
#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

namespace keel::http {

prometheus::ClientMetric& MetricFamilies::add(const char* name, const char* help, prometheus::MetricType type,
                                              const Labels& labels)
{
    prometheus::MetricFamily& family = m_families[name];
    family.name = name;
    family.help = help;
    family.type = type;
    prometheus::ClientMetric& metric = family.metric.emplace_back();
    for (const auto& [label, value] : labels)
        metric.label.push_back({label, value.toStdString()});
    return metric;
}

void MetricFamilies::gauge(const char* name, const char* help, const Labels& labels, double value)
{
    add(name, help, prometheus::MetricType::Gauge, labels).gauge.value = value;
}

void MetricFamilies::counter(const char* name, const char* help, const Labels& labels, double value)
{
    add(name, help, prometheus::MetricType::Counter, labels).counter.value = value;
}

void MetricFamilies::addProcess(const QDateTime& startedAt)
{
    QFile memory(QStringLiteral("/proc/self/statm"));
    if (memory.open(QIODevice::ReadOnly)) {
        const QByteArrayList pages = memory.readAll().split(' ');
        const double size = static_cast<double>(sysconf(_SC_PAGESIZE));
        gauge("process_virtual_memory_bytes", "virtual memory", {}, pages.value(0).toDouble() * size);
        gauge("process_resident_memory_bytes", "resident memory", {}, pages.value(1).toDouble() * size);
    }
    rusage used = {};
    if (getrusage(RUSAGE_SELF, &used) == 0) {
        const auto seconds = [](const timeval& time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        counter("process_cpu_seconds_total", "user and system time", {},
                seconds(used.ru_utime) + seconds(used.ru_stime));
    }
    const auto entries = [](const QString& folder) {
        return static_cast<double>(
            QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System).size());
    };
    gauge("process_open_fds", "open files", {}, entries(QStringLiteral("/proc/self/fd")));
    gauge("process_threads", "threads", {}, entries(QStringLiteral("/proc/self/task")));
    rlimit files = {};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0)
        gauge("process_max_fds", "most open files", {}, static_cast<double>(files.rlim_cur));
    if (startedAt.isValid())
        gauge("process_start_time_seconds", "when the service started", {},
              static_cast<double>(startedAt.toMSecsSinceEpoch()) / 1000);
}

std::vector<prometheus::MetricFamily> MetricFamilies::take()
{
    std::vector<prometheus::MetricFamily> all;
    for (auto& [name, family] : m_families)
        all.push_back(std::move(family));
    m_families.clear();
    return all;
}

} // namespace keel::http
