// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/pgcatalog.h"

namespace keel::pg {

/// The table of the canary's probe rows. Its time is text, so that it is the same in every engine.
extern const QByteArray canarySql;

/// What the catalog will say of it: setup makes the table and its triggers in one script.
[[nodiscard]] TableFacts canaryFacts();

} // namespace keel::pg
