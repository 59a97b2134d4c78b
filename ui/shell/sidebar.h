// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/registry.h"

#include <QAbstractListModel>
#include <QListView>

namespace keel {

/// The page list: a row for each section's name and each page, with badges for what waits for a person.
class SidebarModel : public QAbstractListModel
{
    Q_OBJECT

public:
    struct Item
    {
        const PageEntry* page = nullptr; ///< null for a section's name
        QString text;
        PageBadge badge;
    };

    explicit SidebarModel(QObject* parent = nullptr);

    void show(const ServiceSnapshot& snapshot);
    [[nodiscard]] const Item& at(int row) const { return m_items.at(row); }
    [[nodiscard]] int rowOf(QStringView page) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<Item> m_items;
};

class Sidebar : public QListView
{
    Q_OBJECT

public:
    Sidebar(const Theme& theme, QWidget* parent = nullptr);

    void show(const ServiceSnapshot& snapshot) { m_model.show(snapshot); }
    using QWidget::show;
    void setCurrentPage(QStringView page);

signals:
    void pageChosen(const QString& page);

private:
    SidebarModel m_model;
};

} // namespace keel
