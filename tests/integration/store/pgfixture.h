// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/registry.h"
#include "tests/support/servers/privatepostgres.h"

#include <memory>

namespace keel {

/// Opens a store on the endpoint; fails the test program's current function when it cannot.
[[nodiscard]] std::unique_ptr<Store> openStore(const EndpointConfig& endpoint, const QString& label);

/// What a link's binding of this table looks like when both sides have it alike.
[[nodiscard]] TableBinding bindingOf(Store& store, const QString& table);

/// Its journal is captured for link "link", role a.
void setUp(Store& store, const std::vector<TableBinding>& tables);

/// A change that carries `row` (or a deletion of `key`), born at `origin`.
[[nodiscard]] Change changeOf(const TableBinding& table, const Key& key, std::optional<Row> row, const NodeId& origin);
[[nodiscard]] Key keyOf(std::initializer_list<QByteArray> parts);
/// Texts of a row, "∅" for null, joined by "|".
[[nodiscard]] QString shown(const Row& row);
[[nodiscard]] QStringList keysOf(const KeyBatch& batch);

/// The value of a result, or qFatal with its error.
template <class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s [%s]", qUtf8Printable(toText(result.error())), qUtf8Printable(result.error().sqlState));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace keel
