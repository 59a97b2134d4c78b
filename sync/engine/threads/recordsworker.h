// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/records/fileid.h"
#include "sync/records/history.h"
#include "sync/records/statefile.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>

namespace keel {

/// Owns history.db and state.json in a thread of its own: answers the questions of a SyncService and writes what the
/// workers may leave to others (cycles, samples). Every function is called in that thread.
class RecordsWorker final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QString historyFile;
        QString stateFile;
        KeepConfig keep;
    };

    explicit RecordsWorker(Parts parts);
    ~RecordsWorker() override;

    /// Emits opened, or failed again and again until it works.
    void open();
    void stop();

    void addCycle(const CycleRecord& cycle);
    void addSamples(const LinkName& link, const QList<Sample>& samples);

    void askErrors(const ErrorQuery& query);
    void askErrorDetail(quint64 request, qint64 id);
    void askConflicts(const ConflictQuery& query);
    void askHistory(const HistoryQuery& query);
    void askSamples(const SampleQuery& query);
    void askOperatorLog(const OperatorLogQuery& query);

    enum class Closing { Resolve, Ignore };
    void retry(quint64 command, const QList<qint64>& ids, const QString& who);
    void retryMatching(quint64 command, const ErrorFilter& filter, const QString& who);
    void closeMatching(quint64 command, const ErrorFilter& filter, ErrorState how, const QString& who);
    void decideBrake(quint64 command, qint64 id, BrakeDecision decision, const QString& who);
    void close(quint64 command, Closing how, const QList<qint64>& ids, const QString& who);
    /// A line in the operators' log.
    void note(const QString& who, const QString& what, const QString& detail);

signals:
    void opened(const std::shared_ptr<keel::StateKeeper>& state, const QString& notice);
    void failed(const keel::Error& error);
    /// history.db was lost while it was open, and begun anew.
    void begunAnew(const QString& notice);
    void errorsAnswered(const keel::ErrorPage& page);
    void errorDetailAnswered(quint64 request, const keel::ErrorDetail& detail);
    void conflictsAnswered(const keel::ConflictPage& page);
    void historyAnswered(const keel::HistoryPage& page);
    void samplesAnswered(const keel::SampleSeries& series);
    void operatorLogAnswered(const keel::OperatorLogPage& page);
    void commandEnded(quint64 command, qint64 affected, const std::optional<keel::Error>& failure);
    /// A person changed records; with `retry` a cycle is wanted.
    void touched(bool retry);
    void stopped();

private:
    void lookAfterFile();
    void writeSamples();
    void prune();
    void voidProofs(const QList<qint64>& ids);
    void voidProofs(const QSet<LinkName>& links);
    void end(quint64 command, const Result<qint64>& changed, bool retry);
    [[nodiscard]] Error closedError() const;
    template <class Page, class Query>
    [[nodiscard]] Page answer(const Query& query, Result<Page> (History::*ask)(const Query&));

    Parts m_parts;
    std::unique_ptr<History> m_history;
    std::shared_ptr<StateKeeper> m_state;
    std::optional<Error> m_failure;
    std::optional<FileId> m_file; ///< the history that is open
    QTimer m_again;
    QTimer m_look;
    QTimer m_write;
    QTimer m_prune;
    QHash<LinkName, QList<Sample>> m_samples;
};

} // namespace keel
