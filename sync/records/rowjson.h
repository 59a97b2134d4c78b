// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/row.h"
#include "sync/api/snapshots.h"

#include <QByteArray>
#include <QStringList>

namespace keel {

/// A row as records keep it: a JSON array of {"column", "text"}, text null for NULL. Text that is not UTF-8 stands as
/// "hex" instead, so that no byte is lost.
[[nodiscard]] QString rowToJson(const QStringList& columns, const Row& row);
/// For people: a value kept as hex shows as "(not UTF-8) \x…".
[[nodiscard]] QList<NamedValue> rowFromJson(const QString& json);

[[nodiscard]] QString columnsToJson(const QStringList& columns);
[[nodiscard]] QStringList columnsFromJson(const QString& json);

/// Every byte and family of a key, which its JSON does not hold.
[[nodiscard]] QByteArray keyToBytes(const Key& key);
[[nodiscard]] Key keyFromBytes(const QByteArray& bytes);

} // namespace keel
