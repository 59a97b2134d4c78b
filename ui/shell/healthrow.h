// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;

namespace keel {

/// A state's tinted word as a widget.
class StatePill : public QWidget
{
public:
    explicit StatePill(const Theme& theme, QWidget* parent = nullptr);
    void show(LinkState state);
    using QWidget::show;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    LinkState m_state = LinkState::NotProven;
};

/// One check of the health pane.
class HealthRow : public QWidget
{
    Q_OBJECT

public:
    explicit HealthRow(const Theme& theme, QWidget* parent = nullptr);

    /// `state` colours a check that failed.
    void show(const HealthCheck& check, LinkState state);
    using QWidget::show;

signals:
    void reviewAsked(keel::HealthCheck::Kind kind);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void openBox(const HealthCheck& check, LinkState state);

    const Theme& m_theme;
    HealthCheck m_check;
    LinkState m_state = LinkState::NotProven;
    QFrame* m_box;
    QLabel* m_advice;
    QPushButton* m_review;
};

} // namespace keel
