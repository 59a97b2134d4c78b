// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/section.h"

#include "sync/config/suggestion.h"

#include <QRegularExpression>

#include <cmath>

namespace keel {

namespace {

QString foundIn(const JsonNode& node)
{
    switch (node.kind) {
    case JsonNode::Kind::String:
        return QStringLiteral("\"%1\"").arg(node.text.size() > 60 ? node.text.left(57) + QStringLiteral("…")
                                                                  : node.text);
    case JsonNode::Kind::Number:
        return node.text;
    case JsonNode::Kind::Boolean:
        return node.boolean ? QStringLiteral("true") : QStringLiteral("false");
    default:
        return kindName(node.kind);
    }
}

QString quotedList(const QStringList& choices)
{
    return QLatin1Char('"') + choices.join(u"\", \"") + QLatin1Char('"');
}

} // namespace

Section::Section(Reading& reading, const JsonNode* node, QString path)
    : m_reading(reading), m_node(node), m_path(std::move(path))
{
    if (!m_node)
        return;
    if (m_node->kind != JsonNode::Kind::Object) {
        m_reading.fault(*m_node, m_path, QStringLiteral("found %1, expected an object").arg(foundIn(*m_node)));
        m_node = nullptr;
        return;
    }
    QMap<QString, int> lines;
    for (const JsonMember& member : m_node->members) {
        if (const auto first = lines.constFind(member.name); first != lines.cend())
            m_reading.fault(member.line, member.column, pathOf(member.name),
                            QStringLiteral("this key stands here a second time, first in line %1").arg(*first),
                            QStringLiteral("keep one of them"));
        else
            lines.insert(member.name, member.line);
    }
}

QString Section::pathOf(const QString& key) const
{
    return m_path.isEmpty() ? key : m_path + QLatin1Char('.') + key;
}

const JsonNode* Section::find(const QString& key) const
{
    if (!m_node)
        return nullptr;
    for (const JsonMember& member : m_node->members) {
        if (member.name == key)
            return &member.value;
    }
    return nullptr;
}

bool Section::has(const QString& key) const
{
    return find(key) != nullptr;
}

const JsonNode* Section::raw(const QString& key)
{
    m_known.append(key);
    return find(key);
}

Section Section::child(const QString& key)
{
    return Section(m_reading, raw(key), pathOf(key));
}

std::vector<const JsonNode*> Section::list(const QString& key)
{
    std::vector<const JsonNode*> items;
    const JsonNode* node = raw(key);
    if (!node)
        return items;
    if (node->kind != JsonNode::Kind::Array) {
        m_reading.fault(*node, pathOf(key), QStringLiteral("found %1, expected a list").arg(foundIn(*node)));
        return items;
    }
    for (const JsonNode& item : node->items)
        items.push_back(&item);
    return items;
}

std::optional<Section::Found> Section::scalar(const QString& key, JsonNode::Kind kind, const QString& expected,
                                              const QString& variable)
{
    const JsonNode* node = raw(key);
    if (!node) {
        const auto value = variable.isEmpty() ? std::nullopt : m_reading.variable(variable);
        if (!value || value->text.isEmpty())
            return std::nullopt;
        return Found{Scalar{nullptr, value->text, value->origin}, true};
    }
    const auto resolved = m_reading.resolve(*node, pathOf(key));
    if (!resolved)
        return std::nullopt;
    if (!resolved->isReferred() && node->kind != kind) {
        m_reading.fault(*node, pathOf(key), QStringLiteral("found %1, expected %2").arg(foundIn(*node), expected));
        return std::nullopt;
    }
    return Found{*resolved, false};
}

/// What a reference brought is not repeated: it may be a secret in the wrong place.
bool Section::refuseValue(const QString& key, const Found& found, const QString& expected)
{
    if (found.fromVariable) {
        m_reading.faultOfVariable({found.scalar.text, found.scalar.origin},
                                  QStringLiteral("found \"%1\", expected %2").arg(found.scalar.text, expected));
    } else {
        const QString said = found.scalar.isReferred() ? QStringLiteral("a value from %1").arg(found.scalar.origin)
                                                       : foundIn(*found.scalar.node);
        m_reading.fault(*found.scalar.node, pathOf(key), QStringLiteral("found %1, expected %2").arg(said, expected));
    }
    return false;
}

bool Section::text(const QString& key, QString& out)
{
    const auto found = scalar(key, JsonNode::Kind::String, QStringLiteral("a text"), {});
    if (!found)
        return false;
    out = found->scalar.text;
    m_reading.origins.insert(pathOf(key), found->scalar.origin);
    return true;
}

bool Section::secret(const QString& key, Secret& out, const QString& variable)
{
    if (const JsonNode* node = find(key); node && node->kind != JsonNode::Kind::String) {
        m_known.append(key);
        m_reading.fault(*node, pathOf(key), QStringLiteral("found %1, expected a text").arg(kindName(node->kind)),
                        QStringLiteral("put it between double quotes, or use \"${env:NAME}\""));
        return false;
    }
    const auto found = scalar(key, JsonNode::Kind::String, QStringLiteral("a text"), variable);
    if (!found)
        return false;
    out = Secret(found->scalar.text);
    m_reading.origins.insert(pathOf(key), found->scalar.origin);
    if (!found->scalar.isReferred() && !out.isEmpty())
        m_reading.literalSecrets.append(pathOf(key));
    return true;
}

bool Section::integer(const QString& key, int& out, IntRange range, const QString& variable)
{
    const QString expected = QStringLiteral("a whole number from %1 to %2").arg(range.from).arg(range.to);
    const auto found = scalar(key, JsonNode::Kind::Number, expected, variable);
    if (!found)
        return false;
    bool ok = false;
    const int value = found->scalar.text.trimmed().toInt(&ok);
    if (!ok || value < range.from || value > range.to)
        return refuseValue(key, *found, expected);
    out = value;
    m_reading.origins.insert(pathOf(key), found->scalar.origin);
    return true;
}

bool Section::real(const QString& key, double& out, double from, double to, const QString& variable)
{
    const QString expected = QStringLiteral("a number from %1 to %2").arg(from).arg(to);
    const auto found = scalar(key, JsonNode::Kind::Number, expected, variable);
    if (!found)
        return false;
    bool ok = false;
    const double value = found->scalar.text.trimmed().toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < from || value > to)
        return refuseValue(key, *found, expected);
    out = value;
    m_reading.origins.insert(pathOf(key), found->scalar.origin);
    return true;
}

bool Section::boolean(const QString& key, bool& out, const QString& variable)
{
    static const QStringList yes{QStringLiteral("true"), QStringLiteral("1"), QStringLiteral("yes"),
                                 QStringLiteral("on")};
    static const QStringList no{QStringLiteral("false"), QStringLiteral("0"), QStringLiteral("no"),
                                QStringLiteral("off")};
    const QString expected = QStringLiteral("true or false");
    const auto found = scalar(key, JsonNode::Kind::Boolean, expected, variable);
    if (!found)
        return false;
    const QString word = found->scalar.text.trimmed().toLower();
    if (!yes.contains(word) && !no.contains(word))
        return refuseValue(key, *found, expected);
    out = yes.contains(word);
    m_reading.origins.insert(pathOf(key), found->scalar.origin);
    return true;
}

bool Section::choice(const QString& key, QString& out, const QStringList& choices)
{
    const QString expected = QStringLiteral("one of %1").arg(quotedList(choices));
    const auto found = scalar(key, JsonNode::Kind::String, expected, {});
    if (!found)
        return false;
    if (!choices.contains(found->scalar.text)) {
        const QString near = found->scalar.isReferred() ? QString() : nearestName(found->scalar.text, choices);
        const bool refused = refuseValue(key, *found, expected);
        if (!near.isEmpty())
            m_reading.errors.back().mend = QStringLiteral("did you mean \"%1\"?").arg(near);
        return refused;
    }
    out = found->scalar.text;
    m_reading.origins.insert(pathOf(key), found->scalar.origin);
    return true;
}

bool Section::texts(const QString& key, QStringList& out)
{
    const JsonNode* node = raw(key);
    if (!node)
        return false;
    QStringList read;
    if (node->kind != JsonNode::Kind::Array) {
        m_reading.fault(*node, pathOf(key), QStringLiteral("found %1, expected a list of texts").arg(foundIn(*node)));
        return false;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        const QString path = QStringLiteral("%1[%2]").arg(pathOf(key)).arg(i);
        const JsonNode& item = node->items[i];
        if (item.kind != JsonNode::Kind::String || item.text.isEmpty()) {
            m_reading.fault(item, path,
                            QStringLiteral("found %1, expected a text that is not empty").arg(foundIn(item)));
        } else if (read.contains(item.text)) {
            m_reading.fault(item, path, QStringLiteral("\"%1\" is listed twice").arg(item.text));
        } else if (const auto resolved = m_reading.resolve(item, path)) {
            read.append(resolved->text);
        }
    }
    out = read;
    m_reading.origins.insert(pathOf(key), QStringLiteral("file"));
    return true;
}

bool Section::textMap(const QString& key, QMap<QString, QString>& out)
{
    Section map = child(key);
    if (!map.isPresent())
        return false;
    for (const JsonMember& member : map.m_node->members)
        static_cast<void>(map.text(member.name, out[member.name]));
    return true;
}

bool Section::period(const QString& key, std::chrono::hours& out)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,5})([hdw])$"));
    const QString expected = QStringLiteral("a time such as \"12h\", \"90d\" or \"8w\"");
    const auto found = scalar(key, JsonNode::Kind::String, expected, {});
    if (!found)
        return false;
    const auto match = form.match(found->scalar.text);
    const int count = match.captured(1).toInt();
    if (!match.hasMatch() || count == 0)
        return refuseValue(key, *found, expected);
    const QString unit = match.captured(2);
    out = std::chrono::hours(count * (unit == u"h" ? 1 : unit == u"d" ? 24 : 7 * 24));
    m_reading.origins.insert(pathOf(key), found->scalar.origin);
    return true;
}

void Section::refuse(const QStringList& keys, const QString& reason)
{
    for (const QString& key : keys) {
        if (m_known.contains(key))
            continue;
        if (raw(key))
            fault(key, reason, QStringLiteral("remove it"));
    }
}

void Section::finish()
{
    if (!m_node)
        return;
    for (const JsonMember& member : m_node->members) {
        if (m_known.contains(member.name))
            continue;
        const QString near = nearestName(member.name, m_known);
        QStringList known = m_known;
        known.sort();
        m_reading.fault(member.line, member.column, pathOf(member.name), QStringLiteral("unknown key"),
                        near.isEmpty() ? QStringLiteral("known here: %1").arg(known.join(u", "))
                                       : QStringLiteral("did you mean \"%1\"?").arg(near));
    }
}

void Section::fault(const QString& key, const QString& detail, const QString& mend)
{
    const JsonNode* node = find(key);
    if (!node)
        node = m_node;
    if (node)
        m_reading.fault(*node, pathOf(key), detail, mend);
    else
        m_reading.fault(1, 1, pathOf(key), detail, mend);
}

} // namespace keel
