// SPDX-License-Identifier: GPL-3.0-or-later
// 100,000 changed rows caught up with and without 500 status calls a second on the HTTP API beside them.
#include "tests/bench/bench.h"

#include <QFile>
#include <QJsonArray>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>

namespace {

constexpr int changedRows = 100'000;
constexpr double callsASecond = 500;
constexpr int callers = 4; ///< connections that stay open, so that one late answer does not hold up the others
constexpr double leadSeconds = 0.5;
constexpr double pollSeconds = 0.005;

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        qFatal("no free port");
    ::close(descriptor);
    return ntohs(address.sin_port);
}

/// One connection that asks for the status, call after call. It spends next to nothing of its own: what is measured is
/// the service.
class Asker
{
public:
    Asker(int port, const QByteArray& token) : m_descriptor(::socket(AF_INET, SOCK_STREAM, 0))
    {
        const sockaddr_in address = loopback(port);
        const int on = 1;
        ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            qFatal("cannot connect to the HTTP API");
        m_request = "GET /api/automations/status HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                    "\r\nAuthorization: Bearer " + token.toStdString() + "\r\n\r\n";
    }
    ~Asker() { ::close(m_descriptor); }
    Asker(const Asker&) = delete;
    Asker& operator=(const Asker&) = delete;

    /// True when the whole answer came and was a 200.
    bool ask()
    {
        if (::send(m_descriptor, m_request.data(), m_request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(m_request.size()))
            return false;
        std::string answer;
        std::size_t whole = std::string::npos;
        while (answer.size() < whole) {
            const ssize_t got = ::recv(m_descriptor, m_buffer.data(), m_buffer.size(), 0);
            if (got <= 0)
                return false;
            answer.append(m_buffer.data(), static_cast<std::size_t>(got));
            if (whole == std::string::npos)
                whole = sizeOf(answer);
        }
        return answer.starts_with("HTTP/1.1 200 ");
    }

private:
    static std::size_t sizeOf(const std::string& answer)
    {
        const std::size_t head = answer.find("\r\n\r\n");
        const std::string name = "Content-Length: ";
        const std::size_t length = answer.find(name);
        if (head == std::string::npos || length == std::string::npos)
            return std::string::npos;
        return head + 4 + std::stoul(answer.substr(length + name.size()));
    }

    int m_descriptor;
    std::string m_request;
    std::array<char, 64 * 1024> m_buffer{};
};

/// 500 calls a second from here until the end of its life; a late one does not put off those behind it.
class Load
{
public:
    Load(int port, const QByteArray& token)
    {
        for (int i = 0; i < callers; ++i)
            m_threads.emplace_back([this, port, token, i](const std::stop_token& stop) { run(port, token, i, stop); });
    }

    void stop() { m_threads.clear(); }
    [[nodiscard]] double answeredASecond() const { return m_answered / m_seconds; }
    [[nodiscard]] int failed() const { return m_failed; }
    [[nodiscard]] const std::vector<double>& milliseconds() const { return m_milliseconds; }

private:
    void run(int port, const QByteArray& token, int number, const std::stop_token& stop)
    {
        Asker asker(port, token);
        std::vector<double> took;
        int failed = 0;
        const double begun = secondsNow();
        const double step = callers / callsASecond;
        for (double next = begun + number / callsASecond; !stop.stop_requested(); next += step) {
            if (const double wait = next - secondsNow(); wait > 0)
                std::this_thread::sleep_for(std::chrono::duration<double>(wait));
            const double asked = secondsNow();
            if (!asker.ask()) {
                ++failed;
                break;
            }
            took.push_back((secondsNow() - asked) * 1000);
        }
        const std::scoped_lock lock(m_mutex);
        m_seconds = std::max(m_seconds, secondsNow() - begun);
        m_answered += static_cast<double>(took.size());
        m_failed += failed;
        m_milliseconds.insert(m_milliseconds.end(), took.begin(), took.end());
    }

    std::mutex m_mutex;
    double m_seconds = 0;
    double m_answered = 0;
    int m_failed = 0;
    std::vector<double> m_milliseconds;
    std::vector<std::jthread> m_threads; ///< before all that they write to is gone
};

double catchUp(Pg& a, Pg& b, const QString& mark)
{
    a.run(
        QStringLiteral("update events set kind = '%1', amount = amount + 1 where id <= %2").arg(mark).arg(changedRows));
    const double begun = secondsNow();
    const QString last = QStringLiteral("select kind from events where id = %1").arg(changedRows);
    const QString all = QStringLiteral("select count(*) from events where kind = '%1'").arg(mark);
    for (double next = begun;; next += pollSeconds) {
        if (const double wait = next - secondsNow(); wait > 0)
            std::this_thread::sleep_for(std::chrono::duration<double>(wait));
        if (b.value(last) == mark && b.value(all).toInt() == changedRows)
            return secondsNow() - begun;
        if (secondsNow() - begun > 300)
            qFatal("not visible after 300 s");
    }
}

QByteArray tokenIn(const QString& folder)
{
    QFile file(folder + QStringLiteral("/data/api-token"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no token in %s", qPrintable(file.fileName()));
    return file.readAll().trimmed();
}

} // namespace

void benchStatusLoad(Bench& bench)
{
    const QString name = QStringLiteral("statusload");
    bench.freshDatabases(name);
    Pg a(urlOf(bench.serverA(), name));
    Pg b(urlOf(bench.serverB(), name));
    for (Pg* db : {&a, &b}) {
        db->run(eventsTable(QStringLiteral("events")));
        db->run(fillEvents(QStringLiteral("events"), 2 * changedRows));
        db->run(QStringLiteral("alter table events set (autovacuum_enabled = off)")); // it comes between the runs
        db->run(QStringLiteral("vacuum analyze events"));
    }
    const int port = freePort();
    const QString folder = bench.writeConfig(name, {QStringLiteral("events")}, 1000, port);
    auto service = bench.serve(folder);
    const QByteArray token = tokenIn(folder);

    std::vector<double> quiet;
    std::vector<double> asked;
    std::vector<double> rates;
    std::vector<double> took;
    int failed = 0;
    const auto vacuum = [&] {
        for (Pg* db : {&a, &b})
            db->run(QStringLiteral("vacuum events"));
    };
    catchUp(a, b, QStringLiteral("warm"));
    vacuum();
    for (int run = 0; run < bench.runs(); ++run) {
        // Now one first, now the other: what a run leaves behind hits both alike.
        for (const bool withCalls : {run % 2 == 0, run % 2 != 0}) {
            const QString mark = QStringLiteral("r%1%2").arg(run).arg(withCalls ? u'w' : u'o');
            if (withCalls) {
                Load load(port, token);
                std::this_thread::sleep_for(std::chrono::duration<double>(leadSeconds));
                asked.push_back(catchUp(a, b, mark));
                load.stop();
                rates.push_back(load.answeredASecond());
                failed += load.failed();
                took.insert(took.end(), load.milliseconds().begin(), load.milliseconds().end());
            } else {
                quiet.push_back(catchUp(a, b, mark));
            }
            vacuum();
        }
    }
    service->terminate();
    service->waitForFinished();
    bench.add({QStringLiteral("100,000 changed rows beside 500 status calls a second"),
               spread(asked, QStringLiteral("s")), QStringLiteral("without them ") + spread(quiet, QStringLiteral("s")),
               QStringLiteral("%1 as fast (bar 0.90)").arg(median(quiet) / median(asked), 0, 'f', 2)});
    bench.add(
        {QStringLiteral("status calls answered meanwhile, a second"), spread(rates, QStringLiteral("calls/s"), 0),
         QStringLiteral("%1 asked for, %2 failed").arg(callsASecond).arg(failed),
         QStringLiteral("%1 ms, 99th %2 ms").arg(median(took), 0, 'f', 2).arg(percentile(took, 0.99), 0, 'f', 2)});
}
