// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/confirms.h"

#include <QCryptographicHash>

#include <openssl/rand.h>

#include <algorithm>
#include <array>

namespace keel::http {

namespace {

constexpr std::size_t mostOpen = 1000;

/// The lengths keep two texts from being cut elsewhere.
QByteArray digestOf(const QByteArray& subject, const QByteArray& caller)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(subject.size()) + ':' + subject);
    hash.addData(QByteArray::number(caller.size()) + ':' + caller);
    return hash.result();
}

} // namespace

QByteArray Confirms::issue(const QByteArray& subject, const QByteArray& caller, Now now)
{
    forget(now);
    std::array<unsigned char, 18> random{};
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
        return {}; // no word is the right one then
    const QByteArray word = QByteArray(reinterpret_cast<const char*>(random.data()), random.size())
                                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    m_given.insert_or_assign(word.toStdString(), Given{digestOf(subject, caller), now + lifetime});
    return word;
}

bool Confirms::take(const QByteArray& word, const QByteArray& subject, const QByteArray& caller, Now now)
{
    const auto it = m_given.find(word.toStdString());
    if (it == m_given.end())
        return false;
    const Given given = it->second;
    m_given.erase(it);
    return now < given.until && given.bound == digestOf(subject, caller);
}

void Confirms::forget(Now now)
{
    std::erase_if(m_given, [now](const auto& one) { return one.second.until <= now; });
    if (m_given.size() < mostOpen)
        return;
    const auto oldest = std::ranges::min_element(m_given, {}, [](const auto& one) { return one.second.until; });
    m_given.erase(oldest);
}

} // namespace keel::http
