// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recordselection.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace keel {

namespace {

constexpr auto WholeRows = QItemSelectionModel::Rows;

qint64 rowsIn(const QItemSelection& selection)
{
    qint64 rows = 0;
    for (const QItemSelectionRange& range : selection)
        rows += range.height();
    return rows;
}

} // namespace

RecordSelection::RecordSelection(PagedModel& model, QItemSelectionModel& view, QObject* parent)
    : QObject(parent), m_model(model), m_view(view)
{
    connect(&m_view, &QItemSelectionModel::selectionChanged, this, &RecordSelection::follow);
    connect(&m_model, &PagedModel::rowsArrived, this, &RecordSelection::restore);
}

void RecordSelection::selectAll()
{
    m_ids.clear();
    m_unknown.clear();
    m_all = true;
    showAll();
    emit changed();
}

void RecordSelection::clear()
{
    {
        const QScopedValueRollback<bool> own(m_applying, true);
        m_view.clearSelection();
    }
    m_ids.clear();
    m_unknown.clear();
    m_all = false;
    emit changed();
}

void RecordSelection::selectOne(qint64 id)
{
    clear();
    m_ids = {id};
    restore(0, m_model.rowCount() - 1);
}

qint64 RecordSelection::count() const
{
    return m_all ? m_model.rowCount() : m_ids.size() + m_unknown.size();
}

QList<qint64> RecordSelection::ids() const
{
    QList<qint64> ordered;
    QSet<qint64> rest = m_ids;
    for (const QItemSelectionRange& range : m_view.selection()) {
        for (int row = range.top(); row <= range.bottom() && !rest.isEmpty(); ++row) {
            const auto id = m_model.idAt(row);
            if (id && rest.remove(*id))
                ordered.append(*id);
        }
    }
    QList<qint64> elsewhere(rest.cbegin(), rest.cend());
    std::sort(elsewhere.begin(), elsewhere.end());
    return ordered + elsewhere;
}

QList<QPair<int, int>> RecordSelection::unknownRows() const
{
    if (m_all)
        return {{0, m_model.rowCount()}};
    QList<int> rows(m_unknown.cbegin(), m_unknown.cend());
    std::sort(rows.begin(), rows.end());
    QList<QPair<int, int>> ranges;
    for (const int row : rows) {
        if (!ranges.isEmpty() && ranges.last().first + ranges.last().second == row)
            ++ranges.last().second;
        else
            ranges.append({row, 1});
    }
    return ranges;
}

void RecordSelection::follow(const QItemSelection& selected, const QItemSelection& deselected)
{
    if (m_applying)
        return;
    // A selection that holds nothing but the newly selected rows replaced all before it, also those of other pages.
    if (m_all || rowsIn(m_view.selection()) == rowsIn(selected)) {
        m_ids.clear();
        m_unknown.clear();
        m_all = false;
        take(m_view.selection());
    } else {
        for (const QItemSelectionRange& range : deselected) {
            for (int row = range.top(); row <= range.bottom(); ++row) {
                m_unknown.remove(row);
                if (const auto id = m_model.idAt(row))
                    m_ids.remove(*id);
            }
        }
        take(selected);
    }
    emit changed();
}

void RecordSelection::take(const QItemSelection& rows)
{
    for (const QItemSelectionRange& range : rows) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (const auto id = m_model.idAt(row))
                m_ids.insert(*id);
            else
                m_unknown.insert(row);
        }
    }
}

void RecordSelection::restore(int first, int last)
{
    if (m_all) {
        showAll();
        emit changed();
        return;
    }
    QItemSelection wanted;
    QItemSelection unwanted;
    for (int row = first; row <= last; ++row) {
        const auto id = m_model.idAt(row);
        if (!id)
            continue;
        if (m_unknown.remove(row))
            m_ids.insert(*id);
        const QModelIndex at = m_model.index(row, 0);
        (m_ids.contains(*id) ? wanted : unwanted).select(at, at);
    }
    const int rows = m_model.rowCount();
    erase_if(m_unknown, [rows](int row) { return row >= rows; });
    dropGone();
    {
        const QScopedValueRollback<bool> own(m_applying, true);
        m_view.select(unwanted, QItemSelectionModel::Deselect | WholeRows);
        m_view.select(wanted, QItemSelectionModel::Select | WholeRows);
    }
    emit changed();
}

void RecordSelection::dropGone()
{
    // Only a table that is held whole tells what left it.
    const int rows = m_model.rowCount();
    QSet<qint64> there;
    for (int row = 0; row < rows; ++row) {
        const auto id = m_model.idAt(row);
        if (!id)
            return;
        there.insert(*id);
    }
    m_ids.intersect(there);
}

void RecordSelection::showAll()
{
    const QScopedValueRollback<bool> own(m_applying, true);
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    m_view.select(QItemSelection(m_model.index(0, 0), m_model.index(rows - 1, 0)),
                  QItemSelectionModel::ClearAndSelect | WholeRows);
}

} // namespace keel
