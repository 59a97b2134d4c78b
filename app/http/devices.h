// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>

namespace keel::http {

/// Which of the desktops that share a service have seen its newest state. In memory: after a restart every desktop is
/// told to look. Of many only the newest are remembered.
class Devices
{
public:
    struct State
    {
        bool needsUpdate = true;
        std::optional<QDateTime> lastSync; ///< when it was marked synced
    };

    [[nodiscard]] State state(const QString& device) const;
    void markUpdate(const QString& device);
    void markSynced(const QString& device, const QDateTime& now);
    /// Something changed: every desktop but its source needs an update. An empty source: every one.
    void changed(const QString& source);

private:
    struct Device
    {
        quint64 seen = 0; ///< the change it has seen; 0: none
        std::optional<QDateTime> lastSync;
        quint64 touched = 0;
    };
    Device& at(const QString& device);

    quint64 m_change = 1;
    quint64 m_touch = 0;
    QHash<QString, Device> m_devices;
};

} // namespace keel::http
