// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace keel {

/// Resident memory of this process in MiB; nullopt where it cannot be told (another system, a sanitizer's build).
[[nodiscard]] std::optional<double> processMemoryMb();

} // namespace keel
