// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace keel {

/// What a transaction snapshot sees, in the form of PostgreSQL's pg_current_snapshot(): "xmin:xmax:xip,…". Pure.
struct TxSnapshot
{
    quint64 xmin = 1;         ///< every transaction below is finished
    quint64 xmax = 1;         ///< none at or above had begun
    std::vector<quint64> xip; ///< open ones between the two, ascending

    [[nodiscard]] bool sees(quint64 xid) const;
    [[nodiscard]] QByteArray toText() const;
    [[nodiscard]] static std::optional<TxSnapshot> fromText(QByteArrayView text);
    friend bool operator==(const TxSnapshot&, const TxSnapshot&) = default;
};

/// How far a pass has read a journal whose sequence numbers are taken before their transactions commit. An entry is
/// done when it is visible in the base, or visible in a listed snapshot with a sequence up to the listed one. So an
/// open transaction delays nobody and is never passed over. Design: "No gaps"; model: model/pass_model.py.
class SnapshotCursor
{
public:
    struct Pair
    {
        TxSnapshot snapshot;
        qint64 sequence = 0;
        friend bool operator==(const Pair&, const Pair&) = default;
    };

    /// Nothing is done yet.
    SnapshotCursor() = default;
    explicit SnapshotCursor(TxSnapshot base) : m_base(std::move(base)) {}

    [[nodiscard]] bool isDone(quint64 xid, qint64 sequence) const;
    /// The cursor after a batch that was read in `snapshot` up to `stop`; `last`: nothing was left in that snapshot.
    [[nodiscard]] SnapshotCursor advance(const TxSnapshot& snapshot, qint64 stop, bool last) const;

    [[nodiscard]] const TxSnapshot& base() const { return m_base; }
    [[nodiscard]] const std::vector<Pair>& pairs() const { return m_pairs; }

    /// "base;sequence@snapshot;…". An empty text is a cursor that has done nothing; nullopt: not a cursor.
    [[nodiscard]] QByteArray toText() const;
    [[nodiscard]] static std::optional<SnapshotCursor> fromText(QByteArrayView text);
    friend bool operator==(const SnapshotCursor&, const SnapshotCursor&) = default;

private:
    TxSnapshot m_base;
    std::vector<Pair> m_pairs;
};

} // namespace keel
