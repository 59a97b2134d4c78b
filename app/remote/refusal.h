// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QByteArray>
#include <QNetworkReply>

/// What went wrong with a call, in the words of the program.
namespace keel::remote {

/// An answer that is no 2xx. `retryAfter` is the header's value; empty: none.
[[nodiscard]] Error refusalOf(int status, const QByteArray& body, const QByteArray& retryAfter);
/// No answer at all. `words` are Qt's.
[[nodiscard]] Error failureOf(QNetworkReply::NetworkError error, const QString& words);
/// True where the request surely never reached the service, so that nothing was done.
[[nodiscard]] bool wasNotSent(QNetworkReply::NetworkError error);
/// The connection went before the service said how a command ended.
[[nodiscard]] Error outcomeNotKnown(const QString& why);
/// The service cannot be asked now; nothing was sent.
[[nodiscard]] Error notConnected(const QString& why);

} // namespace keel::remote
