// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"

namespace keel {

/// Records as a file: `.csv` (RFC 4180 with a header), else JSON as `errors list --json` has it. "-" is stdout.
/// Replaced as a whole or not at all.
[[nodiscard]] Result<void> exportErrors(const QList<ErrorRecord>& records, const QString& file);
/// A cell of CSV; one that a spreadsheet would take for a formula gets a quote in front.
[[nodiscard]] QString csvCell(QString text);

} // namespace keel
