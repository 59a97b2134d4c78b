// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

namespace keel {

/// What an operator does about a cause of errors, one sentence in English, for commands and the API (the window has
/// its own, translated); empty where only the driver's words can tell.
[[nodiscard]] QString adviceFor(ErrorCode code, const QString& sqlState);

} // namespace keel
