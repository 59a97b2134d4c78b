// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTimer>

namespace keel {

/// Tells systemd how the service stands, by the datagram socket that NOTIFY_SOCKET names (sd_notify(3)). Without that
/// variable it does nothing. The watchdog's beat comes from the event loop: a service whose loop hangs is started
/// anew; a link that hangs is the engine's own watchdog's.
class ServiceNotify : public QObject
{
    Q_OBJECT

public:
    explicit ServiceNotify(QObject* parent = nullptr);

    void ready();
    void stopping();

private:
    void send(const QByteArray& state) const;

    QByteArray m_socket;
    QTimer m_beat;
};

} // namespace keel
