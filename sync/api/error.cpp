// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace keel {

namespace {

constexpr std::array<std::pair<ErrorClass, const char*>, 5> classNames{{
    {ErrorClass::Transient, "transient"},
    {ErrorClass::Row, "row"},
    {ErrorClass::Schema, "schema"},
    {ErrorClass::Config, "config"},
    {ErrorClass::Bug, "bug"},
}};

constexpr std::array<std::pair<ErrorCode, const char*>, 27> codeNames{{
    {ErrorCode::Unknown, "unknown"},
    {ErrorCode::Unreachable, "unreachable"},
    {ErrorCode::AccessDenied, "access_denied"},
    {ErrorCode::Busy, "busy"},
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::ResourceShort, "resource_short"},
    {ErrorCode::UniqueViolation, "unique_violation"},
    {ErrorCode::ForeignKeyViolation, "foreign_key_violation"},
    {ErrorCode::CheckViolation, "check_violation"},
    {ErrorCode::NotNullViolation, "not_null_violation"},
    {ErrorCode::ValueRefused, "value_refused"},
    {ErrorCode::RefusedByTrigger, "refused_by_trigger"},
    {ErrorCode::StoredDiffers, "stored_differs"},
    {ErrorCode::Truncated, "truncated"},
    {ErrorCode::TableMissing, "table_missing"},
    {ErrorCode::ColumnMissing, "column_missing"},
    {ErrorCode::KeyMissing, "key_missing"},
    {ErrorCode::SchemaDiffers, "schema_differs"},
    {ErrorCode::ConfigInvalid, "config_invalid"},
    {ErrorCode::DataDirHeld, "data_dir_held"},
    {ErrorCode::FileDamaged, "file_damaged"},
    {ErrorCode::FileUnwritable, "file_unwritable"},
    {ErrorCode::Swapped, "swapped"},
    {ErrorCode::Changed, "changed"},
    {ErrorCode::NotFound, "not_found"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::Internal, "internal"},
}};

template <class Enum, std::size_t N>
QString nameOf(const std::array<std::pair<Enum, const char*>, N>& names, Enum wanted)
{
    const auto it = std::ranges::find(names, wanted, &std::pair<Enum, const char*>::first);
    return it == names.end() ? QStringLiteral("unknown") : QString::fromLatin1(it->second);
}

template <class Enum, std::size_t N>
Enum valueOf(const std::array<std::pair<Enum, const char*>, N>& names, QStringView text, Enum otherwise)
{
    const auto it = std::ranges::find_if(names, [text](const auto& n) { return text == QLatin1StringView(n.second); });
    return it == names.end() ? otherwise : it->first;
}

} // namespace

QString toText(const Error& error)
{
    QString text = error.place.isEmpty() ? error.detail : error.place + QStringLiteral(": ") + error.detail;
    if (!error.mend.isEmpty())
        text += QStringLiteral(" (") + error.mend + QLatin1Char(')');
    return text;
}

QString toText(ErrorClass kind)
{
    return nameOf(classNames, kind);
}

QString toText(ErrorCode code)
{
    return nameOf(codeNames, code);
}

ErrorClass errorClassFromText(QStringView text)
{
    return valueOf(classNames, text, ErrorClass::Bug);
}

ErrorCode errorCodeFromText(QStringView text)
{
    return valueOf(codeNames, text, ErrorCode::Unknown);
}

} // namespace keel
