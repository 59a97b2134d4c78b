// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

class QPainter;

/// Free paint functions, used by delegates and by thin widgets. Rects are given as for left-to-right inside `within`
/// and are mirrored here.
namespace keel::paint {

/// Where and how to paint: one for each call of a delegate's paint().
struct Canvas
{
    QPainter& painter;
    const Theme& theme;
    QRect within;
    Qt::LayoutDirection direction = Qt::LeftToRight;

    [[nodiscard]] QRect mirrored(const QRect& rect) const;
};

struct TextStyle
{
    QFont font;
    QColor colour;
    Qt::Alignment alignment = Qt::AlignLeading | Qt::AlignVCenter;
    Qt::TextElideMode elide = Qt::ElideRight;
};

/// One line, elided; returns its width.
int text(const Canvas& canvas, const QRect& rect, const QString& text, const TextStyle& style);
void icon(const Canvas& canvas, const QRect& rect, QLatin1StringView name, const QColor& colour);
/// The ground of a card: 8 px corners, one border; 2 px accent when it is current.
void card(const Canvas& canvas, bool current);
/// The tinted "word · remark" of a state, 24 px high, its end at the end of `rect`.
void pill(const Canvas& canvas, const QRect& rect, LinkState state, const QString& remark);
/// A count in a tinted lozenge, its end at the end of `rect`.
void badge(const Canvas& canvas, const QRect& rect, const QString& count, Role colour, Role tint);

} // namespace keel::paint
