// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/change.h"
#include "sync/api/error.h"
#include "sync/api/mirrorederror.h"
#include "sync/api/snapshots.h"

#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace keel {

/// A row that failed or must wait, as the pass writes it down.
struct ErrorDraft
{
    LinkName link;
    Direction direction = Direction::Forward;
    TableName table;    ///< as configured on the source
    JournalEntry entry; ///< its key is empty for a failure of the whole table
    QStringList columns;
    std::optional<Row> row;
    Error error;
    /// True: it only waits (for a lock, for its parent in this drain) and is tried in the next pass; not shown as an
    /// error before it has waited a minute.
    bool waiting = false;
};

struct ConflictDraft
{
    LinkName link;
    Direction direction = Direction::Forward; ///< of the pass that met it
    TableName table;                          ///< as configured on a
    Key key;
    qint64 entry = 0; ///< sequence of the incoming entry: a repeat of the pass replaces the record
    QString conflictClass;
    QString policy;
    Side winner = Side::A;
    bool tie = false;
    std::optional<TimeUs> changedAtA;
    std::optional<TimeUs> changedAtB;
    QStringList columns; ///< names on a
    std::optional<Row> a;
    std::optional<Row> b;
    /// The row waits for a person on both sides. One record a row: a later one brings its versions up to date, and
    /// leaves a time that it does not tell.
    bool held = false;
    QStringList merged;        ///< policy merge: the columns taken from the version that did not win
    std::optional<Row> result; ///< what a merge made of both
    QString note;              ///< what the policy could not do
};

struct HeldRow
{
    qint64 id = 0;
    TableName table; ///< as configured on a
    Key key;
};

/// A conflict record with every byte of its rows, as a decision about it needs them.
struct StoredConflict
{
    qint64 id = 0;
    LinkName link;
    TableName table; ///< as configured on a
    Key key;
    bool held = false;
    Side winner = Side::A;
    QStringList columns; ///< names on a
    std::optional<Row> a;
    std::optional<Row> b;
    /// What stands on both sides since the conflict was decided; nullopt: the row is gone. Nothing while held.
    std::optional<std::optional<Row>> standing;
    /// Both sides before the person's last decision; nothing: it cannot be undone.
    struct Before
    {
        bool held = false;
        std::optional<Row> a;
        std::optional<Row> b;
    };
    std::optional<Before> before;
};

/// An error record that is still open, as the pass needs it.
struct OpenRecord
{
    qint64 id = 0;
    TableName table;
    JournalEntry entry; ///< with key, origin, via, born; `table` (the index) is not set
    bool waiting = false;
    int attempts = 1;
};

/// What this machine remembers for the engine: durable when a call returns. One thread each; two books on one file may
/// live in two threads.
class RecordBook
{
public:
    virtual ~RecordBook() = default;

    /// Writes all in one transaction, on disk at return. Called before the target commits. Keyed by (link, direction,
    /// table, key): a repeat with the same entry changes nothing but the last try; a newer entry replaces row, error
    /// and entry, counts an attempt and opens the record again.
    [[nodiscard]] virtual Result<void> put(std::span<const ErrorDraft> errors,
                                           std::span<const ConflictDraft> conflicts) = 0;
    /// Open records of these keys.
    [[nodiscard]] virtual Result<std::vector<OpenRecord>>
    openFor(const LinkName& link, Direction direction, const TableName& table, std::span<const Key> keys) = 0;
    /// Open records whose next try is due: waiting ones at once, others by command or with a backoff from 1 minute to
    /// 1 hour. Oldest first.
    [[nodiscard]] virtual Result<std::vector<OpenRecord>> due(const LinkName& link, Direction direction, TimeUs now,
                                                              int limit) = 0;
    /// The rows went in after all (or no longer need to): closes their open records.
    [[nodiscard]] virtual Result<void> wentThrough(const LinkName& link, Direction direction, const TableName& table,
                                                   std::span<const Key> keys) = 0;
    /// Makes open records of these codes on these tables due at once: something they may have waited for has come.
    [[nodiscard]] virtual Result<void> wake(const LinkName& link, Direction direction, const TableName& table,
                                            ErrorCode code) = 0;
    /// Records that the target's `sync_errors` does not show yet as they stand here, oldest first.
    [[nodiscard]] virtual Result<std::vector<MirroredError>> toMirror(const LinkName&, Direction, int /*limit*/)
    {
        return std::vector<MirroredError>();
    }
    /// It shows them now; one that has changed since it was read stays due.
    [[nodiscard]] virtual Result<void> mirrored(std::span<const MirroredError>) { return {}; }
    /// True while the link has any open record: the pass then looks up keys.
    [[nodiscard]] virtual Result<bool> hasOpen(const LinkName& link, Direction direction) = 0;

    /// Rows that wait for a person.
    [[nodiscard]] virtual Result<std::vector<HeldRow>> held(const LinkName&) { return std::vector<HeldRow>(); }
    /// Both sides came to agree by themselves: these rows are held no longer.
    [[nodiscard]] virtual Result<void> release(const LinkName&, const TableName& /*onA*/, std::span<const Key>)
    {
        return {};
    }
    [[nodiscard]] virtual Result<std::optional<StoredConflict>> storedConflict(qint64 /*id*/)
    {
        return std::optional<StoredConflict>();
    }
    /// Writes down what a person decided, and who, also in the operators' log: `state` is the record as it is from now
    /// on (held, standing, before).
    [[nodiscard]] virtual Result<void> decided(const StoredConflict& /*state*/, const QString& /*decision*/,
                                               const QString& /*who*/)
    {
        return {};
    }

    /// The shadow against echo of timestamp capture: hash of the last agreed row per key, the timestamp column left
    /// out.
    struct ShadowEntry
    {
        Key key;
        QByteArray hash; ///< 16 bytes; empty: both sides agreed that the row is gone
    };
    [[nodiscard]] virtual Result<std::vector<ShadowEntry>> shadow(const LinkName& link, const TableName& table,
                                                                  std::span<const Key> keys) = 0;
    [[nodiscard]] virtual Result<void> putShadow(const LinkName& link, const TableName& table,
                                                 std::span<const ShadowEntry> entries) = 0;
    /// Keys of the shadow after a key, in byte order of their JSON, for the periodic comparison of keys.
    [[nodiscard]] virtual Result<std::vector<Key>> shadowKeys(const LinkName& link, const TableName& table,
                                                              const std::optional<Key>& after, int limit) = 0;
};

/// state.json as the engine writes it. A failure to write is reported and never stops a pass: where the target holds
/// the checkpoint, that is the truth.
class StateKeeper
{
public:
    virtual ~StateKeeper() = default;
    virtual void passed(const LinkName& link, Direction direction, const TableName& table, const QByteArray& cursor,
                        TimeUs at, qint64 rows) = 0;
    /// Cursor of a table as state.json has it (timestamp capture without a checkpoint table); empty: none.
    [[nodiscard]] virtual QByteArray cursor(const LinkName& link, Direction direction,
                                            const TableName& table) const = 0;
    /// Writes to disk, atomically. Called after every pass that moved something.
    [[nodiscard]] virtual Result<void> save() = 0;
};

} // namespace keel
