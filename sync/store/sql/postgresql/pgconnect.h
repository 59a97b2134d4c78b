// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"
#include "sync/config/config.h"

#include <libpq-fe.h>

namespace keel::pg {

/// Opens a QSqlDatabase under the name and returns its native handle. Unreachable is Transient; a wrong password, user
/// or database is Config. The password is in no message.
[[nodiscard]] Result<PGconn*> openNative(const EndpointConfig& endpoint, const QString& name);
/// Closes and removes it; to be called in the thread that opened it.
void closeNative(const QString& name);

} // namespace keel::pg
