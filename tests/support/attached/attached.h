// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/httpapi.h"
#include "app/remote/remoteservice.h"
#include "tests/support/fakeservice/fakesyncservice.h"

#include <QTemporaryDir>

namespace keel {

/// A fake service as a desktop elsewhere sees it: behind the real HTTP server, through a RemoteService.
class Attached
{
public:
    /// True where the tests of the window are to run so: EVENKEEL_ATTACHED is set.
    [[nodiscard]] static bool isWanted();

    /// With a certificate it speaks https, and its desktops trust that certificate.
    explicit Attached(FakeSyncService& service, const TlsConfig& tls = {});

    /// False where no connection was to be had in a few seconds.
    [[nodiscard]] bool start();
    [[nodiscard]] RemoteService& service() { return *m_remote; }
    [[nodiscard]] int port() const { return m_api->port(); }
    [[nodiscard]] QByteArray token() const;
    [[nodiscard]] bool rotateToken() const;
    /// A new token of "viewer" or "operator".
    [[nodiscard]] QByteArray makeToken(const QString& role) const;
    [[nodiscard]] HttpApi& api() { return *m_api; }
    /// Another desktop, which goes by `port` (a proxy's); not connected yet.
    [[nodiscard]] std::unique_ptr<RemoteService> desktop(int port, const QString& host) const;
    /// Over https, without the certificate.
    [[nodiscard]] std::unique_ptr<RemoteService> strangerOverTls() const;

private:
    QTemporaryDir m_dir;
    Config m_config;
    std::unique_ptr<HttpApi> m_api;
    std::unique_ptr<RemoteService> m_remote;
};

/// What the fake was told to do, without lines of the log, and of who asked the person only.
[[nodiscard]] QStringList heard(const FakeSyncService& service);

} // namespace keel
