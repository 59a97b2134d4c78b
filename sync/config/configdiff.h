// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

namespace keel {

/// What a new config asks of a service that runs under an old one.
struct ConfigDiff
{
    QList<LinkName> same;    ///< go on undisturbed
    QList<LinkName> changed; ///< the link's own settings, or an endpoint of it
    QList<LinkName> added;
    QList<LinkName> removed;
    /// Settings of the whole service that it takes over only when it is started again: "api.port".
    QStringList needRestart;
    /// Settings of the whole service that it takes over as it runs: "api.hosts".
    QStringList taken;

    [[nodiscard]] bool changesLinks() const;
    [[nodiscard]] bool changesSomething() const { return changesLinks() || !taken.isEmpty() || !needRestart.isEmpty(); }
    /// "changed clinic-cloud; added archive; took over api.hosts; api.port waits for a restart of the service", or
    /// "nothing to change".
    [[nodiscard]] QString text() const;
};

[[nodiscard]] ConfigDiff diffOf(const Config& old, const Config& next);
/// The new config as far as a running service takes it over: what needs a restart stays as it is.
[[nodiscard]] Config takenOver(const Config& old, Config next);

} // namespace keel
