// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/openapi.h"

#include "app/http/route.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace keel::http {

namespace {

QJsonObject schemaOf(const Field& field)
{
    QJsonObject schema;
    switch (field.type) {
    case FieldType::Text:
        schema.insert(QStringLiteral("type"), QStringLiteral("string"));
        break;
    case FieldType::Integer:
        schema.insert(QStringLiteral("type"), QStringLiteral("integer"));
        break;
    case FieldType::Boolean:
        schema.insert(QStringLiteral("type"), QStringLiteral("boolean"));
        break;
    case FieldType::Object:
        schema.insert(QStringLiteral("type"), QStringLiteral("object"));
        break;
    case FieldType::Array:
        schema.insert(QStringLiteral("type"), QStringLiteral("array"));
        schema.insert(QStringLiteral("items"), QJsonObject());
        break;
    case FieldType::Any:
        break;
    }
    if (!field.choices.isEmpty())
        schema.insert(QStringLiteral("enum"), QJsonArray::fromStringList(field.choices));
    return schema;
}

QJsonObject parameter(const Field& field, const QString& in)
{
    QJsonObject object{{QStringLiteral("name"), field.name},
                       {QStringLiteral("in"), in},
                       {QStringLiteral("required"), field.required},
                       {QStringLiteral("schema"), schemaOf(field)}};
    if (!field.says.isEmpty())
        object.insert(QStringLiteral("description"), field.says);
    return object;
}

QJsonArray parametersOf(const Route& route)
{
    static const QRegularExpression name(QStringLiteral("\\{([a-z]+)\\}"));
    QJsonArray parameters;
    for (auto names = name.globalMatch(route.path); names.hasNext();)
        parameters.append(parameter({.name = names.next().captured(1), .required = true, .choices = {}, .says = {}},
                                    QStringLiteral("path")));
    for (const Field& field : route.query)
        parameters.append(parameter(field, QStringLiteral("query")));
    return parameters;
}

QJsonObject bodyOf(const Route& route)
{
    QJsonObject properties;
    QJsonArray required;
    for (const Field& field : route.body) {
        QJsonObject schema = schemaOf(field);
        if (!field.says.isEmpty())
            schema.insert(QStringLiteral("description"), field.says);
        properties.insert(field.name, schema);
        if (field.required)
            required.append(field.name);
    }
    QJsonObject schema{{QStringLiteral("type"), QStringLiteral("object")},
                       {QStringLiteral("properties"), properties},
                       {QStringLiteral("additionalProperties"), route.otherFields}};
    if (!required.isEmpty())
        schema.insert(QStringLiteral("required"), required);
    const QJsonObject json{{QStringLiteral("schema"), schema}};
    return {{QStringLiteral("required"), !required.isEmpty()},
            {QStringLiteral("content"), QJsonObject{{QStringLiteral("application/json"), json}}}};
}

QJsonObject answersOf(const Route& route)
{
    const auto says = [](const QString& text) { return QJsonObject{{QStringLiteral("description"), text}}; };
    const QJsonObject refused{{QStringLiteral("$ref"), QStringLiteral("#/components/responses/refused")}};
    const QString type = route.isPlainText ? QStringLiteral("text/plain") : QStringLiteral("application/json");
    QJsonObject good = says(QStringLiteral("done"));
    good.insert(QStringLiteral("content"), QJsonObject{{type, QJsonObject()}});
    if (route.traffic == Traffic::Stream)
        return {{QStringLiteral("101"), says(QStringLiteral("goes on as a WebSocket"))},
                {QStringLiteral("default"), refused}};
    QJsonObject answers{{QStringLiteral("200"), good}, {QStringLiteral("default"), refused}};
    if (route.traffic == Traffic::Write || route.traffic == Traffic::Hint)
        answers.insert(QStringLiteral("202"), says(QStringLiteral("taken; it goes on in the background")));
    return answers;
}

QString descriptionOf(const Route& route)
{
    if (route.traffic == Traffic::Open)
        return QStringLiteral("Needs no token.");
    return route.least == Role::Viewer
               ? QStringLiteral("Needs any token.")
               : QStringLiteral("Needs a token of the role \"%1\"%2.")
                     .arg(toText(route.least),
                          route.least == Role::Operator ? QStringLiteral(" or \"admin\"") : QString());
}

QJsonObject operationOf(const Route& route)
{
    QJsonObject operation{{QStringLiteral("operationId"), route.operation},
                          {QStringLiteral("summary"), route.summary},
                          {QStringLiteral("description"), descriptionOf(route)},
                          {QStringLiteral("responses"), answersOf(route)}};
    if (const QJsonArray parameters = parametersOf(route); !parameters.isEmpty())
        operation.insert(QStringLiteral("parameters"), parameters);
    if (route.traffic == Traffic::Write || route.traffic == Traffic::Hint)
        operation.insert(QStringLiteral("requestBody"), bodyOf(route));
    if (route.traffic == Traffic::Open)
        operation.insert(QStringLiteral("security"), QJsonArray());
    else
        operation.insert(QStringLiteral("x-role"), toText(route.least));
    return operation;
}

QJsonObject components()
{
    const QJsonObject text{{QStringLiteral("type"), QStringLiteral("string")}};
    const QJsonObject error{
        {QStringLiteral("type"), QStringLiteral("object")},
        {QStringLiteral("required"), QJsonArray{QStringLiteral("code"), QStringLiteral("message")}},
        {QStringLiteral("properties"), QJsonObject{{QStringLiteral("code"), text}, {QStringLiteral("message"), text}}}};
    const QJsonObject flag{{QStringLiteral("type"), QStringLiteral("boolean")}};
    const QJsonObject refused{
        {QStringLiteral("type"), QStringLiteral("object")},
        {QStringLiteral("required"), QJsonArray{QStringLiteral("success"), QStringLiteral("error")}},
        {QStringLiteral("properties"),
         QJsonObject{{QStringLiteral("success"), flag}, {QStringLiteral("error"), error}}}};
    const QJsonObject content{{QStringLiteral("application/json"), QJsonObject{{QStringLiteral("schema"), refused}}}};
    const QJsonObject bearer{{QStringLiteral("type"), QStringLiteral("http")},
                             {QStringLiteral("scheme"), QStringLiteral("bearer")}};
    return {{QStringLiteral("securitySchemes"), QJsonObject{{QStringLiteral("token"), bearer}}},
            {QStringLiteral("responses"),
             QJsonObject{{QStringLiteral("refused"),
                          QJsonObject{{QStringLiteral("description"), QStringLiteral("refused, and why")},
                                      {QStringLiteral("content"), content}}}}}};
}

} // namespace

QJsonObject openApi()
{
    QJsonObject paths;
    for (const Route& route : routes()) {
        QJsonObject path = paths.value(route.path).toObject();
        path.insert(QString::fromLatin1(route.verb.toLower()), operationOf(route));
        paths.insert(route.path, path);
    }
    return {{QStringLiteral("openapi"), QStringLiteral("3.0.3")},
            {QStringLiteral("info"), QJsonObject{{QStringLiteral("title"), QStringLiteral("Evenkeel")},
                                                 {QStringLiteral("version"), QStringLiteral(EVENKEEL_VERSION)}}},
            {QStringLiteral("security"), QJsonArray{QJsonObject{{QStringLiteral("token"), QJsonArray()}}}},
            {QStringLiteral("paths"), paths},
            {QStringLiteral("components"), components()}};
}

} // namespace keel::http
