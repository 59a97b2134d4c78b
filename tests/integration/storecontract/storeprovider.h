// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <QStringList>

#include <memory>

/// An empty database of one engine, and a plain connection to it outside the code under test.
class StoreProvider
{
public:
    virtual ~StoreProvider() = default;
    [[nodiscard]] virtual keel::EndpointConfig endpoint() const = 0;
    /// Runs one or more statements; the engine's message, empty when all went well.
    virtual QString run(const QString& sql) = 0;
    /// Rows as "a|b|c"; null is "<null>".
    virtual QStringList rows(const QString& sql) = 0;
    /// A second session that stays inside a transaction until the returned handle is destroyed (which rolls back).
    [[nodiscard]] virtual std::shared_ptr<void> openTransaction(const QString& sql) = 0;
};

/// nullptr: not to be had on this machine, and `why` says so.
[[nodiscard]] std::unique_ptr<StoreProvider> makeProvider(const QString& driver, QString& why);
