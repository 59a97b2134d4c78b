// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QCoreApplication>

#include <optional>

namespace keel {

/// The answer of the page Tables to "which table lags or stands", without widgets.
struct TablesAnswer
{
    Q_DECLARE_TR_FUNCTIONS(TablesAnswer)

public:
    QString title;
    QString remark;

    [[nodiscard]] static TablesAnswer of(const ServiceSnapshot& snapshot, const std::optional<LinkName>& scope);
};

} // namespace keel
