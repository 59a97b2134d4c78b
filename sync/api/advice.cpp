// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/advice.h"

namespace keel {

namespace {

/// The SQL standard's data exceptions that PostgreSQL tells apart; SQLite has no states.
QString adviceForValue(const QString& sqlState)
{
    if (sqlState == u"22001")
        return QStringLiteral("The value is too long: widen the column on the target, or shorten it, then retry.");
    if (sqlState == u"22003")
        return QStringLiteral("The number is out of range: use a wider type on the target, or mend it, then retry.");
    if (sqlState == u"22P02" || sqlState == u"42804" || sqlState == u"22007" || sqlState == u"22008")
        return QStringLiteral("The target's type cannot hold the value: make the types alike, then retry.");
    return QStringLiteral("Widen the column on the target, or mend the value, then retry.");
}

} // namespace

QString adviceFor(ErrorCode code, const QString& sqlState)
{
    switch (code) {
    case ErrorCode::ForeignKeyViolation:
        return QStringLiteral("Bring the parent row to the other side, then retry; the rest follows.");
    case ErrorCode::UniqueViolation:
        return QStringLiteral("Change or remove the row that holds the value, then retry.");
    case ErrorCode::NotNullViolation:
        return QStringLiteral("Fill the column on the source, or allow NULL on the target, then retry.");
    case ErrorCode::CheckViolation:
        return QStringLiteral("Mend the value on its source, or loosen the check, then retry.");
    case ErrorCode::ValueRefused:
        return adviceForValue(sqlState);
    case ErrorCode::AccessDenied:
        return QStringLiteral("Grant the right that the server names to the user of Evenkeel, then retry.");
    case ErrorCode::StoredDiffers:
        return QStringLiteral("Switch the trigger off for Evenkeel, or list the column under ignore, then retry.");
    case ErrorCode::RefusedByTrigger:
        return QStringLiteral("Read what the trigger asks for, mend the row, then retry.");
    case ErrorCode::Truncated:
        return QStringLiteral("Nothing was passed on: decide what shall happen to the rows on the other side.");
    case ErrorCode::Busy:
    case ErrorCode::Timeout:
        return QStringLiteral("Tried again by itself: if it stays, look for a transaction left open.");
    case ErrorCode::ResourceShort:
        return QStringLiteral("Free disk, memory or connections on the server; the rest follows by itself.");
    case ErrorCode::TableMissing:
    case ErrorCode::ColumnMissing:
    case ErrorCode::KeyMissing:
    case ErrorCode::SchemaDiffers:
        return QStringLiteral("Make the tables alike on both sides; only this table waits.");
    default:
        return {};
    }
}

} // namespace keel
