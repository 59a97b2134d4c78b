// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>

#include <functional>

namespace keel {

/// The listening end of the unix socket `control`, which two ways of speaking share: lines of JSON, which begin with a
/// brace, and HTTP. Who speaks what is seen at the first byte, which must come within ten seconds. Only the user who
/// runs the service (and root) is let in, whatever the file's mode.
class ControlDoor : public QLocalServer
{
    Q_OBJECT

public:
    /// Takes the descriptor over; `owner` is the user's name.
    using TakeHttp = std::function<void(int descriptor, const QString& owner)>;

    using QLocalServer::QLocalServer;
    ~ControlDoor() override;

    /// Without it, who speaks HTTP is turned away.
    void setHttp(TakeHttp take) { m_http = std::move(take); }

protected:
    void incomingConnection(quintptr socketDescriptor) override;

private:
    void firstByteCame(int descriptor, const QString& owner);

    TakeHttp m_http;
    QList<int> m_waiting;
};

} // namespace keel
