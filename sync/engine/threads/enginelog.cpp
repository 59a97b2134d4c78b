// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/enginelog.h"

namespace keel {

Q_LOGGING_CATEGORY(engineLog, "keel.engine", QtInfoMsg)

} // namespace keel
