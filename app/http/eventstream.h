// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/serverparts.h"
#include "app/http/wire.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>

namespace keel::http {

/// One listener at /api/events. What it sends is read and dropped; one that does not keep up is let go, since a gap
/// would go unseen.
class EventStream : public std::enable_shared_from_this<EventStream>
{
public:
    enum class Kind {
        Status,  ///< the status document when it changes
        Desktop, ///< snapshots in its place; of those that it has no time for, the newest only
    };

    EventStream(Server::Private& server, Wire wire, Kind kind, Role role);
    ~EventStream();
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    void accept(StringRequest request);
    void send(const std::shared_ptr<const std::string>& event);
    /// The newest state, when nothing else is on its way any more.
    void sendNewest(const std::shared_ptr<const std::string>& event);
    [[nodiscard]] Kind kind() const { return m_kind; }

private:
    using Problem = boost::beast::error_code;

    void read();
    void writeNext();
    void drop();

    Server::Private& m_server;
    Kind m_kind;
    Role m_role; ///< of the token; a desktop is told
    boost::beast::websocket::stream<Wire> m_socket;
    boost::beast::flat_buffer m_buffer{8 * 1024};
    StringRequest m_request;
    std::deque<std::shared_ptr<const std::string>> m_queue; ///< the first is being written
    std::shared_ptr<const std::string> m_newest;            ///< waits until the queue is empty
    std::size_t m_bytes = 0;
    bool m_open = false;
};

} // namespace keel::http
