// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/devices.h"

#include <algorithm>

namespace keel::http {

namespace {

constexpr qsizetype mostDevices = 1000;

} // namespace

Devices::State Devices::state(const QString& device) const
{
    const auto it = m_devices.constFind(device);
    if (it == m_devices.constEnd())
        return {};
    return {.needsUpdate = it->seen < m_change, .lastSync = it->lastSync};
}

Devices::Device& Devices::at(const QString& device)
{
    if (!m_devices.contains(device) && m_devices.size() >= mostDevices) {
        const auto oldest = std::ranges::min_element(m_devices, {}, &Device::touched);
        m_devices.erase(m_devices.constFind(oldest.key()));
    }
    Device& found = m_devices[device];
    found.touched = ++m_touch;
    return found;
}

void Devices::markUpdate(const QString& device)
{
    at(device).seen = 0;
}

void Devices::markSynced(const QString& device, const QDateTime& now)
{
    Device& found = at(device);
    found.seen = m_change;
    found.lastSync = now;
}

void Devices::changed(const QString& source)
{
    const bool sourceWasCurrent = !source.isEmpty() && !state(source).needsUpdate;
    ++m_change;
    if (sourceWasCurrent)
        at(source).seen = m_change;
}

} // namespace keel::http
