// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"
#include "ui/shell/theme.h"

#include <QAbstractButton>
#include <QScrollArea>

class QHBoxLayout;

namespace keel {

/// A cause of errors as a button: how many, what, and what to do. Checked while the table shows only its rows.
class CauseCard : public QAbstractButton
{
    Q_OBJECT

public:
    CauseCard(const Theme& theme, QWidget* parent = nullptr);

    void setCause(const ErrorCause& cause);
    [[nodiscard]] const ErrorCause& cause() const { return m_cause; }
    [[nodiscard]] QSize sizeHint() const override { return {300, 62}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {290, 62}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString adviceText() const;

    const Theme& m_theme;
    ErrorCause m_cause;
};

/// The causes side by side, most rows first; scrolls when there are more than fit.
class CauseStrip : public QScrollArea
{
    Q_OBJECT

public:
    explicit CauseStrip(const Theme& theme, QWidget* parent = nullptr);

    void setCauses(const QList<ErrorCause>& causes, const std::optional<ErrorCause>& chosen);
    [[nodiscard]] QSize sizeHint() const override { return {600, 62}; }

signals:
    /// nullopt: the chosen one was clicked again.
    void causeChosen(const std::optional<keel::ErrorCause>& cause);

private:
    const Theme& m_theme;
    QHBoxLayout* m_row;
    QList<CauseCard*> m_cards;
};

} // namespace keel
