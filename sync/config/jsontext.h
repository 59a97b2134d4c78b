// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <vector>

namespace keel {

struct JsonMember;

/// A JSON value that knows where it stands: QJsonDocument forgets positions and swallows repeated keys.
struct JsonNode
{
    enum class Kind { Null, Boolean, Number, String, Array, Object };
    Kind kind = Kind::Null;
    bool boolean = false;
    QString text;                    ///< of a string, or a number as written
    std::vector<JsonMember> members; ///< in the order of the file, repeated keys too
    std::vector<JsonNode> items;
    int line = 1;   ///< from 1
    int column = 1; ///< from 1, in UTF-16 units
};

struct JsonMember
{
    QString name;
    int line = 1;
    int column = 1;
    JsonNode value;
};

struct JsonFault
{
    int line = 1;
    int column = 1;
    QString said;
};

/// RFC 8259, strictly: no comments, no trailing commas. A byte order mark is passed over. Nesting deeper than 64 is a
/// fault.
[[nodiscard]] tl::expected<JsonNode, JsonFault> parseJson(const QByteArray& utf8);

/// "a number", "text", "an object", … as in messages.
[[nodiscard]] QString kindName(JsonNode::Kind kind);

} // namespace keel
