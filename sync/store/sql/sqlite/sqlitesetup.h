// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/sqlite/sqliteconnection.h"
#include "sync/store/store.h"

namespace keel {

/// The statements that bring a file to what the request asks for; those that are in place are left out. A trigger whose
/// text is not today's is dropped and made anew.
[[nodiscard]] Result<QStringList> sqliteSetupScript(SqliteConnection& connection, const SetupRequest& request);
[[nodiscard]] Result<QStringList> sqliteTeardownScript(SqliteConnection& connection);
/// All statements or none.
[[nodiscard]] Result<void> runSqliteScript(SqliteConnection& connection, const QStringList& script);

} // namespace keel
