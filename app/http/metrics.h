// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QByteArray>
#include <QHash>

#include <memory>

namespace keel::http {

/// What stands at /metrics: the newest snapshot as gauges and counters, and histograms over what was seen go by. Base
/// units (seconds, bytes, rows). A figure that is not known is left out. One thread.
class Metrics
{
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    void show(const ServiceSnapshot& snapshot);
    void addCycle(const CycleRecord& cycle);
    void countAnswer(int status) { ++m_answers[status]; }
    /// Open records by link and class: "row", "schema", …
    void setOpenErrors(const QHash<std::pair<QString, QString>, qint64>& counts) { m_open = counts; }

    [[nodiscard]] QByteArray text(int connections) const;

private:
    struct Histograms;

    ServiceSnapshot m_snapshot;
    struct Sum
    {
        qint64 failures = 0;
    };
    QHash<QString, Sum> m_sums; ///< by link, since start
    QHash<int, qint64> m_answers;
    QHash<std::pair<QString, QString>, qint64> m_open;
    QHash<QString, QDateTime> m_sampled; ///< by link: the last lag that was put into the histogram
    std::unique_ptr<Histograms> m_histograms;
};

} // namespace keel::http
