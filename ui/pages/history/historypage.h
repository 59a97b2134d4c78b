// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace keel {

class HistoryExport;
class HistoryModel;
class NoticeStrip;
class PageHeader;

/// What the cycles did, newest first. (HistoryPage is the answer of a SyncService.)
class CyclesPage : public Page
{
    Q_OBJECT

public:
    explicit CyclesPage(const PageContext& context, QWidget* parent = nullptr);

    void setScope(const std::optional<LinkName>& link) override;
    void focusFilter() override;
    [[nodiscard]] QList<QAction*> pageActions() const override;
    void saveState() override;

    /// Everything that matches, as CSV.
    void exportTo(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeCard();
    void makeTable(QWidget* parent);
    void askAgain();
    void showTotal();
    void showSnapshot(const ServiceSnapshot& snapshot);
    void askExport();

    HistoryModel* m_model;
    QAction* m_export;
    PageHeader* m_head = nullptr;
    QComboBox* m_link = nullptr;
    QCheckBox* m_busy = nullptr;
    NoticeStrip* m_notice = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_empty = nullptr;
    QPushButton* m_showAll = nullptr;
    QTableView* m_table = nullptr;
    HistoryExport* m_job = nullptr;
    QStringList m_links;
    bool m_stale = true;
};

} // namespace keel
