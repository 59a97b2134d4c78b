// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/attached/attached.h"

#include "app/http/tokenfile.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace keel {

bool Attached::isWanted()
{
    return qEnvironmentVariableIsSet("EVENKEEL_ATTACHED");
}

Attached::Attached(FakeSyncService& service, const TlsConfig& tls)
{
    for (const LinkSnapshot& link : service.snapshot().links) {
        LinkConfig config;
        config.name = link.name;
        m_config.links.push_back(config);
    }
    m_config.api.port = 0;
    m_config.api.tls = tls;
    m_config.api.hosts = {QStringLiteral("127.0.0.1")}; // with any port: a proxy has its own
    m_api = std::make_unique<HttpApi>(service, m_config, m_dir.filePath(QStringLiteral("api-token")));
}

bool Attached::start()
{
    if (!m_api->start())
        return false;
    m_remote = desktop(port(), QStringLiteral("desk-3"));
    m_remote->attach(token());
    return QTest::qWaitFor([this] { return m_remote->isAttached(); });
}

QByteArray Attached::token() const
{
    QFile file(m_dir.filePath(QStringLiteral("api-token")));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

bool Attached::rotateToken() const
{
    return http::TokenFile::rotate(m_dir.filePath(QStringLiteral("api-token"))).has_value();
}

QByteArray Attached::makeToken(const QString& role) const
{
    const QString name = m_dir.filePath(QStringLiteral("api-token-") + role);
    QFile file(name);
    return http::TokenFile::rotate(name) && file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

std::unique_ptr<RemoteService> Attached::desktop(int port, const QString& host) const
{
    const bool tls = m_config.api.tls.isSet();
    RemoteService::Settings settings;
    settings.address =
        QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(tls ? QStringLiteral("https") : QStringLiteral("http")).arg(port));
    if (tls)
        settings.tls.addCaCertificates(m_config.api.tls.certificate);
    settings.person = QStringLiteral("ana");
    settings.host = host;
    return std::make_unique<RemoteService>(settings);
}

std::unique_ptr<RemoteService> Attached::strangerOverTls() const
{
    RemoteService::Settings settings;
    settings.address = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port()));
    return std::make_unique<RemoteService>(settings);
}

QStringList heard(const FakeSyncService& service)
{
    static const QRegularExpression host(QStringLiteral("@desk-.*$"));
    QStringList calls;
    for (QString call : service.calls) {
        if (!call.startsWith(QStringLiteral("note ")))
            calls.append(call.remove(host));
    }
    return calls;
}

} // namespace keel
