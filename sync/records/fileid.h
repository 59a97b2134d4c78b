// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <optional>
#include <utility>

#include <sys/stat.h>

namespace keel {

/// Which file a name stands for: another one, or none, since somebody removed or replaced it.
using FileId = std::pair<dev_t, ino_t>;

[[nodiscard]] inline std::optional<FileId> fileIdOf(const QString& file)
{
    struct stat found = {};
    if (::stat(QFile::encodeName(file).constData(), &found) != 0)
        return std::nullopt;
    return FileId(found.st_dev, found.st_ino);
}

} // namespace keel
