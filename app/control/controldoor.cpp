// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controldoor.h"

#include <QSocketNotifier>
#include <QTimer>

#include <optional>

#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace keel {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 10s;
constexpr qsizetype mostWaiting = 64;

/// The name of the user at the other end; nothing where that is somebody else than ours or root.
std::optional<QString> ownerOf(int descriptor)
{
    ucred who = {};
    socklen_t size = sizeof(who);
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0 || (who.uid != geteuid() && who.uid != 0))
        return std::nullopt;
    const passwd* user = getpwuid(who.uid);
    return user ? QString::fromLocal8Bit(user->pw_name) : QString::number(who.uid);
}

} // namespace

ControlDoor::~ControlDoor()
{
    for (const int descriptor : std::as_const(m_waiting))
        ::close(descriptor);
}

void ControlDoor::incomingConnection(quintptr socketDescriptor)
{
    const int descriptor = static_cast<int>(socketDescriptor);
    const auto owner = ownerOf(descriptor);
    if (!owner || m_waiting.size() >= mostWaiting) {
        ::close(descriptor);
        return;
    }
    m_waiting.push_back(descriptor);
    auto* notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, this);
    const auto end = [this, notifier, descriptor] {
        notifier->setEnabled(false);
        notifier->deleteLater();
        m_waiting.removeOne(descriptor);
    };
    connect(notifier, &QSocketNotifier::activated, this, [this, end, descriptor, name = *owner] {
        end();
        firstByteCame(descriptor, name);
    });
    QTimer::singleShot(patience, notifier, [this, end, descriptor] {
        if (!m_waiting.contains(descriptor))
            return;
        end();
        ::close(descriptor);
    });
}

/// Looks at the byte and leaves it: whoever takes the connection reads it.
void ControlDoor::firstByteCame(int descriptor, const QString& owner)
{
    char first = 0;
    const auto got = recv(descriptor, &first, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got == 1 && first == '{')
        QLocalServer::incomingConnection(static_cast<quintptr>(descriptor));
    else if (got == 1 && m_http)
        m_http(descriptor, owner);
    else
        ::close(descriptor);
}

} // namespace keel
