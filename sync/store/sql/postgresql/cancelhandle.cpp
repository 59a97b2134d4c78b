// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/cancelhandle.h"

#include <array>
#include <chrono>
#include <thread>

#include <sys/socket.h>

namespace keel::pg {

CancelHandle::CancelHandle(PGconn* connection) : m_cancel(PQgetCancel(connection)), m_socket(PQsocket(connection)) {}

CancelHandle::~CancelHandle()
{
    PQfreeCancel(m_cancel);
}

void CancelHandle::statementEnded()
{
    const std::lock_guard guard(m_mutex);
    ++m_statements;
    m_ended.notify_all();
}

void CancelHandle::retire()
{
    const std::lock_guard guard(m_mutex);
    m_socket = -1;
    m_ended.notify_all();
}

void CancelHandle::cancelNow()
{
    std::array<char, 256> said{};
    PQcancel(m_cancel, said.data(), static_cast<int>(said.size()));
}

void CancelHandle::cancelInBackground(const std::shared_ptr<CancelHandle>& handle)
{
    // PQcancel() connects without a time limit: a frozen server would hold it, so it has a thread to itself.
    std::thread([handle] { handle->cancelNow(); }).detach();
    std::thread([handle] {
        std::unique_lock guard(handle->m_mutex);
        const quint64 before = handle->m_statements;
        handle->m_ended.wait_for(guard, std::chrono::seconds(5),
                                 [&] { return handle->m_socket < 0 || handle->m_statements != before; });
        if (handle->m_socket >= 0 && handle->m_statements == before)
            ::shutdown(handle->m_socket, SHUT_RDWR);
    }).detach();
}

} // namespace keel::pg
