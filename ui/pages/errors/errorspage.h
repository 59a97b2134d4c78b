// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/errors/errorreview.h"
#include "ui/pages/page.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace keel {

class CauseStrip;
class ErrorDetailPane;
class ErrorExport;
class ErrorFilterBar;
class ErrorReader;
class ErrorTableModel;
class NoticeStrip;
class RecordSelection;

/// Rows that one side refused: how many causes, which rows, what mends each.
class ErrorsPage : public Page
{
    Q_OBJECT

public:
    explicit ErrorsPage(const PageContext& context, QWidget* parent = nullptr);

    void setScope(const std::optional<LinkName>& link) override;
    void focusFilter() override;
    [[nodiscard]] QList<QAction*> pageActions() const override;
    void saveState() override;

    /// Writes to a path without asking for one; the selection, or everything that matches when nothing is selected.
    void exportTo(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    QWidget* makeHead();
    QWidget* makeTableCard();
    void makeTable(QWidget* parent);
    void connectService();

    void followRecords();
    void showReview();
    void showSelection();
    void showSnapshot(const ServiceSnapshot& snapshot);
    void askDetail();
    void showDetail(quint64 request, const ErrorDetail& detail);
    void act(ErrorReview::Action action);
    void copy(bool withHeaders);
    void askExport();
    void stopReading();
    /// Calls `use` with the ids of all that is selected, reading those that the table does not hold.
    void withIds(const std::function<void(const QList<qint64>&)>& use);

    ErrorReview* m_review;
    ErrorTableModel* m_model;
    ErrorFilterBar* m_filter = nullptr;
    CauseStrip* m_causes = nullptr;
    NoticeStrip* m_notice = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_remark = nullptr;
    QLabel* m_tableTitle = nullptr;
    QLabel* m_tableWhat = nullptr;
    QPushButton* m_allCauses = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_emptyButton = nullptr;
    QLabel* m_foot = nullptr;
    QTableView* m_table = nullptr;
    RecordSelection* m_selection = nullptr;
    ErrorDetailPane* m_detail = nullptr;
    QAction* m_retry;
    QAction* m_resolve;
    QAction* m_ignore;
    QAction* m_export;
    QAction* m_selectAll;
    QAction* m_copy;
    QAction* m_copyHeaders;
    QTimer m_detailTimer;
    ErrorReader* m_reader = nullptr;
    ErrorExport* m_job = nullptr;
    quint64 m_detailRequest = 0;
    qint64 m_detailId = 0;
    bool m_stale = true;
};

} // namespace keel
