// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/serverparts.h"
#include "app/http/wire.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

namespace keel::http {

/// One connection: requests one after the other, each with its time. Keeps itself alive by what it waits for.
class Session : public std::enable_shared_from_this<Session>
{
public:
    /// `owner` is the name of whoever came by the unix socket; null: somebody by the network, at the address `client`.
    Session(Server::Private& server, Wire wire, QByteArray client, QString owner = {});
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// What TLS takes to begin counts as the time of the first headers.
    void start();
    /// True while it only waits for the head of a request: it may go when others want in.
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    void cutOff();

private:
    using Problem = boost::beast::error_code;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

    using Time = std::chrono::steady_clock::time_point;

    void readHead(Time until);
    void headCame(const Problem& problem);
    void readBody();
    void bodyCame(const Problem& problem);
    void call();
    void refuseUnreadable(const Problem& problem);
    void respond(const Answer& answer, bool close);
    [[nodiscard]] OrRefusal<Match> admit();
    void expireAfter(std::chrono::seconds limit) { m_wire.expires_at(std::chrono::steady_clock::now() + limit); }
    void written(const Problem& problem);
    void end();
    void drain();
    [[nodiscard]] Head readHeaders() const;
    void becomeStream();

    Server::Private& m_server;
    Wire m_wire;
    boost::beast::flat_buffer m_buffer{128 * 1024};
    std::optional<Parser> m_parser;
    StringResponse m_response;
    Head m_head;
    Match m_match;
    QByteArray m_client;
    QString m_owner;
    std::size_t m_drained = 0;
    bool m_waiting = true;
    bool m_closing = false;
};

} // namespace keel::http
