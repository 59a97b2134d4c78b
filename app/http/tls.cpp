// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/tls.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/stat.h>

namespace keel::http {

namespace {

Q_LOGGING_CATEGORY(tlsLog, "keel.api")

namespace ssl = boost::asio::ssl;

const char* const ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20"; ///< of TLS 1.2; those of 1.3 are all good

Error unusable(const QString& key, const QString& file, const QString& detail, const QString& mend)
{
    return {.kind = ErrorClass::Config,
            .code = ErrorCode::ConfigInvalid,
            .detail = QStringLiteral("%1: %2").arg(file, detail),
            .place = QStringLiteral("api.tls.") + key,
            .mend = mend};
}

/// OpenSSL's own words for a file that cannot be read say nothing of why.
Result<void> checkReadable(const QString& key, const QString& path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return {};
    return fail(unusable(key, path, file.errorString(),
                         QStringLiteral("let the user that runs Evenkeel read it, or name another file")));
}

/// A group may read it: that is how distributions share keys with services.
Result<void> checkMode(const QString& path)
{
    struct stat facts = {};
    if (::stat(QFile::encodeName(path).constData(), &facts) != 0 || (facts.st_mode & (S_IRWXO | S_IWGRP)) == 0)
        return {};
    return fail(unusable(QStringLiteral("key"), path, QStringLiteral("others can read or change this key"),
                         QStringLiteral("run: chmod 600 %1").arg(path)));
}

Result<void> loadFiles(ssl::context& context, const TlsConfig& config)
{
    boost::system::error_code problem;
    context.use_certificate_chain_file(QFile::encodeName(config.certificate).toStdString(), problem);
    if (problem)
        return fail(unusable(QStringLiteral("certificate"), config.certificate,
                             QStringLiteral("no certificate in it (%1)").arg(QString::fromStdString(problem.message())),
                             QStringLiteral("expected PEM: the certificate, then those that lead to its root")));
    context.use_private_key_file(QFile::encodeName(config.key).toStdString(), ssl::context::pem, problem);
    if (problem)
        return fail(unusable(QStringLiteral("key"), config.key,
                             QStringLiteral("not the key of the certificate, or none that can be used (%1)")
                                 .arg(QString::fromStdString(problem.message())),
                             QStringLiteral("expected PEM without a password, made for this certificate")));
    return {};
}

void warnOfAge(ssl::context& context, const TlsConfig& config)
{
    const X509* certificate = SSL_CTX_get0_certificate(context.native_handle());
    int days = 0;
    int seconds = 0;
    if (!certificate || ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate)) != 1)
        return;
    if (days < 0 || seconds < 0)
        qCWarning(tlsLog).noquote() << "event=certificate-expired" << u"file="_qs + config.certificate;
    else if (days < 14)
        qCWarning(tlsLog).noquote() << "event=certificate-expires" << u"file="_qs + config.certificate
                                    << u"days="_qs + QString::number(days);
}

} // namespace

Result<std::shared_ptr<ssl::context>> openTls(const TlsConfig& config)
{
    KEEL_TRY(checkReadable(QStringLiteral("certificate"), config.certificate));
    KEEL_TRY(checkReadable(QStringLiteral("key"), config.key));
    KEEL_TRY(checkMode(config.key));
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* raw = context->native_handle();
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
    if (SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) != 1 || SSL_CTX_set_cipher_list(raw, ciphers) != 1)
        return fail({.kind = ErrorClass::Bug,
                     .code = ErrorCode::Internal,
                     .detail = QStringLiteral("OpenSSL takes neither TLS 1.2 nor its ciphers"),
                     .place = QStringLiteral("api.tls")});
    // Without it OpenSSL would ask at the terminal for the password of a key that has one.
    boost::system::error_code ignored;
    context->set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); }, ignored);
    KEEL_TRY(loadFiles(*context, config));
    warnOfAge(*context, config);
    return context;
}

} // namespace keel::http
