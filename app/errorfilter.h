// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/context.h"
#include "sync/api/queries.h"

namespace keel {

/// --unresolved, --type, --link and --since as a filter; the error is a sentence for people.
[[nodiscard]] QList<QCommandLineOption> errorFilterOptions();
[[nodiscard]] tl::expected<ErrorFilter, QString> errorFilter(const QCommandLineParser& options);

} // namespace keel
