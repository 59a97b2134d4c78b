// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/pg.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <vector>

/// What all measurements share: two servers, the program, and the table that is printed at the end.
class Bench
{
public:
    Bench(QString evenkeel, QString serverA, QString serverB, int runs);

    struct Line
    {
        QString what;
        QString measured;
        QString reference;
        QString ratio;
    };
    void add(Line line);
    void print() const;

    [[nodiscard]] int runs() const { return m_runs; }
    [[nodiscard]] const QString& serverA() const { return m_serverA; }
    [[nodiscard]] const QString& serverB() const { return m_serverB; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Drops and makes a database on both servers.
    void freshDatabases(const QString& name) const;
    /// A config in a folder of its own that links the tables of database `name`; returns the folder. `apiPort`: of the
    /// HTTP API; 0: the usual one, if it is free.
    [[nodiscard]] QString writeConfig(const QString& name, const QStringList& tables, int batchSize = 1000,
                                      int apiPort = 0) const;
    [[nodiscard]] QString writeConfig(const QString& name, const QJsonObject& config) const;
    /// Arguments that name a folder's config and data dir.
    [[nodiscard]] QStringList in(const QString& folder, const QStringList& command) const;
    /// Runs the program to its end; seconds. Ends the benchmark when it fails. `peakMiB`: its memory.
    double once(const QString& folder, double* peakMiB = nullptr) const;
    /// Starts `serve` and returns when it has gone through a cycle.
    [[nodiscard]] std::unique_ptr<QProcess> serve(const QString& folder) const;
    [[nodiscard]] const QString& program() const { return m_evenkeel; }

private:
    QString m_evenkeel;
    QString m_serverA;
    QString m_serverB;
    int m_runs;
    QTemporaryDir m_folder;
    std::vector<Line> m_lines;
};

[[nodiscard]] double median(std::vector<double> values);
[[nodiscard]] double percentile(std::vector<double> values, double p);
/// "2.61 s (2.50 to 2.80)"
[[nodiscard]] QString spread(const std::vector<double>& values, const QString& unit, int decimals = 2);
[[nodiscard]] double secondsNow();
/// Resident memory of a process, MiB; `peak`: the most it ever had.
[[nodiscard]] double memoryMiB(qint64 pid, bool peak);
/// The table that the measurements use: 220 bytes a row, one index beside the key.
[[nodiscard]] QString eventsTable(const QString& name);
[[nodiscard]] QString fillEvents(const QString& name, int rows);

void benchCatchUp(Bench& bench);
void benchLoad(Bench& bench);
void benchBacklog(Bench& bench);
void benchLatency(Bench& bench);
void benchTriggers(Bench& bench);
void benchIdle(Bench& bench);
void benchPoison(Bench& bench);
void benchStatusLoad(Bench& bench);
void benchSqlite(Bench& bench);
