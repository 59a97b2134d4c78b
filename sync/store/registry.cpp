// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/registry.h"

#include "sync/store/sql/postgresql/kind.h"
#include "sync/store/sql/sqlite/sqlitestore.h"

#include <algorithm>
#include <vector>

namespace keel {

std::span<const StoreKind> storeKinds()
{
    static const std::vector<StoreKind> kinds{
        pg::postgresqlKind(),
        sqliteStoreKind(),
    };
    return kinds;
}

const StoreKind* storeKind(const QString& driver)
{
    const auto kinds = storeKinds();
    const auto it = std::ranges::find(kinds, driver, &StoreKind::driver);
    return it == kinds.end() ? nullptr : &*it;
}

} // namespace keel
