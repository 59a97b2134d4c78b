// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QJsonObject>

namespace keel {

/// One call through the control socket of a running service. Blocks until the answer is there: a cycle may take long,
/// so only connecting has a limit. Unreachable (Transient) when no service answers; else the error that the service
/// told.
[[nodiscard]] Result<QJsonObject> callService(const QString& dataDir, const QJsonObject& request);

} // namespace keel
