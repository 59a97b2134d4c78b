// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlpath.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace keel {

namespace {

// Qt listens under a longer, temporary name first and renames it.
constexpr qsizetype safeLength = 80; // bytes

} // namespace

ControlPath::ControlPath(const QString& dataDir) : m_name(dataDir + QStringLiteral("/control"))
{
    if (QFile::encodeName(m_name).size() <= safeLength)
        return;
    m_folder = ::open(QFile::encodeName(dataDir).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (m_folder >= 0)
        m_name = QStringLiteral("/proc/self/fd/%1/control").arg(m_folder);
}

ControlPath::~ControlPath()
{
    if (m_folder >= 0)
        ::close(m_folder);
}

} // namespace keel
