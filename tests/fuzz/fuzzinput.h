// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/message.h"

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace keel::fuzz {

inline QByteArray bytes(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)};
}

/// What must hold whatever comes in; libFuzzer keeps the input when it does not.
inline void expect(bool holds)
{
    if (!holds)
        std::abort();
}

/// A folder of this process, of memory where the system has one.
inline const QString& folder()
{
    static const QTemporaryDir dir(QFile::exists(QStringLiteral("/dev/shm")) ? QStringLiteral("/dev/shm/fuzz-XXXXXX")
                                                                             : QStringLiteral("fuzz-XXXXXX"));
    static const QString path = dir.path();
    return path;
}

inline QString write(const QString& name, const QByteArray& content)
{
    const QString path = folder() + u'/' + name;
    QFile file(path);
    expect(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size());
    return path;
}

struct Message
{
    http::Head head;
    QByteArray body;
};

/// "VERB TARGET", lines "name: value", an empty line, the body: what Boost.Beast makes of a request, but with less
/// care.
inline Message message(const QByteArray& input)
{
    Message message;
    const qsizetype end = input.indexOf("\n\n");
    const QByteArrayList lines = input.left(end).split('\n');
    const qsizetype blank = lines.front().indexOf(' ');
    message.head.method = lines.front().left(blank);
    message.head.target = blank < 0 ? QByteArray() : lines.front().mid(blank + 1);
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        message.head.headers.append(
            {line.left(colon).toLower(), colon < 0 ? QByteArray() : line.mid(colon + 1).trimmed()});
    }
    message.body = end < 0 ? QByteArray() : input.mid(end + 2);
    return message;
}

} // namespace keel::fuzz
