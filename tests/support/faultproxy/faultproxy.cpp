// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultproxy/faultproxy.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace keel {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int pieceSize = 16 * 1024;
constexpr int turnMs = 5;

struct Piece
{
    QByteArray bytes;
    Clock::time_point due;
};

/// One way of a connection.
struct Way
{
    int from = -1;
    int to = -1;
    std::deque<Piece> waiting;
    bool ended = false; ///< `from` closed its side
};

struct Connection
{
    Way up;   ///< client to server
    Way down; ///< server to client
    qint64 sentUp = 0;
    bool lost = false; ///< half open: bytes go nowhere
    bool stalled = false;
    bool committed = false; ///< a COMMIT went up, its reply is awaited
};

void closeBoth(Connection& connection, bool reset)
{
    for (const int socket : {connection.up.from, connection.down.from}) {
        if (reset) {
            const linger now{1, 0};
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        }
        ::close(socket);
    }
    connection.up.from = -1;
}

sockaddr_in addressOf(const QString& host, int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<quint16>(port));
    inet_pton(AF_INET, host.toLatin1().constData(), &address.sin_addr);
    return address;
}

/// As the simple protocol sends it: a Query message that is only that word.
bool holdsCommit(const QByteArray& bytes)
{
    static const QByteArray message = QByteArray("Q\0\0\0\x0b", 5) + QByteArray("commit\0", 7);
    return bytes.contains(message);
}

} // namespace

struct FaultProxy::Loop
{
    sockaddr_in server{};
    int listener = -1;
    int port = 0;
    std::mutex mutex; ///< server, fault, amount, after
    Fault fault = Fault::None;
    qint64 amount = 0;
    qint64 after = 0;
    std::atomic<int> hits{0};
    std::atomic<bool> changed{false};
    std::atomic<bool> ends{false};
    std::thread thread;
    std::vector<Connection> connections;

    void run();
    void accept();
    struct Now
    {
        Fault fault;
        qint64 limit;
        qint64 after;
        /// What strikes this connection at this moment.
        [[nodiscard]] Fault on(const Connection& c) const { return c.sentUp >= after ? fault : Fault::None; }
    };
    void turn(Connection& connection, const Now& now);
    void read(Connection& connection, Way& way, const Now& now);
    static void send(Way& way);
    void applyChange(Fault now);
};

void FaultProxy::Loop::run()
{
    while (!ends) {
        Now now{};
        {
            const std::lock_guard lock(mutex);
            now = {.fault = fault, .limit = amount, .after = after};
        }
        if (changed.exchange(false))
            applyChange(now.fault);
        std::vector<pollfd> sockets{{listener, POLLIN, 0}};
        for (Connection& connection : connections) {
            const bool stalls = now.on(connection) == Fault::Stall;
            hits += stalls && !connection.stalled ? 1 : 0;
            connection.stalled = stalls;
            for (const int socket : {connection.up.from, connection.down.from})
                sockets.push_back({socket, static_cast<short>(stalls ? 0 : POLLIN), 0});
        }
        poll(sockets.data(), sockets.size(), turnMs);
        if ((sockets[0].revents & POLLIN) != 0)
            accept();
        for (Connection& connection : connections) {
            if (now.on(connection) != Fault::Stall)
                turn(connection, now);
        }
        std::erase_if(connections, [](const Connection& c) { return c.up.from < 0; });
    }
    for (Connection& connection : connections)
        closeBoth(connection, false);
    ::close(listener);
}

void FaultProxy::Loop::accept()
{
    // Not for a server that the test starts meanwhile: it would keep the connection open.
    const int client = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (client < 0)
        return;
    const int there = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in target = [this] {
        const std::scoped_lock lock(mutex);
        return server;
    }();
    if (::connect(there, reinterpret_cast<const sockaddr*>(&target), sizeof target) != 0) {
        ::close(there);
        ::close(client);
        return;
    }
    const int on = 1;
    for (const int socket : {client, there})
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    Connection connection;
    connection.up = {.from = client, .to = there, .waiting = {}};
    connection.down = {.from = there, .to = client, .waiting = {}};
    connections.push_back(std::move(connection));
}

void FaultProxy::Loop::applyChange(Fault now)
{
    for (Connection& connection : connections) {
        connection.sentUp = 0;
        connection.committed = false;
        if (connection.lost && now != Fault::HalfOpen)
            closeBoth(connection, true); // what was lost cannot be had again: the peer says so now
    }
    std::erase_if(connections, [](const Connection& c) { return c.up.from < 0; });
}

void FaultProxy::Loop::turn(Connection& connection, const Now& now)
{
    for (Way* way : {&connection.up, &connection.down}) {
        read(connection, *way, now);
        if (connection.up.from < 0)
            return;
        send(*way);
    }
    if (connection.up.ended || connection.down.ended)
        closeBoth(connection, false);
}

void FaultProxy::Loop::read(Connection& connection, Way& way, const Now& moment)
{
    const Fault now = moment.on(connection);
    const qint64 limit = moment.limit;
    std::array<char, pieceSize> buffer{};
    const ssize_t got = ::recv(way.from, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK))
        way.ended = way.waiting.empty();
    if (got <= 0)
        return;
    const bool up = &way == &connection.up;
    const QByteArray bytes(buffer.data(), got);
    if (now == Fault::HalfOpen) {
        hits += connection.lost ? 0 : 1;
        connection.lost = true;
        return;
    }
    if (now == Fault::CutAfterCommit && connection.committed && !up) {
        ++hits;
        closeBoth(connection, false);
        return;
    }
    connection.committed = connection.committed || (now == Fault::CutAfterCommit && up && holdsCommit(bytes));
    connection.sentUp += up ? got : 0;
    if ((now == Fault::Cut || now == Fault::Reset) && connection.sentUp > limit) {
        ++hits;
        closeBoth(connection, now == Fault::Reset);
        return;
    }
    const auto later = now == Fault::Delay ? std::chrono::milliseconds(limit) : std::chrono::milliseconds(0);
    hits += now == Fault::Delay ? 1 : 0;
    way.waiting.push_back({bytes, Clock::now() + later});
}

void FaultProxy::Loop::send(Way& way)
{
    while (!way.waiting.empty() && way.waiting.front().due <= Clock::now()) {
        QByteArray& bytes = way.waiting.front().bytes;
        const ssize_t sent =
            ::send(way.to, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0)
            return;
        bytes.remove(0, sent);
        if (!bytes.isEmpty())
            return;
        way.waiting.pop_front();
    }
}

FaultProxy::FaultProxy(std::unique_ptr<Loop> loop) : m_loop(std::move(loop))
{
    m_loop->thread = std::thread([loop = m_loop.get()] { loop->run(); });
}

FaultProxy::~FaultProxy()
{
    m_loop->ends = true;
    m_loop->thread.join();
}

std::unique_ptr<FaultProxy> FaultProxy::start(const QString& host, int port)
{
    auto loop = std::make_unique<Loop>();
    loop->server = addressOf(host, port);
    loop->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in own = addressOf(QStringLiteral("127.0.0.1"), 0);
    socklen_t size = sizeof own;
    if (::bind(loop->listener, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 ||
        ::listen(loop->listener, 64) != 0 ||
        ::getsockname(loop->listener, reinterpret_cast<sockaddr*>(&own), &size) != 0) {
        ::close(loop->listener);
        return nullptr;
    }
    loop->port = ntohs(own.sin_port);
    return std::unique_ptr<FaultProxy>(new FaultProxy(std::move(loop)));
}

void FaultProxy::leadTo(const QString& host, int port)
{
    const std::scoped_lock lock(m_loop->mutex);
    m_loop->server = addressOf(host, port);
}

int FaultProxy::port() const
{
    return m_loop->port;
}

void FaultProxy::set(Fault fault, qint64 amount, qint64 after)
{
    const std::lock_guard lock(m_loop->mutex);
    m_loop->fault = fault;
    m_loop->amount = amount;
    m_loop->after = after;
    m_loop->hits = 0;
    m_loop->changed = true;
}

int FaultProxy::hits() const
{
    return m_loop->hits;
}

} // namespace keel
