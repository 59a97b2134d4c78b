// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/linklistmodel.h"
#include "ui/models/recentmodel.h"
#include "ui/pages/page.h"

class QLabel;
class QListView;
class QPushButton;

namespace keel {

class BrakeBanner;
class PageHeader;

/// One card a link, and below what happened last.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    OverviewPage(const PageContext& context, QWidget* parent);

    void setScope(const std::optional<LinkName>& link) override;
    void focusFilter() override;
    [[nodiscard]] QList<QAction*> pageActions() const override { return {m_worstFirst, m_copy}; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void show(const ServiceSnapshot& snapshot);
    void setWorstFirst(bool on);
    void keepSelection();
    void fitRecent();
    void copyCurrent();
    [[nodiscard]] QListView* makeCards();
    [[nodiscard]] QWidget* makeRecent();

    LinkListModel m_links;
    RecentModel m_recent;
    PageHeader* m_header;
    BrakeBanner* m_brake;
    QAction* m_worstFirst;
    QAction* m_copy;
    QListView* m_cards = nullptr;
    QListView* m_recentView = nullptr;
    QLabel* m_recentTitle = nullptr;
    std::optional<LinkName> m_selected;
};

} // namespace keel
