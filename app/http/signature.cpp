// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace keel::http {

using namespace std::chrono_literals;

namespace {

constexpr auto window = 300s;
/// Longer than a time stamp is taken on both sides of now, so that what is forgotten is too old as well.
constexpr auto remembered = 660s;
constexpr std::size_t mostRemembered = 100'000; ///< only rightly signed ones are kept
constexpr qsizetype longestId = 256;

tl::unexpected<Answer> refused(const QString& message)
{
    return tl::unexpected(refusal(401, QStringLiteral("bad_signature"), message));
}

QByteArray hmac(const QByteArray& key, const QByteArray& text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (!HMAC(EVP_sha256(), key.constData(), static_cast<int>(key.size()),
              reinterpret_cast<const unsigned char*>(text.constData()), static_cast<std::size_t>(text.size()),
              digest.data(), &size))
        return {};
    return {reinterpret_cast<const char*>(digest.data()), static_cast<qsizetype>(size)};
}

} // namespace

Signatures::Signatures(const QList<QByteArray>& secrets)
{
    setSecrets(secrets);
}

void Signatures::setSecrets(const QList<QByteArray>& secrets)
{
    m_keys.clear();
    for (const QByteArray& secret : secrets)
        m_keys.push_back(QByteArray::fromBase64(secret.startsWith("whsec_") ? secret.mid(6) : secret));
}

bool Signatures::isRight(const QByteArray& signedText, const QByteArray& signatures) const
{
    bool right = false;
    for (const QByteArray& key : m_keys) {
        const QByteArray expected = hmac(key, signedText);
        for (const QByteArray& one : signatures.split(' ')) {
            if (!one.startsWith("v1,"))
                continue;
            const auto given = QByteArray::fromBase64Encoding(one.mid(3), QByteArray::AbortOnBase64DecodingErrors);
            if (given && !expected.isEmpty() && given.decoded.size() == expected.size() &&
                CRYPTO_memcmp(given.decoded.constData(), expected.constData(),
                              static_cast<std::size_t>(expected.size())) == 0)
                right = true;
        }
    }
    return right;
}

bool Signatures::cameBefore(const QByteArray& id, Seconds now)
{
    while (!m_order.empty() && (m_order.front().first + remembered < now || m_order.size() >= mostRemembered)) {
        m_seen.remove(m_order.front().second);
        m_order.pop_front();
    }
    if (m_seen.contains(id))
        return true;
    m_seen.insert(id);
    m_order.emplace_back(now, id);
    return false;
}

OrRefusal<void> Signatures::check(const Head& head, const QByteArray& body, Seconds now)
{
    if (!areAskedFor())
        return {};
    const QByteArray id = head.only("webhook-id");
    const QByteArray stamp = head.only("webhook-timestamp");
    const QByteArray signatures = head.only("webhook-signature");
    if (id.isEmpty() || id.size() > longestId || stamp.isEmpty() || signatures.isEmpty())
        return refused(QStringLiteral("expected webhook-id, webhook-timestamp and webhook-signature, once each"));
    bool isNumber = false;
    const qint64 sent = stamp.toLongLong(&isNumber);
    if (!isNumber || sent < 0 || QByteArray::number(sent) != stamp)
        return refused(QStringLiteral("webhook-timestamp: expected seconds since 1970"));
    if (!isRight(id + '.' + stamp + '.' + body, signatures))
        return refused(QStringLiteral("the signature is not right"));
    if (sent < (now - window).count() || sent > (now + window).count())
        return refused(QStringLiteral("webhook-timestamp: more than 5 minutes away from now"));
    if (cameBefore(id, now))
        return tl::unexpected(
            refusal(409, QStringLiteral("replayed"), QStringLiteral("a webhook with this id came before")));
    return {};
}

} // namespace keel::http
