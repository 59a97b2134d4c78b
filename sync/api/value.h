// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>

#include <vector>

namespace keel {

/// What the canonical text of a value means. In SQLite it belongs to the value (its storage class), elsewhere to the
/// column. Between two engines the family decides how the text is read, never a guess from the text.
enum class Family : quint8 {
    Null,
    Boolean, ///< "t" or "f"
    Integer,
    Decimal,
    Float, ///< shortest text that reads back to the same double
    Text,
    Bytes, ///< "\x" and lower-case hex
    Date,
    Time,
    Timestamp,
    TimestampTz, ///< in UTC
    Interval,
    Json,
    Uuid,
    Other, ///< the engine's own output form, only carried between like engines
};

/// One cell: canonical UTF-8 text, or null. Never a QVariant of a number or time (Qt's drivers change those).
class Value
{
public:
    Value() = default;
    Value(QByteArray text, Family family) : m_text(std::move(text)), m_family(family) {}

    [[nodiscard]] bool isNull() const { return m_family == Family::Null; }
    [[nodiscard]] Family family() const { return m_family; }
    [[nodiscard]] const QByteArray& text() const { return m_text; }

    /// Two values are the same when both are null or both texts are equal: transport changes nothing, so 1.0 and 1.00
    /// differ. The family does not count: SQLite's INTEGER 1 and PostgreSQL's bigint 1 are the same value.
    friend bool operator==(const Value& l, const Value& r) { return l.isNull() == r.isNull() && l.m_text == r.m_text; }
    friend size_t qHash(const Value& v, size_t seed = 0) { return qHash(v.m_text, seed) ^ (v.isNull() ? 1U : 0U); }

private:
    QByteArray m_text;
    Family m_family = Family::Null;
};

/// The values of the key columns, in the key's order.
struct Key
{
    std::vector<Value> values;

    friend bool operator==(const Key&, const Key&) = default;
    friend size_t qHash(const Key& k, size_t seed = 0)
    {
        for (const Value& v : k.values)
            seed = qHash(v, seed ^ 0x9e3779b9U) + (seed << 6);
        return seed;
    }
};

/// A strict order by bytes, used only to touch rows in one order everywhere (no deadlocks), never to page.
[[nodiscard]] bool operator<(const Key& l, const Key& r);

/// A JSON array of strings, `["7","x"]`: the form a key has in the journal, in records and in `--json`.
[[nodiscard]] QString keyToJson(const Key& key);
[[nodiscard]] Key keyFromJson(const QString& json);
/// For people: "7", or "7, x" for a key of several columns.
[[nodiscard]] QString keyToDisplay(const Key& key);

} // namespace keel
