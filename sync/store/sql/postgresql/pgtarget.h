// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/pgstore.h"
#include "sync/store/sql/postgresql/rowsource.h"

#include <QHash>

namespace keel::pg {

struct StagedRows;

/// A savepoint stands behind each unit that succeeded, so that a refused one is undone alone while locks and earlier
/// writes stay.
class PgTarget final : public TargetTransaction
{
public:
    explicit PgTarget(PgStore& store) : PgTarget(store, store.connection()) {}
    PgTarget(PgStore& store, PgConnection& connection) : m_store(store), m_connection(connection) {}
    ~PgTarget() override;
    [[nodiscard]] Result<void> open(const NodeId& origin);
    /// Brings the rows of changes to the server before anything is done with them. Uses the connection only.
    [[nodiscard]] Result<void> stageAhead(const TableSql& sql, std::span<const Change* const> changes);
    /// From so many rows of a table on staging them is faster than sending arrays, for all its round trips.
    static constexpr std::size_t stagedFrom = 200;

    [[nodiscard]] Result<std::vector<Presence>> lock(const TableBinding& table,
                                                     std::span<const Change* const> changes) override;
    [[nodiscard]] Result<std::vector<JournalEntry>> unsent(const TableBinding& table, const Cursor& done,
                                                           std::span<const Change* const> changes) override;
    [[nodiscard]] Result<std::vector<ColumnsChanged>> columnsChanged(const TableBinding& table, const Cursor& done,
                                                                     std::span<const Key> keys,
                                                                     const NodeId& peer) override;
    [[nodiscard]] bool prefersOverwrite(const TableBinding& table, std::size_t upserts) const override;
    [[nodiscard]] Result<std::vector<Presence>> overwrite(const TableBinding& table,
                                                          std::span<const Change* const> changes) override;
    [[nodiscard]] Result<std::vector<std::optional<Row>>> rows(const TableBinding& table,
                                                               std::span<const Key> keys) override;
    [[nodiscard]] Result<WriteOutcome> write(const TableBinding& table, std::span<const Write> writes) override;
    [[nodiscard]] Result<void> park(const TableBinding& table, std::span<const Key> keys) override;
    [[nodiscard]] Result<void> journal(const TableBinding& table, std::span<const Change* const> changes,
                                       const NodeId& via) override;
    [[nodiscard]] Result<qint64> import(const TableBinding& table, QByteArrayView data) override;
    [[nodiscard]] Result<void> saveCheckpoint(const LinkName& link, Direction direction, const QString& lane,
                                              const Cursor& cursor) override;
    [[nodiscard]] Result<void> checkDeferred() override;
    [[nodiscard]] Result<void> commit() override { return commitBy("commit"); }
    [[nodiscard]] Result<void> commitLazily() override
    {
        return commitBy("set local synchronous_commit = off; commit");
    }

private:
    [[nodiscard]] Result<void> commitBy(const QByteArray& sql);
    /// Keeps what was done since the last mark.
    [[nodiscard]] Result<void> mark();
    /// Undoes it, and passes the error on.
    [[nodiscard]] tl::unexpected<Error> undo(Error error);
    [[nodiscard]] Result<RowSource> stage(const TableSql& sql, std::span<const Change* const> changes);
    [[nodiscard]] bool isStaged(const TableSql& sql, std::span<const Change* const> changes) const;
    [[nodiscard]] Result<std::vector<Presence>> lockRows(const TableSql& sql, const RowSource& source,
                                                         std::span<const Change* const> changes, bool skipLocked);
    [[nodiscard]] Result<std::vector<Presence>> overwriteStaged(const TableSql& sql, const RowSource& source,
                                                                std::size_t count, int first, bool walk);
    [[nodiscard]] Result<void> overwriteRows(const TableSql& sql, const RowSource& source, std::span<Presence> presence,
                                             int first, bool walk);
    [[nodiscard]] StagedRows stagedRows(const TableBinding& table, std::span<const Write> writes) const;
    [[nodiscard]] Result<std::optional<WriteOutcome>> writeUnrefused(const TableSql& sql, std::span<const Write> writes,
                                                                     const Error& refusal);

    PgStore& m_store;
    PgConnection& m_connection;
    bool m_open = false;
    bool m_importing = false;
    /// Rows in a staging table of this transaction: its name, and each change's ord.
    struct Staged
    {
        QByteArray table;
        QHash<const Change*, int> ords;
        int next = 0;
    };
    QHash<QString, Staged> m_staged; ///< by table name
    friend class RowWriter;
};

} // namespace keel::pg
