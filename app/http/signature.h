// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/router.h"

#include <QByteArray>
#include <QSet>

#include <chrono>
#include <deque>

namespace keel::http {

/// Standard Webhooks: `webhook-id`, `webhook-timestamp` (Unix seconds) and `webhook-signature` ("v1," and the base64 of
/// HMAC-SHA-256 over "id.timestamp.body"; several with blanks between). See standardwebhooks.com. Anything that cannot
/// be read is refused. One thread.
class Signatures
{
public:
    using Seconds = std::chrono::seconds;

    /// Each with or without "whsec_", base64. Without any, nothing is asked for.
    explicit Signatures(const QList<QByteArray>& secrets);
    /// Others from now on; what came before is still known, so that a replay is refused as before.
    void setSecrets(const QList<QByteArray>& secrets);

    [[nodiscard]] bool areAskedFor() const { return !m_keys.isEmpty(); }
    /// 401 for a wrong one or a time more than 5 minutes away, 409 for one that came before. `now`: since 1970.
    [[nodiscard]] OrRefusal<void> check(const Head& head, const QByteArray& body, Seconds now);

private:
    [[nodiscard]] bool isRight(const QByteArray& signedText, const QByteArray& signatures) const;
    [[nodiscard]] bool cameBefore(const QByteArray& id, Seconds now);

    QList<QByteArray> m_keys;
    QSet<QByteArray> m_seen;
    std::deque<std::pair<Seconds, QByteArray>> m_order; ///< oldest first
};

} // namespace keel::http
