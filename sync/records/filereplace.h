// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QByteArray>
#include <QString>

namespace keel {

/// Replaces the file by these bytes, as a whole or not at all, on disk at return (mode 0600). FileUnwritable,
/// Transient: the former file stands untouched and no other is left behind.
[[nodiscard]] Result<void> replaceFile(const QString& file, const QByteArray& bytes);

/// Renames `file` to `file.damaged-TIME` (UTC, to the second; numbered when there is one already); returns the new
/// name, empty when it could not be renamed.
[[nodiscard]] QString setAside(const QString& file);

} // namespace keel
