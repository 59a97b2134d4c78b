// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview/overviewpage.h"

#include "ui/pages/overview/brakebanner.h"
#include "ui/pages/overview/linkcarddelegate.h"
#include "ui/pages/overview/overviewanswer.h"
#include "ui/pages/overview/recentdelegate.h"
#include "ui/pages/pageheader.h"
#include "ui/shell/actionbutton.h"
#include "ui/text/sentences.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int margin = 24;
constexpr int recentRows = 2;
constexpr quint64 historyRequest = 1;

QHBoxLayout* withEndMargin(QWidget* widget)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(widget);
    row->addSpacing(16);
    return row;
}

} // namespace

OverviewPage::OverviewPage(const PageContext& context, QWidget* parent)
    : Page(context, parent), m_header(new PageHeader(context.theme)), m_brake(new BrakeBanner(context)),
      m_worstFirst(new QAction(context.icons.icon("arrow-up-down"_L1), tr("Worst first"), this)),
      m_copy(new QAction(context.icons.icon("copy"_L1), tr("Copy the link's state"), this))
{
    m_worstFirst->setCheckable(true);
    m_worstFirst->setToolTip(tr("Links that need a person stand first; off: the order of the config"));
    m_header->addControl(new ActionButton(m_worstFirst, "button"));
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_copy);

    // Spacings instead of margins where start and end differ: layouts mirror the one and not the other.
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(0, 18, 0, 8);
    across->setSpacing(0);
    across->addSpacing(margin);
    auto* layout = new QVBoxLayout;
    across->addLayout(layout);
    layout->setSpacing(0);
    layout->addLayout(withEndMargin(m_header));
    layout->addSpacing(14);
    layout->addLayout(withEndMargin(m_brake));
    layout->addSpacing(8);
    layout->addWidget(makeCards(), 1);
    layout->addWidget(makeRecent());

    connect(m_worstFirst, &QAction::toggled, this, &OverviewPage::setWorstFirst);
    connect(m_copy, &QAction::triggered, this, &OverviewPage::copyCurrent);
    connect(m_brake, &BrakeBanner::lookAsked, this,
            [this](const LinkName& link) { emit pageAsked(u"tables"_s, link); });
    connect(&service(), &SyncService::snapshotChanged, this, &OverviewPage::show);
    connect(&service(), &SyncService::cycleFinished, this, [this](const CycleRecord& cycle) { m_recent.add(cycle); });
    connect(&service(), &SyncService::historyArrived, this, [this](const HistoryPage& page) {
        if (page.request == historyRequest && m_recent.rowCount() == 0)
            m_recent.fill(page.rows);
    });
    setFocusProxy(m_cards);
    const bool worstFirst = context.settings.value("overview/worstFirst"_L1, true).toBool();
    m_worstFirst->setChecked(worstFirst);
    setWorstFirst(worstFirst);
    show(service().snapshot());
    if (m_links.rowCount() > 0)
        m_cards->setCurrentIndex(m_links.index(0));
    HistoryQuery query;
    query.request = historyRequest;
    service().requestHistory(query);
}

QListView* OverviewPage::makeCards()
{
    m_cards = new QListView;
    m_cards->setModel(&m_links);
    m_cards->setItemDelegate(new LinkCardDelegate(m_links, theme(), m_cards));
    m_cards->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cards->verticalScrollBar()->setSingleStep(24);
    m_cards->setResizeMode(QListView::Adjust);
    m_cards->setAccessibleName(tr("Links"));
    // The end margin of 16 px is where the scroll bar goes.
    m_cards->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(m_cards->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (!current.isValid())
            return;
        m_selected = m_links.at(current.row()).name;
        emit linkSelected(*m_selected);
    });
    connect(m_cards, &QListView::activated, this, [this](const QModelIndex& index) {
        if (index.isValid())
            emit pageAsked(u"tables"_s, m_links.at(index.row()).name);
    });
    connect(&m_links, &QAbstractItemModel::modelReset, this, &OverviewPage::keepSelection);
    return m_cards;
}

QWidget* OverviewPage::makeRecent()
{
    auto* strip = new QWidget;
    m_recentTitle = new QLabel(tr("Recent"));
    m_recentTitle->setFont(theme().font(Type::Small, true));
    setRole(m_recentTitle, "second");
    m_recentView = new QListView;
    m_recentView->setModel(&m_recent);
    m_recentView->setItemDelegate(new RecentDelegate(m_recent, theme(), m_recentView));
    m_recentView->setSelectionMode(QAbstractItemView::NoSelection);
    m_recentView->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recentView->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recentView->setAccessibleName(tr("Recent"));
    m_recentTitle->setBuddy(m_recentView);
    auto* layout = new QVBoxLayout(strip);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_recentTitle);
    layout->addLayout(withEndMargin(m_recentView));
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_recent, signal, this, &OverviewPage::fitRecent);
    fitRecent();
    return strip;
}

void OverviewPage::fitRecent()
{
    const int rows = std::min(recentRows, m_recent.rowCount());
    m_recentTitle->setVisible(rows > 0);
    m_recentView->setVisible(rows > 0);
    m_recentView->setFixedHeight(rows * RecentDelegate::rowHeight);
}

void OverviewPage::setScope(const std::optional<LinkName>& link)
{
    Page::setScope(link);
    m_links.setScope(link);
    m_brake->showHeld(service().snapshot(), link);
    if (m_links.rowCount() > 0 && !m_cards->currentIndex().isValid())
        m_cards->setCurrentIndex(m_links.index(0));
}

void OverviewPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    // The first choice was made in the constructor, before the window could listen.
    if (m_selected)
        emit linkSelected(*m_selected);
}

void OverviewPage::focusFilter()
{
    m_cards->setFocus(Qt::ShortcutFocusReason);
}

void OverviewPage::show(const ServiceSnapshot& snapshot)
{
    m_links.show(snapshot);
    m_recent.follow(snapshot);
    m_brake->showHeld(snapshot, scope());
    const OverviewAnswer answer = OverviewAnswer::of(snapshot);
    m_header->setAnswer(answer.title, answer.remark);
    setAnswer(answer.title);
}

void OverviewPage::setWorstFirst(bool on)
{
    m_links.setOrder(on ? LinkListModel::Order::WorstFirst : LinkListModel::Order::AsConfigured);
    context().settings.setValue("overview/worstFirst"_L1, on);
}

void OverviewPage::keepSelection()
{
    const int row = m_selected ? m_links.rowOf(*m_selected) : -1;
    if (m_links.rowCount() > 0)
        m_cards->setCurrentIndex(m_links.index(std::max(0, row)));
}

void OverviewPage::copyCurrent()
{
    const QModelIndex current = m_cards->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(current.data(Qt::AccessibleTextRole).toString());
}

} // namespace keel
