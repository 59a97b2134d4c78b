// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/json/recordjson.h"
#include "sync/config/configreader.h"

#include <QDir>
#include <QJsonDocument>

namespace keel {

namespace {

int check(const Context& context)
{
    const auto config = keel::readConfig({.explicitFile = context.globals.config,
                                          .environment = QProcessEnvironment::systemEnvironment(),
                                          .workingDir = QDir::currentPath()});
    QJsonArray errors;
    QJsonArray warnings;
    if (config) {
        context.out.line(QStringLiteral("%1: good; %2 endpoints, %3 links")
                             .arg(config->file)
                             .arg(config->endpoints.size())
                             .arg(config->links.size()));
        for (const QString& warning : config->warnings) {
            context.out.problem(QStringLiteral("warning: ") + warning);
            warnings.append(warning);
        }
    } else {
        for (const Error& error : config.error()) {
            context.out.problem(toText(error));
            errors.append(json::failure(error));
        }
    }
    context.out.json(QJsonObject{{QStringLiteral("valid"), config.has_value()},
                                 {QStringLiteral("file"), config ? QJsonValue(config->file) : QJsonValue()},
                                 {QStringLiteral("errors"), errors},
                                 {QStringLiteral("warnings"), warnings}});
    return config ? ExitGood : ExitUsage;
}

/// One line a value: its path, itself and where it came from.
void flatten(const QJsonValue& value, const QString& path, const QJsonObject& origins, QList<QStringList>& rows)
{
    if (value.isObject() && !value.toObject().isEmpty()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            flatten(it.value(), path.isEmpty() ? it.key() : path + QLatin1Char('.') + it.key(), origins, rows);
    } else if (value.isArray() && !value.toArray().isEmpty()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            flatten(array[i], QStringLiteral("%1[%2]").arg(path).arg(i), origins, rows);
    } else {
        QString text = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
        text = text.mid(1, text.size() - 2);
        rows.push_back({path, text, origins.value(path).toString()});
    }
}

int show(const Context& context)
{
    const auto config = context.readConfig();
    if (!config)
        return ExitUsage;
    QJsonObject document = effectiveConfig(*config);
    context.out.json(document);
    const QJsonObject origins = document.take(QStringLiteral("origins")).toObject();
    QList<QStringList> rows;
    flatten(document, {}, origins, rows);
    context.out.line(config->file);
    for (const QString& line : aligned(rows))
        context.out.line(line);
    return ExitGood;
}

int run(Context& context)
{
    const QString word = context.arguments.value(0);
    if (word == u"check" && context.arguments.size() == 1)
        return check(context);
    if (word == u"show" && context.arguments.size() == 1)
        return show(context);
    context.out.problem(
        QStringLiteral("config: found \"%1\", expected `evenkeel config check` or `evenkeel config show`")
            .arg(context.arguments.join(QLatin1Char(' '))));
    return ExitUsage;
}

} // namespace

Command configCommand()
{
    return {.name = QStringLiteral("config"),
            .aliases = {},
            .summary = QStringLiteral("check: is the config valid; show: every value and where it came from"),
            .arguments = QStringLiteral("check|show"),
            .options = {},
            .run = run};
}

} // namespace keel
