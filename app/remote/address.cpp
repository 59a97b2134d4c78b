// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/address.h"

#include <QHostAddress>
#include <QUrlQuery>

namespace keel::remote {

namespace {

Error notUsable(const QString& text, const QString& detail, const QString& mend)
{
    return {
        .kind = ErrorClass::Config, .code = ErrorCode::ConfigInvalid, .detail = detail, .place = text, .mend = mend};
}

bool isThisMachine(const QString& host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

} // namespace

Result<QUrl> serviceAddress(const QString& text)
{
    const QString example = QStringLiteral("such as https://sync.example.org or http://127.0.0.1:7878");
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"https" && url.scheme() != u"http"))
        return fail(notUsable(text, QStringLiteral("expected the address of a service"), example));
    if (!url.userInfo().isEmpty())
        return fail(notUsable(url.adjusted(QUrl::RemoveUserInfo).toString(),
                              QStringLiteral("a user or a password in the address has no meaning here"),
                              QStringLiteral("the token comes from the keychain, --token-file or EVENKEEL_TOKEN")));
    if (url.hasQuery() || url.hasFragment() || !(url.path().isEmpty() || url.path() == u"/"))
        return fail(notUsable(text, QStringLiteral("expected no path, query or fragment"), example));
    if (url.scheme() == u"http" && !isThisMachine(url.host()))
        return fail(notUsable(text, QStringLiteral("over plain http the token could be read on the way"),
                              QStringLiteral("use https://, or a tunnel: ssh -L 7878:127.0.0.1:7878 %1, and "
                                             "--attach http://127.0.0.1:7878")
                                  .arg(url.host())));
    return url.adjusted(QUrl::RemovePath);
}

QString nameOf(const QUrl& address)
{
    const QString host = address.host().contains(u':') ? u'[' + address.host() + u']' : address.host();
    return address.port() < 0 ? host : QStringLiteral("%1:%2").arg(host).arg(address.port());
}

QUrl callAddress(const QUrl& address, const QString& path, const Parameters& parameters)
{
    QUrl url = address;
    url.setPath(path);
    QUrlQuery query;
    for (const auto& [name, value] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    if (!query.isEmpty())
        url.setQuery(query);
    return url;
}

QUrl eventsAddress(const QUrl& address)
{
    QUrl url = callAddress(address, QStringLiteral("/api/desktop/events"));
    url.setScheme(address.scheme() == u"https" ? QStringLiteral("wss") : QStringLiteral("ws"));
    return url;
}

} // namespace keel::remote
