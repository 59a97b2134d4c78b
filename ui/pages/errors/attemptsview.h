// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

#include <QTimeZone>
#include <QWidget>

namespace keel {

/// The tries of an error as a line of time, newest on top.
class AttemptsView : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptsView(const Theme& theme, QWidget* parent = nullptr);

    void setAttempts(const QList<Attempt>& attempts, const QTimeZone& zone, const QDateTime& now);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QList<QPair<QString, QString>> m_lines; ///< time, words
};

} // namespace keel
