// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/tokens.h"

#include <QFile>

#include <qt6keychain/keychain.h>

#include <sys/stat.h>

namespace keel::remote {

using namespace std::chrono_literals;

namespace {

const QString& keychainService()
{
    static const QString name = QStringLiteral("evenkeel");
    return name;
}

Error cannotUse(const QString& words)
{
    return {.kind = ErrorClass::Config,
            .code = ErrorCode::Unreachable,
            .detail = words,
            .place = QStringLiteral("keychain"),
            .mend = QStringLiteral("give the token here, with --token-file FILE or as EVENKEEL_TOKEN")};
}

Error notReadable(const QString& file, const QString& detail, const QString& mend)
{
    return {
        .kind = ErrorClass::Config, .code = ErrorCode::ConfigInvalid, .detail = detail, .place = file, .mend = mend};
}

} // namespace

Tokens::Tokens(const QUrl& address, QString file, QByteArray fromEnvironment, QObject* parent)
    : QObject(parent), m_key(address.toString()), m_file(std::move(file)), m_environment(std::move(fromEnvironment))
{
    m_again.setInterval(1s);
    connect(&m_again, &QTimer::timeout, this, &Tokens::lookAgain);
}

Result<QByteArray> Tokens::readFile() const
{
    QFile file(m_file);
    struct stat facts = {};
    if (!file.open(QIODevice::ReadOnly) || ::fstat(file.handle(), &facts) != 0)
        return fail(notReadable(m_file, file.errorString(), QStringLiteral("name a file that holds the token")));
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail(notReadable(
            m_file, QStringLiteral("others can read the token"),
            QStringLiteral("make it yours alone (chmod 600), and the token a new one (evenkeel token rotate)")));
    const QByteArray token = file.read(4096).trimmed();
    if (token.isEmpty())
        return fail(notReadable(m_file, QStringLiteral("the file is empty"),
                                QStringLiteral("name a file that holds the token")));
    return token;
}

void Tokens::find()
{
    if (!m_file.isEmpty()) {
        const auto token = readFile();
        if (token)
            emit found(*token);
        else
            emit missing(token.error());
        return;
    }
    if (!m_environment.isEmpty())
        emit found(m_environment);
    else
        readKeychain();
}

void Tokens::readKeychain()
{
    auto* job = new QKeychain::ReadPasswordJob(keychainService(), this);
    job->setKey(m_key);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        const QByteArray token = job->textData().trimmed().toUtf8();
        if (job->error() == QKeychain::NoError && !token.isEmpty())
            emit found(token);
        else if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
            emit missing({.kind = ErrorClass::Config, .code = ErrorCode::NotFound});
        else
            emit missing(cannotUse(job->errorString()));
    });
    job->start();
}

void Tokens::refused(const QByteArray& token)
{
    m_refused = token;
    if (!m_file.isEmpty())
        m_again.start();
}

/// Whoever rotates the token of a service writes the new one into the file.
void Tokens::lookAgain()
{
    const auto token = readFile();
    if (!token || *token == m_refused)
        return;
    m_again.stop();
    emit found(*token);
}

void Tokens::keep(const QByteArray& token)
{
    auto* job = new QKeychain::WritePasswordJob(keychainService(), this);
    job->setKey(m_key);
    job->setInsecureFallback(false);
    job->setTextData(QString::fromUtf8(token));
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() == QKeychain::NoError)
            emit kept();
        else
            emit notKept(cannotUse(job->errorString()));
    });
    job->start();
}

} // namespace keel::remote
