// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/linkrunner.h"

#include <memory>

namespace keel {

/// A link's two connected stores and the runner over them, bound to its tables, for a command that works without the
/// service. Lives in one thread; opening and each call of the runner may block on the servers.
class OpenLink
{
public:
    /// Connects both sides and binds the tables; sets nothing up. `book` and `state` outlive it.
    [[nodiscard]] static Result<std::unique_ptr<OpenLink>> open(const Config& config, const LinkConfig& link,
                                                                RecordBook& book, StateKeeper& state,
                                                                BrakeBook* brake = nullptr);

    [[nodiscard]] LinkRunner& runner() { return *m_runner; }
    [[nodiscard]] Store& store(Side side) { return side == Side::A ? *m_a : *m_b; }

private:
    OpenLink() = default;

    SystemClock m_clock;
    std::unique_ptr<Store> m_a;
    std::unique_ptr<Store> m_b;
    std::unique_ptr<LinkRunner> m_runner;
};

/// Connects to an endpoint; the error's place is its name.
[[nodiscard]] Result<std::unique_ptr<Store>> openStore(const Config& config, const EndpointName& name,
                                                       const QString& label);

} // namespace keel
