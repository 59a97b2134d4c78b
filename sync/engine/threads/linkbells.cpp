// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/linkbells.h"

#include "sync/store/registry.h"

#include <algorithm>

namespace keel {

void LinkBells::start(const LinkConfig& link, const EndpointConfig& a, const EndpointConfig& b)
{
    const bool readsJournal = link.allTables || std::ranges::any_of(link.tables, [](const TableConfig& t) {
                                  return t.capture == CaptureKind::Journal && t.bell;
                              });
    if (!m_bells.empty() || !link.realtime || !link.bell || !readsJournal)
        return;
    if (link.forward)
        add(link, a, Side::A);
    if (link.reverse)
        add(link, b, Side::B);
}

int LinkBells::alive() const
{
    return static_cast<int>(std::ranges::count_if(m_bells, [](const auto& bell) { return bell->isAlive(); }));
}

void LinkBells::add(const LinkConfig& link, const EndpointConfig& endpoint, Side side)
{
    const StoreKind* kind = storeKind(endpoint.driver);
    if (!kind || !kind->bell)
        return;
    auto bell = kind->bell(
        endpoint, QStringLiteral("evenkeel %1 %2 bell").arg(link.name.value, side == Side::A ? u"a"_qs : u"b"_qs));
    if (!bell)
        return;
    connect(bell.get(), &Bell::rang, this, &LinkBells::rang);
    connect(bell.get(), &Bell::aliveChanged, this, &LinkBells::aliveChanged);
    m_bells.push_back(std::move(bell));
}

} // namespace keel
