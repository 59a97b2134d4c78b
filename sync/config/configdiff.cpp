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

QStringList needRestart(const Config& old, const Config& next)
{
    QStringList keys;
    const auto differs = [&keys](bool same, const QString& key) {
        if (!same)
            keys.push_back(key);
    };
    differs(old.api.enabled == next.api.enabled, QStringLiteral("api.enabled"));
    differs(old.api.address == next.api.address, QStringLiteral("api.address"));
    differs(old.api.port == next.api.port, QStringLiteral("api.port"));
    differs(old.api.hosts == next.api.hosts, QStringLiteral("api.hosts"));
    differs(old.api.tls == next.api.tls, QStringLiteral("api.tls"));
    differs(old.api.webhookSecrets == next.api.webhookSecrets, QStringLiteral("api.webhookSecrets"));
    differs(old.watchdog == next.watchdog, QStringLiteral("watchdog"));
    differs(old.log == next.log, QStringLiteral("log"));
    differs(old.keep == next.keep, QStringLiteral("keep"));
    return keys;
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
    return diff;
}

Config takenOver(const Config& old, Config next)
{
    next.api = old.api;
    next.watchdog = old.watchdog;
    next.log = old.log;
    next.keep = old.keep;
    return next;
}

} // namespace keel
