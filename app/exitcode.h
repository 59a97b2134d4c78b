// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

namespace keel {

/// How the program ends, the same for every command. (`status` alone has its own: 0 healthy, 1 degraded, 2 down, 4.)
enum ExitCode {
    ExitGood = 0,
    ExitFindings = 1,    ///< not in sync, or some rows failed
    ExitUsage = 2,       ///< usage, config, unknown id, a missing right to set up
    ExitUnreachable = 3, ///< an endpoint or the service
    ExitHeld = 4,        ///< another process holds the data dir
};

[[nodiscard]] int exitCodeOf(const Error& error);

} // namespace keel
