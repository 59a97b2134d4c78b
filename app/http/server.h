// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/message.h"
#include "sync/config/config.h"

#include <functional>
#include <memory>

namespace keel::http {

/// The HTTP and WebSocket server in a thread of its own. It lets in, limits, parses and answers; what it does not know
/// it hands to `ask`. Its functions may be called from the thread that made it, and none of them blocks but stop().
class Server
{
public:
    using Done = std::function<void(const Answer&)>;
    /// Called in the server's thread; `done` may be called once, from the thread that made the server, at any time.
    using Ask = std::function<void(const Request&, const Done&)>;

    struct Settings
    {
        ApiConfig api;
        WatchdogConfig watchdog;
        QString tokenFile;
    };

    Server(Settings settings, Ask ask);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and begins to answer. ConfigInvalid names the address when it is taken.
    [[nodiscard]] Result<void> start();
    /// Drops every connection and joins the thread.
    void stop();
    /// Reads certificate and key again, where there are any: connections from now on get the new ones. A failure leaves
    /// those that were.
    [[nodiscard]] Result<void> reloadCertificate();
    /// Takes over which hosts it answers for and which secrets sign a webhook; nothing else of it.
    void takeConfig(const ApiConfig& api);
    /// Serves a connection of the unix socket, whose other end is `owner`'s. Takes the descriptor over.
    void adopt(int descriptor, const QString& owner);
    /// The bound port: what the system chose where 0 was configured.
    [[nodiscard]] int port() const;

    void show(const ServiceSnapshot& snapshot);
    void addCycle(const CycleRecord& cycle);
    void setOpenErrors(const QHash<std::pair<QString, QString>, qint64>& counts);
    /// A JSON text to everyone who listens at /api/events.
    void tell(const QByteArray& event);

    struct Private; ///< complete only in the server's own source files

private:
    std::shared_ptr<Private> d;
};

} // namespace keel::http
