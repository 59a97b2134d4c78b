// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/conflict.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace keel {

Verdict decide(ConflictPolicy policy, TimeUs changedAtA, TimeUs changedAtB, const ClockDifference& clocks)
{
    if (policy == ConflictPolicy::AWins)
        return {.winner = Side::A, .tie = false};
    if (policy == ConflictPolicy::BWins)
        return {.winner = Side::B, .tie = false};
    const auto bLaterBy = (changedAtB - clocks.bAhead) - changedAtA;
    if (std::chrono::abs(bLaterBy) <= clocks.uncertainty)
        return {.winner = Side::A, .tie = true};
    return {.winner = bLaterBy > bLaterBy.zero() ? Side::B : Side::A, .tie = false};
}

QString conflictClass(const Change& incoming, Presence present, Operation rival)
{
    if (!incoming.row)
        return present == Presence::Absent ? QStringLiteral("delete_missing") : QStringLiteral("delete_origin_differs");
    if (present == Presence::Absent)
        return QStringLiteral("update_missing");
    if (incoming.entry.operation == Operation::Insert && rival == Operation::Insert)
        return QStringLiteral("insert_exists");
    return QStringLiteral("update_origin_differs");
}

qint64 versionsNumber(const std::optional<Row>& a, const std::optional<Row>& b)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const std::optional<Row>* row : {&a, &b}) {
        hash.addData(*row ? QByteArrayView("+") : QByteArrayView("-"));
        for (std::size_t i = 0; *row && i < (*row)->size(); ++i) {
            const Value& value = (**row)[i];
            const QByteArray head = value.isNull() ? QByteArray("n") : QByteArray::number(value.text().size()) + ':';
            hash.addData(head);
            hash.addData(value.isNull() ? QByteArray() : value.text());
        }
    }
    return -(qFromBigEndian<qint64>(hash.result().constData()) & 0x7fff'ffff'ffff'ffff) - 1;
}

} // namespace keel
