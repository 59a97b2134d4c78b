// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "tests/support/fakeservice/sampledata.h"

#include <QHash>
#include <QStringList>

#include <functional>

namespace keel {

/// A SyncService without an engine: answers by queued signals out of sample data, remembers what it was told, and emits
/// on demand. Public members are for tests to set and read.
class FakeSyncService : public SyncService
{
    Q_OBJECT

public:
    explicit FakeSyncService(ServiceSnapshot snapshot = sample::snapshot(), QObject* parent = nullptr);

    [[nodiscard]] ServiceSnapshot snapshot() const override { return m_snapshot; }
    void forceSync(quint64 request, const LinkName& link) override;
    void restart(quint64 request, const LinkName& link) override;
    void wake(const LinkName& link, bool reverse) override;
    void wakeTable(const LinkName& link, const TableName& onA, bool reverse) override;
    void note(const QString& who, const QString& what, const QString& detail) override;
    void pause(quint64 request, const LinkName& link, const QString& who) override;
    void resume(quint64 request, const LinkName& link, const QString& who) override;
    void check(quint64 request, const LinkName& link) override;
    void retryErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void retryMatching(quint64 request, const ErrorFilter& filter, const QString& who) override;
    void resolveErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void ignoreErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;

    void closeMatching(quint64 request, const ErrorFilter& filter, ErrorState how, const QString& who) override;
    void decideBrake(quint64 request, qint64 id, BrakeDecision decision, const QString& who) override;
    void resolveConflicts(quint64 request, const QList<qint64>& ids, const ConflictDecision& decision,
                          const QString& who) override;
    void requestErrors(const ErrorQuery& query) override;
    void requestErrorDetail(quint64 request, qint64 id) override;
    void requestConflicts(const ConflictQuery& query) override;
    void requestHistory(const HistoryQuery& query) override;
    void requestSamples(const SampleQuery& query) override;
    void requestOperatorLog(const OperatorLogQuery& query) override;

    /// Replaces the snapshot and tells.
    void show(const ServiceSnapshot& snapshot);
    void finishCycle(const CycleRecord& cycle) { emit cycleFinished(cycle); }
    void changeRecords() { emit recordsChanged(); }

    /// "forceSync clinic-cloud", "pause * ana", "retry 4 7 ana", in order; "*" is all links.
    QStringList calls;
    /// Records in the error list; any number costs nothing until a page of it is asked for.
    qint64 errorCount = 17;
    qint64 cycleCount = 400;
    QList<LogLine> logLines; ///< newest first; note() adds
    /// When set, commands and questions end with it.
    std::optional<Error> failWith;
    /// The queries asked, newest last.
    QList<ErrorQuery> errorQueries;

private:
    void finish(quint64 request, const QString& call, qint64 affected);
    void change(const LinkName& link, const std::function<void(LinkSnapshot&)>& edit);
    void setState(const QList<qint64>& ids, ErrorState state, const QString& who);
    [[nodiscard]] ErrorRecord record(qint64 id) const;
    [[nodiscard]] ErrorPage answer(const ErrorQuery& query) const;

    ServiceSnapshot m_snapshot;
    QHash<qint64, std::pair<ErrorState, QString>> m_closed;
    QHash<qint64, std::pair<ConflictDecision::Kind, QString>> m_decided;
};

} // namespace keel
