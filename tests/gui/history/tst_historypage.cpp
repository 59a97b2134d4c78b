// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/parts/pagefixture.h"
#include "ui/models/historymodel.h"
#include "ui/pages/history/historypage.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace keel;

class TstHistoryPage : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnOtherWarnings(); }

    void newestCycleStandsFirst()
    {
        PageFixture<CyclesPage> f;
        f.open();
        auto* model = f.find<HistoryModel>();
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, f.page.get());
        QTRY_COMPARE(model->rowCount(), 400);
        QVERIFY(model->recordAt(0)->startedAt > model->recordAt(1)->startedAt);
        QCOMPARE(f.page->answer(), u"400 busy cycles"_s);
    }

    void onlyPagesAroundTheViewAreAsked()
    {
        PageFixture<CyclesPage> f;
        f.service.cycleCount = 3000;
        f.open();
        auto* model = f.find<HistoryModel>();
        QTRY_VERIFY(model->rowCount() > 2900);
        QTRY_VERIFY(model->recordAt(0));
        QVERIFY(model->pagesAsked() <= 2);
        QCOMPARE(model->recordAt(1500), nullptr);
        f.find<QTableView>()->scrollToBottom();
        QTRY_VERIFY(model->recordAt(model->rowCount() - 1));
    }

    void linkNarrowsTheList()
    {
        PageFixture<CyclesPage> f;
        f.open();
        auto* model = f.find<HistoryModel>();
        QTRY_COMPARE(model->rowCount(), 400);
        auto* box = f.find<QComboBox>();
        box->setFocus();
        // All links, then the four of the sample.
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(model->link(), std::optional(LinkName(u"clinic-billing"_s)));
        QTRY_VERIFY(model->rowCount() < 400);
        QVERIFY(model->rowCount() > 0);
        QCOMPARE(model->recordAt(0)->link.value, u"clinic-billing"_s);
    }

    void exportWritesEveryCycle()
    {
        PageFixture<CyclesPage> f;
        f.service.cycleCount = 1700;
        f.open();
        auto* model = f.find<HistoryModel>();
        QTRY_COMPARE(model->rowCount(), 1700);
        f.page->exportTo(f.dir.filePath(u"h.csv"_s));
        QTRY_COMPARE(f.read(u"h.csv"_s).count("\r\n"), 1701);
        QVERIFY(f.read(u"h.csv"_s)
                    .startsWith("startedAt,link,trigger,durationMs,forward,reverse,errors,conflicts,failure\r\n"));
    }
};

QTEST_MAIN(TstHistoryPage)
#include "tst_historypage.moc"
