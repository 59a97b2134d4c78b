// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/openlink.h"
#include "app/output.h"

namespace keel {

/// The statements as a script for `psql` or `sqlite3`, with a line that names the endpoint; empty when there are none.
[[nodiscard]] QString scriptText(const EndpointName& endpoint, const QStringList& statements);

/// Sets up what is missing. Where the right to is missing, prints the SQL that an owner must run, and the error says
/// so.
[[nodiscard]] Result<void> setUpOrPrint(OpenLink& link, const Output& out);

} // namespace keel
