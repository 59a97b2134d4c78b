// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/processmemory.h"

#include <QFile>

#include <unistd.h>

namespace keel {

std::optional<double> processMemoryMb()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return std::nullopt; // most of it is the sanitizer's own
#else
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    // "size resident shared …" in pages
    const QList<QByteArray> pages = file.readLine().split(' ');
    if (pages.size() < 2)
        return std::nullopt;
    return pages[1].toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
#endif
}

} // namespace keel
