// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QCoreApplication>

namespace keel {

/// The overview's answer to "is it in sync, if not which and why", without widgets.
struct OverviewAnswer
{
    Q_DECLARE_TR_FUNCTIONS(OverviewAnswer)

public:
    QString title;
    QString remark;

    [[nodiscard]] static OverviewAnswer of(const ServiceSnapshot& snapshot);

private:
    [[nodiscard]] static QString titleOf(const LinkSnapshot& link); ///< where there is just one
    /// What the start found missed, for an hour; empty: nothing.
    [[nodiscard]] static QString missed(const ServiceSnapshot& snapshot);
};

} // namespace keel
