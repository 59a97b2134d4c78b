// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/context.h"

namespace keel {

/// Before a service starts: where the right to set up is missing, prints the SQL that an owner must run and returns
/// ExitUsage. An endpoint that cannot be reached is no reason not to start: the service goes on trying.
[[nodiscard]] int missingRight(const Context& context, const Config& config);

} // namespace keel
