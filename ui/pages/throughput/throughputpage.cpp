// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/throughput/throughputpage.h"

#include "ui/charts/barlayer.h"
#include "ui/charts/chartcard.h"
#include "ui/charts/linelayer.h"
#include "ui/charts/plotview.h"
#include "ui/models/pagedmodel.h"
#include "ui/models/recordfile.h"
#include "ui/models/recordtext.h"
#include "ui/models/tablelook.h"
#include "ui/pages/pageheader.h"
#include "ui/pages/parts/noticestrip.h"
#include "ui/pages/throughput/samplemodel.h"
#include "ui/text/sentences.h"

#include <QAction>
#include <QButtonGroup>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

const QString RangeKey = u"throughput/range"_s;

double highest(const QList<QPointF>& points)
{
    double top = 0;
    for (const QPointF& point : points)
        top = std::max(top, point.y());
    return top;
}

QString milliseconds(double ms)
{
    return say::duration(Milliseconds(qRound64(ms)));
}

/// A time of day to the second, with the length of a step of over a second.
QString stepRemark(double stepMs)
{
    return stepMs <= 1000 ? ThroughputPage::tr("each second")
                          : ThroughputPage::tr("mean of %1").arg(say::duration(Milliseconds(qRound64(stepMs))));
}

} // namespace

ThroughputPage::ThroughputPage(const PageContext& context, QWidget* parent) : Page(context, parent)
{
    makeActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeHead());
    m_notice = new NoticeStrip(this);
    column->addWidget(m_notice);
    m_stack = new QStackedWidget(this);
    m_charts = makeCharts();
    m_stack->addWidget(m_charts);
    m_samples = new SampleModel(this);
    m_table = new QTableView(m_stack);
    m_table->setModel(m_samples);
    m_table->setAccessibleName(tr("Samples"));
    giveTableLook(*m_table, theme());
    addCopyActions(*m_table);
    m_table->horizontalHeader()->setDefaultSectionSize(150);
    for (QAction* action : {m_asTable, m_exportTable})
        m_table->addAction(action);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);

    connect(&service(), &SyncService::samplesArrived, this, &ThroughputPage::take);
    connect(&m_timer, &QTimer::timeout, this, &ThroughputPage::ask);
    connect(m_notice, &NoticeStrip::tryAgainAsked, this, &ThroughputPage::ask);
    connect(&m_cursor, &ChartCursor::moved, this, &ThroughputPage::showValues);
    setRange(std::clamp(context.settings.value(RangeKey, 0).toInt(), 0, int(throughputRanges().size()) - 1));
    draw();
}

void ThroughputPage::makeActions()
{
    const auto add = [this](const QString& text) {
        auto* action = new QAction(text, this);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    m_freeze = add(tr("Freeze"));
    m_freeze->setCheckable(true);
    m_freeze->setIcon(icons().icon("pause"_L1));
    m_freeze->setToolTip(tr("Keep what is shown; time goes on when it is released"));
    connect(m_freeze, &QAction::toggled, this, [this](bool on) {
        if (on) {
            m_timer.stop();
        } else {
            ask();
            m_timer.start();
        }
    });
    m_asTable = add(tr("Show as table"));
    m_asTable->setCheckable(true);
    connect(m_asTable, &QAction::toggled, this, &ThroughputPage::showTable);
    m_exportPicture = add(tr("Export picture (PNG)…"));
    connect(m_exportPicture, &QAction::triggered, this, [this] {
        askPath(tr("Export picture"), tr("PNG picture (*.png)"), u"png"_s, &ThroughputPage::exportPicture);
    });
    m_exportTable = add(tr("Export table (CSV)…"));
    m_exportTable->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    connect(m_exportTable, &QAction::triggered, this,
            [this] { askPath(tr("Export table"), tr("CSV table (*.csv)"), u"csv"_s, &ThroughputPage::exportTable); });
}

QWidget* ThroughputPage::makeRanges()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* group = new QButtonGroup(box);
    group->setExclusive(true);
    const QStringList names{tr("5 min"), tr("15 min"), tr("1 h"), tr("6 h"), tr("24 h")};
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (int i = 0; i < names.size(); ++i) {
        auto* button = new QToolButton(box);
        button->setText(say::isolate(names.at(i)));
        button->setCheckable(true);
        button->setAccessibleName(tr("Last %1").arg(names.at(i)));
        button->setFocusPolicy(Qt::StrongFocus);
        const int edge = mirrored ? int(names.size()) - 1 - i : i;
        setRole(button, edge == 0 ? "segmentfirst" : edge == names.size() - 1 ? "segmentlast" : "segment");
        group->addButton(button, i);
        row->addWidget(button);
        m_ranges.append(button);
    }
    connect(group, &QButtonGroup::idClicked, this, &ThroughputPage::setRange);
    return box;
}

QWidget* ThroughputPage::makeHead()
{
    m_head = new PageHeader(theme(), this);
    m_head->addControl(makeRanges());
    auto* freeze = new QToolButton(m_head);
    freeze->setDefaultAction(m_freeze);
    auto* exportButton = new QToolButton(m_head);
    exportButton->setText(tr("Export"));
    exportButton->setIcon(icons().icon("download"_L1));
    exportButton->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(exportButton);
    menu->addActions({m_exportPicture, m_exportTable, m_asTable});
    exportButton->setMenu(menu);
    for (QToolButton* button : {freeze, exportButton}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        setRole(button, "button");
        m_head->addControl(button);
    }
    return m_head;
}

PlotView* ThroughputPage::makePlot(const std::function<QString(double)>& valueText)
{
    auto* plot = new PlotView(theme(), m_cursor, valueText, this);
    plot->setContextMenuPolicy(Qt::ActionsContextMenu);
    plot->addActions({m_asTable, m_exportPicture, m_exportTable});
    connect(plot, &PlotView::plotResized, this, &ThroughputPage::draw);
    return plot;
}

QWidget* ThroughputPage::makeCharts()
{
    auto* box = new QWidget(this);
    m_rowsPlot = makePlot([](double rows) { return say::decimal(rows); });
    m_cyclePlot = makePlot([](double ms) { return ms == 0 ? u"0"_s : milliseconds(ms); });
    m_errorPlot = makePlot([](double count) { return say::decimal(count); });
    m_rowsCard = new ChartCard(theme(), tr("Rows per second"), m_rowsPlot, box);
    m_cycleCard = new ChartCard(theme(), tr("Cycle duration"), m_cyclePlot, box);
    m_errorCard = new ChartCard(theme(), tr("Errors and conflicts"), m_errorPlot, box);
    m_canaryPlot = makePlot([](double ms) { return ms == 0 ? u"0"_s : milliseconds(ms); });
    m_canaryCard = new ChartCard(theme(), tr("Probe row, end to end"), m_canaryPlot, box);
    m_forward = new LineLayer(*m_rowsPlot, theme(), Role::SideA, this);
    m_reverse = new LineLayer(*m_rowsPlot, theme(), Role::SideB, this);
    m_cycle = new LineLayer(*m_cyclePlot, theme(), Role::SideA, this);
    m_canaryForward = new LineLayer(*m_canaryPlot, theme(), Role::SideA, this);
    m_canaryReverse = new LineLayer(*m_canaryPlot, theme(), Role::SideB, this);
    m_bars = new BarLayer(*m_errorPlot, theme(), {Role::Down, Role::Warn}, this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(12);
    grid->addWidget(m_rowsCard, 0, 0, 1, 3);
    grid->addWidget(m_cycleCard, 1, 0);
    grid->addWidget(m_canaryCard, 1, 1);
    grid->addWidget(m_errorCard, 1, 2);
    for (const int third : {0, 1, 2})
        grid->setColumnStretch(third, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
    return box;
}

void ThroughputPage::setScope(const std::optional<LinkName>& link)
{
    if (link == scope())
        return;
    Page::setScope(link);
    m_request = 0;
    if (isVisible())
        ask();
}

QList<QAction*> ThroughputPage::pageActions() const
{
    return {m_freeze, m_asTable, m_exportPicture, m_exportTable};
}

void ThroughputPage::saveState()
{
    context().settings.setValue(RangeKey, m_range);
}

void ThroughputPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_freeze->isChecked())
        return;
    ask();
    m_timer.start();
}

void ThroughputPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_timer.stop();
}

void ThroughputPage::setRange(int range)
{
    m_range = range;
    m_ranges.at(range)->setChecked(true);
    m_timer.setInterval(throughputRanges().at(range).pause);
    m_request = 0;
    m_freeze->setChecked(false);
    if (isVisible())
        ask();
}

void ThroughputPage::ask()
{
    // One question at a time; the timer asks again.
    if (m_request != 0)
        return;
    m_request = nextRequest();
    const ThroughputRange& range = throughputRanges().at(m_range);
    service().requestSamples({m_request, link(), range.span, range.step});
}

void ThroughputPage::take(const SampleSeries& series)
{
    if (series.request != m_request)
        return;
    m_request = 0;
    if (series.failure) {
        m_notice->showFailure(*series.failure);
        return;
    }
    m_notice->clearFailure();
    if (m_freeze->isChecked())
        return;
    const ServiceSnapshot snapshot = service().snapshot();
    m_data =
        ThroughputData(series.samples, throughputRanges().at(m_range), snapshot.at, commonInterval(snapshot, link()));
    draw();
}

void ThroughputPage::draw()
{
    const ServiceSnapshot snapshot = service().snapshot();
    const QTimeZone zone = say::zoneOf(snapshot);
    for (PlotView* plot : {m_rowsPlot, m_cyclePlot, m_errorPlot, m_canaryPlot}) {
        plot->setZone(zone);
        plot->setSpan(m_data.from(), m_data.to(), m_data.stepMs());
    }
    drawRows();
    drawCycles();
    drawErrors();
    drawCanary();
    showValues();
    if (m_asTable->isChecked())
        m_samples->setSamples(m_data.samples(), zone, directionName(Direction::Forward),
                              directionName(Direction::Reverse));
    const QString answer = m_data.answer();
    const QString remark = m_data.interval() ? tr("Interval %1.").arg(say::duration(*m_data.interval()))
                                             : tr("Intervals differ; choose one link to see cycles against theirs.");
    setAnswer(answer);
    m_head->setAnswer(answer, m_data.isEmpty() ? tr("Charts fill while the service runs.") : remark);
}

void ThroughputPage::drawRows()
{
    const QList<QPointF> forward = m_data.forward();
    QList<QPointF> below = m_data.reverse();
    const double bottom = -highest(below);
    for (QPointF& point : below)
        point.setY(-point.y());
    m_rowsPlot->setRange(series::ticksFor(bottom, std::max(1.0, highest(forward)), 6));
    m_forward->setPoints(forward, m_data.gapMs());
    m_reverse->setPoints(below, m_data.gapMs());
    m_rowsCard->setRemark(stepRemark(m_data.stepMs()));
}

void ThroughputPage::drawCycles()
{
    const QList<QPointF> cycle = m_data.cycle();
    double top = std::max(10.0, highest(cycle));
    QList<PlotLimit> limits;
    if (const auto interval = m_data.interval()) {
        const double ms = double(interval->count());
        // Far below its limit the line would lie on the ground; the limit comes into view when it matters.
        if (top > ms / 5) {
            top = std::max(top, ms * 1.15);
            limits = {{ms, tr("interval %1").arg(say::duration(*interval)), false},
                      {ms * 0.8, tr("80 % of the interval"), true}};
        }
    }
    m_cyclePlot->setRange(series::ticksFor(0, top, 4));
    m_cyclePlot->setLimits(limits);
    m_cycle->setPoints(cycle, m_data.cycleGapMs());
    m_cycleCard->setRemark(m_data.stepMs() <= 1000 ? tr("longest each second")
                                                   : tr("longest in %1").arg(milliseconds(m_data.stepMs())));
    const Milliseconds slow = m_data.slowTime();
    m_cycleCard->setNote(slow.count() > 0 ? tr("over 80 % for %1").arg(say::duration(slow)) : QString(), true);
}

void ThroughputPage::drawErrors()
{
    const QList<qint64> errors = m_data.errors();
    const QList<qint64> conflicts = m_data.conflicts();
    qint64 top = 1;
    qint64 all = 0;
    for (qsizetype i = 0; i < errors.size(); ++i) {
        top = std::max(top, errors.at(i) + conflicts.at(i));
        all += errors.at(i);
    }
    // Whole numbers only on an axis of counts.
    m_errorPlot->setRange(series::ticksFor(0, double(std::max<qint64>(4, top)), 4));
    m_bars->setCounts({errors, conflicts}, m_data.firstBucket(), m_data.bucketMs());
    m_errorCard->setRemark(tr("in %1").arg(milliseconds(m_data.bucketMs())));
    m_errorCard->setNote(all == 1 ? tr("1 error shown") : tr("%1 errors shown").arg(say::number(all)), false);
}

/// A one-way link has one line, a link without a journal none.
void ThroughputPage::drawCanary()
{
    const QList<QPointF> forward = m_data.canary(Direction::Forward);
    const QList<QPointF> reverse = m_data.canary(Direction::Reverse);
    m_canaryPlot->setRange(series::ticksFor(0, std::max({10.0, highest(forward), highest(reverse)}), 4));
    m_canaryForward->setPoints(forward, m_data.canaryGapMs());
    m_canaryReverse->setPoints(reverse, m_data.canaryGapMs());
    m_canaryCard->setRemark(tr("commit to commit"));
    m_canaryCard->setNote(forward.isEmpty() && reverse.isEmpty() ? tr("none arrived") : QString(), false);
}

QString ThroughputPage::directionName(Direction direction) const
{
    for (const LinkSnapshot& l : service().snapshot().links) {
        if (l.name == link())
            return say::direction(l, direction);
    }
    return direction == Direction::Forward ? tr("a to b") : tr("b to a");
}

void ThroughputPage::showValues()
{
    const bool crossed = m_cursor.at().has_value();
    const double at = m_cursor.at().value_or(m_data.to());
    // Without a crosshair the newest value, however long ago its step began.
    const double reach = crossed ? m_data.stepMs() : 2 * m_data.stepMs();
    const auto forward = series::nearest(m_data.forward(), at, reach);
    const auto reverse = series::nearest(m_data.reverse(), at, reach);
    const auto cycle = series::nearest(m_data.cycle(), at, std::max(reach, m_data.cycleGapMs()));
    const auto probe = [&](Direction direction) {
        const auto took = series::nearest(m_data.canary(direction), at, std::max(reach, m_data.canaryGapMs()));
        return took ? milliseconds(took->y()) : say::dash();
    };
    const auto bucket = m_data.bucketAt(at);
    const auto rate = [](const std::optional<QPointF>& point) { return point ? say::rate(point->y()) : say::dash(); };
    const auto count = [&](const QList<qint64>& counts) {
        return bucket ? say::number(counts.at(*bucket)) : say::dash();
    };
    using Entry = ChartCard::Entry;
    QList<Entry> rows{{directionName(Direction::Forward), rate(forward), Role::SideA, Entry::Mark::Line},
                      {directionName(Direction::Reverse), rate(reverse), Role::SideB, Entry::Mark::Line}};
    if (crossed) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(qint64(at), Qt::UTC);
        rows.append({tr("at", "before the crosshair's time"), say::clock(time, say::zoneOf(service().snapshot())),
                     Role::Second, Entry::Mark::Dashes});
    }
    m_rowsCard->setEntries(rows);
    QList<Entry> cycles{{tr("cycle"), cycle ? milliseconds(cycle->y()) : say::dash(), Role::SideA, Entry::Mark::Line}};
    if (m_data.interval())
        cycles.append(
            {tr("limit"), milliseconds(double(m_data.interval()->count()) * 0.8), Role::Warn, Entry::Mark::Dashes});
    m_cycleCard->setEntries(cycles);
    m_canaryCard->setEntries(
        {{directionName(Direction::Forward), probe(Direction::Forward), Role::SideA, Entry::Mark::Line},
         {directionName(Direction::Reverse), probe(Direction::Reverse), Role::SideB, Entry::Mark::Line}});
    m_errorCard->setEntries({{tr("errors"), count(m_data.errors()), Role::Down, Entry::Mark::Block},
                             {tr("conflicts"), count(m_data.conflicts()), Role::Warn, Entry::Mark::Block}});

    QList<QPair<QPointF, Role>> marks;
    if (crossed && forward)
        marks.append({*forward, Role::SideA});
    if (crossed && reverse)
        marks.append({{reverse->x(), -reverse->y()}, Role::SideB});
    m_rowsPlot->setMarks(marks);
    m_cyclePlot->setMarks(crossed && cycle ? QList<QPair<QPointF, Role>>{{*cycle, Role::SideA}}
                                           : QList<QPair<QPointF, Role>>());
}

void ThroughputPage::showTable(bool on)
{
    m_stack->setCurrentIndex(on ? 1 : 0);
    draw();
}

void ThroughputPage::askPath(const QString& title, const QString& filter, const QString& suffix,
                             void (ThroughputPage::*use)(const QString&))
{
    auto* dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(
        u"evenkeel-throughput-%1.%2"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmm"_s), suffix));
    connect(dialog, &QFileDialog::fileSelected, this, use);
    dialog->open();
}

void ThroughputPage::exportPicture(const QString& path)
{
    QSaveFile file(path);
    const QPixmap picture = m_charts->grab();
    const bool good = file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit();
    m_notice->showWords(good ? tr("Picture written to %1").arg(say::isolate(path))
                             : tr("%1 could not be written: %2").arg(say::isolate(path), file.errorString()),
                        good);
}

void ThroughputPage::exportTable(const QString& path)
{
    RecordFile file(path, RecordFile::Format::Csv, sampleColumns());
    for (const Sample& sample : m_data.samples())
        file.add(sampleCells(sample));
    if (const auto done = file.commit(); !done)
        m_notice->showWords(say::sentence(done.error()), false);
    else
        m_notice->showWords(
            tr("%1 samples written to %2").arg(say::number(m_data.samples().size()), say::isolate(path)), true);
}

} // namespace keel
