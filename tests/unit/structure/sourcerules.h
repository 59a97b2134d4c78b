// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// What the house forbids, read from a source text. Each answers one line a breach, "file:line: what".
namespace rules {

/// Imports point one way: app → ui → sync/api, app → sync, and inside sync engine → guard → {apply, capture} → records
/// → store → config → api.
[[nodiscard]] QStringList includeBreaches(const QString& file, const QString& text);
/// Local event loops, waits and sleeps.
[[nodiscard]] QStringList wordBreaches(const QString& file, const QString& text);
/// A connect to a lambda without a context object outlives its receiver.
[[nodiscard]] QStringList connectBreaches(const QString& file, const QString& text);

} // namespace rules
