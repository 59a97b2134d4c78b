// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plotview.h"

class QBarSet;
class QStackedBarSeries;
class QValueAxis;

namespace keel {

/// Counts over time as bars one pixel apart, stacked.
class BarLayer : public QObject
{
    Q_OBJECT

public:
    BarLayer(PlotView& plot, const Theme& theme, const QList<Role>& colours, QObject* parent = nullptr);

    /// One list of counts for each colour; the first bar starts at `first`, each is `width` milliseconds wide.
    void setCounts(const QList<QList<qint64>>& counts, double first, double width);

private:
    void paintBars();

    PlotView& m_plot;
    const Theme& m_theme;
    QList<Role> m_colours;
    QList<QBarSet*> m_sets;
    QStackedBarSeries* m_series;
    /// Bars stand at whole numbers on an axis of their own.
    QValueAxis* m_axis;
};

} // namespace keel
