// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QString>

#include <compare>

namespace keel {

/// A name that the config gives; the tag keeps a link from being passed where an endpoint is wanted.
template <class Tag>
struct Name
{
    QString value;

    Name() = default;
    explicit Name(QString text) : value(std::move(text)) {}
    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Name&, const Name&) = default;
    friend bool operator<(const Name& l, const Name& r) { return l.value < r.value; }
    friend size_t qHash(const Name& n, size_t seed = 0) { return qHash(n.value, seed); }
};

using LinkName = Name<struct LinkTag>;
using EndpointName = Name<struct EndpointTag>;
/// As written in the config: "public.users", "users".
using TableName = Name<struct TableTag>;
/// The uuid of a database, from its identity row: what the journal holds as origin and via.
using NodeId = Name<struct NodeTag>;

/// Forward is a to b, reverse is b to a.
enum class Direction { Forward, Reverse };
enum class Side { A, B };

[[nodiscard]] constexpr Side sourceOf(Direction d)
{
    return d == Direction::Forward ? Side::A : Side::B;
}
[[nodiscard]] constexpr Side targetOf(Direction d)
{
    return d == Direction::Forward ? Side::B : Side::A;
}
[[nodiscard]] constexpr Direction opposite(Direction d)
{
    return d == Direction::Forward ? Direction::Reverse : Direction::Forward;
}

} // namespace keel

Q_DECLARE_METATYPE(keel::LinkName)
