// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/control/controlclient.h"
#include "app/json/statusjson.h"
#include "app/offline.h"

namespace keel {

namespace {

// The contract gives `status` exits of its own.
int exitOf(const QString& health)
{
    if (health == toText(Health::Healthy))
        return 0;
    return health == toText(Health::Degraded) ? 1 : 2;
}

constexpr int exitConfig = 4;

QString orUnknown(const QJsonValue& value)
{
    if (value.isNull() || value.isUndefined())
        return QStringLiteral("unknown");
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

void say(const Output& out, const QJsonObject& status)
{
    const QJsonObject sync = status[u"modules"][u"databaseSync"].toObject();
    out.line(QStringLiteral("health: %1, service: %2")
                 .arg(status[u"health"].toString(),
                      sync[u"isRunning"].toBool() ? QStringLiteral("running") : QStringLiteral("not running")));
    QList<QStringList> rows{{QStringLiteral("link"), QStringLiteral("state"), QStringLiteral("lag ms"),
                             QStringLiteral("pending"), QStringLiteral("last sync"), QStringLiteral("errors"),
                             QStringLiteral("proof")}};
    const QJsonArray links = status[u"links"].toArray();
    for (const QJsonValue link : links) {
        const QJsonValue pending = link[u"pending"];
        rows.push_back({link[u"name"].toString(), link[u"state"].toString().replace(QLatin1Char('_'), QLatin1Char(' ')),
                        orUnknown(link[u"lagMs"]),
                        orUnknown(pending[u"forward"]) + QLatin1Char('/') + orUnknown(pending[u"reverse"]),
                        orUnknown(link[u"lastSyncTime"]), orUnknown(link[u"errors"]),
                        link[u"proof"].isObject() ? orUnknown(link[u"proof"][u"at"]) : QStringLiteral("none")});
    }
    for (const QString& line : aligned(rows, {2, 5}))
        out.line(line);
    for (const QJsonValue link : links) {
        if (link[u"recovered"][u"rows"].toInteger() > 0)
            out.line(QStringLiteral("%1: %2").arg(link[u"name"].toString(), link[u"recovered"][u"text"].toString()));
        for (const QJsonValue warning : link[u"warnings"].toArray())
            out.line(QStringLiteral("warning: ") + warning.toString());
        for (const QJsonValue advice : link[u"recommendations"].toArray())
            out.line(QStringLiteral("%1: %2").arg(link[u"name"].toString(), advice.toString()));
        if (link[u"lastError"].isObject())
            out.line(QStringLiteral("%1: %2: %3")
                         .arg(link[u"name"].toString(), link[u"lastError"][u"place"].toString(),
                              link[u"lastError"][u"message"].toString()));
    }
}

int run(Context& context)
{
    QJsonObject document;
    if (auto answer = callService(context.dataDirPath(), {{QStringLiteral("call"), QStringLiteral("status")}})) {
        document = *answer;
        document.remove(QStringLiteral("ok"));
    } else {
        const auto config = context.readConfig();
        if (!config)
            return exitConfig;
        auto memory = Memory::peek(context.dataDirPath());
        if (!memory) {
            (void)context.out.fail(memory.error());
            return exitOf(toText(Health::Down));
        }
        const auto snapshot = offlineSnapshot(*config, *memory);
        if (!snapshot) {
            (void)context.out.fail(snapshot.error());
            return exitOf(toText(Health::Down));
        }
        document = json::status(*snapshot, config->watchdog, false);
    }
    const QJsonObject status = document[u"status"].toObject();
    say(context.out, status);
    context.out.json(document);
    return exitOf(status[u"health"].toString());
}

} // namespace

Command statusCommand()
{
    return {.name = QStringLiteral("status"),
            .aliases = {},
            .summary = QStringLiteral("health of every link; exit 0 healthy, 1 degraded, 2 down, 4 config error"),
            .arguments = {},
            .options = {},
            .run = run};
}

} // namespace keel
