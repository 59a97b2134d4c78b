// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestore/fakerecordbook.h"

#include <algorithm>

namespace keel {

FakeRecordBook::FakeRecordBook(const Clock& clock, FaultHook& hook, Observer observer, PlantedBugs bugs)
    : m_clock(clock), m_hook(hook), m_observer(std::move(observer)), m_bugs(bugs)
{}

Result<void> FakeRecordBook::enter(const char* call)
{
    if (m_hook.before("book", call) != Fault::None)
        return fail({.kind = ErrorClass::Transient,
                     .code = ErrorCode::ResourceShort,
                     .detail = QStringLiteral("database or disk is full")});
    return {};
}

void FakeRecordBook::writeLate()
{
    for (const auto& write : std::exchange(m_late, {}))
        write();
}

Result<void> FakeRecordBook::put(std::span<const ErrorDraft> errors, std::span<const ConflictDraft> conflicts)
{
    KEEL_TRY(enter("put"));
    if (m_bugs.recordsAfterCommit) {
        for (const ErrorDraft& draft : errors)
            m_late.push_back([this, draft] { keep(draft); });
        for (const ConflictDraft& draft : conflicts)
            m_late.push_back([this, draft] { keep(draft); });
        return {};
    }
    for (const ErrorDraft& draft : errors)
        keep(draft);
    for (const ConflictDraft& draft : conflicts)
        keep(draft);
    return {};
}

void FakeRecordBook::keep(const ConflictDraft& draft)
{
    StoredConflict stored{.link = draft.link,
                          .table = draft.table,
                          .key = draft.key,
                          .held = draft.held,
                          .winner = draft.winner,
                          .columns = draft.columns,
                          .a = draft.a,
                          .b = draft.b};
    if (!draft.held)
        stored.standing.emplace(draft.result ? draft.result : draft.winner == Side::A ? draft.a : draft.b);
    const StoredConflict* held = draft.held ? heldRow(draft.link, draft.table, draft.key) : nullptr;
    qint64& known = m_conflictIds[{draft.link, draft.table, draft.key, draft.direction, draft.entry}];
    if (held)
        stored.id = held->id;
    else
        stored.id = known = known != 0 ? known : ++m_lastId;
    m_conflicts[stored.id] = stored;
    const auto& tell = draft.held ? m_observer.held : m_observer.decided;
    if (tell)
        tell(draft);
}

const StoredConflict* FakeRecordBook::heldRow(const LinkName& link, const TableName& onA, const Key& key) const
{
    const auto it = std::ranges::find_if(m_conflicts, [&](const auto& item) {
        const StoredConflict& c = item.second;
        return c.held && c.link == link && c.table == onA && c.key == key;
    });
    return it == m_conflicts.end() ? nullptr : &it->second;
}

Result<std::vector<HeldRow>> FakeRecordBook::held(const LinkName& link)
{
    KEEL_TRY(enter("held"));
    std::vector<HeldRow> held;
    for (const auto& [id, conflict] : m_conflicts) {
        if (conflict.held && conflict.link == link && !(m_bugs.heldForgotten && m_died))
            held.push_back({id, conflict.table, conflict.key});
    }
    return held;
}

Result<void> FakeRecordBook::release(const LinkName& link, const TableName& onA, std::span<const Key> keys)
{
    KEEL_TRY(enter("release"));
    for (const Key& key : keys) {
        const StoredConflict* held = heldRow(link, onA, key);
        if (!held)
            continue;
        if (m_observer.released)
            m_observer.released(*held);
        m_conflicts[held->id].held = false;
    }
    return {};
}

Result<std::optional<StoredConflict>> FakeRecordBook::storedConflict(qint64 id)
{
    KEEL_TRY(enter("storedConflict"));
    const auto it = m_conflicts.find(id);
    if (it == m_conflicts.end())
        return std::optional<StoredConflict>();
    StoredConflict stored = it->second;
    if (m_bugs.guardUnasked && m_observer.asNow)
        m_observer.asNow(stored);
    return std::optional(std::move(stored));
}

Result<void> FakeRecordBook::decided(const StoredConflict& state, const QString&, const QString&)
{
    KEEL_TRY(enter("decided"));
    m_conflicts[state.id] = state;
    return {};
}

void FakeRecordBook::keep(const ErrorDraft& draft)
{
    const Id id{draft.link, draft.direction, draft.table, draft.entry.key};
    const auto found = m_records.find(id);
    const bool isNew = found == m_records.end();
    Record& record = isNew ? m_records[id] : found->second;
    const bool repeat =
        !isNew && record.open && record.draft.entry.sequence == draft.entry.sequence && m_clock.now() < record.nextTry;
    if (!repeat) {
        record.attempts = isNew || !record.open ? 1 : record.attempts + 1;
        record.draft = draft;
        record.version = m_observer.failed ? m_observer.failed(draft) : 0;
    }
    if (isNew || !record.open)
        record.id = ++m_lastId;
    record.open = true;
    const int doublings = std::min(record.attempts - 1, 6);
    const auto backoff = std::min<std::chrono::minutes>(std::chrono::minutes(1 << doublings), std::chrono::hours(1));
    record.nextTry = draft.waiting ? m_clock.now() : m_clock.now() + backoff;
}

OpenRecord FakeRecordBook::toOpen(const Record& record)
{
    OpenRecord open{.id = record.id,
                    .table = record.draft.table,
                    .entry = record.draft.entry,
                    .waiting = record.draft.waiting,
                    .attempts = record.attempts};
    open.entry.table = 0;
    return open;
}

Result<std::vector<OpenRecord>> FakeRecordBook::openFor(const LinkName& link, Direction direction,
                                                        const TableName& table, std::span<const Key> keys)
{
    KEEL_TRY(enter("openFor"));
    std::vector<OpenRecord> open;
    for (const Key& key : keys) {
        const auto it = m_records.find({link, direction, table, key});
        if (it != m_records.end() && it->second.open)
            open.push_back(toOpen(it->second));
    }
    return open;
}

Result<std::vector<OpenRecord>> FakeRecordBook::due(const LinkName& link, Direction direction, TimeUs now, int limit)
{
    KEEL_TRY(enter("due"));
    std::vector<OpenRecord> open;
    for (const auto& [id, record] : m_records) {
        if (record.open && id.link == link && id.direction == direction && record.nextTry <= now)
            open.push_back(toOpen(record));
    }
    std::ranges::sort(open, {}, &OpenRecord::id);
    open.resize(std::min(open.size(), static_cast<std::size_t>(limit)));
    return open;
}

Result<void> FakeRecordBook::wentThrough(const LinkName& link, Direction direction, const TableName& table,
                                         std::span<const Key> keys)
{
    KEEL_TRY(enter("wentThrough"));
    for (const Key& key : keys) {
        if (const auto it = m_records.find({link, direction, table, key}); it != m_records.end())
            it->second.open = false;
    }
    return {};
}

Result<void> FakeRecordBook::wake(const LinkName& link, Direction direction, const TableName& table, ErrorCode code)
{
    KEEL_TRY(enter("wake"));
    for (auto& [id, record] : m_records) {
        const bool meant = id.link == link && id.direction == direction && id.table == table;
        if (meant && record.open && record.draft.error.code == code)
            record.nextTry = m_clock.now();
    }
    return {};
}

Result<bool> FakeRecordBook::hasOpen(const LinkName& link, Direction direction)
{
    KEEL_TRY(enter("hasOpen"));
    return std::ranges::any_of(m_records, [&](const auto& item) {
        return item.second.open && item.first.link == link && item.first.direction == direction;
    });
}

Result<std::vector<RecordBook::ShadowEntry>> FakeRecordBook::shadow(const LinkName& link, const TableName& table,
                                                                    std::span<const Key> keys)
{
    KEEL_TRY(enter("shadow"));
    const auto& shadows = m_shadows[{link, table}];
    std::vector<ShadowEntry> found;
    for (const Key& key : keys) {
        if (const auto it = shadows.find(keyToJson(key).toUtf8()); it != shadows.end())
            found.push_back(it->second);
    }
    return found;
}

Result<void> FakeRecordBook::putShadow(const LinkName& link, const TableName& table,
                                       std::span<const ShadowEntry> entries)
{
    KEEL_TRY(enter("putShadow"));
    for (const ShadowEntry& entry : entries)
        m_shadows[{link, table}][keyToJson(entry.key).toUtf8()] = entry;
    return {};
}

Result<std::vector<Key>> FakeRecordBook::shadowKeys(const LinkName& link, const TableName& table,
                                                    const std::optional<Key>& after, int limit)
{
    KEEL_TRY(enter("shadowKeys"));
    const auto& shadows = m_shadows[{link, table}];
    auto it = after ? shadows.upper_bound(keyToJson(*after).toUtf8()) : shadows.begin();
    std::vector<Key> keys;
    for (; it != shadows.end() && keys.size() < static_cast<std::size_t>(limit); ++it)
        keys.push_back(it->second.key);
    return keys;
}

} // namespace keel
