// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/barlayer.h"

#include <QBarSet>
#include <QChart>
#include <QPen>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>

namespace keel {

BarLayer::BarLayer(PlotView& plot, const Theme& theme, const QList<Role>& colours, QObject* parent)
    : QObject(parent), m_plot(plot), m_theme(theme), m_colours(colours), m_series(new QStackedBarSeries),
      m_axis(new QValueAxis(this))
{
    for (qsizetype i = 0; i < colours.size(); ++i) {
        m_sets.append(new QBarSet(QString()));
        m_series->append(m_sets.last());
    }
    m_axis->setLabelsVisible(false);
    m_axis->setGridLineVisible(false);
    m_axis->setLineVisible(false);
    m_plot.chart()->addSeries(m_series);
    m_plot.chart()->addAxis(m_axis, Qt::AlignBottom);
    m_series->attachAxis(m_axis);
    m_series->attachAxis(m_plot.valueAxis());
    paintBars();
    connect(&m_theme, &Theme::changed, this, &BarLayer::paintBars);
}

void BarLayer::paintBars()
{
    for (qsizetype i = 0; i < m_sets.size(); ++i) {
        m_sets.at(i)->setPen(Qt::NoPen);
        m_sets.at(i)->setBrush(m_theme.color(m_colours.at(i)));
    }
}

void BarLayer::setCounts(const QList<QList<qint64>>& counts, double first, double width)
{
    for (qsizetype i = 0; i < m_sets.size(); ++i) {
        QBarSet& set = *m_sets.at(i);
        const QList<qint64>& wanted = counts.at(i);
        if (set.count() != wanted.size()) {
            set.remove(0, set.count());
            QList<qreal> values;
            for (const qint64 count : wanted)
                values.append(qreal(count));
            set.append(values);
            continue;
        }
        for (int at = 0; at < set.count(); ++at) {
            if (set.at(at) != qreal(wanted.at(at)))
                set.replace(at, qreal(wanted.at(at)));
        }
    }
    // A bar reaches half a unit to both sides of its number.
    m_axis->setRange((m_plot.from() - first) / width - 0.5, (m_plot.to() - first) / width - 0.5);
    const double pixels = m_plot.columns() * width / (m_plot.to() - m_plot.from());
    m_series->setBarWidth(std::clamp((pixels - 1) / pixels, 0.5, 0.95));
}

} // namespace keel
