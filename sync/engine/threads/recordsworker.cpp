// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/recordsworker.h"

#include "sync/engine/threads/enginelog.h"

namespace keel {

using namespace std::chrono_literals;

RecordsWorker::RecordsWorker(Parts parts)
    : m_parts(std::move(parts)), m_again(this), m_look(this), m_write(this), m_prune(this)
{
    m_again.setSingleShot(true);
    m_again.setInterval(5s);
    m_look.setInterval(1s);
    m_write.setInterval(10s);
    m_prune.setInterval(1h);
    connect(&m_again, &QTimer::timeout, this, &RecordsWorker::open);
    connect(&m_look, &QTimer::timeout, this, &RecordsWorker::lookAfterFile);
    connect(&m_write, &QTimer::timeout, this, &RecordsWorker::writeSamples);
    connect(&m_prune, &QTimer::timeout, this, &RecordsWorker::prune);
}

RecordsWorker::~RecordsWorker() = default;

void RecordsWorker::open()
{
    QStringList notices;
    auto history = History::open(m_parts.historyFile, QStringLiteral("records"));
    std::optional<Error> failure;
    if (!history)
        failure = history.error();
    auto state = StateFile::load(m_parts.stateFile);
    if (!state)
        failure = state.error();
    if (failure) {
        if (!m_failure)
            qCCritical(engineLog).noquote() << "event=records-not-open" << u"error="_qs + toText(*failure);
        m_failure = failure;
        m_again.start();
        emit failed(*failure);
        return;
    }
    m_failure.reset();
    m_history = std::move(*history);
    m_file = fileIdOf(m_parts.historyFile);
    notices << m_history->notice() << (*state)->notice();
    notices.removeAll(QString());
    m_state = std::move(*state);
    m_look.start();
    m_write.start();
    m_prune.start();
    emit opened(m_state, notices.join(u'\n'));
    prune();
}

void RecordsWorker::stop()
{
    m_again.stop();
    m_look.stop();
    m_write.stop();
    m_prune.stop();
    writeSamples();
    m_history.reset();
    m_failure = closedError();
    emit stopped();
}

/// Somebody removed or replaced the file under us: what is written from now on would be lost with the old one.
void RecordsWorker::lookAfterFile()
{
    if (m_history && fileIdOf(m_parts.historyFile) == m_file)
        return;
    m_history.reset();
    auto history = History::open(m_parts.historyFile, QStringLiteral("records"));
    if (!history) {
        if (!m_failure)
            qCCritical(engineLog).noquote() << "event=history-lost" << u"error="_qs + toText(history.error());
        m_failure = history.error();
        return;
    }
    m_failure.reset();
    m_history = std::move(*history);
    m_file = fileIdOf(m_parts.historyFile);
    const QString known = m_history->notice();
    const QString said =
        known.isEmpty() ? QStringLiteral("%1 was gone; a new one is begun.").arg(m_parts.historyFile) : known;
    qCCritical(engineLog).noquote() << "event=history-lost" << u"said="_qs + said;
    emit begunAnew(said);
}

void RecordsWorker::addCycle(const CycleRecord& cycle)
{
    if (!m_history)
        return;
    if (const auto added = m_history->addCycle(cycle); !added)
        qCWarning(engineLog).noquote() << "event=cycle-not-kept" << u"error="_qs + toText(added.error());
}

void RecordsWorker::addSamples(const LinkName& link, const QList<Sample>& samples)
{
    auto& kept = m_samples[link];
    kept += samples;
    // The disk refuses them: the newest are worth more than memory without bound.
    if (constexpr qsizetype most = 3600; kept.size() > most)
        kept.remove(0, kept.size() - most);
}

void RecordsWorker::writeSamples()
{
    if (!m_history)
        return;
    for (auto it = m_samples.begin(); it != m_samples.end(); ++it) {
        if (it->isEmpty())
            continue;
        if (const auto added = m_history->addSamples(it.key(), *it); added)
            it->clear();
        else
            qCWarning(engineLog).noquote() << "event=samples-not-kept" << u"error="_qs + toText(added.error());
    }
}

void RecordsWorker::prune()
{
    if (!m_history)
        return;
    if (const auto dropped = m_history->prune(m_parts.keep); !dropped)
        qCWarning(engineLog).noquote() << "event=not-pruned" << u"error="_qs + toText(dropped.error());
}

Error RecordsWorker::closedError() const
{
    if (m_failure)
        return *m_failure;
    Error error;
    error.kind = ErrorClass::Transient;
    error.code = ErrorCode::Cancelled;
    error.detail = QStringLiteral("history.db is not open");
    return error;
}

template <class Page, class Query>
Page RecordsWorker::answer(const Query& query, Result<Page> (History::*ask)(const Query&))
{
    Page page;
    if (!m_history) {
        page.failure = closedError();
    } else if (auto asked = ((*m_history).*ask)(query); asked) {
        page = std::move(*asked);
    } else {
        page.failure = asked.error();
    }
    page.request = query.request;
    return page;
}

void RecordsWorker::askErrors(const ErrorQuery& query)
{
    emit errorsAnswered(answer(query, &History::errors));
}

void RecordsWorker::askErrorDetail(quint64 request, qint64 id)
{
    // The answer has no place for a failure: an unknown id comes back as a record without one.
    ErrorDetail detail;
    if (m_history)
        detail = m_history->errorDetail(id).value_or(ErrorDetail());
    emit errorDetailAnswered(request, detail);
}

void RecordsWorker::askConflicts(const ConflictQuery& query)
{
    emit conflictsAnswered(answer(query, &History::conflicts));
}

void RecordsWorker::askHistory(const HistoryQuery& query)
{
    emit historyAnswered(answer(query, &History::cycles));
}

void RecordsWorker::askSamples(const SampleQuery& query)
{
    writeSamples();
    emit samplesAnswered(answer(query, &History::samples));
}

void RecordsWorker::askOperatorLog(const OperatorLogQuery& query)
{
    emit operatorLogAnswered(answer(query, &History::operatorLog));
}

void RecordsWorker::retry(quint64 command, const QList<qint64>& ids, const QString& who)
{
    end(command, m_history ? m_history->retry(ids, who) : fail(closedError()), true);
}

void RecordsWorker::retryMatching(quint64 command, const ErrorFilter& filter, const QString& who)
{
    end(command, m_history ? m_history->retryMatching(filter, who) : fail(closedError()), true);
}

void RecordsWorker::decideBrake(quint64 command, qint64 id, BrakeDecision decision, const QString& who)
{
    end(command, m_history ? m_history->decideBrake(id, decision, who) : fail(closedError()), true);
}

void RecordsWorker::close(quint64 command, Closing how, const QList<qint64>& ids, const QString& who)
{
    if (m_history)
        voidProofs(ids);
    if (!m_history)
        end(command, fail(closedError()), false);
    else
        end(command, how == Closing::Resolve ? m_history->resolve(ids, who) : m_history->ignore(ids, who), false);
}

void RecordsWorker::closeMatching(quint64 command, const ErrorFilter& filter, ErrorState how, const QString& who)
{
    if (!m_history) {
        end(command, fail(closedError()), false);
        return;
    }
    QSet<LinkName> links;
    const auto changed = m_history->closeMatching(filter, how, who, links);
    voidProofs(links);
    end(command, changed, false);
}

void RecordsWorker::note(const QString& who, const QString& what, const QString& detail)
{
    const Result<void> kept = m_history ? m_history->log(who, what, detail) : fail(closedError());
    if (!kept)
        qCWarning(engineLog).noquote() << "event=note-not-kept" << u"error="_qs + toText(kept.error());
}

/// A record that a person closes without carrying its row: the sides may differ there, an older proof says nothing of
/// it.
void RecordsWorker::voidProofs(const QList<qint64>& ids)
{
    QSet<LinkName> links;
    for (const ErrorRecord& record : m_history->errorsById(ids).value_or(QList<ErrorRecord>())) {
        if (record.state == ErrorState::Open)
            links.insert(record.link);
    }
    voidProofs(links);
}

void RecordsWorker::voidProofs(const QSet<LinkName>& links)
{
    for (const LinkName& link : links) {
        if (!m_history->proof(link).value_or(std::nullopt))
            continue;
        Proof none;
        none.at = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        if (const auto kept = m_history->setProof(link, none); !kept)
            qCWarning(engineLog).noquote() << "event=proof-not-kept" << u"error="_qs + toText(kept.error());
    }
}

void RecordsWorker::end(quint64 command, const Result<qint64>& changed, bool retry)
{
    if (changed && *changed > 0)
        emit touched(retry);
    emit commandEnded(command, changed.value_or(0), changed ? std::nullopt : std::optional(changed.error()));
}

} // namespace keel
