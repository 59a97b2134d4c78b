// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/servicenotify.h"

#include <QLoggingCategory>

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(notifyLog, "keel.app")

} // namespace

ServiceNotify::ServiceNotify(QObject* parent) : QObject(parent), m_socket(qgetenv("NOTIFY_SOCKET"))
{
    const qint64 period = qgetenv("WATCHDOG_USEC").toLongLong() / 1000;
    const QByteArray process = qgetenv("WATCHDOG_PID");
    const bool isOurs = process.isEmpty() || process.toLongLong() == getpid();
    if (m_socket.isEmpty() || period <= 0 || !isOurs)
        return;
    m_beat.setInterval(static_cast<int>(std::max<qint64>(1, period / 3)));
    connect(&m_beat, &QTimer::timeout, this, [this] { send("WATCHDOG=1"); });
}

void ServiceNotify::ready()
{
    send("READY=1");
    if (m_beat.interval() > 0)
        m_beat.start();
}

void ServiceNotify::stopping()
{
    send("STOPPING=1");
}

void ServiceNotify::send(const QByteArray& state) const
{
    sockaddr_un address = {};
    if (m_socket.isEmpty() || static_cast<std::size_t>(m_socket.size()) >= sizeof address.sun_path)
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_socket.constData(), static_cast<std::size_t>(m_socket.size()));
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0'; // the abstract namespace
    const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path)) + static_cast<socklen_t>(m_socket.size());
    const ssize_t sent = sendto(descriptor, state.constData(), static_cast<std::size_t>(state.size()), MSG_NOSIGNAL,
                                reinterpret_cast<const sockaddr*>(&address), size);
    if (sent < 0)
        qCWarning(notifyLog).noquote() << "event=not-notified" << u"error="_qs + qt_error_string();
    close(descriptor);
}

} // namespace keel
