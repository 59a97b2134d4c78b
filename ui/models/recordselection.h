// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/pagedmodel.h"

#include <QItemSelectionModel>
#include <QSet>

namespace keel {

/// Which records of a paged table are selected, by their ids: rows change places when records come and go, ids do not.
/// Puts the view's selection back whenever rows arrive.
///
/// A selected row that is not held yet has no id; it counts by its place, and gets its id when it arrives.
class RecordSelection : public QObject
{
    Q_OBJECT

public:
    /// Both live at least as long as this.
    RecordSelection(PagedModel& model, QItemSelectionModel& view, QObject* parent = nullptr);

    /// Every record that matches, also those that are not held; ends with the next change of the selection.
    void selectAll();
    void clear();
    void selectOne(qint64 id);

    [[nodiscard]] bool all() const { return m_all; }
    [[nodiscard]] qint64 count() const;
    /// In the order of the table where known.
    [[nodiscard]] QList<qint64> ids() const;
    /// Selected rows whose ids are not known, as (first row, number of rows); empty when ids() is the whole answer.
    [[nodiscard]] QList<QPair<int, int>> unknownRows() const;

signals:
    void changed();

private:
    void follow(const QItemSelection& selected, const QItemSelection& deselected);
    void take(const QItemSelection& rows);
    void restore(int first, int last);
    void dropGone();
    void showAll();

    PagedModel& m_model;
    QItemSelectionModel& m_view;
    QSet<qint64> m_ids;
    QSet<int> m_unknown; ///< rows that were selected before they were held
    bool m_all = false;
    bool m_applying = false;
};

} // namespace keel
