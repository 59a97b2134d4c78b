// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/statusjson.h"

#include "app/json/jsonparts.h"
#include "app/json/recordjson.h"

#include <QJsonArray>

#include <algorithm>

namespace keel::json {

namespace {

QJsonArray checks(const LinkSnapshot& link)
{
    QJsonArray array;
    for (const HealthCheck& check : link.checks)
        array.append(QJsonObject{{QStringLiteral("name"), toText(check.kind)},
                                 {QStringLiteral("ok"), check.ok},
                                 {QStringLiteral("value"), number(check.value)},
                                 {QStringLiteral("limit"), number(check.limit)}});
    return array;
}

QJsonArray recommendations(const LinkSnapshot& link)
{
    QJsonArray array;
    for (const HealthCheck& check : link.checks) {
        if (!check.ok && !check.recommendation.isEmpty())
            array.append(check.recommendation);
    }
    return array;
}

QJsonObject table(const TableSnapshot& table)
{
    return {{QStringLiteral("a"), table.a.value},
            {QStringLiteral("b"), table.b.value},
            {QStringLiteral("rowsA"), number(table.rowsA)},
            {QStringLiteral("rowsB"), number(table.rowsB)},
            {QStringLiteral("pending"), QJsonObject{{QStringLiteral("forward"), number(table.pendingForward)},
                                                    {QStringLiteral("reverse"), number(table.pendingReverse)}}},
            {QStringLiteral("lastChange"), time(table.lastChange)},
            {QStringLiteral("state"), toText(table.state)},
            {QStringLiteral("errors"), table.errors},
            {QStringLiteral("conflicts"), table.conflicts},
            {QStringLiteral("loadProgress"), number(table.loadProgress)},
            {QStringLiteral("stopped"), table.stopped ? QJsonValue(failure(*table.stopped)) : QJsonValue()}};
}

QJsonValue proof(const std::optional<Proof>& proof)
{
    if (!proof)
        return {};
    return QJsonObject{{QStringLiteral("at"), time(proof->at)},
                       {QStringLiteral("equal"), proof->equal},
                       {QStringLiteral("rows"), proof->rows},
                       {QStringLiteral("suspects"), proof->suspects}};
}

QJsonValue recovered(const std::optional<Recovered>& recovered)
{
    if (!recovered)
        return {};
    QJsonArray tables;
    for (const Recovered::Table& one : recovered->tables)
        tables.append(QJsonObject{{QStringLiteral("table"), one.table.value},
                                  {QStringLiteral("forward"), one.forward},
                                  {QStringLiteral("reverse"), one.reverse}});
    return QJsonObject{{QStringLiteral("at"), time(recovered->at)},
                       {QStringLiteral("rows"), recovered->rows()},
                       {QStringLiteral("text"), toText(*recovered)},
                       {QStringLiteral("tables"), tables}};
}

QJsonValue canary(const std::optional<Canary>& canary)
{
    if (!canary)
        return {};
    return QJsonObject{{QStringLiteral("forwardMs"), duration(canary->forward)},
                       {QStringLiteral("reverseMs"), duration(canary->reverse)},
                       {QStringLiteral("at"), time(canary->at)}};
}

QJsonObject link(const LinkSnapshot& link)
{
    QJsonArray tables;
    for (const TableSnapshot& one : link.tables)
        tables.append(table(one));
    return {{QStringLiteral("name"), link.name.value},
            {QStringLiteral("state"), toText(link.state)},
            {QStringLiteral("health"), toText(healthOf(link.state))},
            {QStringLiteral("checks"), checks(link)},
            {QStringLiteral("recommendations"), recommendations(link)},
            {QStringLiteral("paused"), link.paused},
            {QStringLiteral("isSyncInProgress"), link.cycleRunning},
            {QStringLiteral("isRealTimeActive"), link.realTime},
            {QStringLiteral("lastSyncTime"), time(link.lastSync)},
            {QStringLiteral("lastSyncDuration"), duration(link.lastDuration)},
            {QStringLiteral("cycles"), link.cycles},
            {QStringLiteral("totalSynced"), link.totalForward + link.totalReverse},
            {QStringLiteral("errors"), link.errorsOpen},
            {QStringLiteral("conflicts"), link.conflictsTotal},
            {QStringLiteral("consecutiveFailures"), link.consecutiveFailures},
            {QStringLiteral("pending"), QJsonObject{{QStringLiteral("forward"), number(link.pendingForward)},
                                                    {QStringLiteral("reverse"), number(link.pendingReverse)}}},
            {QStringLiteral("lagMs"), duration(link.lag)},
            {QStringLiteral("timeLeftMs"), duration(link.timeLeft)},
            {QStringLiteral("proof"), proof(link.proof)},
            {QStringLiteral("canary"), canary(link.canary)},
            {QStringLiteral("held"), link.held},
            {QStringLiteral("brake"), link.brake.size()},
            {QStringLiteral("restarts"), link.restarts},
            {QStringLiteral("recovered"), recovered(link.recovered)},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(link.warnings)},
            {QStringLiteral("nextRun"), time(link.nextRun)},
            {QStringLiteral("lastError"), link.lastError ? QJsonValue(failure(*link.lastError)) : QJsonValue()},
            {QStringLiteral("tables"), tables}};
}

QJsonObject modules(const ServiceSnapshot& snapshot, const WatchdogConfig& watchdog, bool running)
{
    qint64 cycles = 0;
    qint64 restarts = 0;
    std::optional<QDateTime> lastSync;
    std::optional<Milliseconds> interval;
    for (const LinkSnapshot& one : snapshot.links) {
        cycles += one.cycles;
        restarts += one.restarts;
        if (one.lastSync && (!lastSync || *one.lastSync > *lastSync))
            lastSync = one.lastSync;
        interval = interval ? std::min(*interval, one.interval) : one.interval;
    }
    const bool healthy = std::ranges::all_of(snapshot.links, [](const LinkSnapshot& l) { return l.restarts == 0; });
    const QJsonObject sync{{QStringLiteral("enabled"), true},
                           {QStringLiteral("interval"), duration(interval)},
                           {QStringLiteral("syncCount"), running ? QJsonValue(cycles) : QJsonValue()},
                           {QStringLiteral("lastSyncTime"), time(lastSync)},
                           {QStringLiteral("isRunning"), running}};
    const QJsonObject guard{{QStringLiteral("enabled"), watchdog.enabled},
                            {QStringLiteral("isHealthy"), running ? QJsonValue(healthy) : QJsonValue()},
                            {QStringLiteral("restartCount"), running ? QJsonValue(restarts) : QJsonValue()},
                            {QStringLiteral("isRunning"), running && watchdog.enabled}};
    return {{QStringLiteral("databaseSync"), sync}, {QStringLiteral("watchdog"), guard}};
}

} // namespace

QJsonObject status(const ServiceSnapshot& snapshot, const WatchdogConfig& watchdog, bool running)
{
    QJsonArray links;
    for (const LinkSnapshot& one : snapshot.links)
        links.append(link(one));
    return {
        {QStringLiteral("success"), true},
        {QStringLiteral("status"),
         QJsonObject{{QStringLiteral("health"), toText(snapshot.health)},
                     {QStringLiteral("modules"), modules(snapshot, watchdog, running)},
                     {QStringLiteral("notice"), snapshot.notice.isEmpty() ? QJsonValue() : QJsonValue(snapshot.notice)},
                     {QStringLiteral("links"), links}}}};
}

} // namespace keel::json
