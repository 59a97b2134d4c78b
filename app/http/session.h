// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/serverparts.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>

namespace keel::http {

/// One connection: requests one after the other, each with its time. Keeps itself alive by what it waits for.
class Session : public std::enable_shared_from_this<Session>
{
public:
    Session(Server::Private& server, Tcp::socket socket);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start();
    /// True while it only waits for the head of a request: it may go when others want in.
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    void cutOff();

private:
    using Problem = boost::beast::error_code;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

    void readHead(std::chrono::seconds limit);
    void headCame(const Problem& problem);
    void readBody();
    void bodyCame(const Problem& problem);
    void call();
    void refuseUnreadable(const Problem& problem);
    void respond(const Answer& answer, bool close);
    void written(const Problem& problem);
    void drain();
    [[nodiscard]] Head readHeaders() const;
    void becomeStream();

    Server::Private& m_server;
    boost::beast::tcp_stream m_stream;
    boost::beast::flat_buffer m_buffer{128 * 1024};
    std::optional<Parser> m_parser;
    StringResponse m_response;
    Head m_head;
    Match m_match;
    QByteArray m_client;
    std::size_t m_drained = 0;
    bool m_waiting = true;
    bool m_closing = false;
};

} // namespace keel::http
