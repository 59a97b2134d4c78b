// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <variant>

namespace keel::http {

/// A connection as the rest sees it, over TCP, TLS or a unix socket. One thread.
class Wire
{
    using Plain = boost::beast::tcp_stream;
    using Tls = boost::beast::ssl_stream<Plain>;
    using Unix = boost::beast::basic_stream<boost::asio::local::stream_protocol>;

    template <class Use>
    decltype(auto) lowest(Use use)
    {
        return std::visit([&](auto& stream) -> decltype(auto) { return use(boost::beast::get_lowest_layer(stream)); },
                          m_stream);
    }

public:
    using Tcp = boost::asio::ip::tcp;
    using Local = boost::asio::local::stream_protocol;
    using Problem = boost::beast::error_code;
    using executor_type = boost::asio::any_io_executor;

    explicit Wire(Tcp::socket socket) : m_stream(Plain(std::move(socket))) {}
    Wire(Tcp::socket socket, boost::asio::ssl::context& tls) : m_stream(Tls(Plain(std::move(socket)), tls)) {}
    explicit Wire(Local::socket socket) : m_stream(Unix(std::move(socket))) {}

    [[nodiscard]] executor_type get_executor()
    {
        return lowest([](auto& stream) { return executor_type(stream.get_executor()); });
    }
    template <class Buffers, class Then>
    void async_read_some(const Buffers& buffers, Then&& then)
    {
        std::visit([&](auto& stream) { stream.async_read_some(buffers, std::forward<Then>(then)); }, m_stream);
    }
    template <class Buffers, class Then>
    void async_write_some(const Buffers& buffers, Then&& then)
    {
        std::visit([&](auto& stream) { stream.async_write_some(buffers, std::forward<Then>(then)); }, m_stream);
    }
    /// Under TLS too what came by the network, as it came.
    template <class Buffers, class Then>
    void readRaw(const Buffers& buffers, Then&& then)
    {
        lowest([&](auto& stream) { stream.async_read_some(buffers, std::forward<Then>(then)); });
    }

    /// Every operation from now on must end until then, or the socket is closed.
    void expires_at(std::chrono::steady_clock::time_point until)
    {
        lowest([until](auto& stream) { stream.expires_at(until); });
    }
    void expires_never()
    {
        lowest([](auto& stream) { stream.expires_never(); });
    }

    [[nodiscard]] bool isTls() const { return std::holds_alternative<Tls>(m_stream); }
    /// Of TLS: the greeting, and the word that nothing more comes.
    template <class Then>
    void shakeHands(Then&& then)
    {
        std::get<Tls>(m_stream).async_handshake(boost::asio::ssl::stream_base::server, std::forward<Then>(then));
    }
    template <class Then>
    void sayEnd(Then&& then)
    {
        std::get<Tls>(m_stream).async_shutdown(std::forward<Then>(then));
    }
    void stopSending()
    {
        lowest([](auto& stream) {
            Problem ignored;
            stream.socket().shutdown(boost::asio::socket_base::shutdown_send, ignored);
        });
    }
    void close()
    {
        lowest([](auto& stream) {
            Problem ignored;
            stream.socket().close(ignored);
        });
    }

    // What a WebSocket over it asks for.
    friend void beast_close_socket(Wire& wire) { wire.close(); }
    friend void teardown(boost::beast::role_type role, Wire& wire, Problem& problem)
    {
        using boost::beast::websocket::teardown;
        std::visit([&](auto& stream) { teardown(role, stream, problem); }, wire.m_stream);
    }
    template <class Then>
    friend void async_teardown(boost::beast::role_type role, Wire& wire, Then&& then)
    {
        using boost::beast::websocket::async_teardown;
        std::visit([&](auto& stream) { async_teardown(role, stream, std::forward<Then>(then)); }, wire.m_stream);
    }

private:
    std::variant<Plain, Tls, Unix> m_stream;
};

} // namespace keel::http
