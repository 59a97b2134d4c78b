// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/sqlstate.h"

#include <array>
#include <string_view>

namespace keel::pg {

namespace {

struct Line
{
    std::string_view prefix;
    ErrorClass kind;
    ErrorCode code;
};

/// The first prefix that matches counts: exact codes stand before their class.
constexpr std::array table{
    Line{"08", ErrorClass::Transient, ErrorCode::Unreachable},
    Line{"09", ErrorClass::Row, ErrorCode::RefusedByTrigger},
    Line{"0A", ErrorClass::Schema, ErrorCode::SchemaDiffers},
    Line{"22", ErrorClass::Row, ErrorCode::ValueRefused},
    Line{"23502", ErrorClass::Row, ErrorCode::NotNullViolation},
    Line{"23503", ErrorClass::Row, ErrorCode::ForeignKeyViolation},
    Line{"23505", ErrorClass::Row, ErrorCode::UniqueViolation},
    Line{"23P01", ErrorClass::Row, ErrorCode::UniqueViolation},
    Line{"23", ErrorClass::Row, ErrorCode::CheckViolation},
    // A server that became a standby: the next connection may find the primary.
    Line{"25006", ErrorClass::Transient, ErrorCode::Unreachable},
    Line{"25P03", ErrorClass::Transient, ErrorCode::Timeout},
    Line{"25", ErrorClass::Bug, ErrorCode::Internal},
    Line{"27", ErrorClass::Row, ErrorCode::RefusedByTrigger},
    Line{"28", ErrorClass::Config, ErrorCode::AccessDenied},
    Line{"38", ErrorClass::Row, ErrorCode::RefusedByTrigger},
    Line{"39", ErrorClass::Row, ErrorCode::RefusedByTrigger},
    Line{"3D000", ErrorClass::Config, ErrorCode::NotFound},
    Line{"3F000", ErrorClass::Schema, ErrorCode::TableMissing},
    Line{"40", ErrorClass::Transient, ErrorCode::Busy},
    Line{"42501", ErrorClass::Config, ErrorCode::AccessDenied},
    Line{"42P01", ErrorClass::Schema, ErrorCode::TableMissing},
    Line{"42703", ErrorClass::Schema, ErrorCode::ColumnMissing},
    Line{"42", ErrorClass::Schema, ErrorCode::SchemaDiffers},
    Line{"44", ErrorClass::Row, ErrorCode::CheckViolation},
    Line{"53", ErrorClass::Transient, ErrorCode::ResourceShort},
    Line{"54", ErrorClass::Row, ErrorCode::ValueRefused},
    Line{"55P03", ErrorClass::Transient, ErrorCode::Busy},
    Line{"55006", ErrorClass::Transient, ErrorCode::Busy},
    Line{"55", ErrorClass::Schema, ErrorCode::SchemaDiffers},
    Line{"57014", ErrorClass::Transient, ErrorCode::Cancelled},
    Line{"57P", ErrorClass::Transient, ErrorCode::Unreachable},
    Line{"58", ErrorClass::Transient, ErrorCode::ResourceShort},
    Line{"P0", ErrorClass::Row, ErrorCode::RefusedByTrigger},
    Line{"XX", ErrorClass::Bug, ErrorCode::Internal},
};

} // namespace

ErrorKind errorKindOf(QByteArrayView sqlState)
{
    const std::string_view state(sqlState.data(), static_cast<std::size_t>(sqlState.size()));
    for (const Line& line : table) {
        if (state.starts_with(line.prefix))
            return {line.kind, line.code};
    }
    return {};
}

} // namespace keel::pg
