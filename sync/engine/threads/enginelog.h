// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace keel {

Q_DECLARE_LOGGING_CATEGORY(engineLog)

} // namespace keel
