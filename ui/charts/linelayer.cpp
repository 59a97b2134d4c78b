// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/linelayer.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QPen>
#include <QValueAxis>

namespace keel {

LineLayer::LineLayer(PlotView& plot, const Theme& theme, Role colour, QObject* parent)
    : QObject(parent), m_plot(plot), m_theme(theme), m_colour(colour)
{
    connect(&m_theme, &Theme::changed, this, [this] {
        for (const Piece& piece : m_pieces)
            paintPiece(piece);
    });
}

LineLayer::Piece LineLayer::makePiece()
{
    Piece piece{new QLineSeries, new QLineSeries, new QLineSeries, nullptr};
    piece.area = new QAreaSeries(piece.upper, piece.lower);
    piece.upper->setParent(piece.area);
    piece.lower->setParent(piece.area);
    // The chart owns its series.
    for (QAbstractSeries* series :
         {static_cast<QAbstractSeries*>(piece.area), static_cast<QAbstractSeries*>(piece.line)}) {
        m_plot.chart()->addSeries(series);
        series->attachAxis(m_plot.timeAxis());
        series->attachAxis(m_plot.valueAxis());
    }
    paintPiece(piece);
    return piece;
}

void LineLayer::paintPiece(const Piece& piece) const
{
    const QColor colour = m_theme.color(m_colour);
    piece.line->setPen(QPen(colour, 1.5));
    QColor fill = colour;
    fill.setAlphaF(0.16F);
    piece.area->setPen(Qt::NoPen);
    piece.area->setBrush(fill);
}

void LineLayer::setPoints(const QList<QPointF>& points, double gap)
{
    const QList<QList<QPointF>> parts = series::splitAtGaps(points, gap);
    while (m_pieces.size() < parts.size())
        m_pieces.append(makePiece());
    m_used = static_cast<int>(parts.size());
    for (int i = 0; i < m_pieces.size(); ++i) {
        const Piece& piece = m_pieces.at(i);
        const bool used = i < m_used;
        piece.line->setVisible(used);
        piece.area->setVisible(used);
        if (!used)
            continue;
        const QList<QPointF> shown = series::decimate(parts.at(i), m_plot.from(), m_plot.to(), m_plot.columns());
        piece.line->replace(shown);
        piece.upper->replace(shown);
        piece.lower->replace(QList<QPointF>{{shown.first().x(), 0}, {shown.last().x(), 0}});
    }
}

} // namespace keel
