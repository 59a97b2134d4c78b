// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/wakes.h"

namespace keel::http {

using namespace std::chrono_literals;

Wakes::Wakes(SyncService& service, QObject* parent) : QObject(parent), m_service(service)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(250ms);
    connect(&m_pause, &QTimer::timeout, this, &Wakes::send);
}

void Wakes::add(const LinkName& link, const TableName& onA, bool reverse)
{
    bool& waits = m_waiting[{link, onA}];
    waits = waits || reverse;
    if (!m_pause.isActive())
        send();
}

void Wakes::send()
{
    if (m_waiting.isEmpty())
        return;
    for (auto it = m_waiting.constBegin(); it != m_waiting.constEnd(); ++it)
        m_service.wakeTable(it.key().first, it.key().second, it.value());
    m_waiting.clear();
    m_pause.start();
}

} // namespace keel::http
