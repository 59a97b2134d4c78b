// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/sqlfile.h"

namespace keel {

/// The tables of history.db that this program knows; PRAGMA user_version of the file.
constexpr int historyVersion = 4;

/// Makes or migrates the tables. Internal when a newer program wrote the file (it is not set aside for that).
[[nodiscard]] Result<void> migrateHistory(SqlFile& file);
/// As migrateHistory, for those who may not write: the version must be ours.
[[nodiscard]] Result<void> checkHistoryVersion(SqlFile& file);
/// Reads the whole file; FileDamaged when it does not hold together.
[[nodiscard]] Result<void> checkHistoryFile(SqlFile& file);

/// The brake's tables, where they are missing (historybrake.cpp).
[[nodiscard]] Result<void> makeBrakeTables(SqlFile& file);

} // namespace keel
