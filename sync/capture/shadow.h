// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/schema.h"

#include <QByteArray>

namespace keel {

/// 128-bit hash of a row's compared columns without updatedAt: what both sides last agreed on, for capture without a
/// journal. Injective framing (null, length, bytes), so that no two rows share it but by chance.
[[nodiscard]] QByteArray shadowHash(const TableBinding& table, const Row& row);

} // namespace keel
