// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace keel {

/// Every table of every link, in the order of the config; a refresh keeps rows where they are.
class TableListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Table, Link, RowsA, RowsB, PendingForward, PendingReverse, LastChange, Errors, Load, Count };
    /// Raw values for sorting; unknown ones sort before 0.
    static constexpr int SortRole = Qt::UserRole + 1;
    static constexpr int LinkRole = Qt::UserRole + 2;

    struct Row
    {
        LinkName link;
        QString endpointA;
        QString endpointB;
        bool forward = true;
        bool reverse = true;
        TableSnapshot table;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const ServiceSnapshot& snapshot);
    [[nodiscard]] const Row& at(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Row& row, int column) const;
    [[nodiscard]] QVariant raw(const Row& row, int column) const;
    [[nodiscard]] QString toolTip(const Row& row, int column) const;

    QList<Row> m_rows;
    QDateTime m_now;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace keel
