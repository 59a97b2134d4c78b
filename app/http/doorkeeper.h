// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/ratelimit.h"
#include "app/http/router.h"
#include "app/http/tokens.h"

#include <QStringList>

namespace keel::http {

/// Who may come in, decided from the head of a request before a byte of its body is read: Host (421), Origin (403),
/// token (401, 429), call (404, 405), role (403), kind of body (415) and how often (429), in this order. Knows no
/// socket and no clock. One thread.
class Doorkeeper
{
public:
    using Now = RateLimit::Clock::time_point;

    /// `address` is empty where every address of the machine is listened at. `hosts` are further names that may stand
    /// in Host, with a port or for any port.
    Doorkeeper(const QString& address, int port, const QStringList& hosts);
    /// Other further names from now on.
    void setHosts(const QStringList& hosts);

    /// `client` is the peer's address, `tokens` those that are right now.
    [[nodiscard]] OrRefusal<Match> admit(const Head& head, const QByteArray& client, const QList<KnownToken>& tokens,
                                         Now now);
    /// Of one who came by the unix socket, which only the owner of the data dir can open: nothing is asked of him but a
    /// call that is there.
    [[nodiscard]] OrRefusal<Match> admitOwner(const Head& head, const QByteArray& client, Now now);

    /// "ana (as she says) via api 127.0.0.1, operator's token": from X-Evenkeel-User or X-Operator, which prove
    /// nothing.
    [[nodiscard]] static QString whoIs(const Head& head, const QByteArray& client, Role role);

private:
    [[nodiscard]] bool isOurs(QByteArray authority) const;
    [[nodiscard]] OrRefusal<QByteArray> originForm(const Head& head) const;
    [[nodiscard]] OrRefusal<void> checkOrigin(const Head& head) const;
    [[nodiscard]] OrRefusal<KnownToken> checkToken(const Head& head, const QByteArray& client,
                                                   const QList<KnownToken>& tokens, Now now);
    [[nodiscard]] OrRefusal<Match> checkCall(Match match, const Head& head, const QByteArray& client, Now now);
    [[nodiscard]] OrRefusal<void> checkRate(Traffic traffic, const QByteArray& client, Now now);

    QByteArrayList m_bound;       ///< "127.0.0.1:7878", lower case
    QByteArrayList m_authorities; ///< those of the config that name a port
    QByteArrayList m_names;       ///< for any port
    RateLimit m_badTokens{5.0 / 60, 5};
    RateLimit m_writes{20, 40};
    RateLimit m_hints{2000, 4000};
    RateLimit m_reads{2000, 4000};
};

} // namespace keel::http
