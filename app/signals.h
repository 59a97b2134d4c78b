// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace keel {

/// SIGINT, SIGTERM and SIGHUP as Qt signals in the thread that made it. One at a time. The second signal that asks for
/// an end ends the process at once, for a stop that hangs.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    enum class Hangup {
        Ends,    ///< SIGHUP: the terminal is gone
        Reloads, ///< SIGHUP: read the config again, as services do
    };
    explicit UnixSignals(Hangup hangup = Hangup::Ends, QObject* parent = nullptr);
    ~UnixSignals() override;

signals:
    void interrupted();
    void reloadAsked();
};

} // namespace keel
