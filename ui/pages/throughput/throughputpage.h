// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcursor.h"
#include "ui/pages/page.h"
#include "ui/pages/throughput/throughputdata.h"

#include <QTimer>

class QStackedWidget;
class QTableView;
class QToolButton;

namespace keel {

class BarLayer;
class ChartCard;
class LineLayer;
class NoticeStrip;
class PageHeader;
class PlotView;
class SampleModel;

/// Does it keep up: rows each way, cycles against their interval, probe rows, errors, over minutes or a day.
class ThroughputPage : public Page
{
    Q_OBJECT

public:
    explicit ThroughputPage(const PageContext& context, QWidget* parent = nullptr);

    void setScope(const std::optional<LinkName>& link) override;
    [[nodiscard]] QList<QAction*> pageActions() const override;
    void saveState() override;

    [[nodiscard]] ChartCursor& cursor() { return m_cursor; }
    /// A picture of the charts as they stand.
    void exportPicture(const QString& path);
    void exportTable(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeActions();
    QWidget* makeHead();
    QWidget* makeRanges();
    QWidget* makeCharts();
    PlotView* makePlot(const std::function<QString(double)>& valueText);

    void setRange(int range);
    void ask();
    void take(const SampleSeries& series);
    void draw();
    void drawRows();
    void drawCycles();
    void drawErrors();
    void drawCanary();
    void showValues();
    void showTable(bool on);
    void askPath(const QString& title, const QString& filter, const QString& suffix,
                 void (ThroughputPage::*use)(const QString&));
    [[nodiscard]] LinkName link() const { return scope().value_or(LinkName()); }
    [[nodiscard]] QString directionName(Direction direction) const;

    ChartCursor m_cursor;
    ThroughputData m_data;
    QTimer m_timer;
    PageHeader* m_head = nullptr;
    QList<QToolButton*> m_ranges;
    NoticeStrip* m_notice = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_charts = nullptr;
    QTableView* m_table = nullptr;
    SampleModel* m_samples = nullptr;
    ChartCard* m_rowsCard = nullptr;
    ChartCard* m_cycleCard = nullptr;
    ChartCard* m_errorCard = nullptr;
    ChartCard* m_canaryCard = nullptr;
    PlotView* m_rowsPlot = nullptr;
    PlotView* m_cyclePlot = nullptr;
    PlotView* m_errorPlot = nullptr;
    PlotView* m_canaryPlot = nullptr;
    LineLayer* m_forward = nullptr;
    LineLayer* m_reverse = nullptr;
    LineLayer* m_cycle = nullptr;
    LineLayer* m_canaryForward = nullptr;
    LineLayer* m_canaryReverse = nullptr;
    BarLayer* m_bars = nullptr;
    QAction* m_freeze;
    QAction* m_asTable;
    QAction* m_exportPicture;
    QAction* m_exportTable;
    quint64 m_request = 0;
    int m_range = 0;
};

} // namespace keel
