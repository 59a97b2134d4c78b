// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

/// What a desktop runs: takes notifications and gives each a number.
class Notifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList shown; ///< of each: application, icon, title, body, desktop entry

    /// On the bus at this address, under the name of all notification services.
    [[nodiscard]] bool serve(const QString& address)
    {
        QDBusConnection bus = QDBusConnection::connectToBus(address, QStringLiteral("desktop"));
        return bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                                  QDBusConnection::ExportAllSlots) &&
               bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    ~Notifications() override { QDBusConnection::disconnectFromBus(QStringLiteral("desktop")); }

public slots:
    uint Notify(const QString& application, uint /*replaces*/, const QString& icon, const QString& title,
                const QString& body, const QStringList& actions, const QVariantMap& hints, int /*timeout*/)
    {
        shown.append({application, icon, title, body, hints.value(QStringLiteral("desktop-entry")).toString()});
        return actions.isEmpty() ? 7 : 0;
    }
};

/// A session bus of the test's own, so that no real desktop is bothered; the process's from its start on.
class PrivateBus
{
public:
    ~PrivateBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    [[nodiscard]] static QString program() { return QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")); }
    [[nodiscard]] bool start()
    {
        m_daemon.start(program(), {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                   QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
        if (!QTest::qWaitFor([this] { return m_daemon.canReadLine(); }))
            return false;
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
        return !m_address.isEmpty();
    }
    [[nodiscard]] const QString& address() const { return m_address; }

private:
    QProcess m_daemon;
    QString m_address;
};
