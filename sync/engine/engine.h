// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "sync/config/configdiff.h"

#include <memory>

namespace keel {

class DataDir;

/// The engine in this process: a named QThread with a LinkWorker per link, one more thread for questions to history.db.
/// Lives in the thread that made it, blocks it never.
class Engine final : public SyncService
{
    Q_OBJECT

public:
    /// Takes the held data dir and a valid config. start() begins to work.
    Engine(Config config, std::shared_ptr<DataDir> dataDir, QObject* parent = nullptr);
    ~Engine() override;

    void start();
    /// Stops taking work, finishes or rolls back the batch in hand, closes, writes the state; `stopped` follows within
    /// 30 seconds. Destroying the engine without it does the same and waits.
    void stop();
    /// Takes a new valid config over, link by link: what is the same goes on undisturbed; what changed or is gone stops
    /// as at stop(), and what changed or is new then starts. Returns what that means at once.
    ConfigDiff reconfigure(const Config& next);
    /// A sentence about the config that stands in every snapshot's notice until it is taken back with an empty one.
    void setConfigNotice(const QString& notice);

    [[nodiscard]] ServiceSnapshot snapshot() const override;
    void forceSync(quint64 request, const LinkName& link) override;
    void restart(quint64 request, const LinkName& link) override;
    void pause(quint64 request, const LinkName& link, const QString& who) override;
    void resume(quint64 request, const LinkName& link, const QString& who) override;
    void check(quint64 request, const LinkName& link) override;
    void retryErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void retryMatching(quint64 request, const ErrorFilter& filter, const QString& who) override;
    void resolveErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void ignoreErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void closeMatching(quint64 request, const ErrorFilter& filter, ErrorState how, const QString& who) override;
    void wake(const LinkName& link, bool reverse) override;
    void wakeTable(const LinkName& link, const TableName& onA, bool reverse) override;
    void note(const QString& who, const QString& what, const QString& detail) override;
    void decideBrake(quint64 request, qint64 id, BrakeDecision decision, const QString& who) override;
    void resolveConflicts(quint64 request, const QList<qint64>& ids, const ConflictDecision& decision,
                          const QString& who) override;
    void requestErrors(const ErrorQuery& query) override;
    void requestErrorDetail(quint64 request, qint64 id) override;
    void requestConflicts(const ConflictQuery& query) override;
    void requestHistory(const HistoryQuery& query) override;
    void requestSamples(const SampleQuery& query) override;
    void requestOperatorLog(const OperatorLogQuery& query) override;

signals:
    void stopped();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace keel
