// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/clock.h"
#include "sync/records/recordbook.h"
#include "tests/support/fakestore/hook.h"
#include "tests/support/fakestore/plantedbugs.h"

#include <functional>
#include <map>
#include <tuple>

namespace keel {

/// history.db in memory: what a call has returned from is on disk and outlives a SimulatedCrash.
class FakeRecordBook final : public RecordBook
{
public:
    struct Id
    {
        LinkName link;
        Direction direction = Direction::Forward;
        TableName table;
        Key key;
        friend bool operator<(const Id& l, const Id& r)
        {
            return std::tie(l.link, l.direction, l.table, l.key) < std::tie(r.link, r.direction, r.table, r.key);
        }
    };
    struct Record
    {
        qint64 id = 0;
        ErrorDraft draft;
        int version = 0; ///< what the observer says of the draft
        bool open = true;
        int attempts = 1;
        TimeUs nextTry{};
    };
    struct Observer
    {
        std::function<int(const ErrorDraft&)> failed;
        std::function<void(const ConflictDraft&)> decided;
        std::function<void(const ConflictDraft&)> held;
        std::function<void(const StoredConflict&)> released; ///< both sides hold the same
        std::function<void(StoredConflict&)> asNow;          ///< for the planted bug: what stands there by now
    };

    FakeRecordBook(const Clock& clock, FaultHook& hook, Observer observer = {}, PlantedBugs bugs = {});

    [[nodiscard]] const std::map<Id, Record>& records() const { return m_records; }
    /// The process died: what was planted to be late is lost.
    void crash()
    {
        m_late.clear();
        m_died = true;
    }
    /// The target has committed (for the planted bug).
    void writeLate();

    [[nodiscard]] Result<void> put(std::span<const ErrorDraft> errors,
                                   std::span<const ConflictDraft> conflicts) override;
    [[nodiscard]] Result<std::vector<OpenRecord>> openFor(const LinkName& link, Direction direction,
                                                          const TableName& table, std::span<const Key> keys) override;
    [[nodiscard]] Result<std::vector<OpenRecord>> due(const LinkName& link, Direction direction, TimeUs now,
                                                      int limit) override;
    [[nodiscard]] Result<void> wentThrough(const LinkName& link, Direction direction, const TableName& table,
                                           std::span<const Key> keys) override;
    [[nodiscard]] Result<void> wake(const LinkName& link, Direction direction, const TableName& table,
                                    ErrorCode code) override;
    [[nodiscard]] Result<bool> hasOpen(const LinkName& link, Direction direction) override;
    [[nodiscard]] Result<std::vector<HeldRow>> held(const LinkName& link) override;
    [[nodiscard]] Result<void> release(const LinkName& link, const TableName& onA, std::span<const Key> keys) override;
    [[nodiscard]] Result<std::optional<StoredConflict>> storedConflict(qint64 id) override;
    [[nodiscard]] Result<void> decided(const StoredConflict& state, const QString& decision,
                                       const QString& who) override;
    [[nodiscard]] const std::map<qint64, StoredConflict>& conflicts() const { return m_conflicts; }
    [[nodiscard]] const StoredConflict* heldRow(const LinkName& link, const TableName& onA, const Key& key) const;

    [[nodiscard]] Result<std::vector<ShadowEntry>> shadow(const LinkName& link, const TableName& table,
                                                          std::span<const Key> keys) override;
    [[nodiscard]] Result<void> putShadow(const LinkName& link, const TableName& table,
                                         std::span<const ShadowEntry> entries) override;
    [[nodiscard]] Result<std::vector<Key>> shadowKeys(const LinkName& link, const TableName& table,
                                                      const std::optional<Key>& after, int limit) override;

private:
    [[nodiscard]] Result<void> enter(const char* call);
    void keep(const ErrorDraft& draft);
    void keep(const ConflictDraft& draft);
    [[nodiscard]] static OpenRecord toOpen(const Record& record);

    const Clock& m_clock;
    FaultHook& m_hook;
    Observer m_observer;
    PlantedBugs m_bugs;
    std::map<Id, Record> m_records;
    std::map<std::pair<LinkName, TableName>, std::map<QByteArray, ShadowEntry>> m_shadows; ///< by the key's JSON
    std::vector<std::function<void()>> m_late;
    std::map<qint64, StoredConflict> m_conflicts;
    std::map<std::tuple<LinkName, TableName, Key, Direction, qint64>, qint64> m_conflictIds;
    bool m_died = false;
    qint64 m_lastId = 0;
};

} // namespace keel
