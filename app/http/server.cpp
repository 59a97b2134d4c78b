// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/server.h"

#include "app/http/eventstream.h"
#include "app/http/serverparts.h"
#include "app/http/session.h"
#include "app/http/tls.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include <QLoggingCategory>

#include <pthread.h>
#include <unistd.h>

namespace keel::http {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(serverLog, "keel.api")

constexpr int mostConnections = 64;

QList<QByteArray> revealed(const QList<Secret>& secrets)
{
    QList<QByteArray> texts;
    for (const Secret& secret : secrets)
        texts.push_back(secret.reveal().toLatin1());
    return texts;
}

Error cannotListen(const QString& place, const QString& detail, const QString& mend)
{
    return {
        .kind = ErrorClass::Config, .code = ErrorCode::ConfigInvalid, .detail = detail, .place = place, .mend = mend};
}

} // namespace

void addSafeHeaders(boost::beast::http::fields& fields)
{
    namespace http = boost::beast::http;
    fields.set(http::field::cache_control, "no-store");
    fields.set("Content-Security-Policy", "default-src 'none'");
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("X-Frame-Options", "DENY");
}

Server::Private::Private(Server::Settings given, Server::Ask asker)
    : settings(std::move(given)), ask(std::move(asker)), tokens(settings.tokenFile), board(settings.watchdog),
      signatures(revealed(settings.api.webhookSecrets))
{}

Server::Private::~Private() = default;

Result<void> Server::Private::listen()
{
    const QString place = QStringLiteral("%1:%2").arg(settings.api.address).arg(settings.api.port);
    boost::system::error_code problem;
    const bool named = settings.api.address == u"localhost";
    const auto address =
        boost::asio::ip::make_address(named ? "127.0.0.1" : settings.api.address.toStdString(), problem);
    const bool isOpen = settings.api.tls.isSet() && !settings.api.hosts.isEmpty();
    if (problem || (!address.is_loopback() && !isOpen))
        return fail(cannotListen(QStringLiteral("api.address"),
                                 QStringLiteral("found \"%1\", expected a loopback address").arg(settings.api.address),
                                 QStringLiteral("such as 127.0.0.1 or ::1; another needs api.tls and api.hosts")));
    if (settings.api.tls.isSet()) {
        auto opened = openTls(settings.api.tls);
        if (!opened)
            return fail(std::move(opened).error());
        tls = std::move(*opened);
    }
    const Tcp::endpoint endpoint(address, static_cast<unsigned short>(settings.api.port));
    acceptor.open(endpoint.protocol(), problem);
    if (!problem)
        acceptor.set_option(Tcp::acceptor::reuse_address(true), problem);
    if (!problem)
        acceptor.bind(endpoint, problem);
    if (!problem)
        acceptor.listen(128, problem);
    if (problem == boost::asio::error::address_in_use)
        return fail(cannotListen(place, QStringLiteral("another program listens there already"),
                                 QStringLiteral("set api.port to a free port, or api.enabled to false")));
    if (problem)
        return fail(cannotListen(place, QString::fromStdString(problem.message()),
                                 QStringLiteral("set api.address and api.port to what this machine has")));
    port = acceptor.local_endpoint(problem).port();
    const QString bound = address.is_unspecified() ? QString() : QString::fromStdString(address.to_string());
    door.emplace(bound, port, settings.api.hosts);
    return {};
}

void Server::Private::accept()
{
    acceptor.async_accept([this](const boost::system::error_code& problem, Tcp::socket socket) {
        if (problem == boost::asio::error::operation_aborted)
            return;
        if (problem) {
            // Out of files, most likely: not at once again.
            qCWarning(serverLog) << "event=not-accepted" << problem.message().c_str();
            retry.expires_after(100ms);
            retry.async_wait([this](const boost::system::error_code& stopped) {
                if (!stopped)
                    accept();
            });
            return;
        }
        if (makeRoom())
            take(std::move(socket));
        accept();
    });
}

void Server::Private::take(Tcp::socket socket)
{
    boost::system::error_code problem;
    const auto client = QByteArray::fromStdString(socket.remote_endpoint(problem).address().to_string());
    Wire wire = tls ? Wire(std::move(socket), *tls) : Wire(std::move(socket));
    auto session = std::make_shared<Session>(*this, std::move(wire), client);
    sessions.push_back(session);
    session->start();
}

bool Server::Private::makeRoom()
{
    sessions.remove_if([](const auto& session) { return session.expired(); });
    streams.remove_if([](const auto& stream) { return stream.expired(); });
    if (connections < mostConnections)
        return true;
    for (const auto& one : sessions) {
        const auto session = one.lock();
        if (session && session->isWaiting()) {
            session->cutOff();
            return true;
        }
    }
    return false;
}

void Server::Private::tell(std::shared_ptr<const std::string> event)
{
    for (const auto& one : streams) {
        if (const auto stream = one.lock())
            stream->send(event);
    }
}

void Server::Private::tellState()
{
    std::shared_ptr<const std::string> status;
    std::shared_ptr<const std::string> snapshot;
    for (const auto& one : streams) {
        const auto stream = one.lock();
        if (!stream)
            continue;
        const bool whole = stream->kind() == EventStream::Kind::Desktop;
        auto& event = whole ? snapshot : status;
        if (!event)
            event = std::make_shared<const std::string>(
                (whole ? board.snapshotEvent() : board.statusEvent()).toStdString());
        if (whole)
            stream->sendNewest(event);
        else
            stream->send(event);
    }
}

Server::Server(Settings settings, Ask ask) : d(std::make_shared<Private>(std::move(settings), std::move(ask))) {}

Server::~Server()
{
    stop();
}

Result<void> Server::start()
{
    KEEL_TRY(d->tokens.open());
    KEEL_TRY(d->listen());
    d->accept();
    d->thread = std::jthread([parts = d.get()] {
        pthread_setname_np(pthread_self(), "keel-api");
        parts->context.run();
    });
    qCInfo(serverLog).noquote() << QStringLiteral("event=listening address=%1 port=%2 tls=%3")
                                       .arg(d->settings.api.address)
                                       .arg(d->port)
                                       .arg(d->tls ? QStringLiteral("yes") : QStringLiteral("no"));
    return {};
}

void Server::stop()
{
    d->context.stop();
    if (d->thread.joinable())
        d->thread.join();
    d->working.clear(); // before the context that their sockets belong to
}

Result<void> Server::reloadCertificate()
{
    if (!d->settings.api.tls.isSet())
        return {};
    auto opened = openTls(d->settings.api.tls);
    if (!opened)
        return fail(std::move(opened).error());
    boost::asio::post(d->context, [parts = d.get(), tls = std::move(*opened)] { parts->tls = tls; });
    return {};
}

void Server::takeConfig(const ApiConfig& api)
{
    boost::asio::post(d->context, [parts = d.get(), hosts = api.hosts, secrets = revealed(api.webhookSecrets)] {
        parts->door->setHosts(hosts);
        parts->signatures.setSecrets(secrets);
    });
}

void Server::adopt(int descriptor, const QString& owner)
{
    boost::asio::post(d->context, [parts = d.get(), descriptor, owner] {
        Wire::Local::socket socket(parts->context);
        boost::system::error_code problem;
        socket.assign(Wire::Local(), descriptor, problem);
        if (problem) {
            ::close(descriptor);
            return;
        }
        if (!parts->makeRoom())
            return;
        auto session = std::make_shared<Session>(*parts, Wire(std::move(socket)), QByteArray("control"), owner);
        parts->sessions.push_back(session);
        session->start();
    });
}

int Server::port() const
{
    return d->port;
}

void Server::show(const ServiceSnapshot& snapshot)
{
    boost::asio::post(d->context, [parts = d.get(), snapshot] {
        parts->board.show(snapshot, std::chrono::steady_clock::now());
        parts->streams.remove_if([](const auto& stream) { return stream.expired(); });
        parts->tellState();
    });
}

void Server::addCycle(const CycleRecord& cycle)
{
    boost::asio::post(d->context, [parts = d.get(), cycle] { parts->board.metrics().addCycle(cycle); });
}

void Server::setOpenErrors(const QHash<std::pair<QString, QString>, qint64>& counts)
{
    boost::asio::post(d->context, [parts = d.get(), counts] { parts->board.metrics().setOpenErrors(counts); });
}

void Server::tell(const QByteArray& event)
{
    boost::asio::post(d->context, [parts = d.get(), text = std::make_shared<const std::string>(event.toStdString())] {
        parts->tell(text);
    });
}

} // namespace keel::http
