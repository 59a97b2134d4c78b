// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace keel::http {

/// The OpenAPI 3 document of the route table.
[[nodiscard]] QJsonObject openApi();

} // namespace keel::http
