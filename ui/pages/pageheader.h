// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace keel {

/// The head of a page: its answer, one line under it, and controls at the end.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(const Theme& theme, QWidget* parent = nullptr);

    void setAnswer(const QString& answer, const QString& remark);
    /// At the end, in the order added.
    void addControl(QWidget* control);

private:
    QLabel* m_answer;
    QLabel* m_remark;
    QHBoxLayout* m_row;
};

} // namespace keel
