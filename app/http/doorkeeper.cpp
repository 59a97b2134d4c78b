// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/doorkeeper.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace keel::http {

namespace {

constexpr qsizetype longestTarget = 8 * 1024; ///< bytes
constexpr qsizetype mostHeaders = 100;

tl::unexpected<Answer> tooMany(const QString& message, int seconds)
{
    Answer answer = refusal(429, QStringLiteral("too_many_requests"), message);
    answer.headers.push_back({"Retry-After", QByteArray::number(seconds)});
    return tl::unexpected(answer);
}

/// In a time that does not tell how much of it was right. The length of a token is no secret.
bool isSame(const QByteArray& left, const QByteArray& right)
{
    return left.size() == right.size() && !left.isEmpty() &&
           CRYPTO_memcmp(left.constData(), right.constData(), static_cast<std::size_t>(left.size())) == 0;
}

} // namespace

Doorkeeper::Doorkeeper(const QString& address, int port, const QStringList& hosts)
{
    const QByteArray end = ':' + QByteArray::number(port);
    const QByteArray bound = address.toLatin1().toLower();
    m_authorities = {(bound.contains(':') ? '[' + bound + ']' : bound) + end, "localhost" + end};
    for (const QString& host : hosts) {
        const QByteArray name = host.trimmed().toLatin1().toLower();
        const bool hasPort = name.contains("]:") || (name.count(':') == 1 && !name.startsWith('['));
        (hasPort ? m_authorities : m_names).push_back(name);
    }
}

bool Doorkeeper::isOurs(QByteArray authority) const
{
    authority = authority.toLower();
    if (m_authorities.contains(authority))
        return true;
    const qsizetype colon = authority.lastIndexOf(':');
    bool isPort = colon < 0;
    if (colon >= 0)
        static_cast<void>(authority.mid(colon + 1).toUShort(&isPort));
    return m_names.contains(authority) || (isPort && colon > 0 && m_names.contains(authority.left(colon)));
}

/// The target as "/path?query". An absolute one carries an authority of its own, which must be ours as well.
OrRefusal<QByteArray> Doorkeeper::originForm(const Head& head) const
{
    const auto misdirected = [] {
        return tl::unexpected(
            refusal(421, QStringLiteral("wrong_host"), QStringLiteral("this is not the host that was asked for")));
    };
    const QByteArray host = head.only("host");
    if (host.isNull() || !isOurs(host))
        return misdirected();
    if (head.target.startsWith('/'))
        return head.target;
    const qsizetype scheme = head.target.indexOf("://");
    if (scheme <= 0)
        return tl::unexpected(refusal(400, QStringLiteral("bad_target"), QStringLiteral("expected a path")));
    const QByteArray rest = head.target.mid(scheme + 3);
    const qsizetype slash = rest.indexOf('/');
    if (!isOurs(slash < 0 ? rest : rest.left(slash)))
        return misdirected();
    return slash < 0 ? QByteArray("/") : rest.mid(slash);
}

OrRefusal<void> Doorkeeper::checkOrigin(const Head& head) const
{
    for (const QByteArray& origin : head.all("origin")) {
        const qsizetype scheme = origin.indexOf("://");
        if (scheme <= 0 || !isOurs(origin.mid(scheme + 3)))
            return tl::unexpected(
                refusal(403, QStringLiteral("foreign_origin"), QStringLiteral("pages of others may not call this")));
    }
    return {};
}

/// A right token always passes, so that nobody can lock an operator out by guessing.
OrRefusal<void> Doorkeeper::checkToken(const Head& head, const QByteArray& client, const QByteArray& token, Now now)
{
    const QByteArray given = head.only("authorization");
    if (given.left(7).toLower() == "bearer " && isSame(given.mid(7).trimmed(), token))
        return {};
    if (!given.isNull() && !m_badTokens.take(client, now))
        return tooMany(QStringLiteral("too many wrong tokens"), m_badTokens.waitFor(client, now));
    Answer answer = refusal(401, QStringLiteral("unauthorized"),
                            given.isNull() ? QStringLiteral("expected Authorization: Bearer TOKEN, once")
                                           : QStringLiteral("the token is not right"));
    answer.headers.push_back({"WWW-Authenticate", "Bearer realm=\"evenkeel\""});
    return tl::unexpected(answer);
}

OrRefusal<void> Doorkeeper::checkRate(Traffic traffic, const QByteArray& client, Now now)
{
    RateLimit& limit = traffic == Traffic::Write ? m_writes : traffic == Traffic::Hint ? m_hints : m_reads;
    if (limit.take(client, now))
        return {};
    return tooMany(QStringLiteral("too many requests"), limit.waitFor(client, now));
}

OrRefusal<Match> Doorkeeper::admit(const Head& head, const QByteArray& client, const QByteArray& token, Now now)
{
    if (head.target.size() > longestTarget)
        return tl::unexpected(
            refusal(414, QStringLiteral("target_too_long"), QStringLiteral("more than 8 KiB of path and query")));
    if (head.headers.size() > mostHeaders)
        return tl::unexpected(
            refusal(431, QStringLiteral("headers_too_large"), QStringLiteral("more than 100 headers")));
    const auto target = originForm(head);
    if (!target)
        return tl::unexpected(target.error());
    if (auto fine = checkOrigin(head); !fine)
        return tl::unexpected(std::move(fine).error());
    auto match = findRoute(head.method, *target);
    // What is not open says nothing of itself without the token, not even that it is not there.
    const bool open = match && match->route->traffic == Traffic::Open;
    if (!open) {
        if (auto fine = checkToken(head, client, token, now); !fine)
            return tl::unexpected(std::move(fine).error());
    }
    if (!match)
        return match;
    const Traffic traffic = match->route->traffic;
    if (traffic == Traffic::Write || traffic == Traffic::Hint) {
        if (auto fine = checkContentType(head); !fine)
            return tl::unexpected(std::move(fine).error());
    }
    if (auto fine = checkRate(traffic, client, now); !fine)
        return tl::unexpected(std::move(fine).error());
    return match;
}

QString Doorkeeper::whoIs(const Head& head, const QByteArray& client)
{
    QString name = QString::fromUtf8(head.only("x-operator")).left(64);
    name.removeIf([](QChar c) { return !c.isPrint(); });
    const QString api = QStringLiteral("api ") + QString::fromLatin1(client);
    return name.trimmed().isEmpty() ? api : QStringLiteral("%1 via %2").arg(name.trimmed(), api);
}

} // namespace keel::http
