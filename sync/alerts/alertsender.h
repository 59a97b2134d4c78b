// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/alert.h"

namespace keel {

/// One way in which alerts leave this machine. Lives in the alerts' thread, never blocks it; a message that could not
/// be delivered is logged and given up in the end: the log of alerts has it.
class AlertSender
{
public:
    virtual ~AlertSender() = default;
    virtual void send(const QList<Alert>& alerts) = 0;
};

} // namespace keel
