// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace keel {

/// SIGINT, SIGTERM and SIGHUP as a Qt signal in the thread that made it. One at a time. The second signal ends the
/// process at once, for a stop that hangs.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject* parent = nullptr);
    ~UnixSignals() override;

signals:
    void interrupted();
};

} // namespace keel
