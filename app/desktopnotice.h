// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace keel {

/// Shows alerts as notifications of the desktop (org.freedesktop.Notifications), also while the window is hidden.
/// Without a session bus or a notification service it does nothing, and says so once.
class DesktopNotice : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void show(const QString& title, const QString& text);

signals:
    /// The desktop has taken it.
    void shown();

private:
    bool m_told = false;
};

} // namespace keel
