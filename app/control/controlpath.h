// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace keel {

/// Where the control socket of a data dir is found. The kernel takes at most 107 bytes for a socket's name; a longer
/// one is named through an open folder, so that a data dir may lie as deep as it likes.
class ControlPath
{
public:
    explicit ControlPath(const QString& dataDir);
    ~ControlPath();
    ControlPath(const ControlPath&) = delete;
    ControlPath& operator=(const ControlPath&) = delete;

    [[nodiscard]] const QString& name() const { return m_name; }

private:
    QString m_name;
    int m_folder = -1;
};

} // namespace keel
