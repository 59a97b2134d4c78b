// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/configreader.h"

#include <QJsonArray>

namespace keel {

namespace {

const char* nameOf(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return "production";
    case Environment::Staging:
        return "staging";
    case Environment::Test:
        return "test";
    case Environment::Development:
        break;
    }
    return "development";
}

QString captureName(CaptureKind kind)
{
    return kind == CaptureKind::Journal ? QStringLiteral("journal") : QStringLiteral("timestamp");
}

QString periodText(std::chrono::hours period)
{
    const auto hours = period.count();
    return hours % 24 == 0 ? QStringLiteral("%1d").arg(hours / 24) : QStringLiteral("%1h").arg(hours);
}

QJsonObject endpointJson(const EndpointConfig& e)
{
    QJsonObject json{{QStringLiteral("driver"), e.driver},
                     {QStringLiteral("poolSize"), e.poolSize},
                     {QStringLiteral("environment"), QString::fromLatin1(nameOf(e.environment))}};
    if (e.driver == u"sqlite") {
        json.insert(QStringLiteral("path"), e.path);
        return json;
    }
    json.insert(QStringLiteral("host"), e.host);
    json.insert(QStringLiteral("port"), e.port);
    json.insert(QStringLiteral("database"), e.database);
    json.insert(QStringLiteral("user"), e.user);
    json.insert(QStringLiteral("sslMode"), e.sslMode);
    if (!e.password.isEmpty())
        json.insert(QStringLiteral("password"), QStringLiteral("***"));
    return json;
}

QJsonObject tableJson(const TableConfig& t)
{
    QJsonObject columns;
    for (auto it = t.columns.cbegin(); it != t.columns.cend(); ++it)
        columns.insert(it.key(), it.value());
    QJsonObject json{
        {QStringLiteral("a"), t.a.value},
        {QStringLiteral("b"), t.b.value},
        {QStringLiteral("columns"), columns},
        {QStringLiteral("exclude"), QJsonArray::fromStringList(t.exclude)},
        {QStringLiteral("ignore"), QJsonArray::fromStringList(t.ignore)},
        {QStringLiteral("onFilterLeave"), t.deleteOnFilterLeave ? QStringLiteral("delete") : QStringLiteral("keep")},
        {QStringLiteral("priority"), t.priority},
        {QStringLiteral("capture"), captureName(t.capture)},
        {QStringLiteral("bell"), t.bell}};
    if (!t.key.isEmpty())
        json.insert(QStringLiteral("key"), QJsonArray::fromStringList(t.key));
    if (!t.updatedAt.isEmpty())
        json.insert(QStringLiteral("updatedAt"), t.updatedAt);
    if (!t.filter.isEmpty())
        json.insert(QStringLiteral("filter"), t.filter);
    if (!t.softDelete.isEmpty())
        json.insert(QStringLiteral("softDelete"), t.softDelete);
    if (t.interval)
        json.insert(QStringLiteral("intervalMs"), qint64(t.interval->count()));
    return json;
}

QJsonValue tablesJson(const LinkConfig& link)
{
    if (link.allTables)
        return QStringLiteral("*");
    QJsonArray tables;
    for (const TableConfig& table : link.tables)
        tables.append(tableJson(table));
    return tables;
}

QJsonObject paceJson(const LinkConfig& l)
{
    return {
        {QStringLiteral("intervalMs"), qint64(l.interval.count())},
        {QStringLiteral("windowMultiplier"), l.windowMultiplier},
        {QStringLiteral("batchSize"), l.batchSize},
        {QStringLiteral("parallelTables"), l.parallelTables},
        {QStringLiteral("lookbackHours"), qint64(l.lookback.count())},
        {QStringLiteral("canary"), QJsonObject{{QStringLiteral("everySeconds"), qint64(l.canaryEvery.count())}}},
        {QStringLiteral("reconnect"), QJsonObject{{QStringLiteral("attempts"), l.reconnectAttempts}}},
        {QStringLiteral("reverse"),
         QJsonObject{{QStringLiteral("enabled"), l.reversePass.enabled},
                     {QStringLiteral("intervalMinutes"), qint64(l.reversePass.interval.count())},
                     {QStringLiteral("maxRecords"), l.reversePass.maxRecords}}},
        {QStringLiteral("retry"), QJsonObject{{QStringLiteral("attempts"), l.retry.attempts},
                                              {QStringLiteral("initialDelayMs"), qint64(l.retry.initialDelay.count())},
                                              {QStringLiteral("maxDelayMs"), qint64(l.retry.maxDelay.count())},
                                              {QStringLiteral("multiplier"), l.retry.multiplier}}},
        {QStringLiteral("brake"), QJsonObject{{QStringLiteral("maxDeletes"), l.brake.maxDeletes},
                                              {QStringLiteral("maxDeletePercent"), l.brake.maxDeletePercent},
                                              {QStringLiteral("minDeletes"), l.brake.minDeletes}}}};
}

QJsonObject alertJson(const AlertConfig& alert)
{
    QStringList causes;
    for (const AlertCause cause : alert.causes.isEmpty() ? allAlertCauses() : alert.causes)
        causes.append(toText(cause));
    QJsonObject json{{QStringLiteral("causes"), QJsonArray::fromStringList(causes)}};
    switch (alert.way) {
    case AlertConfig::Way::Desktop:
        json.insert(QStringLiteral("to"), QStringLiteral("desktop"));
        break;
    case AlertConfig::Way::Webhook:
        json.insert(QStringLiteral("to"), QStringLiteral("webhook"));
        json.insert(QStringLiteral("url"), alert.url);
        json.insert(QStringLiteral("secret"), QStringLiteral("***"));
        break;
    case AlertConfig::Way::Mail:
        json.insert(QStringLiteral("to"), QStringLiteral("mail"));
        json.insert(QStringLiteral("addresses"), QJsonArray::fromStringList(alert.addresses));
        if (!alert.from.isEmpty())
            json.insert(QStringLiteral("from"), alert.from);
        break;
    }
    return json;
}

QJsonObject linkJson(const LinkConfig& l)
{
    QJsonObject json = paceJson(l);
    json.insert(QStringLiteral("name"), l.name.value);
    json.insert(QStringLiteral("a"), l.a.value);
    json.insert(QStringLiteral("b"), l.b.value);
    json.insert(QStringLiteral("direction"), l.forward && l.reverse ? QStringLiteral("both")
                                             : l.forward            ? QStringLiteral("forward")
                                                                    : QStringLiteral("reverse"));
    json.insert(QStringLiteral("capture"), captureName(l.capture));
    json.insert(QStringLiteral("realtime"), l.realtime);
    json.insert(QStringLiteral("bell"), l.bell);
    json.insert(QStringLiteral("conflict"), toText(l.conflict));
    json.insert(QStringLiteral("deletes"), l.deletes);
    json.insert(QStringLiteral("tables"), tablesJson(l));
    return json;
}

void collectOrigins(const QJsonValue& value, const QString& path, const QMap<QString, QString>& known, QJsonObject& out)
{
    // A list of texts came as one value; so did a table's columns.
    const bool whole = known.contains(path);
    if (value.isObject() && !whole) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            collectOrigins(*it, path + QLatin1Char('.') + it.key(), known, out);
    } else if (value.isArray() && !whole && !value.toArray().isEmpty()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            collectOrigins(array[i], QStringLiteral("%1[%2]").arg(path).arg(i), known, out);
    } else {
        out.insert(path, known.value(path, QStringLiteral("default")));
    }
}

QJsonObject apiJson(const ApiConfig& api)
{
    QJsonObject json{{QStringLiteral("enabled"), api.enabled},
                     {QStringLiteral("address"), api.address},
                     {QStringLiteral("port"), api.port},
                     {QStringLiteral("hosts"), QJsonArray::fromStringList(api.hosts)},
                     {QStringLiteral("webhookSecrets"),
                      QJsonArray::fromStringList(QStringList(api.webhookSecrets.size(), QStringLiteral("***")))}};
    if (api.tls.isSet())
        json.insert(QStringLiteral("tls"), QJsonObject{{QStringLiteral("certificate"), api.tls.certificate},
                                                       {QStringLiteral("key"), api.tls.key}});
    return json;
}

} // namespace

QJsonObject effectiveConfig(const Config& config)
{
    QJsonObject endpoints;
    for (const EndpointConfig& endpoint : config.endpoints)
        endpoints.insert(endpoint.name.value, endpointJson(endpoint));
    QJsonArray links;
    for (const LinkConfig& link : config.links)
        links.append(linkJson(link));
    QJsonArray alerts;
    for (const AlertConfig& alert : config.alerts)
        alerts.append(alertJson(alert));
    QJsonObject json{
        {QStringLiteral("alerts"), alerts},
        {QStringLiteral("endpoints"), endpoints},
        {QStringLiteral("links"), links},
        {QStringLiteral("watchdog"),
         QJsonObject{{QStringLiteral("enabled"), config.watchdog.enabled},
                     {QStringLiteral("checkIntervalMs"), qint64(config.watchdog.checkInterval.count())},
                     {QStringLiteral("maxRestarts"), config.watchdog.maxRestarts}}},
        {QStringLiteral("api"), apiJson(config.api)},
        {QStringLiteral("log"), QJsonObject{{QStringLiteral("level"), config.log.level},
                                            {QStringLiteral("everyNthCycle"), config.log.everyNthCycle},
                                            {QStringLiteral("format"), config.log.format}}},
        {QStringLiteral("keep"), QJsonObject{{QStringLiteral("history"), periodText(config.keep.history)},
                                             {QStringLiteral("conflicts"), periodText(config.keep.conflicts)},
                                             {QStringLiteral("undo"), periodText(config.keep.undo)}}},
        {QStringLiteral("display"), QJsonObject{{QStringLiteral("timeZone"), config.timeZone}}},
    };
    QJsonObject origins;
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() != u"links")
            collectOrigins(*it, it.key(), config.origins, origins);
    }
    // By their place in the file: a link that was left out has none in this list.
    for (std::size_t i = 0; i < config.links.size(); ++i)
        collectOrigins(links[qsizetype(i)], config.links[i].place, config.origins, origins);
    json.insert(QStringLiteral("origins"), origins);
    json.insert(QStringLiteral("file"), config.file);
    return json;
}

} // namespace keel
