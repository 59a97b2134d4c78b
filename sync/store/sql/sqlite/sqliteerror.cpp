// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqliteerror.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace keel {

namespace {

struct Known
{
    int code; ///< extended where it says more, else the primary code
    ErrorClass kind;
    ErrorCode meaning;
    const char* symbol;
};

constexpr auto known = std::to_array<Known>({
    {SQLITE_CONSTRAINT_UNIQUE, ErrorClass::Row, ErrorCode::UniqueViolation, "SQLITE_CONSTRAINT_UNIQUE"},
    {SQLITE_CONSTRAINT_PRIMARYKEY, ErrorClass::Row, ErrorCode::UniqueViolation, "SQLITE_CONSTRAINT_PRIMARYKEY"},
    {SQLITE_CONSTRAINT_ROWID, ErrorClass::Row, ErrorCode::UniqueViolation, "SQLITE_CONSTRAINT_ROWID"},
    {SQLITE_CONSTRAINT_FOREIGNKEY, ErrorClass::Row, ErrorCode::ForeignKeyViolation, "SQLITE_CONSTRAINT_FOREIGNKEY"},
    {SQLITE_CONSTRAINT_CHECK, ErrorClass::Row, ErrorCode::CheckViolation, "SQLITE_CONSTRAINT_CHECK"},
    {SQLITE_CONSTRAINT_NOTNULL, ErrorClass::Row, ErrorCode::NotNullViolation, "SQLITE_CONSTRAINT_NOTNULL"},
    {SQLITE_CONSTRAINT_TRIGGER, ErrorClass::Row, ErrorCode::RefusedByTrigger, "SQLITE_CONSTRAINT_TRIGGER"},
    {SQLITE_CONSTRAINT_DATATYPE, ErrorClass::Row, ErrorCode::ValueRefused, "SQLITE_CONSTRAINT_DATATYPE"},
    {SQLITE_CONSTRAINT, ErrorClass::Row, ErrorCode::CheckViolation, "SQLITE_CONSTRAINT"},
    {SQLITE_MISMATCH, ErrorClass::Row, ErrorCode::ValueRefused, "SQLITE_MISMATCH"},
    {SQLITE_TOOBIG, ErrorClass::Row, ErrorCode::ValueRefused, "SQLITE_TOOBIG"},
    {SQLITE_BUSY, ErrorClass::Transient, ErrorCode::Busy, "SQLITE_BUSY"},
    {SQLITE_LOCKED, ErrorClass::Transient, ErrorCode::Busy, "SQLITE_LOCKED"},
    {SQLITE_PROTOCOL, ErrorClass::Transient, ErrorCode::Busy, "SQLITE_PROTOCOL"},
    {SQLITE_SCHEMA, ErrorClass::Transient, ErrorCode::Busy, "SQLITE_SCHEMA"},
    {SQLITE_INTERRUPT, ErrorClass::Transient, ErrorCode::Cancelled, "SQLITE_INTERRUPT"},
    {SQLITE_FULL, ErrorClass::Transient, ErrorCode::ResourceShort, "SQLITE_FULL"},
    {SQLITE_NOMEM, ErrorClass::Transient, ErrorCode::ResourceShort, "SQLITE_NOMEM"},
    {SQLITE_IOERR, ErrorClass::Transient, ErrorCode::Unreachable, "SQLITE_IOERR"},
    {SQLITE_CANTOPEN, ErrorClass::Transient, ErrorCode::Unreachable, "SQLITE_CANTOPEN"},
    {SQLITE_READONLY_DBMOVED, ErrorClass::Transient, ErrorCode::Unreachable, "SQLITE_READONLY_DBMOVED"},
    {SQLITE_READONLY, ErrorClass::Config, ErrorCode::AccessDenied, "SQLITE_READONLY"},
    {SQLITE_PERM, ErrorClass::Config, ErrorCode::AccessDenied, "SQLITE_PERM"},
    {SQLITE_AUTH, ErrorClass::Config, ErrorCode::AccessDenied, "SQLITE_AUTH"},
    {SQLITE_CORRUPT, ErrorClass::Config, ErrorCode::FileDamaged, "SQLITE_CORRUPT"},
    {SQLITE_NOTADB, ErrorClass::Config, ErrorCode::FileDamaged, "SQLITE_NOTADB"},
});

/// SQLITE_ERROR says only in words what is wrong (sqlite3's build.c and resolve.c).
void classByWords(Error& error)
{
    const QString& words = error.detail;
    error.sqlState = QStringLiteral("SQLITE_ERROR");
    if (words.startsWith(QLatin1StringView("no such table"))) {
        error.kind = ErrorClass::Schema;
        error.code = ErrorCode::TableMissing;
    } else if (words.startsWith(QLatin1StringView("no such column")) ||
               words.contains(QLatin1StringView("has no column named"))) {
        error.kind = ErrorClass::Schema;
        error.code = ErrorCode::ColumnMissing;
    } else if (words.contains(QLatin1StringView("syntax error")) ||
               words.startsWith(QLatin1StringView("no such function")) ||
               words.startsWith(QLatin1StringView("incomplete input"))) {
        // The only SQL text that is not ours is a table's filter.
        error.kind = ErrorClass::Config;
        error.code = ErrorCode::ConfigInvalid;
        error.mend = QStringLiteral("check the table's filter");
    }
}

} // namespace

Error sqliteError(int extendedCode, const QString& message)
{
    Error error{.kind = ErrorClass::Bug, .code = ErrorCode::Unknown, .detail = message};
    const int primary = extendedCode & 0xff;
    if (primary == SQLITE_ERROR) {
        classByWords(error);
        return error;
    }
    auto it = std::ranges::find(known, extendedCode, &Known::code);
    if (it == known.end())
        it = std::ranges::find(known, primary, &Known::code);
    if (it == known.end()) {
        error.sqlState = QStringLiteral("SQLITE_%1").arg(extendedCode);
        return error;
    }
    error.kind = it->kind;
    error.code = it->meaning;
    error.sqlState = QString::fromLatin1(it->symbol);
    // "UNIQUE constraint failed: notes.slug", "CHECK constraint failed: positive_price"
    const QLatin1StringView marker(" constraint failed: ");
    if (const auto at = message.indexOf(marker); primary == SQLITE_CONSTRAINT && at >= 0)
        error.constraint = message.mid(at + marker.size());
    return error;
}

} // namespace keel
