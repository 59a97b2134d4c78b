// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopnotice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QLoggingCategory>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(alertsLog, "keel.alerts")

constexpr int asTheDesktopLikes = -1; ///< how long it stays

} // namespace

void DesktopNotice::show(const QString& title, const QString& text)
{
    const QString service = QStringLiteral("org.freedesktop.Notifications");
    QDBusMessage call = QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/Notifications"),
                                                       service, QStringLiteral("Notify"));
    // The body may be read as markup; the title is not.
    call.setArguments({QStringLiteral("Evenkeel"), uint{0}, QStringLiteral("evenkeel"), title, text.toHtmlEscaped(),
                       QStringList(), QVariantMap{{QStringLiteral("desktop-entry"), QStringLiteral("evenkeel")}},
                       asTheDesktopLikes});
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError()) {
            emit shown();
        } else if (!m_told) {
            m_told = true;
            qCWarning(alertsLog).noquote()
                << QStringLiteral("event=notification-not-shown reason=\"%1\"").arg(reply.error().message());
        }
    });
}

} // namespace keel
