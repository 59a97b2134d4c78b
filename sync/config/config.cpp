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
