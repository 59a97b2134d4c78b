// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/paint.h"

#include "ui/shell/icons.h"
#include "ui/text/sentences.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

using namespace Qt::Literals::StringLiterals;

namespace keel::paint {

namespace {

void rounded(QPainter& painter, const QRectF& rect, qreal radius, const QColor& ground)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect, radius, radius);
    painter.restore();
}

} // namespace

QRect Canvas::mirrored(const QRect& rect) const
{
    return QStyle::visualRect(direction, within, rect);
}

int text(const Canvas& canvas, const QRect& rect, const QString& text, const TextStyle& style)
{
    const QFontMetrics metrics(style.font, canvas.painter.device());
    const QString shown = metrics.elidedText(text, style.elide, rect.width());
    canvas.painter.setFont(style.font);
    canvas.painter.setPen(style.colour);
    const Qt::Alignment alignment = QStyle::visualAlignment(canvas.direction, style.alignment);
    canvas.painter.setLayoutDirection(canvas.direction);
    canvas.painter.drawText(canvas.mirrored(rect), static_cast<int>(alignment | Qt::AlignAbsolute) | Qt::TextSingleLine,
                            shown);
    return metrics.horizontalAdvance(shown);
}

void icon(const Canvas& canvas, const QRect& rect, QLatin1StringView name, const QColor& colour)
{
    Icons::paint(canvas.painter, canvas.mirrored(rect), name, colour, canvas.direction);
}

void card(const Canvas& canvas, bool current)
{
    QPainter& p = canvas.painter;
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    const qreal width = current ? 2 : 1;
    p.setPen(QPen(canvas.theme.color(current ? Role::Accent : Role::Border), width));
    p.setBrush(canvas.theme.color(Role::Card));
    const qreal inset = width / 2;
    p.drawRoundedRect(QRectF(canvas.within).adjusted(inset, inset, -inset, -inset), 8, 8);
    p.restore();
}

void pill(const Canvas& canvas, const QRect& rect, LinkState state, const QString& remark)
{
    const StateLook look = lookOf(state);
    const TextStyle word{canvas.theme.font(Type::Small, true), canvas.theme.color(look.colour)};
    const TextStyle rest{canvas.theme.font(Type::Small), canvas.theme.color(look.colour)};
    const QString wordText = say::word(state);
    const QString restText = remark.isEmpty() ? QString() : u"· "_s + remark;
    const int wordWidth = QFontMetrics(word.font).horizontalAdvance(wordText) + 1;
    const int restWidth = restText.isEmpty() ? 0 : QFontMetrics(rest.font).horizontalAdvance(restText) + 5;
    const int width = std::min(rect.width(), 8 + wordWidth + restWidth + 8);
    const QRect ground(rect.right() - width + 1, rect.top(), width, rect.height());
    rounded(canvas.painter, canvas.mirrored(ground), 6, canvas.theme.color(look.tint));
    text(canvas, QRect(ground.left() + 8, ground.top(), std::min(wordWidth, width - 16), ground.height()), wordText,
         word);
    if (restWidth > 0 && width > wordWidth + 20)
        text(canvas,
             QRect(ground.left() + 8 + wordWidth + 4, ground.top(), width - 16 - wordWidth - 4, ground.height()),
             restText, rest);
}

void badge(const Canvas& canvas, const QRect& rect, const QString& count, Role colour, Role tint)
{
    const TextStyle style{canvas.theme.font(Type::Caption, true), canvas.theme.color(colour), Qt::AlignCenter};
    const int height = std::min(20, rect.height());
    const int width = std::max(24, QFontMetrics(style.font).horizontalAdvance(count) + 16);
    const QRect ground(rect.right() - width + 1, rect.center().y() - height / 2, width, height);
    rounded(canvas.painter, canvas.mirrored(ground), height / 2.0, canvas.theme.color(tint));
    text(canvas, ground, count, style);
}

} // namespace keel::paint
