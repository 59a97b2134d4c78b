// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/registry.h"

namespace keel::pg {

[[nodiscard]] StoreKind postgresqlKind();

} // namespace keel::pg
