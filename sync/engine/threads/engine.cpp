// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/engine.h"

#include "sync/engine/threads/engineparts.h"
#include "sync/records/datadir.h"

namespace keel {

namespace {

Error notRunning()
{
    Error error;
    error.kind = ErrorClass::Transient;
    error.code = ErrorCode::Cancelled;
    error.detail = QStringLiteral("the service is not running");
    return error;
}

Error unknownLink(const LinkName& name)
{
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::NotFound;
    error.place = name.value;
    error.detail = QStringLiteral("there is no link \"%1\"").arg(name.value);
    return error;
}

} // namespace

Engine::Engine(Config config, std::shared_ptr<DataDir> dataDir, QObject* parent)
    : SyncService(parent), d(std::make_unique<Private>(*this, std::move(config), std::move(dataDir)))
{}

Engine::~Engine()
{
    d->joinAll();
}

void Engine::start()
{
    if (!d->started)
        d->startRecords();
}

void Engine::stop()
{
    d->stop();
}

ConfigDiff Engine::reconfigure(const Config& next)
{
    return d->reconfigure(next);
}

void Engine::setConfigNotice(const QString& notice)
{
    d->configNotice = notice;
    d->publishSoon();
}

ServiceSnapshot Engine::snapshot() const
{
    return d->compose();
}

template <class Ask>
void Engine::Private::askLinks(quint64 request, const LinkName& name, Ask ask)
{
    std::vector<Link*> meant;
    for (const auto& link : links) {
        // One that is on its way out or has a new config coming is passed over where all are meant.
        const bool ready = link->worker || !link->isLeaving();
        if ((name.isEmpty() && ready) || link->config.name == name)
            meant.push_back(link.get());
    }
    if (meant.empty() && !name.isEmpty()) {
        refuse(request, unknownLink(name));
        return;
    }
    const bool running = std::ranges::all_of(meant, [](const Link* link) { return link->worker != nullptr; });
    if (stopping || !started || meant.empty() || !running) {
        refuse(request, notRunning());
        return;
    }
    const quint64 command = commands.begin(request, static_cast<int>(meant.size()));
    for (Link* link : meant) {
        LinkWorker* worker = link->worker;
        QMetaObject::invokeMethod(
            worker, [worker, command, ask] { ask(*worker, command); }, Qt::QueuedConnection);
    }
}

template <class Ask>
void Engine::Private::askRecords(quint64 request, Ask ask)
{
    if (stopping || !records) {
        refuse(request, notRunning());
        return;
    }
    const quint64 command = commands.begin(request, 1);
    RecordsWorker* worker = records;
    QMetaObject::invokeMethod(
        worker, [worker, command, ask] { ask(*worker, command); }, Qt::QueuedConnection);
}

// A person waits: the slice in hand ends between two batches. The call is queued before the interruption, so that the
// worker finds it when it comes back.

void Engine::forceSync(quint64 request, const LinkName& link)
{
    const bool named = !link.isEmpty();
    d->askLinks(request, link, [named](LinkWorker& worker, quint64 command) { worker.force(command, named); });
    d->interrupt(link, false);
}

void Engine::restart(quint64 request, const LinkName& link)
{
    const bool named = !link.isEmpty();
    d->askLinks(request, link, [named](LinkWorker& worker, quint64 command) { worker.restart(command, named); });
    d->interrupt(link, false);
}

void Engine::wake(const LinkName& link, bool reverse)
{
    if (d->stopping)
        return;
    for (const auto& one : d->links) {
        if (LinkWorker* worker = one->worker; worker && (link.isEmpty() || one->config.name == link))
            QMetaObject::invokeMethod(
                worker, [worker, reverse] { worker->wake(reverse); }, Qt::QueuedConnection);
    }
}

void Engine::wakeTable(const LinkName& link, const TableName& onA, bool reverse)
{
    if (d->stopping)
        return;
    for (const auto& one : d->links) {
        if (LinkWorker* worker = one->worker; worker && one->config.name == link)
            QMetaObject::invokeMethod(
                worker, [worker, onA, reverse] { worker->wakeTable(onA, reverse); }, Qt::QueuedConnection);
    }
}

void Engine::note(const QString& who, const QString& what, const QString& detail)
{
    // Where there is nobody to ask, the log in the files still has the command.
    static_cast<void>(d->question([=](RecordsWorker& worker) { worker.note(who, what, detail); }));
}

void Engine::pause(quint64 request, const LinkName& link, const QString& who)
{
    d->askLinks(request, link, [who](LinkWorker& worker, quint64 command) { worker.setPaused(command, true, who); });
    d->interrupt(link, true);
}

void Engine::resume(quint64 request, const LinkName& link, const QString& who)
{
    d->askLinks(request, link, [who](LinkWorker& worker, quint64 command) { worker.setPaused(command, false, who); });
}

void Engine::check(quint64 request, const LinkName& link)
{
    d->askLinks(request, link, [](LinkWorker& worker, quint64 command) { worker.check(command); });
    d->interrupt(link, false);
}

void Engine::retryErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    d->askRecords(request, [ids, who](RecordsWorker& worker, quint64 command) { worker.retry(command, ids, who); });
}

void Engine::retryMatching(quint64 request, const ErrorFilter& filter, const QString& who)
{
    d->askRecords(
        request, [filter, who](RecordsWorker& worker, quint64 command) { worker.retryMatching(command, filter, who); });
}

void Engine::resolveErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    d->askRecords(request, [ids, who](RecordsWorker& worker, quint64 command) {
        worker.close(command, RecordsWorker::Closing::Resolve, ids, who);
    });
}

void Engine::ignoreErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    d->askRecords(request, [ids, who](RecordsWorker& worker, quint64 command) {
        worker.close(command, RecordsWorker::Closing::Ignore, ids, who);
    });
}

void Engine::closeMatching(quint64 request, const ErrorFilter& filter, ErrorState how, const QString& who)
{
    d->askRecords(request, [filter, how, who](RecordsWorker& worker, quint64 command) {
        worker.closeMatching(command, filter, how, who);
    });
}

void Engine::decideBrake(quint64 request, qint64 id, BrakeDecision decision, const QString& who)
{
    d->askRecords(request, [id, decision, who](RecordsWorker& worker, quint64 command) {
        worker.decideBrake(command, id, decision, who);
    });
}

/// Every link is asked and looks for its own; an id that belongs to none is not counted.
void Engine::resolveConflicts(quint64 request, const QList<qint64>& ids, const ConflictDecision& decision,
                              const QString& who)
{
    d->askLinks(request, {}, [ids, decision, who](LinkWorker& worker, quint64 command) {
        worker.decide(command, ids, decision, who);
    });
    d->interrupt({}, false);
}

void Engine::requestErrors(const ErrorQuery& query)
{
    if (!d->question([query](RecordsWorker& worker) { worker.askErrors(query); })) {
        ErrorPage page;
        page.request = query.request;
        page.failure = notRunning();
        d->later([this, page] { emit errorsArrived(page); });
    }
}

void Engine::requestErrorDetail(quint64 request, qint64 id)
{
    if (!d->question([request, id](RecordsWorker& worker) { worker.askErrorDetail(request, id); }))
        d->later([this, request] { emit errorDetailArrived(request, {}); });
}

void Engine::requestConflicts(const ConflictQuery& query)
{
    if (!d->question([query](RecordsWorker& worker) { worker.askConflicts(query); })) {
        ConflictPage page;
        page.request = query.request;
        page.failure = notRunning();
        d->later([this, page] { emit conflictsArrived(page); });
    }
}

void Engine::requestHistory(const HistoryQuery& query)
{
    if (!d->question([query](RecordsWorker& worker) { worker.askHistory(query); })) {
        HistoryPage page;
        page.request = query.request;
        page.failure = notRunning();
        d->later([this, page] { emit historyArrived(page); });
    }
}

void Engine::requestSamples(const SampleQuery& query)
{
    if (!d->question([query](RecordsWorker& worker) { worker.askSamples(query); })) {
        SampleSeries series;
        series.request = query.request;
        series.failure = notRunning();
        d->later([this, series] { emit samplesArrived(series); });
    }
}

void Engine::requestOperatorLog(const OperatorLogQuery& query)
{
    if (!d->question([query](RecordsWorker& worker) { worker.askOperatorLog(query); })) {
        OperatorLogPage page;
        page.request = query.request;
        page.failure = notRunning();
        d->later([this, page] { emit operatorLogArrived(page); });
    }
}

} // namespace keel
