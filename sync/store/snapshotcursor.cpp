// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/snapshotcursor.h"

#include <QByteArrayList>

#include <algorithm>

namespace keel {

bool TxSnapshot::sees(quint64 xid) const
{
    if (xid < xmin)
        return true;
    return xid < xmax && !std::ranges::binary_search(xip, xid);
}

QByteArray TxSnapshot::toText() const
{
    QByteArray text = QByteArray::number(xmin) + ':' + QByteArray::number(xmax) + ':';
    for (std::size_t i = 0; i < xip.size(); ++i)
        text += (i > 0 ? "," : "") + QByteArray::number(xip[i]);
    return text;
}

std::optional<TxSnapshot> TxSnapshot::fromText(QByteArrayView text)
{
    const QByteArrayList parts = text.toByteArray().split(':');
    if (parts.size() != 3)
        return std::nullopt;
    TxSnapshot snapshot;
    bool minOk = false;
    bool maxOk = false;
    snapshot.xmin = parts[0].toULongLong(&minOk);
    snapshot.xmax = parts[1].toULongLong(&maxOk);
    if (!minOk || !maxOk || snapshot.xmin == 0 || snapshot.xmin > snapshot.xmax)
        return std::nullopt;
    if (parts[2].isEmpty())
        return snapshot;
    for (const QByteArray& part : parts[2].split(',')) {
        bool ok = false;
        const quint64 xid = part.toULongLong(&ok);
        if (!ok || xid < snapshot.xmin || xid >= snapshot.xmax || (!snapshot.xip.empty() && xid <= snapshot.xip.back()))
            return std::nullopt;
        snapshot.xip.push_back(xid);
    }
    return snapshot;
}

bool SnapshotCursor::isDone(quint64 xid, qint64 sequence) const
{
    return m_base.sees(xid) || std::ranges::any_of(m_pairs, [=](const Pair& pair) {
               return sequence <= pair.sequence && pair.snapshot.sees(xid);
           });
}

SnapshotCursor SnapshotCursor::advance(const TxSnapshot& snapshot, qint64 stop, bool last) const
{
    if (last)
        return SnapshotCursor(snapshot);
    SnapshotCursor next(m_base);
    // A later snapshot sees all that an earlier one saw: a pair up to a lower sequence is covered by the new one.
    std::ranges::copy_if(m_pairs, std::back_inserter(next.m_pairs),
                         [stop](const Pair& pair) { return pair.sequence > stop; });
    next.m_pairs.push_back({snapshot, stop});
    return next;
}

QByteArray SnapshotCursor::toText() const
{
    QByteArray text = m_base.toText();
    for (const Pair& pair : m_pairs)
        text += ';' + QByteArray::number(pair.sequence) + '@' + pair.snapshot.toText();
    return text;
}

std::optional<SnapshotCursor> SnapshotCursor::fromText(QByteArrayView text)
{
    if (text.isEmpty())
        return SnapshotCursor();
    const QByteArrayList parts = text.toByteArray().split(';');
    const auto base = TxSnapshot::fromText(parts.first());
    if (!base)
        return std::nullopt;
    SnapshotCursor cursor(*base);
    for (const QByteArray& part : parts.mid(1)) {
        const qsizetype at = part.indexOf('@');
        bool ok = false;
        const qint64 sequence = part.left(at).toLongLong(&ok);
        const auto snapshot = TxSnapshot::fromText(QByteArrayView(part).sliced(at + 1));
        if (at < 0 || !ok || !snapshot)
            return std::nullopt;
        cursor.m_pairs.push_back({*snapshot, sequence});
    }
    return cursor;
}

} // namespace keel
