// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tablelistmodel.h"
#include "ui/pages/page.h"

#include <QSortFilterProxyModel>

class QLabel;
class QLineEdit;
class QTableView;

namespace keel {

class PageHeader;

/// The tables of the links in scope, by text in link or table.
class TableFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TableFilter(QObject* parent = nullptr);

    void setText(const QString& text);
    void setLink(const std::optional<LinkName>& link);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
    std::optional<LinkName> m_link;
};

/// One row a table: rows on both sides, what waits, when it last changed, how it stands.
class TablesPage : public Page
{
    Q_OBJECT

public:
    TablesPage(const PageContext& context, QWidget* parent);

    void setScope(const std::optional<LinkName>& link) override;
    void focusFilter() override;
    void saveState() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void show(const ServiceSnapshot& snapshot);
    void showEmpty();
    void openErrors(const QModelIndex& index);
    [[nodiscard]] QWidget* makeFilter();
    [[nodiscard]] QWidget* makeTable();

    TableListModel m_model;
    TableFilter m_filter;
    PageHeader* m_header;
    QLineEdit* m_text = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_empty = nullptr;
};

} // namespace keel
