// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/veil.h"

#include "ui/shell/theme.h"

#include <QEvent>
#include <QPainter>

namespace keel {

namespace {

constexpr int strength = 120; ///< of 255: what is under it stays readable

} // namespace

Veil::Veil(const Theme& theme, QWidget* over) : QWidget(over), m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    over->installEventFilter(this);
    hide();
}

void Veil::setDrawn(bool drawn)
{
    setVisible(drawn);
    if (!drawn)
        return;
    setGeometry(parentWidget()->rect());
    raise();
}

bool Veil::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void Veil::paintEvent(QPaintEvent* /*event*/)
{
    QColor colour = m_theme.color(Role::Window);
    colour.setAlpha(strength);
    QPainter(this).fillRect(rect(), colour);
}

} // namespace keel
