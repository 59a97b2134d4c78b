// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitevalue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace keel {

namespace {

std::optional<qint64> exactInteger(const QByteArray& text)
{
    qint64 value = 0;
    const auto [end, fault] = std::from_chars(text.begin(), text.end(), value);
    if (text.isEmpty() || fault != std::errc() || end != text.end() || QByteArray::number(value) != text)
        return std::nullopt;
    return value;
}

std::optional<double> finiteDouble(QByteArrayView text)
{
    double value = 0;
    const auto [end, fault] = std::from_chars(text.begin(), text.end(), value);
    if (text.isEmpty() || fault != std::errc() || end != text.end() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<double> exactDouble(const QByteArray& text)
{
    if (text == "Infinity")
        return HUGE_VAL;
    if (text == "-Infinity")
        return -HUGE_VAL;
    const auto value = finiteDouble(text);
    return value && floatText(*value) == text ? value : std::nullopt;
}

std::optional<QByteArray> bytesOf(const QByteArray& text)
{
    if (!text.startsWith("\\x") || text.size() % 2 != 0)
        return std::nullopt;
    const QByteArray digits = text.mid(2);
    QByteArray bytes = QByteArray::fromHex(digits);
    return bytes.toHex() == digits ? std::optional(std::move(bytes)) : std::nullopt;
}

bool isIntegral(double value)
{
    return std::abs(value) < 9.2e18 && std::trunc(value) == value;
}

SqliteCell numberCell(const QByteArray& text, bool real)
{
    if (!real) {
        if (const auto integer = exactInteger(text))
            return *integer;
    }
    if (const auto value = exactDouble(text))
        return *value;
    return text;
}

SqliteCell cellOf(const QByteArray& text, Family family)
{
    switch (family) {
    case Family::Boolean:
        if (text == "t" || text == "f")
            return qint64(text == "t" ? 1 : 0);
        return text;
    case Family::Integer:
        if (const auto integer = exactInteger(text))
            return *integer;
        return text;
    case Family::Decimal:
        return numberCell(text, false);
    case Family::Float:
        return numberCell(text, true);
    case Family::Bytes:
        if (auto bytes = bytesOf(text))
            return SqliteBlob{*std::move(bytes)};
        return text;
    default:
        return text;
    }
}

/// What a numeric column makes of text that looks like a number: an integer where nothing is lost, else a double.
SqliteCell numberFromText(const QByteArray& text)
{
    QByteArrayView trimmed = QByteArrayView(text).trimmed();
    if (trimmed.startsWith('+') && !trimmed.startsWith("+-"))
        trimmed = trimmed.sliced(1);
    if (const auto integer = exactInteger(trimmed.toByteArray()))
        return *integer;
    if (const auto value = finiteDouble(trimmed))
        return *value;
    return text;
}

SqliteCell afterAffinity(SqliteCell cell, Affinity affinity)
{
    if (const auto* text = std::get_if<QByteArray>(&cell))
        cell = numberFromText(*text);
    if (const auto* integer = std::get_if<qint64>(&cell); integer && affinity == Affinity::Real)
        return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&cell); real && isIntegral(*real))
        return affinity == Affinity::Real ? SqliteCell(*real + 0.0) : SqliteCell(static_cast<qint64>(*real));
    return cell;
}

Error refused(const Value& value, const ColumnBinding& column)
{
    return {.kind = ErrorClass::Row,
            .code = ErrorCode::ValueRefused,
            .detail = QStringLiteral("column %1 of type \"%2\" would change the value \"%3\"")
                          .arg(column.name, column.type, QString::fromUtf8(value.text().left(80))),
            .mend = QStringLiteral("declare the column as TEXT in SQLite"),
            .constraint = column.name};
}

QByteArray boolText(const QByteArray& text)
{
    if (text == "1" || text == "true")
        return "t";
    return text == "0" || text == "false" ? QByteArray("f") : text;
}

QByteArray textOf(const SqliteCell& cell, Family family)
{
    if (const auto* integer = std::get_if<qint64>(&cell))
        return family == Family::Float ? floatText(static_cast<double>(*integer)) : QByteArray::number(*integer);
    if (const auto* real = std::get_if<double>(&cell)) {
        const bool digits = family == Family::Integer || family == Family::Decimal;
        return digits && isIntegral(*real) ? QByteArray::number(static_cast<qint64>(*real)) : floatText(*real);
    }
    if (const auto* blob = std::get_if<SqliteBlob>(&cell))
        return "\\x" + blob->bytes.toHex();
    const QByteArray& text = std::get<QByteArray>(cell);
    return family == Family::Bytes ? "\\x" + text.toHex() : text;
}

Family familyOf(const SqliteCell& cell)
{
    constexpr std::array families{Family::Null, Family::Integer, Family::Float, Family::Text, Family::Bytes};
    return families[cell.index()];
}

} // namespace

Affinity affinityOf(const QString& declaredType)
{
    const auto has = [&](const char* part) {
        return declaredType.contains(QLatin1StringView(part), Qt::CaseInsensitive);
    };
    if (has("INT"))
        return Affinity::Integer;
    if (has("CHAR") || has("CLOB") || has("TEXT"))
        return Affinity::Text;
    if (declaredType.isEmpty() || has("BLOB"))
        return Affinity::None;
    if (has("REAL") || has("FLOA") || has("DOUB"))
        return Affinity::Real;
    return Affinity::Numeric;
}

QByteArray floatText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::scientific).ptr;
    const QByteArray scientific(buffer.data(), end - buffer.data());
    const int exponent = scientific.mid(scientific.indexOf('e') + 1).toInt();
    if (value != 0 && (exponent < -4 || exponent >= 15)) // the bounds of PostgreSQL's d2s.c
        return scientific;
    const auto fixedEnd = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::fixed).ptr;
    return {buffer.data(), fixedEnd - buffer.data()};
}

Value toValue(const SqliteCell& cell, Family family)
{
    if (std::holds_alternative<std::monostate>(cell))
        return {};
    QByteArray text = textOf(cell, family);
    if (family == Family::Boolean)
        text = boolText(text);
    return {std::move(text), family == Family::Null ? familyOf(cell) : family};
}

Result<SqliteCell> toCell(const Value& value, const ColumnBinding& column)
{
    if (value.isNull())
        return SqliteCell();
    const Family family = column.family == Family::Null ? value.family() : column.family;
    SqliteCell cell = cellOf(value.text(), family);
    const Affinity affinity = affinityOf(column.type);
    const bool isNumber = std::holds_alternative<qint64>(cell) || std::holds_alternative<double>(cell);
    if (affinity == Affinity::Text && isNumber) // SQLite would keep 15 digits of a double
        return SqliteCell(family == Family::Boolean ? QByteArray::number(std::get<qint64>(cell)) : value.text());
    const bool exact = affinity == Affinity::None || affinity == Affinity::Text ||
                       std::holds_alternative<SqliteBlob>(cell) ||
                       (std::holds_alternative<qint64>(cell) && affinity != Affinity::Real);
    if (!exact && !(toValue(afterAffinity(cell, affinity), column.family) == value))
        return fail(refused(value, column));
    return cell;
}

std::vector<SqliteCell> keyCells(const Value& value, const ColumnBinding& column)
{
    if (value.isNull())
        return {SqliteCell()};
    const Affinity affinity = affinityOf(column.type);
    const Family family = column.family == Family::Null ? value.family() : column.family;
    const SqliteCell byFamily = cellOf(value.text(), family);
    std::vector<SqliteCell> cells;
    const auto add = [&](SqliteCell cell) {
        if (std::ranges::none_of(cells, [&](const SqliteCell& c) { return c.index() == cell.index(); }))
            cells.push_back(std::move(cell));
    };
    if (std::holds_alternative<SqliteBlob>(byFamily))
        add(byFamily);
    else if (affinity == Affinity::Text && family != Family::Boolean)
        add(value.text());
    else if (affinity == Affinity::None || family == Family::Boolean)
        add(byFamily);
    else
        add(numberCell(value.text(), false));
    add(value.text());
    if (affinity == Affinity::None)
        add(numberCell(value.text(), false));
    if (auto bytes = bytesOf(value.text()))
        add(SqliteBlob{*std::move(bytes)});
    return cells;
}

Value fromJournal(const QByteArray& text, const ColumnBinding& column)
{
    const Affinity affinity = affinityOf(column.type);
    const bool numeric = affinity != Affinity::None && affinity != Affinity::Text;
    if (column.family == Family::Bytes)
        return {text, Family::Bytes};
    return toValue(numeric ? numberFromText(text) : SqliteCell(text), column.family);
}

SqliteCell toJournal(const Value& value, const ColumnBinding& column)
{
    auto cells = keyCells(value, column);
    if (std::holds_alternative<SqliteBlob>(cells.front()))
        return value.text(); // the triggers write the hex form
    return std::move(cells.front());
}

} // namespace keel
