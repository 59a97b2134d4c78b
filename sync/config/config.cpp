// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/config.h"

#include <algorithm>

namespace keel {

QString toText(ConflictPolicy policy)
{
    switch (policy) {
    case ConflictPolicy::Newest:
        return QStringLiteral("newest");
    case ConflictPolicy::AWins:
        return QStringLiteral("a-wins");
    case ConflictPolicy::BWins:
        return QStringLiteral("b-wins");
    case ConflictPolicy::Merge:
        return QStringLiteral("merge");
    case ConflictPolicy::Manual:
        return QStringLiteral("manual");
    }
    return {};
}

QStringList warningsOf(const LinkConfig& link)
{
    QStringList tables;
    for (const TableConfig& table : link.tables) {
        if (table.capture == CaptureKind::Timestamp)
            tables.append(table.b.value);
    }
    QStringList warnings;
    if (link.reverse && !link.reversePass.enabled && !tables.isEmpty())
        warnings.append(QStringLiteral("link %1: reverse.enabled is false, so changes made in %2 never reach %3 (%4)")
                            .arg(link.name.value, link.b.value, link.a.value, tables.join(u", ")));
    return warnings;
}

const EndpointConfig* Config::endpoint(const EndpointName& name) const
{
    const auto it = std::ranges::find(endpoints, name, &EndpointConfig::name);
    return it == endpoints.end() ? nullptr : &*it;
}

const LinkConfig* Config::link(const LinkName& name) const
{
    const auto it = std::ranges::find(links, name, &LinkConfig::name);
    return it == links.end() ? nullptr : &*it;
}

} // namespace keel
