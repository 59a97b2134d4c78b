// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace keel {

/// "90s", "30m", "1h", "2d", or a time in ISO 8601 (UTC where it names no zone).
[[nodiscard]] std::optional<QDateTime> sinceFromText(const QString& text, const QDateTime& now);

} // namespace keel
