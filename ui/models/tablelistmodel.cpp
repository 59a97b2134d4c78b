// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tablelistmodel.h"

#include "ui/text/sentences.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

QString pending(bool hasDirection, const std::optional<qint64>& count)
{
    return hasDirection ? say::number(count) : say::dash();
}

/// Two sides of one name are said once.
QString nameOf(const TableSnapshot& table)
{
    return table.a == table.b ? table.a.value : u"%1 → %2"_s.arg(table.a.value, table.b.value);
}

} // namespace

void TableListModel::show(const ServiceSnapshot& snapshot)
{
    QList<Row> rows;
    for (const LinkSnapshot& link : snapshot.links) {
        for (const TableSnapshot& table : link.tables)
            rows.append({link.name, link.a.name.value, link.b.name.value, link.forward, link.reverse, table});
    }
    m_now = snapshot.at;
    m_zone = say::zoneOf(snapshot);
    const auto same = [](const Row& l, const Row& r) { return l.link == r.link && l.table.a == r.table.a; };
    if (std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), same)) {
        m_rows = rows;
        if (!rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, Count - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int TableListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TableListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant TableListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool isNumber = (section >= RowsA && section <= PendingReverse) || section == Errors;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Table:
        return tr("Table");
    case Link:
        return tr("Link");
    case RowsA:
        return tr("Rows on a");
    case RowsB:
        return tr("Rows on b");
    case PendingForward:
        return tr("Pending to b");
    case PendingReverse:
        return tr("Pending to a");
    case LastChange:
        return tr("Last change");
    case Errors:
        return tr("Errors");
    case Load:
        return tr("First load");
    default:
        return {};
    }
}

QString TableListModel::text(const Row& row, int column) const
{
    const TableSnapshot& t = row.table;
    switch (column) {
    case State:
        return t.stopped ? tr("Stands") : say::word(t.state);
    case Table:
        return nameOf(t);
    case Link:
        return row.link.value;
    case RowsA:
        return say::number(t.rowsA);
    case RowsB:
        return say::number(t.rowsB);
    case PendingForward:
        return pending(row.forward, t.pendingForward);
    case PendingReverse:
        return pending(row.reverse, t.pendingReverse);
    case LastChange:
        return t.lastChange ? say::relative(*t.lastChange, m_now, m_zone) : say::dash();
    case Errors:
        return say::number(t.errors);
    case Load:
        return t.loadProgress ? say::percent(*t.loadProgress) : say::dash();
    default:
        return {};
    }
}

QVariant TableListModel::raw(const Row& row, int column) const
{
    const TableSnapshot& t = row.table;
    switch (column) {
    case State:
        return t.stopped ? static_cast<int>(LinkState::Down) + 1 : static_cast<int>(t.state);
    case RowsA:
        return t.rowsA.value_or(-1);
    case RowsB:
        return t.rowsB.value_or(-1);
    case PendingForward:
        return row.forward ? t.pendingForward.value_or(-1) : -2;
    case PendingReverse:
        return row.reverse ? t.pendingReverse.value_or(-1) : -2;
    case LastChange:
        return t.lastChange ? t.lastChange->toMSecsSinceEpoch() : -1;
    case Errors:
        return t.errors;
    case Load:
        return t.loadProgress.value_or(-1);
    default:
        return text(row, column);
    }
}

QString TableListModel::toolTip(const Row& row, int column) const
{
    const TableSnapshot& t = row.table;
    switch (column) {
    case State:
        return t.stopped ? say::sentence(*t.stopped) : QString();
    case RowsA:
    case RowsB:
        return tr("In %1, as of the last count").arg(column == RowsA ? row.endpointA : row.endpointB);
    case PendingForward:
    case PendingReverse:
        return tr("Changes that wait to go to %1").arg(column == PendingForward ? row.endpointB : row.endpointA);
    case LastChange:
        return t.lastChange ? say::exact(*t.lastChange, m_zone) : tr("No row carried yet");
    case Table:
        return nameOf(t);
    default:
        return {};
    }
}

QVariant TableListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case SortRole:
        return raw(row, index.column());
    case LinkRole:
        return row.link.value;
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                               text(row, index.column()));
    default:
        return {};
    }
}

} // namespace keel
