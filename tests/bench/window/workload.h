// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <atomic>
#include <thread>

/// Two SQLite files that are linked, and a user who changes a thousand rows a second in the first.
class Workload
{
public:
    explicit Workload(const QString& folder);
    ~Workload();

    [[nodiscard]] const keel::Config& config() const { return m_config; }
    void start();
    void stop();
    [[nodiscard]] qint64 changes() const { return m_changes; }

private:
    void work();

    QString m_first;
    keel::Config m_config;
    std::atomic<qint64> m_changes = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

/// Open error records of rows that no link has (so that no retry closes them), and conflicts, in a history.db.
void fillHistory(const QString& file, int errors, int conflicts);
