// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/hintlog.h"

namespace keel::http {

HintLog::HintLog(SyncService& service, std::chrono::milliseconds span, QObject* parent)
    : QObject(parent), m_service(service)
{
    m_span.setSingleShot(true);
    m_span.setInterval(span);
    connect(&m_span, &QTimer::timeout, this, &HintLog::writeMore);
}

void HintLog::add(const QString& who, const QString& what, const QString& table)
{
    const auto more = m_more.find({what, table});
    if (more != m_more.end()) {
        *more = {who, more->count + 1};
        return;
    }
    m_more.insert({what, table}, {});
    m_service.note(who, what, table);
    if (!m_span.isActive())
        m_span.start();
}

void HintLog::writeMore()
{
    for (auto it = m_more.constBegin(); it != m_more.constEnd(); ++it) {
        if (it->count == 0)
            continue;
        const QString more = QStringLiteral("%1 more").arg(it->count);
        const auto& [what, table] = it.key();
        m_service.note(it->who, what, table.isEmpty() ? more : QStringLiteral("%1, %2").arg(table, more));
    }
    m_more.clear();
}

} // namespace keel::http
