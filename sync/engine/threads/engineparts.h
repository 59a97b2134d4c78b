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
    };

    Private(Engine& engine, Config settings, std::shared_ptr<DataDir> dir);
    ~Private();

    void startRecords();
    void startLinks(const std::shared_ptr<StateKeeper>& state);
    void startLink(Link& link, const std::shared_ptr<StateKeeper>& state);
    void recordsFailed(const Error& error);
    void stop();
    void linkStopped(Link& link);
    void stopRecords();
    void allStopped();
    void joinAll();

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
