// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

namespace keel {

/// A TargetTransaction whose engine checks some constraints only at the commit has this, too.
class DeferredChecks
{
public:
    virtual ~DeferredChecks() = default;
    /// Checks now what the commit would check. A Row error: the commit would be refused; destroy the transaction.
    [[nodiscard]] virtual Result<void> checkDeferred() = 0;
};

} // namespace keel
