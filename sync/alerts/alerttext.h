// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/alert.h"
#include "sync/config/config.h"

#include <QByteArray>

/// An alert message in the forms in which it leaves this machine. None holds a value of a row.
namespace keel {

/// "Evenkeel: clinic-cloud is down", or how many there are: one line.
[[nodiscard]] QString alertSubject(const QList<Alert>& alerts);
/// A line an alert.
[[nodiscard]] QString alertLines(const QList<Alert>& alerts);

/// {"type": "evenkeel.alert", "timestamp", "data": {"alerts": [{"cause", "link", "over", "text", "at"}]}}.
[[nodiscard]] QByteArray alertPayload(const QList<Alert>& alerts, const QDateTime& now);
/// Standard Webhooks: "v1," and the base64 of HMAC-SHA-256 over "id.seconds.payload".
[[nodiscard]] QByteArray webhookSignature(const Secret& secret, const QByteArray& id, qint64 seconds,
                                          const QByteArray& payload);

/// A whole message with its head, for `sendmail -t`. What would end a line of the head is taken out.
[[nodiscard]] QByteArray alertMail(const AlertConfig& config, const QList<Alert>& alerts, const QDateTime& now);

} // namespace keel
