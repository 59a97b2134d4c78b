// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/tokenfile.h"

#include "sync/records/filereplace.h"

#include <QFile>
#include <QLoggingCategory>

#include <openssl/rand.h>

#include <array>

#include <sys/stat.h>

namespace keel::http {

namespace {

Q_LOGGING_CATEGORY(tokenLog, "keel.api")

constexpr qsizetype shortest = 32; ///< characters; ours has 43

Error notUsable(const QString& file, const QString& detail, const QString& mend)
{
    return {.kind = ErrorClass::Config, .code = ErrorCode::FileDamaged, .detail = detail, .place = file, .mend = mend};
}

} // namespace

Result<void> TokenFile::rotate(const QString& file)
{
    std::array<unsigned char, 32> random{};
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
        return fail({.kind = ErrorClass::Bug,
                     .code = ErrorCode::Internal,
                     .detail = QStringLiteral("no random bytes were to be had"),
                     .place = file});
    const QByteArray token = QByteArray(reinterpret_cast<const char*>(random.data()), random.size())
                                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return replaceFile(file, token + '\n');
}

Result<void> TokenFile::open()
{
    if (!QFile::exists(m_file)) {
        if (m_isOptional)
            return {};
        KEEL_TRY(rotate(m_file));
    }
    return read();
}

Result<void> TokenFile::read()
{
    m_token.clear();
    struct stat facts = {};
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly) || fstat(file.handle(), &facts) != 0)
        return fail(notUsable(m_file, file.errorString(), QStringLiteral("run `evenkeel token rotate`")));
    m_inode = facts.st_ino;
    m_changed = facts.st_ctim;
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail(notUsable(m_file, QStringLiteral("others can read the token"),
                              QStringLiteral("run `evenkeel token rotate`, which makes a new one")));
    const QByteArray token = file.read(4096).trimmed();
    if (token.size() < shortest)
        return fail(notUsable(m_file, QStringLiteral("the token is shorter than %1 characters").arg(shortest),
                              QStringLiteral("run `evenkeel token rotate`")));
    m_token = token;
    return {};
}

QByteArray TokenFile::current()
{
    struct stat facts = {};
    const bool isThere = ::stat(QFile::encodeName(m_file).constData(), &facts) == 0;
    const bool same = isThere && facts.st_ino == m_inode && facts.st_ctim.tv_sec == m_changed.tv_sec &&
                      facts.st_ctim.tv_nsec == m_changed.tv_nsec;
    if (same)
        return m_token;
    if (!isThere && m_isOptional) {
        if (!m_token.isEmpty())
            qCInfo(tokenLog).noquote() << "event=token-gone" << u"file="_qs + m_file;
        m_token.clear();
        m_inode = 0;
        return m_token;
    }
    if (const auto done = read(); !done)
        qCWarning(tokenLog).noquote() << "event=token-not-read" << u"error="_qs + toText(done.error());
    else
        qCInfo(tokenLog).noquote() << "event=token-changed" << u"file="_qs + m_file;
    return m_token;
}

} // namespace keel::http
