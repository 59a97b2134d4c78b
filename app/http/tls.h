// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace keel::http {

/// Reads certificate and key: TLS 1.2 and 1.3, forward secrecy and authenticated encryption only. The error names the
/// file and what mends it. A key that everybody can read is refused: it may be known.
[[nodiscard]] Result<std::shared_ptr<boost::asio::ssl::context>> openTls(const TlsConfig& config);

} // namespace keel::http
