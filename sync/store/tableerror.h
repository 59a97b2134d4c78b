// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

namespace keel {

/// Met at one table, such an error stops that table and lets the others go on: its schema differs, or a right to it is
/// missing. It goes on by itself once that is mended.
[[nodiscard]] inline bool stopsTable(const Error& error)
{
    return error.kind == ErrorClass::Schema || error.code == ErrorCode::AccessDenied;
}

} // namespace keel
