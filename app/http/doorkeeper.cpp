// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/doorkeeper.h"

#include <QCryptographicHash>

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

OrRefusal<void> checkSize(const Head& head)
{
    if (head.target.size() > longestTarget)
        return tl::unexpected(
            refusal(414, QStringLiteral("target_too_long"), QStringLiteral("more than 8 KiB of path and query")));
    if (head.headers.size() > mostHeaders)
        return tl::unexpected(
            refusal(431, QStringLiteral("headers_too_large"), QStringLiteral("more than 100 headers")));
    return {};
}

} // namespace

Doorkeeper::Doorkeeper(const QString& address, int port, const QStringList& hosts)
{
    const QByteArray end = ':' + QByteArray::number(port);
    const QByteArray bound = address.toLatin1().toLower();
    m_bound = {"localhost" + end};
    if (!bound.isEmpty())
        m_bound.push_back((bound.contains(':') ? '[' + bound + ']' : bound) + end);
    setHosts(hosts);
}

void Doorkeeper::setHosts(const QStringList& hosts)
{
    m_authorities.clear();
    m_names.clear();
    for (const QString& host : hosts) {
        const QByteArray name = host.trimmed().toLatin1().toLower();
        const bool hasPort = name.contains("]:") || (name.count(':') == 1 && !name.startsWith('['));
        (hasPort ? m_authorities : m_names).push_back(name);
    }
}

bool Doorkeeper::isOurs(QByteArray authority) const
{
    authority = authority.toLower();
    if (m_bound.contains(authority) || m_authorities.contains(authority))
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

/// A right token always passes, so that nobody can lock an operator out by guessing. Every token is compared, so that
/// the time does not tell which one it was.
OrRefusal<KnownToken> Doorkeeper::checkToken(const Head& head, const QByteArray& client,
                                             const QList<KnownToken>& tokens, Now now)
{
    const QByteArray given = head.only("authorization");
    const QByteArray text = given.left(7).toLower() == "bearer " ? given.mid(7).trimmed() : QByteArray();
    const KnownToken* found = nullptr;
    for (const KnownToken& token : tokens) {
        if (isSame(text, token.text) && !found)
            found = &token;
    }
    if (found)
        return *found;
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

OrRefusal<Match> Doorkeeper::admit(const Head& head, const QByteArray& client, const QList<KnownToken>& tokens, Now now)
{
    if (auto fine = checkSize(head); !fine)
        return tl::unexpected(std::move(fine).error());
    const auto target = originForm(head);
    if (!target)
        return tl::unexpected(target.error());
    if (auto fine = checkOrigin(head); !fine)
        return tl::unexpected(std::move(fine).error());
    auto match = findRoute(head.method, *target);
    // What is not open says nothing of itself without the token, not even that it is not there.
    const bool open = match && match->route->traffic == Traffic::Open;
    KnownToken token;
    if (!open) {
        auto shown = checkToken(head, client, tokens, now);
        if (!shown)
            return tl::unexpected(std::move(shown).error());
        token = *shown;
    }
    if (!match)
        return match;
    if (!open && token.role < match->route->least)
        return tl::unexpected(
            refusal(403, QStringLiteral("role_too_small"),
                    QStringLiteral("this call needs the token of the role \"%1\"; this one's is \"%2\"")
                        .arg(toText(match->route->least), toText(token.role))));
    match->role = token.role;
    match->caller = QCryptographicHash::hash(token.text, QCryptographicHash::Sha256);
    return checkCall(std::move(*match), head, client, now);
}

OrRefusal<Match> Doorkeeper::admitOwner(const Head& head, const QByteArray& client, Now now)
{
    if (auto fine = checkSize(head); !fine)
        return tl::unexpected(std::move(fine).error());
    auto match = findRoute(head.method, head.target);
    if (!match)
        return match;
    match->role = Role::Admin;
    match->caller = client;
    return checkCall(std::move(*match), head, client, now);
}

OrRefusal<Match> Doorkeeper::checkCall(Match match, const Head& head, const QByteArray& client, Now now)
{
    const Traffic traffic = match.route->traffic;
    if (traffic == Traffic::Write || traffic == Traffic::Hint) {
        if (auto fine = checkContentType(head); !fine)
            return tl::unexpected(std::move(fine).error());
    }
    if (auto fine = checkRate(traffic, client, now); !fine)
        return tl::unexpected(std::move(fine).error());
    return match;
}

QString Doorkeeper::whoIs(const Head& head, const QByteArray& client, Role role)
{
    const QByteArray sent = head.only("x-evenkeel-user");
    QString name = QString::fromUtf8(sent.isNull() ? head.only("x-operator") : sent).left(64);
    name.removeIf([](QChar c) { return !c.isPrint(); });
    const QString by = QStringLiteral("api %1, %2's token").arg(QString::fromLatin1(client), toText(role));
    return name.trimmed().isEmpty() ? by : QStringLiteral("%1 (as said) via %2").arg(name.trimmed(), by);
}

} // namespace keel::http
