// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

/// A user's own connection to a database; shares nothing with the code under test. One thread at a time.
class UserDatabase
{
public:
    virtual ~UserDatabase() = default;
    /// Of "postgresql" or "sqlite"; connects with the first statement.
    [[nodiscard]] static std::unique_ptr<UserDatabase> of(const keel::EndpointConfig& endpoint);

    using Rows = std::vector<std::vector<QString>>;
    /// Rows as text; nullopt: refused, or the server is away. error() says why.
    [[nodiscard]] virtual std::optional<Rows> query(const QString& sql) = 0;
    [[nodiscard]] bool run(const QString& sql) { return query(sql).has_value(); }
    [[nodiscard]] virtual QString error() const = 0;
    /// Begins a transaction that may write.
    [[nodiscard]] virtual bool begin() = 0;
    /// What stands behind a select so that the rows stay as they are until the commit.
    [[nodiscard]] virtual QString lockClause() const = 0;
};
