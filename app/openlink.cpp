// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openlink.h"

#include "sync/engine/threads/readahead.h"
#include "sync/store/registry.h"

namespace keel {

Result<std::unique_ptr<Store>> openStore(const Config& config, const EndpointName& name, const QString& label)
{
    const EndpointConfig* endpoint = config.endpoint(name);
    const StoreKind* kind = endpoint ? storeKind(endpoint->driver) : nullptr;
    if (!kind)
        return fail({.kind = ErrorClass::Config,
                     .code = ErrorCode::ConfigInvalid,
                     .detail = QStringLiteral("no driver for this endpoint"),
                     .place = name.value,
                     .mend = QStringLiteral("see \"driver\" in evenkeel.json(5)")});
    auto store = kind->open(*endpoint, label);
    if (!store) {
        Error error = std::move(store).error();
        if (error.place.isEmpty())
            error.place = name.value;
        if (error.code == ErrorCode::AccessDenied && error.mend.isEmpty())
            error.mend = QStringLiteral("mend user, password or rights of endpoints.%1").arg(name.value);
        return fail(std::move(error));
    }
    return store;
}

Result<std::unique_ptr<OpenLink>> OpenLink::open(const Config& config, const LinkConfig& link, RecordBook& book,
                                                 StateKeeper& state, BrakeBook* brake)
{
    std::unique_ptr<OpenLink> opened(new OpenLink);
    const QString label = QStringLiteral("evenkeel %1 ").arg(link.name.value);
    auto a = openStore(config, link.a, label + QLatin1Char('a'));
    if (!a)
        return fail(std::move(a).error());
    auto b = openStore(config, link.b, label + QLatin1Char('b'));
    if (!b)
        return fail(std::move(b).error());
    opened->m_a = std::move(*a);
    opened->m_b = std::move(*b);
    opened->m_runner = std::make_unique<LinkRunner>(link, LinkRunner::Parts{.a = *opened->m_a,
                                                                            .b = *opened->m_b,
                                                                            .book = book,
                                                                            .state = state,
                                                                            .clock = opened->m_clock,
                                                                            .wrapCapture = readAhead(),
                                                                            .brake = brake});
    KEEL_TRY(opened->m_runner->bind());
    return opened;
}

} // namespace keel
