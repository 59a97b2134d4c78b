// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "ui/pages/page.h"

#include <QHash>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace keel {

class ConflictListModel;
class ConflictPane;
class NoticeStrip;
class RecordSelection;

/// Rows changed on both sides: who won and why, and what the loser had.
class ConflictsPage : public Page
{
    Q_OBJECT

public:
    explicit ConflictsPage(const PageContext& context, QWidget* parent = nullptr);

    void setScope(const std::optional<LinkName>& link) override;
    void focusFilter() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeSide();
    QWidget* makeEmpty();
    void connectModel();
    void askAgain();
    void showTotal();
    void showCurrent();
    void step(int by);
    void decide(const QList<qint64>& ids, const ConflictDecision& decision);
    void decisionEnded(const CommandOutcome& outcome);
    void showSnapshot(const ServiceSnapshot& snapshot);

    ConflictListModel* m_model;
    QLabel* m_title = nullptr;
    QLabel* m_remark = nullptr;
    QLineEdit* m_text = nullptr;
    QComboBox* m_link = nullptr;
    QListView* m_list = nullptr;
    RecordSelection* m_selection = nullptr;
    QStackedWidget* m_stack = nullptr;
    ConflictPane* m_pane = nullptr;
    QLabel* m_empty = nullptr;
    QPushButton* m_clear = nullptr;
    NoticeStrip* m_notice = nullptr;
    QTimer m_typing;
    QStringList m_links;
    QHash<quint64, qsizetype> m_decisions; ///< request → conflicts it is about
    bool m_stale = true;
};

} // namespace keel
