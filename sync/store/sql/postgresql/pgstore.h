// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/journalsql.h"
#include "sync/store/sql/postgresql/pgcatalog.h"
#include "sync/store/sql/postgresql/pgconnection.h"
#include "sync/store/sql/postgresql/tablesql.h"
#include "sync/store/store.h"

#include <memory>
#include <mutex>
#include <vector>

namespace keel::pg {

/// PostgreSQL 13 and later. One session; see Store for threads and lifetime.
class PgStore final : public Store
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const EndpointConfig& endpoint, const QString& label);
    PgStore(std::unique_ptr<PgConnection> connection, EndpointConfig endpoint, QString label);

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
    [[nodiscard]] std::unique_ptr<StageAhead> stageAhead(std::span<const TableBinding> tables,
                                                         const NodeId& origin) override;

    [[nodiscard]] Result<void> awaitDurable() override;
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

    // For its snapshots and transactions.
    [[nodiscard]] PgConnection& connection() { return *m_connection; }
    /// What the catalog says of the table, read once a session.
    [[nodiscard]] Result<TableSql> sqlOf(const TableBinding& binding);
    /// The table's number in the journal; SchemaDiffers when setup has not run for it.
    [[nodiscard]] Result<int> journalId(const TableBinding& binding);
    [[nodiscard]] Result<NodeId> ownNode();
    /// Until the server's write-ahead log is on its disk up to there. Over a session of its own, opened when first
    /// needed; one thread at a time, while another uses connection().
    [[nodiscard]] Result<void> flushLog(const QByteArray& logEnd);

private:
    [[nodiscard]] Result<std::unique_ptr<PgConnection>> openAnother(const QString& purpose);
    [[nodiscard]] Result<void> run(const QStringList& statements);
    [[nodiscard]] Result<void> readIdentity();

    std::unique_ptr<PgConnection> m_connection;
    EndpointConfig m_endpoint;
    QString m_label;
    /// For batches that are brought ahead, one used while the other is filled; opened when first needed.
    std::vector<std::unique_ptr<PgConnection>> m_spares;
    std::unique_ptr<PgConnection> m_flusher;
    /// Ends what any of the connections waits for; what the cancellers share with a store that may be gone.
    struct Cancellers
    {
        std::mutex mutex;
        std::vector<std::function<void()>> all;
    };
    std::shared_ptr<Cancellers> m_cancellers = std::make_shared<Cancellers>();
    QHash<QString, TableFacts> m_facts;
    TableIds m_ids;
    NodeId m_node;
};

/// "forward" or "reverse", as in the bookkeeping tables.
[[nodiscard]] QByteArray directionText(Direction direction);

} // namespace keel::pg
