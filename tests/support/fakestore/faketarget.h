// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakestore/fakestore.h"

namespace keel {

class FakeTarget final : public TargetTransaction
{
public:
    FakeTarget(FakeConnection& connection, const NodeId& origin);
    ~FakeTarget() override;

    [[nodiscard]] Result<std::vector<Presence>> lock(const TableBinding& table,
                                                     std::span<const Change* const> changes) override;
    [[nodiscard]] Result<std::vector<JournalEntry>> unsent(const TableBinding& table, const Cursor& done,
                                                           std::span<const Change* const> changes) override;
    [[nodiscard]] Result<std::vector<ColumnsChanged>> columnsChanged(const TableBinding& binding, const Cursor& done,
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
    [[nodiscard]] Result<void> commit() override { return commitBy(&FakeDatabase::commit); }
    [[nodiscard]] Result<void> commitLazily() override { return commitBy(&FakeDatabase::commitLazily); }

private:
    [[nodiscard]] Result<void> commitBy(void (FakeDatabase::*commit)(Xid));
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] Result<void> enter(const char* call);
    /// A refused statement leaves nothing; a Transient error leaves no transaction.
    [[nodiscard]] Error undo(FakeDatabase::Savepoint&& before, Error error);
    /// Every other transaction plays a store that finds refused rows by itself and keeps the others.
    [[nodiscard]] bool tellsRefused() const { return m_xid % 2 == 1; }
    [[nodiscard]] Result<void> writeOne(const TableBinding& table, const Write& write, std::size_t index,
                                        WriteOutcome& outcome);
    [[nodiscard]] Result<qint64> finishImport(const TableBinding& table);

    FakeConnection& m_connection;
    FakeDatabase& m_database;
    int m_serverRun = 0;
    Xid m_xid = 0;
    QByteArray m_imported;
    std::vector<const Change*> m_overwritten;
};

} // namespace keel
