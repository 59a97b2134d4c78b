// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <libpq-fe.h>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace keel::pg {

/// Ends a call that another thread is stuck in. Made in the connection's thread; used from any. Outlives the connection
/// harmlessly.
struct CancelHandle
{
    explicit CancelHandle(PGconn* connection);
    ~CancelHandle();
    CancelHandle(const CancelHandle&) = delete;
    CancelHandle& operator=(const CancelHandle&) = delete;

    /// Called by the connection after each blocking call.
    void statementEnded();
    /// The connection is about to close: its socket is not to be touched any more.
    void retire();
    /// Blocks until the server took the request.
    void cancelNow();
    /// Asks the server in a thread of its own; when no statement ended within 5 s, shuts the socket down, which frees
    /// the stuck call even when the server is frozen.
    static void cancelInBackground(const std::shared_ptr<CancelHandle>& handle);

private:
    PGcancel* m_cancel;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    quint64 m_statements = 0;
    int m_socket;
};

} // namespace keel::pg
