// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/board.h"
#include "app/http/doorkeeper.h"
#include "app/http/server.h"
#include "app/http/signature.h"
#include "app/http/tokens.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <list>
#include <thread>

namespace keel::http {

class Session;
class EventStream;

using Tcp = boost::asio::ip::tcp;
using StringRequest = boost::beast::http::request<boost::beast::http::string_body>;
using StringResponse = boost::beast::http::response<boost::beast::http::string_body>;

/// What the connections share. Everything but `context` is used in the server's thread only, once that runs. It
/// outlives every connection: they die with `context`, which is the last member.
struct Server::Private
{
    Private(Server::Settings settings, Server::Ask asker);
    ~Private();

    [[nodiscard]] Result<void> listen();
    void accept();
    void take(Tcp::socket socket);
    /// Makes room for one more: the oldest connection that only waits is cut off.
    [[nodiscard]] bool makeRoom();
    void tell(std::shared_ptr<const std::string> event);
    /// The newest snapshot, to each listener in its form.
    void tellState();

    Server::Settings settings;
    Server::Ask ask;
    Tokens tokens;
    std::shared_ptr<boost::asio::ssl::context> tls; ///< null: without
    Board board;
    Signatures signatures;
    std::optional<Doorkeeper> door; ///< made when the port is known
    int port = 0;
    std::list<std::weak_ptr<Session>> sessions; ///< oldest first
    std::list<std::weak_ptr<EventStream>> streams;
    std::list<std::shared_ptr<Session>> working; ///< whose request is with the engine
    int connections = 0;
    std::jthread thread;
    boost::asio::io_context context{1};
    Tcp::acceptor acceptor{context};
    boost::asio::steady_timer retry{context};
};

/// What every answer carries beside its own headers.
void addSafeHeaders(boost::beast::http::fields& fields);

} // namespace keel::http
