// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QList>
#include <QUrl>

#include <utility>

/// Where a service on another machine is, and the addresses of its calls.
namespace keel::remote {

/// "https://sync.example.org" or "http://127.0.0.1:7878". Plain http only to this machine: elsewhere the token would
/// travel readable.
[[nodiscard]] Result<QUrl> serviceAddress(const QString& text);
/// For people: "sync.example.org", with the port where one is written.
[[nodiscard]] QString nameOf(const QUrl& address);

using Parameters = QList<std::pair<QString, QString>>;
/// `path` begins with a slash.
[[nodiscard]] QUrl callAddress(const QUrl& address, const QString& path, const Parameters& parameters = {});
/// The WebSocket of a desktop: wss for https.
[[nodiscard]] QUrl eventsAddress(const QUrl& address);

} // namespace keel::remote
