// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/session.h"

#include "app/http/eventstream.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace keel::http {

using namespace std::chrono_literals;
namespace beast = boost::beast;

namespace {

constexpr auto headLimit = 10s;
constexpr auto idleLimit = 30s; ///< between two requests
constexpr auto bodyLimit = 30s;
constexpr auto writeLimit = 30s;
constexpr auto drainLimit = 2s;
constexpr std::uint32_t mostHead = 16 * 1024;
constexpr std::uint64_t mostBody = 1024 * 1024;
constexpr std::size_t mostDrained = 8 * 1024 * 1024;

QByteArray bytesOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// What the parser lets pass, and what two programs in a row could read in two ways.
bool hasTwoLengths(const Head& head)
{
    const auto lengths = head.all("content-length");
    const auto codings = head.all("transfer-encoding");
    return lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty()) ||
           (!codings.isEmpty() && codings.constFirst().toLower() != "chunked") ||
           (!lengths.isEmpty() && lengths.constFirst().contains(','));
}

} // namespace

Session::Session(Server::Private& server, Wire wire, QByteArray client, QString owner)
    : m_server(server), m_wire(std::move(wire)), m_client(std::move(client)), m_owner(std::move(owner))
{
    ++m_server.connections;
}

Session::~Session()
{
    --m_server.connections;
}

void Session::start()
{
    const Time until = std::chrono::steady_clock::now() + headLimit;
    if (!m_wire.isTls())
        return readHead(until);
    m_wire.expires_at(until);
    m_wire.shakeHands([self = shared_from_this(), until](const Problem& problem) {
        if (problem)
            return self->cutOff();
        self->readHead(until);
    });
}

void Session::cutOff()
{
    m_waiting = false;
    m_wire.close();
}

void Session::readHead(Time until)
{
    m_waiting = true;
    m_head = {};
    m_parser.emplace();
    m_parser->header_limit(mostHead);
    m_parser->body_limit(mostBody);
    m_wire.expires_at(until);
    beast::http::async_read_header(
        m_wire, m_buffer, *m_parser,
        [self = shared_from_this()](const Problem& problem, std::size_t) { self->headCame(problem); });
}

Head Session::readHeaders() const
{
    Head head;
    head.method = bytesOf(m_parser->get().method_string());
    head.target = bytesOf(m_parser->get().target());
    for (const auto& field : m_parser->get().base())
        head.headers.push_back({bytesOf(field.name_string()).toLower(), bytesOf(field.value())});
    return head;
}

void Session::headCame(const Problem& problem)
{
    m_waiting = false;
    if (problem)
        return refuseUnreadable(problem);
    m_head = readHeaders();
    if (hasTwoLengths(m_head))
        return respond(
            refusal(400, QStringLiteral("bad_length"), QStringLiteral("the length of the body is not clear")), true);
    auto match = admit();
    if (!match)
        return respond(match.error(), !m_parser->is_done());
    m_match = std::move(*match);
    if (m_match.route->traffic == Traffic::Stream)
        return becomeStream();
    if (m_parser->is_done())
        return call();
    if (m_head.only("expect").toLower() != "100-continue")
        return readBody();
    static constexpr beast::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    boost::asio::async_write(m_wire, boost::asio::buffer(goOn.data(), goOn.size()),
                             [self = shared_from_this()](const Problem& stopped, std::size_t) {
                                 if (!stopped)
                                     self->readBody();
                             });
}

OrRefusal<Match> Session::admit()
{
    const auto now = std::chrono::steady_clock::now();
    return m_owner.isNull() ? m_server.door->admit(m_head, m_client, m_server.tokens.current(), now)
                            : m_server.door->admitOwner(m_head, m_client, now);
}

void Session::readBody()
{
    expireAfter(bodyLimit);
    beast::http::async_read(
        m_wire, m_buffer, *m_parser,
        [self = shared_from_this()](const Problem& problem, std::size_t) { self->bodyCame(problem); });
}

void Session::bodyCame(const Problem& problem)
{
    if (problem)
        return refuseUnreadable(problem);
    call();
}

void Session::call()
{
    const Route& route = *m_match.route;
    const std::string& body = m_parser->get().body();
    const QByteArray bytes(body.data(), static_cast<qsizetype>(body.size()));
    if (route.operation == u"webhook") {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const auto right =
            m_server.signatures.check(m_head, bytes, std::chrono::duration_cast<std::chrono::seconds>(now));
        if (!right)
            return respond(right.error(), false);
    }
    auto document = keel::http::readBody(route, bytes);
    if (!document)
        return respond(document.error(), false);
    const auto now = std::chrono::steady_clock::now();
    if (const auto known = m_server.board.answerTo(route.operation, m_server.connections, now))
        return respond(*known, false);
    const Request request{.operation = route.operation,
                          .path = m_match.path,
                          .query = m_match.query,
                          .body = std::move(*document),
                          .ifMatch = m_head.only("if-match"),
                          .who = m_owner.isNull() ? Doorkeeper::whoIs(m_head, m_client, m_match.role)
                                                  : m_owner + QStringLiteral(" via control"),
                          .role = m_match.role,
                          .caller = m_match.caller};
    m_wire.expires_never(); // the engine's work has its own limits
    m_server.working.push_back(shared_from_this());
    m_server.ask(request, [self = weak_from_this(), &context = m_server.context](const Answer& answer) {
        boost::asio::post(context, [self, answer] {
            if (const auto session = self.lock()) {
                session->m_server.working.remove(session);
                session->respond(answer, false);
            }
        });
    });
}

void Session::refuseUnreadable(const Problem& problem)
{
    using Unreadable = beast::http::error;
    if (problem.category() != beast::http::make_error_code(Unreadable::bad_method).category() ||
        problem == Unreadable::end_of_stream || problem == Unreadable::partial_message)
        return cutOff();
    if (problem == Unreadable::header_limit || problem == Unreadable::buffer_overflow)
        return respond(refusal(431, QStringLiteral("headers_too_large"), QStringLiteral("more than 16 KiB of headers")),
                       true);
    if (problem == Unreadable::body_limit)
        return respond(refusal(413, QStringLiteral("body_too_large"), QStringLiteral("more than 1 MiB of body")), true);
    respond(refusal(400, QStringLiteral("bad_request"), QString::fromStdString(problem.message())), true);
}

void Session::respond(const Answer& answer, bool close)
{
    const bool isHead = m_head.method == "HEAD";
    m_closing = close || isHead || !m_parser->is_header_done() || !m_parser->keep_alive();
    m_response = {};
    m_response.version(11);
    m_response.result(static_cast<unsigned>(answer.status));
    addSafeHeaders(m_response.base());
    m_response.set(beast::http::field::content_type, answer.type.toStdString());
    for (const auto& [name, value] : answer.headers)
        m_response.set(name.toStdString(), value.toStdString());
    if (!isHead)
        m_response.body() = answer.body.toStdString();
    m_response.keep_alive(!m_closing);
    m_response.prepare_payload();
    m_server.board.metrics().countAnswer(answer.status);
    expireAfter(writeLimit);
    beast::http::async_write(m_wire, m_response, [self = shared_from_this()](const Problem& problem, std::size_t) {
        self->written(problem);
    });
}

void Session::written(const Problem& problem)
{
    if (problem)
        return cutOff();
    if (!m_closing)
        return readHead(std::chrono::steady_clock::now() + idleLimit);
    expireAfter(drainLimit);
    if (!m_wire.isTls())
        return end();
    m_wire.sayEnd([self = shared_from_this()](const Problem&) { self->end(); });
}

void Session::end()
{
    m_wire.stopSending();
    m_buffer.clear();
    drain();
}

/// What the client still sends is read and dropped for a moment: a close on unread bytes is a reset, which may take the
/// answer away before it was read.
void Session::drain()
{
    m_wire.readRaw(m_buffer.prepare(16 * 1024), [self = shared_from_this()](const Problem& problem, std::size_t size) {
        self->m_drained += size;
        if (problem || self->m_drained > mostDrained)
            return self->cutOff();
        self->drain();
    });
}

void Session::becomeStream()
{
    if (!beast::websocket::is_upgrade(m_parser->get())) {
        Answer upgrade = refusal(426, QStringLiteral("upgrade_required"), QStringLiteral("expected a WebSocket"));
        upgrade.headers.push_back({"Upgrade", "websocket"});
        return respond(upgrade, true);
    }
    m_wire.expires_never();
    const auto kind =
        m_match.route->operation == u"desktopEvents" ? EventStream::Kind::Desktop : EventStream::Kind::Status;
    auto stream = std::make_shared<EventStream>(m_server, std::move(m_wire), kind, m_match.role);
    m_server.streams.push_back(stream);
    stream->accept(m_parser->release());
}

} // namespace keel::http
