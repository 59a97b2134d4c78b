// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/kind.h"

#include "sync/store/sql/postgresql/pgbell.h"
#include "sync/store/sql/postgresql/pgstore.h"

namespace keel::pg {

StoreKind postgresqlKind()
{
    return {.driver = QStringLiteral("postgresql"),
            .displayName = QStringLiteral("PostgreSQL"),
            .open = &PgStore::open,
            .bell = [](const EndpointConfig& endpoint, const QString& label) -> std::unique_ptr<Bell> {
                return std::make_unique<PgBell>(endpoint, label);
            }};
}

} // namespace keel::pg
