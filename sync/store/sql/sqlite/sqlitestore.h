// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"
#include "sync/store/registry.h"
#include "sync/store/sql/sqlite/sqliteconnection.h"
#include "sync/store/store.h"

namespace keel {

/// An SQLite file. Its journal mode stays as the user has it; our own commits are synchronous=FULL.
class SqliteStore final : public Store
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const EndpointConfig& endpoint, const QString& label);

    [[nodiscard]] Result<StoreInfo> info(const LinkName& link) override;
    [[nodiscard]] Result<TableSchema> describe(const TableName& table) override;
    [[nodiscard]] Result<std::vector<TableName>> tables() override;
    [[nodiscard]] Result<QStringList> setupScript(const SetupRequest& request) override;
    [[nodiscard]] Result<void> setup(const SetupRequest& request) override;
    [[nodiscard]] Result<QStringList> teardownScript() override;
    [[nodiscard]] Result<void> teardown() override;
    [[nodiscard]] Result<Cursor> currentCursor() override;
    [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot(const Cursor& cursor,
                                                             std::span<const TableBinding> tables) override;
    [[nodiscard]] Result<std::unique_ptr<TargetTransaction>> begin(const NodeId& origin) override;
    [[nodiscard]] Result<std::optional<Cursor>> checkpoint(const LinkName& link, Direction direction,
                                                           const QString& lane) override;
    [[nodiscard]] Result<void> acknowledge(const LinkName& link, Direction direction, const Cursor& cursor) override;
    [[nodiscard]] Result<qint64> purge(int limit) override;
    [[nodiscard]] Result<std::optional<TimeUs>> now() override;
    [[nodiscard]] Result<void> mirrorErrors(std::span<const MirroredError> errors) override;
    [[nodiscard]] std::optional<TableBinding> canaryTable(const LinkName& link) const override;
    [[nodiscard]] Result<qint64> writeCanary(const LinkName& link, Direction direction) override;
    [[nodiscard]] Result<StoreVitals> vitals() override;
    [[nodiscard]] QByteArray bulkFormat(const TableBinding& table) const override;
    [[nodiscard]] QByteArray digestFormat(const TableBinding& table) const override;
    [[nodiscard]] std::function<void()> canceller() const override;

private:
    explicit SqliteStore(std::unique_ptr<SqliteConnection> connection) : m_connection(std::move(connection)) {}

    std::unique_ptr<SqliteConnection> m_connection;
};

[[nodiscard]] StoreKind sqliteStoreKind();

} // namespace keel
