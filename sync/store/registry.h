// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/store/bell.h"
#include "sync/store/store.h"

#include <functional>
#include <memory>
#include <span>

namespace keel {

/// One database engine. A new one is a folder in store/ and a line in registry.cpp.
struct StoreKind
{
    QString driver;      ///< as in the config: "postgresql"
    QString displayName; ///< "PostgreSQL"
    /// Connects. Unreachable is Transient, a wrong password or database is Config. `label` names the connection to
    /// the server (application_name) and must be unique in the process.
    std::function<Result<std::unique_ptr<Store>>(const EndpointConfig&, const QString& label)> open;
    std::function<std::unique_ptr<Bell>(const EndpointConfig&, const QString& label)> bell;
};

[[nodiscard]] std::span<const StoreKind> storeKinds();
[[nodiscard]] const StoreKind* storeKind(const QString& driver);

} // namespace keel
