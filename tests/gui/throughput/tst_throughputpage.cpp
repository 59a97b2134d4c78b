// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/parts/pagefixture.h"
#include "ui/charts/chartcard.h"
#include "ui/charts/linelayer.h"
#include "ui/charts/plotview.h"
#include "ui/charts/seriesdata.h"
#include "ui/pages/throughput/throughputpage.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace keel;

namespace {

const QDateTime now(QDate(2026, 1, 22), QTime(7, 42, 0), Qt::UTC);

Sample sampleAt(int secondsAgo, double forward, std::optional<double> cycleMs = {})
{
    Sample s;
    s.at = now.addSecs(-secondsAgo);
    s.forward = forward;
    s.cycleMs = cycleMs;
    return s;
}

QStringList valuesOf(const PageFixture<ThroughputPage>& f, int card)
{
    QStringList values;
    for (const ChartCard::Entry& entry : f.page->findChildren<ChartCard*>().at(card)->entries())
        values.append(entry.value);
    return values;
}

} // namespace

class TstThroughputPage : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnOtherWarnings(); }

    void gapCutsTheLine()
    {
        const QList<QPointF> points{{0, 1}, {1000, 2}, {5000, 3}, {6000, 4}, {7000, 5}};
        const auto parts = series::splitAtGaps(points, 1500);
        QCOMPARE(parts.size(), 2);
        QCOMPARE(parts.at(0), (QList<QPointF>{{0, 1}, {1000, 2}}));
        QCOMPARE(parts.at(1), (QList<QPointF>{{5000, 3}, {6000, 4}, {7000, 5}}));
    }

    void decimationKeepsEverySpike()
    {
        QList<QPointF> points;
        for (int i = 0; i < 10'000; ++i)
            points.append({double(i), i == 4321 ? 99.0 : i == 8765 ? -7.0 : 1.0});
        const QList<QPointF> kept = series::decimate(points, 0, 10'000, 100);
        QVERIFY(kept.size() <= 200);
        QVERIFY(kept.contains(QPointF(4321, 99)));
        QVERIFY(kept.contains(QPointF(8765, -7)));
        QVERIFY(std::is_sorted(kept.cbegin(), kept.cend(), [](QPointF l, QPointF r) { return l.x() < r.x(); }));
    }

    void scaleIsRound_data()
    {
        QTest::addColumn<double>("bottom");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::addColumn<double>("shownBottom");
        QTest::addColumn<double>("shownTop");
        QTest::newRow("hundreds") << 0.0 << 870.0 << 500.0 << 0.0 << 1000.0;
        QTest::newRow("both sides") << -97.0 << 887.0 << 500.0 << -500.0 << 1000.0;
        QTest::newRow("small") << 0.0 << 0.07 << 0.02 << 0.0 << 0.08;
        QTest::newRow("nothing") << 0.0 << 0.0 << 1.0 << 0.0 << 1.0;
    }
    void scaleIsRound()
    {
        QFETCH(double, bottom);
        QFETCH(double, top);
        const series::Ticks ticks = series::ticksFor(bottom, top, 4);
        QTEST(ticks.step, "step");
        QTEST(ticks.bottom, "shownBottom");
        QTEST(ticks.top, "shownTop");
    }

    void answerTellsWhetherCyclesKeepUp()
    {
        const ThroughputRange range = throughputRanges().first();
        const auto answer = [&](int slow) {
            QList<Sample> samples;
            for (int i = 99; i >= 0; --i)
                samples.append(sampleAt(i, 1, i < slow ? 801 : 799));
            return ThroughputData(samples, range, now, 1000ms).answer();
        };
        QCOMPARE(answer(0), u"Cycles keep up"_s);
        QCOMPARE(answer(4), u"Cycles keep up, with slow spells"_s);
        QCOMPARE(answer(60), u"Cycles do not keep up"_s);
        QCOMPARE(ThroughputData({}, range, now, 1000ms).answer(), u"No samples yet"_s);
    }

    void barsHoldTheSumOfTheirTime()
    {
        QList<Sample> samples;
        for (int i = 299; i >= 0; --i) {
            samples.append(sampleAt(i, 0));
            samples.last().errors = 1;
        }
        const ThroughputData data(samples, throughputRanges().first(), now, {});
        // 300 s in bars of 5 s; 07:37:00 is a multiple of 5 s, so the range begins with a whole bar.
        QCOMPARE(data.bucketMs(), 5000.0);
        QCOMPARE(data.errors().size(), 61);
        QCOMPARE(data.errors().at(1), 5);
        qint64 sum = 0;
        for (const qint64 count : data.errors())
            sum += count;
        QCOMPARE(sum, 300);
    }

    void oneCrosshairShowsTheValuesOfAllCharts()
    {
        PageFixture<ThroughputPage> f;
        f.open();
        f.page->setScope(LinkName(u"clinic-cloud"_s));
        QTRY_COMPARE(f.page->answer(), u"Cycles keep up, with slow spells"_s);
        // What the service would say of the same second.
        const SampleQuery query{0, LinkName(u"clinic-cloud"_s), 300s, 1s};
        const QList<Sample> samples = sample::samples(query, f.service.snapshot().at);
        const Sample& wanted = samples.at(200);
        f.page->cursor().set(double(wanted.at.toMSecsSinceEpoch()));
        QCOMPARE(valuesOf(f, 0).at(0), QString::number(wanted.forward, 'f', 0) + u" rows/s"_s);
        QCOMPARE(valuesOf(f, 0).at(1), QString::number(wanted.reverse, 'f', 0) + u" rows/s"_s);
        QCOMPARE(valuesOf(f, 1).at(0), QString::number(qRound64(*wanted.cycleMs)) + u" ms"_s);
        QCOMPARE(valuesOf(f, 1).at(1), u"800 ms"_s);
        const auto probe =
            std::ranges::find_if(samples, [](const Sample& s) { return s.canaryForwardMs && s.canaryReverseMs; });
        QVERIFY(probe != samples.end());
        f.page->cursor().set(double(probe->at.toMSecsSinceEpoch()));
        QCOMPARE(valuesOf(f, 3).at(0), QString::number(qRound64(*probe->canaryForwardMs)) + u" ms"_s);
        QCOMPARE(valuesOf(f, 3).at(1), QString::number(qRound64(*probe->canaryReverseMs)) + u" ms"_s);
    }

    /// Probes come every ten seconds: their line goes on between them, and breaks where some are missing.
    void theProbesLineBreaksWhereSomeAreMissing()
    {
        QList<Sample> samples;
        for (int i = 299; i >= 0; --i) {
            samples.append(sampleAt(i, 1));
            if (i % 10 == 0 && (i < 100 || i > 160))
                samples.last().canaryForwardMs = 8;
        }
        const ThroughputData data(samples, throughputRanges().first(), now, 1000ms);
        QCOMPARE(data.canary(Direction::Forward).size(), 23);
        QVERIFY(data.canary(Direction::Reverse).isEmpty());
        QCOMPARE(series::splitAtGaps(data.canary(Direction::Forward), data.canaryGapMs()).size(), 2);
    }

    void crosshairInAGapShowsNoValue()
    {
        PageFixture<ThroughputPage> f;
        f.open();
        f.page->setScope(LinkName(u"clinic-cloud"_s));
        QTRY_VERIFY(valuesOf(f, 0).at(0).endsWith(u"rows/s"_s));
        // The sample's service was away from 30 to 33 % of the range.
        f.page->cursor().set(double(f.service.snapshot().at.addSecs(-300 + 94).toMSecsSinceEpoch()));
        QCOMPARE(valuesOf(f, 0).at(0), u"—"_s);
        QVERIFY(f.find<LineLayer>()->pieces() >= 2);
    }

    void arrowKeysMoveTheCrosshairAndEscapeTakesItAway()
    {
        PageFixture<ThroughputPage> f;
        f.open();
        QTRY_VERIFY(f.page->answer() != u"No samples yet"_s);
        auto* plot = f.find<PlotView>();
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Home);
        QCOMPARE(f.page->cursor().at(), std::optional(plot->from()));
        QTest::keyClick(plot, Qt::Key_Right);
        QVERIFY(*f.page->cursor().at() > plot->from());
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(!f.page->cursor().at());
    }

    void mouseSetsTheCrosshairToItsTime()
    {
        PageFixture<ThroughputPage> f;
        f.open();
        QTRY_VERIFY(f.page->answer() != u"No samples yet"_s);
        auto* plot = f.find<PlotView>();
        const double middle = (plot->from() + plot->to()) / 2;
        QTest::mouseMove(plot->viewport(), plot->toView({middle, 0}).toPoint());
        QTRY_VERIFY(f.page->cursor().at());
        QVERIFY(std::abs(*f.page->cursor().at() - middle) < 1000);
    }

    void rangeButtonAsksForItsSpan()
    {
        PageFixture<ThroughputPage> f;
        f.open();
        QTRY_VERIFY(f.page->answer() != u"No samples yet"_s);
        auto* plot = f.find<PlotView>();
        for (QToolButton* button : f.page->findChildren<QToolButton*>()) {
            if (button->accessibleName() == "Last 6 h"_L1)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_COMPARE(plot->to() - plot->from(), 6 * 3600 * 1000.0);
    }

    void nothingIsAskedWhileHidden()
    {
        PageFixture<ThroughputPage> f;
        f.open();
        QTRY_VERIFY(f.page->answer() != u"No samples yet"_s);
        QSignalSpy answers(&f.service, &SyncService::samplesArrived);
        f.page->hide();
        QTimer clock;
        clock.start(2500);
        QSignalSpy later(&clock, &QTimer::timeout);
        QTRY_COMPARE_WITH_TIMEOUT(later.size(), 1, 10'000);
        QVERIFY(answers.size() <= 1);
        f.page->show();
        QTRY_VERIFY(answers.size() >= 2);
    }

    void exportsAPictureAndATable()
    {
        PageFixture<ThroughputPage> f;
        f.open();
        QTRY_VERIFY(f.page->answer() != u"No samples yet"_s);
        f.page->exportPicture(f.dir.filePath(u"c.png"_s));
        const QImage picture(f.dir.filePath(u"c.png"_s));
        QVERIFY(picture.width() > 600);
        f.page->exportTable(f.dir.filePath(u"c.csv"_s));
        const QByteArray text = f.read(u"c.csv"_s);
        QVERIFY(text.startsWith("at,forwardRowsPerSecond,reverseRowsPerSecond,cycleMs,cycleMeanMs,errors,conflicts,"
                                "canaryForwardMs,canaryReverseMs\r\n"));
        QVERIFY(text.count("\r\n") > 250);
    }
};

QTEST_MAIN(TstThroughputPage)
#include "tst_throughputpage.moc"
