// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace keel {

/// Insertions, deletions, substitutions and swaps of neighbours that make one of the other; case does not count.
[[nodiscard]] int editDistance(const QString& l, const QString& r);
/// The known name nearest to what was written; empty when none is near enough to be meant.
[[nodiscard]] QString nearestName(const QString& written, const QStringList& known);

} // namespace keel
