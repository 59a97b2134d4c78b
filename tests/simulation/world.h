// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/findings.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/plan.h"
#include "tests/support/fakestore/fakeclock.h"
#include "tests/support/fakestore/fakedatabase.h"

#include <array>

namespace keel::sim {

/// The databases and their users: all that outlives a crash of the process under test, but for its records.
class World
{
public:
    World(const Options& options, const PlantedBugs& bugs, Findings& findings);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    void seed(const std::vector<InitialRow>& rows);
    void perform(const UserAct& act);
    /// With all that its users had open.
    void crashServer(int site);
    /// Users end their transactions and go home; rows that were refused for a time are taken from now on.
    void heal();

    [[nodiscard]] FakeDatabase& site(int index) { return *m_sites[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int sites() const { return static_cast<int>(m_sites.size()); }
    /// The column that a trigger rewrites is left out.
    [[nodiscard]] bool sameRow(int table, const StoredRow* l, const StoredRow* r) const;
    [[nodiscard]] bool isMerged(const RowId& id, const Row& row) const;
    [[nodiscard]] static bool exists(const StoredRow* row) { return row && !row->gone; }
    [[nodiscard]] static bool isInitial(int version);
    /// The plan's number of a key.
    [[nodiscard]] static int keyNumber(int table, const Key& key);
    /// Rows of a record must be what a user wrote; returns the version.
    int checkContent(int table, const Row& row, const char* where);

    /// Rows that transactions of the engine have written.
    [[nodiscard]] qint64 engineWrites() const { return m_engineWrites; }
    [[nodiscard]] std::size_t journalSize() const;

    FakeClock clock;
    Ledger ledger;
    /// Every link has its first cursors: from now on every write is promised to arrive. Before it the initial
    /// comparison makes the union of what stands there, so a deletion may come back.
    bool covered = false;
    std::function<void(int site, const FakeDatabase::Transaction&)> engineCommitted;

private:
    void addTables(FakeDatabase& database, int site) const;
    [[nodiscard]] std::optional<QString> refusal(int site, int table, const Row& row) const;
    [[nodiscard]] Row makeRow(int table, int key, int value, const QByteArray& body, int version) const;
    [[nodiscard]] static Key makeKey(int table, int key);
    [[nodiscard]] Result<void> act(const UserAct& act, Xid xid);
    [[nodiscard]] Result<void> swap(const UserAct& act, Xid xid);
    [[nodiscard]] Result<void> changeKey(const UserAct& act, Xid xid);
    [[nodiscard]] Result<void> put(int site, Xid xid, int table, Row row, int version);
    [[nodiscard]] Result<void> erase(int site, Xid xid, int table, const Key& key, int version);
    void enter(int site, int table, const Key& key, const StoredRow* old, int number, Version version);
    void committed(int site, const FakeDatabase::Transaction& transaction);
    void checkEngineWrite(int site, const RowId& id, const StoredRow& stored);
    [[nodiscard]] QByteArray bodyOf(const UserAct& act) const;

    const Options& m_options;
    Findings& m_findings;
    std::vector<std::unique_ptr<FakeDatabase>> m_sites;
    std::vector<std::array<Xid, 3>> m_slots; ///< per site: what each user has open; 0: nothing
    bool m_healed = false;
    int m_triggered = 0; ///< the last version of a row that a trigger wrote
    qint64 m_engineWrites = 0;
};

} // namespace keel::sim
