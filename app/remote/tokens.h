// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

namespace keel::remote {

/// Where a desktop has the token of a service from: a file, the environment (EVENKEEL_TOKEN) or the keychain of the
/// person, in this order. Lives in the GUI's thread; the keychain answers when it likes.
class Tokens : public QObject
{
    Q_OBJECT

public:
    /// `file` and `fromEnvironment` may be empty.
    Tokens(const QUrl& address, QString file, QByteArray fromEnvironment, QObject* parent = nullptr);

    /// Looks; found() or missing() follows.
    void find();
    /// The service did not take it: another one in the file is found by itself.
    void refused(const QByteArray& token);
    /// Into the keychain; kept() or notKept() follows.
    void keep(const QByteArray& token);

signals:
    void found(const QByteArray& token);
    /// NotFound: there simply is none yet.
    void missing(const keel::Error& why);
    void kept();
    void notKept(const keel::Error& why);

private:
    [[nodiscard]] Result<QByteArray> readFile() const;
    void readKeychain();
    void lookAgain();

    QString m_key; ///< in the keychain: the service's address
    QString m_file;
    QByteArray m_environment;
    QByteArray m_refused;
    QTimer m_again;
};

} // namespace keel::remote
