// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QFrame>
#include <QList>

class QAction;
class QLabel;
class QPushButton;
class QTableView;

namespace keel {

class AttemptsView;
class RowModel;

/// Everything known about one error, and the three things to do about it.
class ErrorDetailPane : public QFrame
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction* retry;
        QAction* resolve;
        QAction* ignore;
    };

    ErrorDetailPane(const Theme& theme, const Icons& icons, const Actions& actions, QWidget* parent = nullptr);

    void setDetail(const ErrorDetail& detail, const ServiceSnapshot& snapshot);
    /// Nothing is selected.
    void clear();

    /// Everything shown, as text for a ticket or a mail.
    [[nodiscard]] static QString asText(const ErrorDetail& detail);

private:
    QWidget* makeHead(const Icons& icons);
    QWidget* makeBody();
    QWidget* makeFoot(const Actions& actions);
    QLabel* section(const QString& text);

    const Theme& m_theme;
    ErrorDetail m_detail;
    QLabel* m_table = nullptr;
    QLabel* m_key = nullptr;
    QLabel* m_where = nullptr;
    QPushButton* m_copy = nullptr;
    QWidget* m_body = nullptr;
    QLabel* m_rowTitle = nullptr;
    QLabel* m_rowNote = nullptr;
    QFrame* m_rowBox = nullptr;
    QTableView* m_row = nullptr;
    RowModel* m_rowModel = nullptr;
    QLabel* m_words = nullptr;
    QLabel* m_code = nullptr;
    AttemptsView* m_attempts = nullptr;
    QLabel* m_behindTitle = nullptr;
    QLabel* m_behind = nullptr;
};

} // namespace keel
