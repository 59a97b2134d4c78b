// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>
#include <QThread>
#include <QUrl>

#include <sys/prctl.h>

#include <algorithm>
#include <chrono>
#include <csignal>

namespace {

constexpr int startTimeoutMs = 30000;

QJsonObject endpoint(const QString& server, const QString& database)
{
    const QUrl url(server);
    return {{QStringLiteral("driver"), QStringLiteral("postgresql")},
            {QStringLiteral("host"), url.host()},
            {QStringLiteral("port"), url.port()},
            {QStringLiteral("database"), database},
            {QStringLiteral("user"), url.userName()}};
}

} // namespace

Bench::Bench(QString evenkeel, QString serverA, QString serverB, int runs)
    : m_evenkeel(std::move(evenkeel)), m_serverA(std::move(serverA)), m_serverB(std::move(serverB)), m_runs(runs)
{}

void Bench::add(Line line)
{
    QTextStream(stderr) << line.what << ": " << line.measured << " | " << line.reference << " | " << line.ratio
                        << Qt::endl;
    m_lines.push_back(std::move(line));
}

void Bench::print() const
{
    QTextStream out(stdout);
    out << "\n| measured | Evenkeel | beside it | ratio |\n| --- | --- | --- | --- |\n";
    for (const Line& line : m_lines)
        out << "| " << line.what << " | " << line.measured << " | " << line.reference << " | " << line.ratio << " |\n";
}

void Bench::freshDatabases(const QString& name) const
{
    for (const QString& server : {m_serverA, m_serverB}) {
        Pg admin(server);
        admin.run(QStringLiteral("drop database if exists %1 with (force)").arg(name));
        admin.run(QStringLiteral("create database %1").arg(name));
    }
}

QString Bench::writeConfig(const QString& name, const QStringList& tables, int batchSize, int apiPort) const
{
    QJsonArray list;
    for (const QString& table : tables)
        list.append(QJsonObject{{QStringLiteral("a"), table}, {QStringLiteral("b"), table}});
    QJsonObject config{
        {QStringLiteral("endpoints"), QJsonObject{{QStringLiteral("a"), endpoint(m_serverA, name)},
                                                  {QStringLiteral("b"), endpoint(m_serverB, name)}}},
        {QStringLiteral("links"), QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("bench")},
                                                         {QStringLiteral("a"), QStringLiteral("a")},
                                                         {QStringLiteral("b"), QStringLiteral("b")},
                                                         {QStringLiteral("batchSize"), batchSize},
                                                         {QStringLiteral("tables"), list}}}}};
    if (apiPort > 0)
        config.insert(QStringLiteral("api"), QJsonObject{{QStringLiteral("port"), apiPort}});
    return writeConfig(name, config);
}

QString Bench::writeConfig(const QString& name, const QJsonObject& config) const
{
    const QString folder = m_folder.filePath(name);
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    QFile file(folder + QStringLiteral("/evenkeel.json"));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(config).toJson()) < 0)
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return folder;
}

QStringList Bench::in(const QString& folder, const QStringList& command) const
{
    return command + QStringList{QStringLiteral("--config"), folder + QStringLiteral("/evenkeel.json"),
                                 QStringLiteral("--data-dir"), folder + QStringLiteral("/data")};
}

double Bench::once(const QString& folder, double* peakMiB) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const double begun = secondsNow();
    process.start(m_evenkeel, in(folder, {QStringLiteral("once")}));
    process.waitForStarted();
    double peak = 0;
    while (!process.waitForFinished(20)) {
        if (process.state() == QProcess::NotRunning)
            break;
        if (peakMiB)
            peak = std::max(peak, memoryMiB(process.processId(), true));
    }
    const double seconds = secondsNow() - begun;
    if (process.exitCode() != 0)
        qFatal("evenkeel once ended with %d", process.exitCode());
    if (peakMiB)
        *peakMiB = peak;
    return seconds;
}

std::unique_ptr<QProcess> Bench::serve(const QString& folder) const
{
    auto process = std::make_unique<QProcess>();
    process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); }); // ends with a benchmark that fails
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardOutputFile(folder + QStringLiteral("/serve.log"));
    process->start(m_evenkeel, in(folder, {QStringLiteral("serve")}));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < startTimeoutMs) {
        QProcess status;
        status.start(m_evenkeel, in(folder, {QStringLiteral("status"), QStringLiteral("--json")}));
        status.waitForFinished();
        const auto links =
            QJsonDocument::fromJson(status.readAllStandardOutput()).object().value(QStringLiteral("status"));
        const auto link = links.toObject().value(QStringLiteral("links")).toArray().first().toObject();
        if (!link.value(QStringLiteral("proof")).isNull() && link.value(QStringLiteral("isRealTimeActive")).toBool())
            return process;
    }
    qFatal("serve did not get through a cycle in %d ms", startTimeoutMs);
}

double median(std::vector<double> values)
{
    return percentile(std::move(values), 0.5);
}

double percentile(std::vector<double> values, double p)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(p * last + 0.5)];
}

QString spread(const std::vector<double>& values, const QString& unit, int decimals)
{
    const auto [low, high] = std::ranges::minmax(values);
    return QStringLiteral("%1 %2 (%3 to %4)")
        .arg(median(values), 0, 'f', decimals)
        .arg(unit)
        .arg(low, 0, 'f', decimals)
        .arg(high, 0, 'f', decimals);
}

double secondsNow()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double memoryMiB(qint64 pid, bool peak)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray wanted = peak ? "VmHWM:" : "VmRSS:";
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith(wanted))
            return line.mid(wanted.size()).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

QString eventsTable(const QString& name)
{
    return QStringLiteral("create table %1 (id bigint primary key, account integer not null, kind text not null,"
                          " amount numeric(12,2), at timestamptz not null, payload text not null);"
                          "create index on %1 (account)")
        .arg(name);
}

QString fillEvents(const QString& name, int rows)
{
    return QStringLiteral("insert into %1 select i, i % 5000, 'new', i / 100.0, '2026-01-01'::timestamptz + i * "
                          "interval '1 second', rpad(md5(i::text), 150, 'x')"
                          " from generate_series(1, %2) i")
        .arg(name)
        .arg(rows);
}
