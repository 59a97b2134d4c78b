// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotview.h"

#include <QList>

class QAreaSeries;
class QLineSeries;

namespace keel {

/// One line of a plot with its fill down to zero. A gap in the data is a gap in the line: each piece between gaps is a
/// series of its own, kept and used again.
class LineLayer : public QObject
{
    Q_OBJECT

public:
    LineLayer(PlotView& plot, const Theme& theme, Role colour, QObject* parent = nullptr);

    void setPoints(const QList<QPointF>& points, double gap);
    [[nodiscard]] int pieces() const { return m_used; }

private:
    struct Piece
    {
        QLineSeries* line;
        QLineSeries* upper;
        QLineSeries* lower;
        QAreaSeries* area;
    };
    [[nodiscard]] Piece makePiece();
    void paintPiece(const Piece& piece) const;

    PlotView& m_plot;
    const Theme& m_theme;
    Role m_colour;
    QList<Piece> m_pieces;
    int m_used = 0;
};

} // namespace keel
