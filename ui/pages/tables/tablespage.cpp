// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tables/tablespage.h"

#include "ui/pages/pageheader.h"
#include "ui/pages/tables/tablesanswer.h"
#include "ui/pages/tables/tablesdelegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keel {

TableFilter::TableFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortRole(TableListModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void TableFilter::setText(const QString& text)
{
    m_text = text;
    invalidateFilter();
}

void TableFilter::setLink(const std::optional<LinkName>& link)
{
    m_link = link;
    invalidateFilter();
}

bool TableFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QString link = sourceModel()->index(row, TableListModel::Link, parent).data().toString();
    if (m_link && link != m_link->value)
        return false;
    const QString table = sourceModel()->index(row, TableListModel::Table, parent).data().toString();
    return m_text.isEmpty() || table.contains(m_text, Qt::CaseInsensitive) ||
           link.contains(m_text, Qt::CaseInsensitive);
}

TablesPage::TablesPage(const PageContext& context, QWidget* parent)
    : Page(context, parent), m_header(new PageHeader(context.theme))
{
    m_filter.setSourceModel(&m_model);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 18, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    m_header->addControl(makeFilter());
    layout->addWidget(makeTable(), 1);
    connect(&service(), &SyncService::snapshotChanged, this, [this](const ServiceSnapshot& snapshot) {
        if (isVisible())
            show(snapshot);
    });
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &TablesPage::showEmpty);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &TablesPage::showEmpty);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &TablesPage::showEmpty);
    setFocusProxy(m_table);
    show(service().snapshot());
}

QWidget* TablesPage::makeFilter()
{
    m_text = new QLineEdit;
    m_text->setPlaceholderText(tr("Link or table"));
    m_text->setAccessibleName(tr("Filter by link or table"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(248);
    m_text->addAction(icons().icon("search"_L1, Role::Second), QLineEdit::LeadingPosition);
    connect(m_text, &QLineEdit::textChanged, &m_filter, &TableFilter::setText);
    return m_text;
}

QWidget* TablesPage::makeTable()
{
    m_table = new QTableView;
    m_table->setModel(&m_filter);
    giveTableLook(*m_table, theme());
    m_table->setItemDelegate(new TablesDelegate(theme(), m_table));
    addCopyActions(*m_table);
    m_table->setAccessibleName(tr("Tables"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TableListModel::State, Qt::DescendingOrder);
    constexpr std::array<int, TableListModel::Count> widths{136, 160, 100, 80, 80, 96, 96, 104, 60, 96};
    for (int column = 0; column < TableListModel::Count; ++column)
        m_table->setColumnWidth(column, widths.at(static_cast<size_t>(column)));
    restoreColumns(*m_table, context().settings, u"tables/columns"_s);
    connect(m_table, &QTableView::activated, this, &TablesPage::openErrors);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            emit linkSelected(LinkName(current.data(TableListModel::LinkRole).toString()));
    });

    m_empty = new QLabel(m_table->viewport());
    m_empty->setAlignment(Qt::AlignCenter);
    setRole(m_empty, "second");
    auto* over = new QVBoxLayout(m_table->viewport());
    over->addWidget(m_empty);
    m_empty->hide();

    auto* card = new QFrame;
    setRole(card, "card");
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 6, 1, 6);
    inside->addWidget(m_table);
    return card;
}

void TablesPage::setScope(const std::optional<LinkName>& link)
{
    Page::setScope(link);
    m_filter.setLink(link);
    show(service().snapshot());
}

void TablesPage::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void TablesPage::saveState()
{
    saveColumns(*m_table, context().settings, u"tables/columns"_s);
}

void TablesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    show(service().snapshot());
}

void TablesPage::show(const ServiceSnapshot& snapshot)
{
    m_model.show(snapshot);
    const TablesAnswer answer = TablesAnswer::of(snapshot, scope());
    m_header->setAnswer(answer.title, answer.remark);
    setAnswer(answer.title);
    showEmpty();
}

void TablesPage::showEmpty()
{
    const bool filtered = m_model.rowCount() > 0;
    m_empty->setVisible(m_filter.rowCount() == 0);
    m_empty->setText(filtered ? tr("No table matches. Clear the filter.") : tr("No table is synced yet."));
}

void TablesPage::openErrors(const QModelIndex& index)
{
    if (index.isValid() &&
        index.sibling(index.row(), TableListModel::Errors).data(TableListModel::SortRole).toLongLong() > 0)
        emit pageAsked(u"errors"_s, LinkName(index.data(TableListModel::LinkRole).toString()));
}

} // namespace keel
