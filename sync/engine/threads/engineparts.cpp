// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/engineparts.h"

#include "sync/engine/threads/enginelog.h"
#include "sync/records/datadir.h"

namespace keel {

using namespace std::chrono_literals;

namespace {

constexpr auto stopPatience = 8s; ///< a batch in hand may take so long before its statement is cancelled
constexpr auto stopLimit = 29s;   ///< `stopped` is promised within 30

/// An idle second is no event; a person's cycle is one even when it found nothing.
bool isTelling(const CycleRecord& cycle)
{
    return cycle.forward + cycle.reverse + cycle.errors + cycle.conflicts > 0 || cycle.failure ||
           cycle.trigger == CycleRecord::Trigger::Person || cycle.trigger == CycleRecord::Trigger::Start;
}

EndpointConfig endpointOf(const Config& config, const EndpointName& name)
{
    if (const EndpointConfig* found = config.endpoint(name))
        return *found;
    EndpointConfig missing;
    missing.name = name;
    return missing;
}

std::unique_ptr<QThread> namedThread(const QString& name)
{
    auto thread = std::make_unique<QThread>();
    thread->setObjectName(name);
    return thread;
}

} // namespace

Engine::Private::Private(Engine& engine, Config settings, std::shared_ptr<DataDir> dir)
    : q(engine), config(std::move(settings)), dataDir(std::move(dir)), startedAt(QDateTime::currentDateTimeUtc()),
      notice(dataDir->notice()), watchdog(config.watchdog, clock)
{
    for (const LinkConfig& linkConfig : config.links)
        links.push_back(newLink(linkConfig));
    soon.setSingleShot(true);
    soon.setInterval(100ms);
    second.setInterval(1s);
    recordsSoon.setSingleShot(true);
    recordsSoon.setInterval(300ms);
    patience.setSingleShot(true);
    patience.setInterval(stopPatience);
    giveUp.setSingleShot(true);
    giveUp.setInterval(stopLimit);
    QObject::connect(&soon, &QTimer::timeout, &q, [this] { publish(); });
    QObject::connect(&second, &QTimer::timeout, &q, [this] {
        if (!soon.isActive())
            publish();
    });
    QObject::connect(&recordsSoon, &QTimer::timeout, &q, [this] { emit q.recordsChanged(); });
    QObject::connect(&patience, &QTimer::timeout, &q, [this] { watchdog.cancelAll(); });
    QObject::connect(&watchdog, &Watchdog::rescuesChanged, &q, [this](const LinkName& name, int inARow) {
        for (const auto& link : links) {
            if (link->config.name == name)
                link->rescues = inARow;
        }
        publishSoon();
    });
    QObject::connect(&giveUp, &QTimer::timeout, &q, [this] { allStopped(); });
}

Engine::Private::~Private() = default;

std::unique_ptr<Engine::Private::Link> Engine::Private::newLink(const LinkConfig& linkConfig)
{
    auto link = std::make_unique<Link>();
    link->config = linkConfig;
    link->facts = FactsKeeper::initial(linkConfig, endpointOf(config, linkConfig.a), endpointOf(config, linkConfig.b),
                                       QDateTime::currentDateTimeUtc());
    link->pulse = std::make_shared<WorkerPulse>();
    watchdog.watch(linkConfig.name, link->pulse);
    return link;
}

void Engine::Private::startRecords()
{
    started = true;
    recordsThread = namedThread(u"keel-records"_qs);
    records = new RecordsWorker({dataDir->file(u"history.db"_qs), dataDir->file(u"state.json"_qs), config.keep});
    records->moveToThread(recordsThread.get());
    QObject::connect(recordsThread.get(), &QThread::finished, records, &QObject::deleteLater);
    QObject::connect(recordsThread.get(), &QThread::started, records, &RecordsWorker::open);
    QObject::connect(records, &RecordsWorker::opened, &q,
                     [this](const std::shared_ptr<StateKeeper>& state, const QString& said) {
                         notice = QStringList({notice, said}).filter(QRegularExpression(u"."_qs)).join(u'\n');
                         startLinks(state);
                     });
    QObject::connect(records, &RecordsWorker::begunAnew, &q, [this](const QString& said) {
        notice = QStringList({notice, said}).filter(QRegularExpression(u"."_qs)).join(u'\n');
        for (const auto& link : links) {
            if (LinkWorker* worker = link->worker)
                QMetaObject::invokeMethod(worker, &LinkWorker::historyBegunAnew, Qt::QueuedConnection);
        }
        publishSoon();
    });
    QObject::connect(records, &RecordsWorker::failed, &q, [this](const Error& error) { recordsFailed(error); });
    QObject::connect(records, &RecordsWorker::errorsAnswered, &q, &SyncService::errorsArrived);
    QObject::connect(records, &RecordsWorker::errorDetailAnswered, &q, &SyncService::errorDetailArrived);
    QObject::connect(records, &RecordsWorker::conflictsAnswered, &q, &SyncService::conflictsArrived);
    QObject::connect(records, &RecordsWorker::historyAnswered, &q, &SyncService::historyArrived);
    QObject::connect(records, &RecordsWorker::samplesAnswered, &q, &SyncService::samplesArrived);
    QObject::connect(records, &RecordsWorker::operatorLogAnswered, &q, &SyncService::operatorLogArrived);
    QObject::connect(records, &RecordsWorker::commandEnded, &q,
                     [this](quint64 command, qint64 affected, const std::optional<Error>& failure) {
                         ended(command, affected, failure);
                     });
    QObject::connect(records, &RecordsWorker::stopped, recordsThread.get(), &QThread::quit, Qt::DirectConnection);
    QObject::connect(recordsThread.get(), &QThread::finished, &q, [this] { allStopped(); });
    QObject::connect(records, &RecordsWorker::touched, &q, [this](bool retry) {
        if (stopping)
            return;
        recordsSoon.start();
        for (const auto& link : links) {
            if (LinkWorker* worker = link->worker)
                QMetaObject::invokeMethod(
                    worker, [worker, retry] { worker->recordsTouched(retry); }, Qt::QueuedConnection);
        }
        if (retry)
            interrupt({}, false);
    });
    recordsThread->start();
    second.start();
}

void Engine::Private::startLinks(const std::shared_ptr<StateKeeper>& stateKeeper)
{
    if (stopping)
        return;
    state = stateKeeper;
    for (const auto& link : links) {
        link->facts.link.lastError.reset();
        link->facts.link.consecutiveFailures = 0;
        link->facts.forPerson = false;
        startLink(*link, state);
    }
    watchdog.start();
    publishSoon();
}

void Engine::Private::startLink(Link& link, const std::shared_ptr<StateKeeper>& stateKeeper)
{
    link.thread = namedThread(QStringLiteral("keel-%1").arg(link.config.name.value));
    LinkWorker::Parts parts;
    parts.link = link.config;
    parts.a = endpointOf(config, link.config.a);
    parts.b = endpointOf(config, link.config.b);
    parts.historyFile = dataDir->file(u"history.db"_qs);
    parts.state = stateKeeper;
    parts.clock = clock;
    parts.pulse = link.pulse;
    parts.facts = link.facts;
    parts.everyNthCycle = config.log.everyNthCycle;
    link.worker = new LinkWorker(std::move(parts));
    link.worker->moveToThread(link.thread.get());
    QObject::connect(link.thread.get(), &QThread::started, link.worker, &LinkWorker::start);
    QObject::connect(link.thread.get(), &QThread::finished, link.worker, &QObject::deleteLater);
    QObject::connect(link.worker, &LinkWorker::stopped, link.thread.get(), &QThread::quit, Qt::DirectConnection);
    QObject::connect(link.thread.get(), &QThread::finished, &q, [this, &link] { linkStopped(link); });
    QObject::connect(link.worker, &LinkWorker::factsChanged, &q, [this, &link](const LinkFacts& facts, bool moved) {
        link.facts = facts;
        if (moved)
            publishSoon();
    });
    QObject::connect(link.worker, &LinkWorker::cycleFinished, records, &RecordsWorker::addCycle);
    QObject::connect(link.worker, &LinkWorker::samplesMade, records, &RecordsWorker::addSamples);
    QObject::connect(link.worker, &LinkWorker::cycleFinished, &q, [this](const CycleRecord& cycle) {
        if (isTelling(cycle))
            emit q.cycleFinished(cycle);
    });
    QObject::connect(link.worker, &LinkWorker::recordsChanged, &q, [this] {
        if (!recordsSoon.isActive())
            recordsSoon.start();
    });
    QObject::connect(link.worker, &LinkWorker::commandEnded, &q,
                     [this](quint64 command, qint64 affected, const std::optional<Error>& failure) {
                         ended(command, affected, failure);
                     });
    link.thread->start();
}

void Engine::Private::recordsFailed(const Error& error)
{
    for (const auto& link : links) {
        link->facts.link.lastError = error;
        ++link->facts.link.consecutiveFailures;
        link->facts.forPerson = true;
    }
    publishSoon();
}

void Engine::Private::stop()
{
    if (stopping)
        return;
    stopping = true;
    if (!records) {
        later([this] { allStopped(); });
        return;
    }
    patience.start();
    giveUp.start();
    bool any = false;
    for (const auto& link : links) {
        any = any || link->hasThread();
        LinkWorker* worker = link->worker;
        if (!worker)
            continue;
        QMetaObject::invokeMethod(
            worker, [worker] { worker->stop(); }, Qt::QueuedConnection);
        link->pulse->stopForGood();
    }
    if (!any)
        stopRecords();
}

void Engine::Private::linkStopped(Link& link)
{
    link.stopped = true;
    link.worker = nullptr;
    if (stopping) {
        if (std::ranges::none_of(links, [](const auto& l) { return l->hasThread(); }))
            stopRecords();
    } else if (link.next) {
        replace(link);
    } else if (link.removed) {
        drop(link);
    }
}

/// After the workers: their last cycles and samples are queued to it already.
void Engine::Private::stopRecords()
{
    RecordsWorker* worker = std::exchange(records, nullptr);
    if (worker)
        QMetaObject::invokeMethod(
            worker, [worker] { worker->stop(); }, Qt::QueuedConnection);
}

void Engine::Private::allStopped()
{
    if (told)
        return;
    told = true;
    patience.stop();
    giveUp.stop();
    second.stop();
    soon.stop();
    recordsSoon.stop();
    for (const auto& link : links) {
        if (link->hasThread())
            qCCritical(engineLog).noquote() << "event=still-hanging" << u"link="_qs + link->config.name.value;
    }
    Error why;
    why.kind = ErrorClass::Transient;
    why.code = ErrorCode::Cancelled;
    why.detail = QStringLiteral("the service is stopping");
    for (const CommandOutcome& outcome : commands.abandon(why))
        emit q.commandFinished(outcome);
    emit q.stopped();
}

/// For the destructor: no event loop runs any more, so the threads are waited for one after the other.
void Engine::Private::joinAll()
{
    stop();
    const auto join = [this](std::unique_ptr<QThread>& thread) {
        if (!thread || thread->wait(10'000))
            return;
        watchdog.cancelAll();
        if (!thread->wait(20'000)) {
            // Ending a thread by force would take the process's locks with it.
            qCCritical(engineLog).noquote() << "event=left-hanging" << u"thread="_qs + thread->objectName();
            (void)thread.release();
        }
    };
    for (const auto& link : links)
        join(link->thread);
    stopRecords();
    join(recordsThread);
}

void Engine::Private::interrupt(const LinkName& name, bool comparisonsToo)
{
    for (const auto& link : links) {
        if (!name.isEmpty() && link->config.name != name)
            continue;
        if (comparisonsToo)
            link->pulse->interruptAll();
        else
            link->pulse->interruptSlice();
    }
}

void Engine::Private::publish()
{
    soon.stop();
    emit q.snapshotChanged(compose());
}

void Engine::Private::publishSoon()
{
    if (!soon.isActive() && !told)
        soon.start();
}

ServiceSnapshot Engine::Private::compose() const
{
    ServiceSnapshot s;
    s.at = QDateTime::currentDateTimeUtc();
    s.startedAt = startedAt;
    s.timeZone = config.timeZone;
    s.notice = QStringList({notice, configNotice}).filter(QRegularExpression(u"."_qs)).join(u'\n');
    s.serviceAnswers = !told;
    for (const auto& link : links) {
        if (link->removed)
            continue;
        LinkFacts facts = link->facts;
        facts.vitals.rescues = link->rescues;
        facts.vitals.rescuesAllowed = config.watchdog.enabled ? config.watchdog.maxRestarts : 0;
        if (facts.unsaved && !s.notice.contains(facts.unsaved->place))
            s.notice = QStringList({s.notice, toText(*facts.unsaved)}).filter(QRegularExpression(u"."_qs)).join(u'\n');
        s.links.push_back(shown(facts, s.at));
        const LinkSnapshot& shownLink = s.links.back();
        s.health = std::max(s.health, healthOf(shownLink.state));
        s.errorsOpen += shownLink.errorsOpen;
        s.conflictsWaiting += shownLink.held;
        s.conflictsRecent += shownLink.conflictsTotal;
    }
    return s;
}

void Engine::Private::ended(quint64 command, qint64 affected, const std::optional<Error>& failure)
{
    if (const auto outcome = commands.end(command, affected, failure))
        emit q.commandFinished(*outcome);
}

void Engine::Private::refuse(quint64 request, const Error& error)
{
    CommandOutcome outcome;
    outcome.request = request;
    outcome.failure = error;
    later([this, outcome] { emit q.commandFinished(outcome); });
}

} // namespace keel
