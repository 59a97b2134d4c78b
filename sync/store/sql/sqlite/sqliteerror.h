// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

namespace keel {

/// Classes an extended SQLite result code with the library's own message. Error::sqlState holds the code's symbol
/// ("SQLITE_CONSTRAINT_UNIQUE"), since SQLite has no SQLSTATE.
[[nodiscard]] Error sqliteError(int extendedCode, const QString& message);

} // namespace keel
