// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/pagereader.h"

#include "ui/models/pagedmodel.h"

#include <algorithm>

namespace keel {

void PageReader::read(const QList<QPair<int, int>>& rows)
{
    m_rows = rows;
    m_within = 0;
    m_done = 0;
    m_wanted = 0;
    for (const auto& range : rows)
        m_wanted += range.second;
    askNext();
}

void PageReader::cancel()
{
    m_request = 0;
}

void PageReader::enough()
{
    m_request = 0;
    emit finished();
}

void PageReader::askNext()
{
    m_request = nextRequest();
    if (m_rows.isEmpty()) {
        ask(m_request, m_within, Step);
        return;
    }
    const auto [first, rows] = m_rows.first();
    ask(m_request, first + m_within, std::min<qint64>(Step, rows - m_within));
}

void PageReader::advance(qint64 got, qint64 total)
{
    m_done += got;
    m_within += got;
    emit progressed(m_done, m_wanted > 0 ? m_wanted : total);
    // A receiver may have cancelled.
    if (!isRunning())
        return;
    if (m_rows.isEmpty()) {
        if (got == 0 || m_within >= total)
            enough();
        else
            askNext();
        return;
    }
    if (got == 0 || m_within >= m_rows.first().second) {
        m_rows.removeFirst();
        m_within = 0;
        if (m_rows.isEmpty()) {
            enough();
            return;
        }
    }
    askNext();
}

ErrorReader::ErrorReader(SyncService& service, const ErrorQuery& question, Use use, QObject* parent)
    : PageReader(parent), m_service(service), m_question(question)
{
    connect(&m_service, &SyncService::errorsArrived, this,
            [this, use = std::move(use)](const ErrorPage& page) { take(page, use); });
}

void ErrorReader::ask(quint64 request, qint64 offset, qint64 limit)
{
    m_question.request = request;
    m_question.offset = offset;
    m_question.limit = limit;
    m_service.requestErrors(m_question);
}

HistoryReader::HistoryReader(SyncService& service, const HistoryQuery& question, Use use, QObject* parent)
    : PageReader(parent), m_service(service), m_question(question)
{
    connect(&m_service, &SyncService::historyArrived, this,
            [this, use = std::move(use)](const HistoryPage& page) { take(page, use); });
}

void HistoryReader::ask(quint64 request, qint64 offset, qint64 limit)
{
    m_question.request = request;
    m_question.offset = offset;
    m_question.limit = limit;
    m_service.requestHistory(m_question);
}

} // namespace keel
