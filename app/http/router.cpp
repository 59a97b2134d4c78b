// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/router.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>
#include <optional>

namespace keel::http {

namespace {

constexpr int longestText = 512; ///< characters of a field that names something

tl::unexpected<Answer> badRequest(const QString& message)
{
    return tl::unexpected(refusal(400, QStringLiteral("bad_request"), message));
}

/// What stands for the {names} of a route's path; nullopt where it is another path.
std::optional<QHash<QString, QString>> pathOf(const QStringList& pattern, const QStringList& parts)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    if (pattern.size() != parts.size())
        return std::nullopt;
    QHash<QString, QString> values;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!pattern[i].startsWith(u'{')) {
            if (pattern[i] != parts[i])
                return std::nullopt;
            continue;
        }
        if (!plain.match(parts[i]).hasMatch())
            return std::nullopt;
        values.insert(pattern[i].mid(1, pattern[i].size() - 2), parts[i]);
    }
    return values;
}

OrRefusal<void> checkText(const Field& field, const QString& value)
{
    if (value.size() > longestText)
        return badRequest(QStringLiteral("%1: longer than %2 characters").arg(field.name).arg(longestText));
    if (field.required && value.isEmpty())
        return badRequest(QStringLiteral("%1: empty, expected a text").arg(field.name));
    if (!field.choices.isEmpty() && !field.choices.contains(value))
        return badRequest(
            QStringLiteral("%1: expected one of: %2").arg(field.name, field.choices.join(QStringLiteral(", "))));
    return {};
}

OrRefusal<QHash<QString, QString>> queryOf(const Route& route, const QString& text)
{
    QHash<QString, QString> values;
    for (const auto& [name, value] : QUrlQuery(text).queryItems(QUrl::FullyDecoded)) {
        const auto field = std::ranges::find(route.query, name, &Field::name);
        if (field == route.query.end())
            return badRequest(QStringLiteral("unknown parameter \"%1\"").arg(name.left(64)));
        if (values.contains(name))
            return badRequest(QStringLiteral("%1: given twice").arg(name));
        if (auto fine = checkText(*field, value); !fine)
            return tl::unexpected(std::move(fine).error());
        bool isNumber = true;
        if (field->type == FieldType::Integer && (value.toLongLong(&isNumber) < 0 || !isNumber))
            return badRequest(QStringLiteral("%1: expected a whole number").arg(name));
        values.insert(name, value);
    }
    for (const Field& field : route.query) {
        if (field.required && !values.contains(field.name))
            return badRequest(QStringLiteral("%1: missing").arg(field.name));
    }
    return values;
}

QString typeName(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return QStringLiteral("a text");
    case FieldType::Integer:
        return QStringLiteral("a whole number");
    case FieldType::Boolean:
        return QStringLiteral("true or false");
    case FieldType::Object:
        return QStringLiteral("an object");
    case FieldType::Array:
        return QStringLiteral("a list");
    case FieldType::Any:
        break;
    }
    return QStringLiteral("a value");
}

bool fits(FieldType type, const QJsonValue& value)
{
    switch (type) {
    case FieldType::Text:
        return value.isString();
    case FieldType::Integer:
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    case FieldType::Boolean:
        return value.isBool();
    case FieldType::Object:
        return value.isObject();
    case FieldType::Array:
        return value.isArray();
    case FieldType::Any:
        break;
    }
    return true;
}

OrRefusal<void> checkField(const Field& field, const QJsonObject& body)
{
    const auto it = body.constFind(field.name);
    if (it == body.constEnd()) {
        if (field.required)
            return badRequest(QStringLiteral("%1: missing, expected %2").arg(field.name, typeName(field.type)));
        return {};
    }
    if (!fits(field.type, *it))
        return badRequest(QStringLiteral("%1: expected %2").arg(field.name, typeName(field.type)));
    return field.type == FieldType::Text ? checkText(field, it->toString()) : OrRefusal<void>{};
}

} // namespace

OrRefusal<Match> findRoute(const QByteArray& method, const QByteArray& target)
{
    const qsizetype mark = target.indexOf('?');
    // Latin-1 keeps every byte: what is not plain ASCII matches no route.
    const QString path = QString::fromLatin1(mark < 0 ? target : target.left(mark));
    const QStringList parts = path.split(u'/');
    QByteArrayList allowed;
    for (const Route& route : routes()) {
        auto values = pathOf(route.path.split(u'/'), parts);
        if (!values)
            continue;
        if (route.verb != method) {
            allowed.push_back(route.verb);
            continue;
        }
        auto query = queryOf(route, mark < 0 ? QString() : QString::fromUtf8(target.mid(mark + 1)));
        if (!query)
            return tl::unexpected(std::move(query).error());
        return Match{.route = &route, .path = std::move(*values), .query = std::move(*query), .caller = {}};
    }
    if (allowed.isEmpty())
        return tl::unexpected(refusal(404, QStringLiteral("not_found"), QStringLiteral("there is no such call")));
    Answer wrongVerb = refusal(405, QStringLiteral("wrong_verb"),
                               QStringLiteral("expected %1").arg(QString::fromLatin1(allowed.join(", "))));
    wrongVerb.headers.push_back({"Allow", allowed.join(", ")});
    return tl::unexpected(wrongVerb);
}

OrRefusal<QJsonObject> readBody(const Route& route, const QByteArray& bytes)
{
    QJsonObject body;
    if (!bytes.trimmed().isEmpty()) {
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
        if (problem.error != QJsonParseError::NoError)
            return tl::unexpected(refusal(
                400, QStringLiteral("not_json"),
                QStringLiteral("the body is no JSON: %1, at byte %2").arg(problem.errorString()).arg(problem.offset)));
        if (!document.isObject())
            return badRequest(QStringLiteral("the body: expected an object"));
        body = document.object();
    }
    for (const Field& field : route.body) {
        if (auto fine = checkField(field, body); !fine)
            return tl::unexpected(std::move(fine).error());
    }
    for (auto it = body.constBegin(); !route.otherFields && it != body.constEnd(); ++it) {
        if (std::ranges::find(route.body, it.key(), &Field::name) == route.body.end())
            return badRequest(QStringLiteral("unknown field \"%1\"").arg(it.key().left(64)));
    }
    return body;
}

OrRefusal<void> checkContentType(const Head& head)
{
    const QByteArray type = head.only("content-type").toLower();
    const qsizetype mark = type.indexOf(';');
    if ((mark < 0 ? type : type.left(mark)).trimmed() == "application/json")
        return {};
    return tl::unexpected(
        refusal(415, QStringLiteral("wrong_content_type"), QStringLiteral("expected Content-Type: application/json")));
}

} // namespace keel::http
