// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/configdiff.h"

namespace keel {

namespace {

/// Where a link stands in the file says nothing of what it does.
LinkConfig withoutPlaces(LinkConfig link)
{
    link.place.clear();
    for (TableConfig& table : link.tables)
        table.place.clear();
    return link;
}

bool isSame(const EndpointConfig* left, const EndpointConfig* right)
{
    return left && right ? *left == *right : left == right;
}

bool isSame(const Config& old, const LinkConfig& was, const Config& next, const LinkConfig& is)
{
    return withoutPlaces(was) == withoutPlaces(is) && isSame(old.endpoint(was.a), next.endpoint(is.a)) &&
           isSame(old.endpoint(was.b), next.endpoint(is.b));
}

/// Names are taken over as they come, but for those that belong to another address: they wait together with it.
bool takesHosts(const Config& old, const Config& next)
{
    return old.api.address == next.api.address;
}

QStringList differing(std::initializer_list<std::pair<bool, QString>> settings)
{
    QStringList keys;
    for (const auto& [same, key] : settings) {
        if (!same)
            keys.push_back(key);
    }
    return keys;
}

QStringList taken(const Config& old, const Config& next)
{
    return differing({{old.api.hosts == next.api.hosts || !takesHosts(old, next), QStringLiteral("api.hosts")},
                      {old.api.webhookSecrets == next.api.webhookSecrets, QStringLiteral("api.webhookSecrets")},
                      {old.alerts == next.alerts, QStringLiteral("alerts")},
                      {old.timeZone == next.timeZone, QStringLiteral("display.timeZone")}});
}

QStringList needRestart(const Config& old, const Config& next)
{
    return differing({{old.api.enabled == next.api.enabled, QStringLiteral("api.enabled")},
                      {old.api.address == next.api.address, QStringLiteral("api.address")},
                      {old.api.port == next.api.port, QStringLiteral("api.port")},
                      {old.api.hosts == next.api.hosts || takesHosts(old, next), QStringLiteral("api.hosts")},
                      {old.api.tls == next.api.tls, QStringLiteral("api.tls")},
                      {old.watchdog == next.watchdog, QStringLiteral("watchdog")},
                      {old.log == next.log, QStringLiteral("log")},
                      {old.keep == next.keep, QStringLiteral("keep")}});
}

QString namesOf(const QList<LinkName>& links)
{
    QStringList names;
    for (const LinkName& link : links)
        names.push_back(link.value);
    return names.join(QStringLiteral(", "));
}

} // namespace

bool ConfigDiff::changesLinks() const
{
    return !changed.isEmpty() || !added.isEmpty() || !removed.isEmpty();
}

QString ConfigDiff::text() const
{
    QStringList parts;
    const auto add = [&parts](const QString& word, const QList<LinkName>& links) {
        if (!links.isEmpty())
            parts.push_back(word + namesOf(links));
    };
    add(QStringLiteral("changed "), changed);
    add(QStringLiteral("added "), added);
    add(QStringLiteral("removed "), removed);
    if (!taken.isEmpty())
        parts.push_back(QStringLiteral("took over ") + taken.join(QStringLiteral(", ")));
    if (!needRestart.isEmpty())
        parts.push_back(QStringLiteral("%1 %2 for a restart of the service")
                            .arg(needRestart.join(QStringLiteral(", ")),
                                 needRestart.size() == 1 ? QStringLiteral("waits") : QStringLiteral("wait")));
    return parts.isEmpty() ? QStringLiteral("nothing to change") : parts.join(QStringLiteral("; "));
}

ConfigDiff diffOf(const Config& old, const Config& next)
{
    ConfigDiff diff;
    for (const LinkConfig& link : next.links) {
        const LinkConfig* was = old.link(link.name);
        if (!was)
            diff.added.push_back(link.name);
        else if (isSame(old, *was, next, link))
            diff.same.push_back(link.name);
        else
            diff.changed.push_back(link.name);
    }
    for (const LinkConfig& link : old.links) {
        if (!next.link(link.name))
            diff.removed.push_back(link.name);
    }
    diff.needRestart = needRestart(old, next);
    diff.taken = taken(old, next);
    return diff;
}

Config takenOver(const Config& old, Config next)
{
    ApiConfig api = old.api;
    if (takesHosts(old, next))
        api.hosts = next.api.hosts;
    api.webhookSecrets = next.api.webhookSecrets;
    next.api = api;
    next.watchdog = old.watchdog;
    next.log = old.log;
    next.keep = old.keep;
    return next;
}

} // namespace keel
