// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <optional>

namespace keel {

/// A number for a question that no other asker in this process uses: answers of a SyncService go to all of them.
[[nodiscard]] quint64 nextRequest();

/// A table over answers that come in pages: asks for what is around the visible rows and forgets what is far from them,
/// so that 100,000 records cost no more than a few hundred. rowCount() is the total; a row not held has no id and shows
/// a placeholder.
///
/// Old content stays until its replacement has come. Late answers to a question that was replaced are dropped.
/// Thread: GUI; never waits.
class PagedModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int PageSize = 200;
    /// Rows asked for beyond each edge of the visible ones.
    static constexpr int Margin = 100;
    static constexpr int PagesKept = 8;
    static constexpr int PagesUnderWay = 3;

    explicit PagedModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

    /// What the view shows now, in rows, both included.
    void showRows(int first, int last);
    /// The same question again, after records changed. Calls that come faster than the answers are joined to one.
    void refresh();
    /// Another question (filter, order): the first answer replaces everything.
    void restart();

    [[nodiscard]] bool hasAnswer() const { return m_answered; }
    /// Stable id of the record in a row; nullopt while the row is not held.
    [[nodiscard]] virtual std::optional<qint64> idAt(int row) const = 0;
    [[nodiscard]] int rowsHeld() const { return m_rowsHeld; }
    [[nodiscard]] int pagesAsked() const { return m_pagesAsked; }

signals:
    /// The first answer to a new question is in.
    void restarted();
    /// These rows were replaced; records may have moved to other rows.
    void rowsArrived(int first, int last);
    void totalChanged(int total);
    void failed(const keel::Error& error);
    /// An answer came after failed().
    void recovered();

protected:
    virtual void ask(quint64 request, qint64 offset, qint64 limit) = 0;
    virtual void dropPage(int page) = 0;

    /// True when the answer is one of ours and still wanted; the caller then stores the rows in `store`.
    template <class Store>
    bool take(quint64 request, qint64 offset, qint64 total, int rows, const std::optional<Error>& failure, Store store)
    {
        const auto page = accept(request, offset, failure);
        if (!page)
            return false;
        beginStore(total, rows);
        store(*page);
        endStore(*page, rows);
        return true;
    }

private:
    [[nodiscard]] std::optional<int> accept(quint64 request, qint64 offset, const std::optional<Error>& failure);
    void beginStore(qint64 total, int rows);
    void endStore(int page, int rows);
    void setTotal(int total);
    void dropAllBut(const QSet<int>& pages);
    void dropFar();
    void wantVisible();
    [[nodiscard]] QList<int> wantedPages() const;

    QHash<quint64, int> m_underWay; ///< request to page
    QHash<int, int> m_held;         ///< page to its number of rows
    QSet<int> m_fresh;              ///< pages of the newest question
    QTimer m_refreshTimer;
    int m_first = 0;
    int m_last = 0;
    int m_total = 0;
    int m_rowsHeld = 0;
    int m_pagesAsked = 0;
    bool m_answered = false;
    bool m_restarting = true;
    bool m_failed = false;
    bool m_refreshAgain = false;
};

/// The rows of a PagedModel, by page.
template <class Record>
class PagedTable : public PagedModel
{
public:
    using PagedModel::PagedModel;

    /// nullptr while the row is not held.
    [[nodiscard]] const Record* recordAt(int row) const
    {
        const auto page = m_pages.constFind(row / PageSize);
        const int within = row % PageSize;
        return row >= 0 && page != m_pages.cend() && within < page->size() ? &page->at(within) : nullptr;
    }
    /// Looks through the rows that are held.
    [[nodiscard]] std::optional<int> rowOf(qint64 id) const
    {
        for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page) {
            for (int i = 0; i < page->size(); ++i) {
                if (idOf(page->at(i)) == id)
                    return page.key() * PageSize + i;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<qint64> idAt(int row) const override
    {
        const Record* record = recordAt(row);
        return record ? std::optional(idOf(*record)) : std::nullopt;
    }

protected:
    [[nodiscard]] virtual qint64 idOf(const Record& record) const = 0;
    void dropPage(int page) override { m_pages.remove(page); }

    template <class Answer>
    bool takeAnswer(const Answer& answer)
    {
        return take(answer.request, answer.offset, answer.total, static_cast<int>(answer.rows.size()), answer.failure,
                    [&](int page) { m_pages.insert(page, answer.rows); });
    }

private:
    QHash<int, QList<Record>> m_pages;
};

} // namespace keel
