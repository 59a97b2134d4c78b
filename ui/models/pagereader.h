// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"

#include <QObject>
#include <QPair>

#include <functional>

namespace keel {

/// Reads many records of a question page by page, one page under way at a time, for export, copy and commands on more
/// rows than a table holds. Records that come or go meanwhile may shift pages: a reader of ids should drop repeats.
///
/// Thread: GUI; never waits.
class PageReader : public QObject
{
    Q_OBJECT

public:
    static constexpr int Step = 1000;
    using QObject::QObject;

    /// Rows as (first, number); none means all. Ends an earlier read.
    void read(const QList<QPair<int, int>>& rows = {});
    void cancel();
    /// No more is wanted; finished() follows.
    void enough();
    [[nodiscard]] bool isRunning() const { return m_request != 0; }

signals:
    void progressed(qint64 done, qint64 total);
    void finished();
    void failed(const keel::Error& error);

protected:
    virtual void ask(quint64 request, qint64 offset, qint64 limit) = 0;

    /// Hands the rows of an answer that is ours to `use`, then asks for the next.
    template <class Answer, class Use>
    void take(const Answer& answer, Use use)
    {
        if (!isRunning() || answer.request != m_request)
            return;
        if (answer.failure) {
            m_request = 0;
            emit failed(*answer.failure);
            return;
        }
        use(answer.rows);
        if (isRunning())
            advance(answer.rows.size(), answer.total);
    }

private:
    void advance(qint64 got, qint64 total);
    void askNext();

    QList<QPair<int, int>> m_rows;
    quint64 m_request = 0; ///< 0: not running
    qint64 m_within = 0;   ///< rows done of the first range
    qint64 m_done = 0;
    qint64 m_wanted = 0; ///< of all ranges; 0: everything
};

class ErrorReader : public PageReader
{
    Q_OBJECT

public:
    using Use = std::function<void(const QList<ErrorRecord>&)>;

    ErrorReader(SyncService& service, const ErrorQuery& question, Use use, QObject* parent = nullptr);

protected:
    void ask(quint64 request, qint64 offset, qint64 limit) override;

private:
    SyncService& m_service;
    ErrorQuery m_question;
};

class HistoryReader : public PageReader
{
    Q_OBJECT

public:
    using Use = std::function<void(const QList<CycleRecord>&)>;

    HistoryReader(SyncService& service, const HistoryQuery& question, Use use, QObject* parent = nullptr);

protected:
    void ask(quint64 request, qint64 offset, qint64 limit) override;

private:
    SyncService& m_service;
    HistoryQuery m_question;
};

} // namespace keel
