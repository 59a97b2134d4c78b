// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/pagedmodel.h"

#include <atomic>
#include <chrono>
#include <limits>

using namespace std::chrono_literals;

namespace keel {

namespace {

constexpr auto RefreshPause = 250ms;

} // namespace

quint64 nextRequest()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

PagedModel::PagedModel(QObject* parent) : QAbstractTableModel(parent)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshPause);
    connect(&m_refreshTimer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_refreshAgain, false))
            refresh();
    });
}

int PagedModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_total;
}

void PagedModel::showRows(int first, int last)
{
    m_first = std::max(0, first);
    m_last = std::max(m_first, last);
    if (m_answered || m_restarting)
        wantVisible();
}

void PagedModel::refresh()
{
    // Never drops a question on its way: with records changing ten times a second no answer would ever be taken.
    if (m_refreshTimer.isActive() || !m_underWay.isEmpty()) {
        m_refreshAgain = true;
        return;
    }
    m_refreshTimer.start();
    m_fresh.clear();
    wantVisible();
}

void PagedModel::restart()
{
    m_underWay.clear();
    m_fresh.clear();
    m_refreshAgain = false;
    m_restarting = true;
    m_first = 0;
    m_last = 0;
    wantVisible();
}

QList<int> PagedModel::wantedPages() const
{
    if (m_restarting)
        return {0};
    QList<int> pages;
    const int end = std::max(0, m_total - 1);
    const int from = std::clamp(m_first - Margin, 0, end) / PageSize;
    const int to = std::clamp(m_last + Margin, 0, end) / PageSize;
    // The page of the first visible row comes first: it is what the eye waits for.
    const int middle = std::clamp(m_first, 0, end) / PageSize;
    pages.append(middle);
    for (int page = from; page <= to; ++page) {
        if (page != middle)
            pages.append(page);
    }
    return pages;
}

void PagedModel::wantVisible()
{
    for (const int page : wantedPages()) {
        if (m_underWay.size() >= PagesUnderWay)
            return;
        if (m_fresh.contains(page) || std::find(m_underWay.cbegin(), m_underWay.cend(), page) != m_underWay.cend())
            continue;
        const quint64 request = nextRequest();
        m_underWay.insert(request, page);
        ++m_pagesAsked;
        ask(request, qint64(page) * PageSize, PageSize);
    }
}

std::optional<int> PagedModel::accept(quint64 request, qint64 offset, const std::optional<Error>& failure)
{
    const auto found = m_underWay.constFind(request);
    if (found == m_underWay.cend())
        return std::nullopt;
    const int page = found.value();
    m_underWay.erase(found);
    if (failure) {
        m_failed = true;
        emit failed(*failure);
        return std::nullopt;
    }
    Q_ASSERT(offset == qint64(page) * PageSize);
    if (std::exchange(m_failed, false))
        emit recovered();
    return page;
}

void PagedModel::beginStore(qint64 total, int rows)
{
    Q_UNUSED(rows)
    const int bounded = static_cast<int>(std::min<qint64>(total, std::numeric_limits<int>::max()));
    if (m_restarting) {
        beginResetModel();
        dropAllBut({});
        m_total = bounded;
        return;
    }
    if (m_fresh.isEmpty()) {
        const QList<int> wanted = wantedPages();
        dropAllBut(QSet<int>(wanted.cbegin(), wanted.cend()));
    }
    setTotal(bounded);
}

void PagedModel::endStore(int page, int rows)
{
    m_rowsHeld += rows - m_held.value(page, 0);
    m_held.insert(page, rows);
    m_fresh.insert(page);
    dropFar();
    m_answered = true;
    if (std::exchange(m_restarting, false)) {
        endResetModel();
        emit totalChanged(m_total);
        emit restarted();
    }
    const int top = page * PageSize;
    const int bottom = std::min(top + rows, m_total) - 1;
    if (bottom >= top) {
        emit dataChanged(index(top, 0), index(bottom, columnCount() - 1));
        emit rowsArrived(top, bottom);
    } else {
        emit rowsArrived(0, -1);
    }
    wantVisible();
    if (m_refreshAgain && m_underWay.isEmpty() && !m_refreshTimer.isActive()) {
        m_refreshAgain = false;
        refresh();
    }
}

void PagedModel::setTotal(int total)
{
    if (total == m_total)
        return;
    // The rows are numbered places; which record stands in which is told by rowsArrived().
    if (total > m_total) {
        beginInsertRows({}, m_total, total - 1);
        m_total = total;
        endInsertRows();
    } else {
        beginRemoveRows({}, total, m_total - 1);
        m_total = total;
        endRemoveRows();
    }
    emit totalChanged(m_total);
}

void PagedModel::dropAllBut(const QSet<int>& pages)
{
    for (const int page : m_held.keys()) {
        if (pages.contains(page))
            continue;
        m_rowsHeld -= m_held.take(page);
        m_fresh.remove(page);
        dropPage(page);
    }
}

void PagedModel::dropFar()
{
    const int middle = m_first / PageSize;
    while (m_held.size() > PagesKept) {
        int farthest = middle;
        for (auto page = m_held.keyBegin(); page != m_held.keyEnd(); ++page) {
            if (std::abs(*page - middle) > std::abs(farthest - middle))
                farthest = *page;
        }
        if (farthest == middle)
            return;
        m_rowsHeld -= m_held.take(farthest);
        m_fresh.remove(farthest);
        dropPage(farthest);
    }
}

} // namespace keel
