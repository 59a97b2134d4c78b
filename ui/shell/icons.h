// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QIcon>
#include <QPixmap>

class QPainter;

namespace keel {

/// The icons of resources/icons in colours of the theme. An icon looks its colour up when it is painted, so it follows
/// a switch of theme; disabled it takes the third text colour. Arrows and chevrons are mirrored in right-to-left.
///
/// Must outlive the QIcons it gives. Thread: GUI.
class Icons
{
public:
    explicit Icons(const Theme& theme) : m_theme(theme) {}

    /// `name` is a file of resources/icons without ".svg".
    [[nodiscard]] QIcon icon(QLatin1StringView name, Role role = Role::Text) const;
    [[nodiscard]] static QPixmap pixmap(QLatin1StringView name, const QColor& colour, int size, qreal ratio,
                                        bool mirrored = false);
    /// For delegates: draws the icon centred in `rect`, as large as its smaller edge.
    static void paint(QPainter& painter, const QRect& rect, QLatin1StringView name, const QColor& colour,
                      Qt::LayoutDirection direction = Qt::LeftToRight);
    /// Points along the reading direction.
    [[nodiscard]] static bool isDirectional(QLatin1StringView name);

private:
    const Theme& m_theme;
};

} // namespace keel
