// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace keel {

class Theme;

/// Dims what a widget shows and lets the mouse through: what stands under it may be old.
class Veil : public QWidget
{
    Q_OBJECT

public:
    Veil(const Theme& theme, QWidget* over);
    void setDrawn(bool drawn);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace keel
