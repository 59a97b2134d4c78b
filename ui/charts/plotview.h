// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcursor.h"
#include "ui/charts/seriesdata.h"
#include "ui/shell/theme.h"

#include <QChartView>
#include <QTimeZone>

#include <functional>

class QValueAxis;

namespace keel {

/// A dashed line across a plot with its name, and perhaps a tinted zone above it.
struct PlotLimit
{
    double value = 0;
    QString name;
    bool warns = true; ///< dashed in warn with a zone above; else a thin plain line
    friend bool operator==(const PlotLimit&, const PlotLimit&) = default;
};

/// A plot over time: grid, labels in the configured zone, limits and the crosshair around the series of a QChart. Time
/// runs left to right in every language. Arrow keys move the crosshair, Home and End jump, Esc takes it away.
class PlotView : public QChartView
{
    Q_OBJECT

public:
    using ValueText = std::function<QString(double)>;

    PlotView(const Theme& theme, ChartCursor& cursor, ValueText valueText, QWidget* parent = nullptr);

    /// Milliseconds since 1970 UTC.
    void setSpan(double from, double to, double step);
    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_to; }
    [[nodiscard]] double step() const { return m_step; }
    void setRange(const series::Ticks& ticks);
    void setLimits(const QList<PlotLimit>& limits);
    void setZone(const QTimeZone& zone);
    /// Points of the lines at the crosshair, with their colours.
    void setMarks(const QList<QPair<QPointF, Role>>& marks);

    /// Pixels of the plot's width.
    [[nodiscard]] int columns() const;
    [[nodiscard]] QValueAxis* timeAxis() const { return m_time; }
    [[nodiscard]] QValueAxis* valueAxis() const { return m_value; }
    [[nodiscard]] QPointF toView(const QPointF& point) const;
    [[nodiscard]] double timeAt(qreal x) const;

    [[nodiscard]] QSize sizeHint() const override { return {420, 180}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 90}; }

signals:
    void plotResized();

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    void drawTimes(QPainter& painter) const;
    void drawLimits(QPainter& painter) const;
    void drawCursor(QPainter& painter) const;

    const Theme& m_theme;
    ChartCursor& m_cursor;
    ValueText m_valueText;
    QValueAxis* m_time;
    QValueAxis* m_value;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    series::Ticks m_ticks;
    QList<PlotLimit> m_limits;
    QList<QPair<QPointF, Role>> m_marks;
    double m_from = 0;
    double m_to = 1;
    double m_step = 1000;
};

} // namespace keel
