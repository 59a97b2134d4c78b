// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/eventstream.h"

#include <boost/asio/buffer.hpp>

#include <utility>

namespace keel::http {

using namespace std::chrono_literals;
namespace websocket = boost::beast::websocket;

namespace {

constexpr std::size_t mostWaiting = 2 * 1024 * 1024; ///< bytes that a listener may be behind
constexpr std::size_t mostRead = 4 * 1024;

} // namespace

EventStream::EventStream(Server::Private& server, Wire wire, Kind kind, Role role)
    : m_server(server), m_kind(kind), m_role(role), m_socket(std::move(wire))
{
    ++m_server.connections;
    websocket::stream_base::timeout limits = {};
    limits.handshake_timeout = 10s;
    limits.idle_timeout = 60s;
    limits.keep_alive_pings = true;
    m_socket.set_option(limits);
    m_socket.set_option(
        websocket::stream_base::decorator([](websocket::response_type& response) { addSafeHeaders(response); }));
    m_socket.read_message_max(mostRead);
    m_socket.text(true);
}

EventStream::~EventStream()
{
    --m_server.connections;
}

void EventStream::accept(StringRequest request)
{
    m_request = std::move(request);
    m_socket.async_accept(m_request, [self = shared_from_this()](const Problem& problem) {
        if (problem)
            return;
        self->m_open = true;
        const bool desktop = self->m_kind == Kind::Desktop;
        Board& board = self->m_server.board;
        if (desktop)
            self->send(std::make_shared<const std::string>(
                QStringLiteral(R"({"type":"hello","role":"%1"})").arg(toText(self->m_role)).toStdString()));
        const QByteArray first = desktop ? board.snapshotEvent() : board.statusEvent();
        self->send(std::make_shared<const std::string>(first.toStdString()));
        self->read();
    });
}

void EventStream::read()
{
    m_socket.async_read(m_buffer, [self = shared_from_this()](const Problem& problem, std::size_t) {
        if (problem) {
            self->m_open = false;
            return;
        }
        self->m_buffer.clear();
        self->read();
    });
}

void EventStream::send(const std::shared_ptr<const std::string>& event)
{
    if (!m_open)
        return;
    if (m_bytes + event->size() > mostWaiting)
        return drop();
    m_bytes += event->size();
    m_queue.push_back(event);
    if (m_queue.size() == 1)
        writeNext();
}

void EventStream::sendNewest(const std::shared_ptr<const std::string>& event)
{
    if (m_queue.empty())
        send(event);
    else
        m_newest = event;
}

void EventStream::writeNext()
{
    m_socket.async_write(boost::asio::buffer(*m_queue.front()),
                         [self = shared_from_this()](const Problem& problem, std::size_t) {
                             if (problem)
                                 return self->drop();
                             self->m_bytes -= self->m_queue.front()->size();
                             self->m_queue.pop_front();
                             if (!self->m_queue.empty())
                                 self->writeNext();
                             else if (self->m_newest)
                                 self->send(std::exchange(self->m_newest, nullptr));
                         });
}

void EventStream::drop()
{
    m_open = false;
    m_socket.next_layer().close();
}

} // namespace keel::http
