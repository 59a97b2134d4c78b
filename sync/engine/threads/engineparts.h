// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/engine.h"
#include "sync/engine/threads/commands.h"
#include "sync/engine/threads/linkworker.h"
#include "sync/engine/threads/recordsworker.h"
#include "sync/engine/threads/watchdog.h"

#include <QRegularExpression>
#include <QThread>
#include <QTimer>

namespace keel {

/// The threads of an engine and what they told last. Everything runs in the engine's thread; workers are only called by
/// queued calls.
struct Engine::Private
{
    struct Link
    {
        LinkConfig config;
        LinkFacts facts;
        std::shared_ptr<WorkerPulse> pulse;
        std::unique_ptr<QThread> thread;
        int rescues = 0;              ///< of the watchdog, in a row
        LinkWorker* worker = nullptr; ///< deleted in its thread when that ends
        bool stopped = false;
        bool removed = false;           ///< no longer in the config: goes when its thread has ended
        std::optional<LinkConfig> next; ///< starts with it when its thread has ended

        [[nodiscard]] bool isLeaving() const { return removed || next; }
        [[nodiscard]] bool hasThread() const { return thread && !stopped; }
    };

    Private(Engine& engine, Config settings, std::shared_ptr<DataDir> dir);
    ~Private();

    void startRecords();
    void startLinks(const std::shared_ptr<StateKeeper>& stateKeeper);
    void startLink(Link& link, const std::shared_ptr<StateKeeper>& stateKeeper);
    void recordsFailed(const Error& error);
    void stop();
    void stopLink(Link& link);
    void linkStopped(Link& link);
    void stopRecords();
    void allStopped();
    void joinAll();

    // enginelinks.cpp
    [[nodiscard]] std::unique_ptr<Link> newLink(const LinkConfig& linkConfig);
    ConfigDiff reconfigure(const Config& next);
    [[nodiscard]] Link* find(const LinkName& name);
    void addLink(const LinkConfig& linkConfig);
    void changeLink(Link& link, const LinkConfig& linkConfig);
    void removeLink(Link& link);
    void replace(Link& link);
    void drop(Link& link);
    void sortLinks();

    void publish();
    void publishSoon();
    [[nodiscard]] ServiceSnapshot compose() const;

    /// Calls `ask(worker, command)` in the thread of each link that is meant; an unknown or not running link ends the
    /// command with a failure.
    template <class Ask>
    void askLinks(quint64 request, const LinkName& name, Ask ask);
    template <class Ask>
    void askRecords(quint64 request, Ask ask);
    /// False when there is nobody to ask.
    template <class Ask>
    [[nodiscard]] bool question(Ask ask)
    {
        if (!records || stopping)
            return false;
        RecordsWorker* worker = records;
        QMetaObject::invokeMethod(
            worker, [worker, ask] { ask(*worker); }, Qt::QueuedConnection);
        return true;
    }
    /// Signals never come out of the call that asked.
    template <class Tell>
    void later(Tell tell)
    {
        QMetaObject::invokeMethod(&q, tell, Qt::QueuedConnection);
    }
    void interrupt(const LinkName& name, bool comparisonsToo);
    void ended(quint64 command, qint64 affected, const std::optional<Error>& failure);
    void refuse(quint64 request, const Error& error);

    Engine& q;
    Config config;
    std::shared_ptr<DataDir> dataDir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    QDateTime startedAt;
    QString notice;
    QString configNotice;
    std::shared_ptr<StateKeeper> state; ///< from the moment on at which the links start
    std::vector<std::unique_ptr<Link>> links;
    Watchdog watchdog;
    std::unique_ptr<QThread> recordsThread;
    RecordsWorker* records = nullptr;
    Commands commands;
    QTimer soon;        ///< coalesces what moves to ten snapshots a second
    QTimer second;      ///< time passes: ages and checks change without a word of a worker
    QTimer recordsSoon; ///< recordsChanged at most thrice a second
    QTimer patience;    ///< at a stop: then statements are cancelled
    QTimer giveUp;      ///< at a stop: then `stopped` is told in spite of a worker that hangs
    bool started = false;
    bool stopping = false;
    bool told = false; ///< that it stopped
};

} // namespace keel
