// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/linklistmodel.h"

#include "ui/text/sentences.h"

#include <algorithm>

namespace keel {

void LinkListModel::show(const ServiceSnapshot& snapshot)
{
    m_given = snapshot.links;
    m_now = snapshot.at;
    m_zone = say::zoneOf(snapshot);
    arrange();
}

void LinkListModel::setOrder(Order order)
{
    m_order = order;
    arrange();
}

void LinkListModel::setScope(const std::optional<LinkName>& link)
{
    m_scope = link;
    arrange();
}

void LinkListModel::arrange()
{
    QList<LinkSnapshot> links;
    std::copy_if(m_given.begin(), m_given.end(), std::back_inserter(links),
                 [this](const LinkSnapshot& l) { return !m_scope || l.name == *m_scope; });
    if (m_order == Order::WorstFirst)
        std::stable_sort(links.begin(), links.end(),
                         [](const LinkSnapshot& l, const LinkSnapshot& r) { return l.state > r.state; });
    replace(links);
}

void LinkListModel::replace(const QList<LinkSnapshot>& links)
{
    const auto sameName = [](const LinkSnapshot& l, const LinkSnapshot& r) { return l.name == r.name; };
    if (links.size() == m_links.size() && std::equal(links.begin(), links.end(), m_links.begin(), sameName)) {
        m_links = links;
        if (!links.isEmpty())
            emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    if (links.size() == m_links.size() &&
        std::is_permutation(links.begin(), links.end(), m_links.begin(), m_links.end(), sameName)) {
        emit layoutAboutToBeChanged();
        const QModelIndexList before = persistentIndexList();
        QList<LinkName> names;
        for (const QModelIndex& i : before)
            names.append(m_links.at(i.row()).name);
        m_links = links;
        QModelIndexList after;
        for (const LinkName& name : names)
            after.append(index(rowOf(name)));
        changePersistentIndexList(before, after);
        emit layoutChanged();
        return;
    }
    beginResetModel();
    m_links = links;
    endResetModel();
}

int LinkListModel::rowOf(const LinkName& link) const
{
    for (int row = 0; row < m_links.size(); ++row) {
        if (m_links.at(row).name == link)
            return row;
    }
    return -1;
}

int LinkListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_links.size());
}

QVariant LinkListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LinkSnapshot& link = m_links.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return link.name.value;
    case Qt::AccessibleTextRole:
        return spoken(link);
    case Qt::ToolTipRole:
        return link.lastSync ? tr("Last sync %1").arg(say::exact(*link.lastSync, m_zone)) : QString();
    default:
        return {};
    }
}

QString LinkListModel::spoken(const LinkSnapshot& link) const
{
    const QString remark = say::remark(link, m_zone);
    const QString state =
        remark.isEmpty() ? say::word(link.state) : say::word(link.state) + QStringLiteral(", ") + remark;
    return tr("%1: %2. Lag %3, pending %4 to %5, %6 back. Errors %7, conflicts %8.")
        .arg(link.name.value, state, say::duration(link.lag), say::number(link.pendingForward), link.b.name.value,
             say::number(link.pendingReverse), say::number(link.errorsOpen), say::number(link.conflictsTotal));
}

} // namespace keel
