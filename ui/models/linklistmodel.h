// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QAbstractListModel>
#include <QTimeZone>

#include <optional>

namespace keel {

/// The links of a snapshot, one row each; rows keep their identity by the link's name, so a selection survives a
/// refresh.
class LinkListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Order { AsConfigured, WorstFirst };
    enum Roles { NameRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    void show(const ServiceSnapshot& snapshot);
    void setOrder(Order order);
    void setScope(const std::optional<LinkName>& link);

    [[nodiscard]] const LinkSnapshot& at(int row) const { return m_links.at(row); }
    [[nodiscard]] int rowOf(const LinkName& link) const;
    [[nodiscard]] const QDateTime& now() const { return m_now; }
    [[nodiscard]] const QTimeZone& zone() const { return m_zone; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void arrange();
    void replace(const QList<LinkSnapshot>& links);
    [[nodiscard]] QString spoken(const LinkSnapshot& link) const;

    QList<LinkSnapshot> m_given;
    QList<LinkSnapshot> m_links;
    QDateTime m_now;
    QTimeZone m_zone;
    Order m_order = Order::AsConfigured;
    std::optional<LinkName> m_scope;
};

} // namespace keel
