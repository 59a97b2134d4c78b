// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/storecontract/storeprovider.h"

#include "tests/integration/storecontract/postgresqlprovider.h"
#include "tests/integration/storecontract/sqliteprovider.h"

std::unique_ptr<StoreProvider> makeProvider(const QString& driver, QString& why)
{
    if (driver == QLatin1StringView("sqlite"))
        return std::make_unique<SqliteProvider>();
    if (driver == QLatin1StringView("postgresql"))
        return PostgresqlProvider::make(why);
    why = QStringLiteral("no server for %1 on this machine").arg(driver);
    return nullptr;
}
