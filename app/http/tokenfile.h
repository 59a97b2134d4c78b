// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QByteArray>
#include <QString>

#include <ctime>

namespace keel::http {

/// `api-token` of the data dir: 32 random bytes as text, mode 0600. Read again when it was replaced, so that a rotation
/// needs no word to a running service. One thread.
class TokenFile
{
public:
    /// `optional`: it may be missing, and nothing is right then.
    explicit TokenFile(QString file, bool optional = false) : m_file(std::move(file)), m_isOptional(optional) {}

    /// Makes the file where it is missing and must not be. One that others can read is refused: its token may be known.
    [[nodiscard]] Result<void> open();
    /// The token that is right now; empty (nothing is right) while there is none to read.
    [[nodiscard]] QByteArray current();

    /// A new token in place of the old one.
    [[nodiscard]] static Result<void> rotate(const QString& file);

private:
    [[nodiscard]] Result<void> read();

    QString m_file;
    bool m_isOptional;
    QByteArray m_token;
    ino_t m_inode = 0;
    timespec m_changed{};
};

} // namespace keel::http
