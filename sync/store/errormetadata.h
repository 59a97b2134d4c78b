// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/mirrorederror.h"

#include <QByteArray>

namespace keel {

/// The JSON object of sync_errors.metadata: direction, code, SQLSTATE, constraint, last try, and the row as it was
/// read.
[[nodiscard]] QByteArray errorMetadata(const MirroredError& error);
/// sync_errors.resolved_by: a person, or that the row went in.
[[nodiscard]] QString closedBy(const ErrorRecord& record);

} // namespace keel
