// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/fakesyncservice.h"
#include "ui/models/linklistmodel.h"
#include "ui/models/recentmodel.h"
#include "ui/pages/overview/overviewanswer.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QTest>
#include <QTranslator>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestOverview : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void titleIsTheAnswer();
    void allGreenOnlyWhenEveryLinkIsProven();
    void oneLinkIsCalledByItsName();
    void worstLinkStandsFirst();
    void selectionStaysWithItsLink();
    void scopeShowsOneLink();
    void recentTellsChangesOfStateOnce();
    void recentLeavesOutQuietCycles();
    void whatAStartFoundMissedIsToldForAnHour();
    void whatTheConfigSwitchesOffIsTold();

private:
    QTranslator m_plurals;
};

void TestOverview::initTestCase()
{
    QVERIFY(m_plurals.load(u":/i18n/evenkeel_en.qm"_s));
    QCoreApplication::installTranslator(&m_plurals);
}

void TestOverview::titleIsTheAnswer()
{
    QCOMPARE(OverviewAnswer::of(sample::snapshot()).title, u"1 of 4 links needs attention"_s);
    QCOMPARE(OverviewAnswer::of(sample::troubled()).title, u"1 link is down, 1 waits for your decision"_s);
    QCOMPARE(OverviewAnswer::of(sample::calm()).title, u"All 2 links in sync"_s);
    QVERIFY(OverviewAnswer::of(sample::troubled()).remark.startsWith(u"lab cannot be reached since 10:36"_s));
    QCOMPARE(OverviewAnswer::of(ServiceSnapshot()).title, u"No link is configured"_s);
}

void TestOverview::whatAStartFoundMissedIsToldForAnHour()
{
    ServiceSnapshot snapshot = sample::calm();
    snapshot.links[0].recovered =
        Recovered{.at = snapshot.at.addSecs(-60),
                  .tables = {{TableName(u"batches"_s), 0, 2}, {TableName(u"public.notes"_s), 4, 1}}};
    QVERIFY(OverviewAnswer::of(snapshot).remark.contains(
        QRegularExpression(u"Recovered 7 change.* missed while away: 5 .?notes.?, 2 .?batches.?\\. Updated"_s)));
    snapshot.links[0].recovered->at = snapshot.at.addSecs(-3700);
    QVERIFY(!OverviewAnswer::of(snapshot).remark.contains(u"Recovered"_s));
}

void TestOverview::whatTheConfigSwitchesOffIsTold()
{
    ServiceSnapshot snapshot = sample::calm();
    snapshot.links[0].warnings = {u"reverse.enabled is false"_s};
    QVERIFY(OverviewAnswer::of(snapshot).remark.contains(u"reverse.enabled is false."_s));
}

void TestOverview::allGreenOnlyWhenEveryLinkIsProven()
{
    ServiceSnapshot snapshot = sample::calm();
    snapshot.links[1].state = LinkState::NotProven;
    QCOMPARE(OverviewAnswer::of(snapshot).title, u"1 of 2 links is not proven yet"_s);
}

void TestOverview::oneLinkIsCalledByItsName()
{
    ServiceSnapshot snapshot = sample::calm();
    snapshot.links.removeLast();
    QCOMPARE(OverviewAnswer::of(snapshot).title, u"clinic-cloud is in sync"_s);
}

void TestOverview::worstLinkStandsFirst()
{
    LinkListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(sample::snapshot());
    QCOMPARE(model.at(0).name.value, u"clinic-billing"_s);
    model.setOrder(LinkListModel::Order::WorstFirst);
    model.show(sample::troubled());
    QCOMPARE(model.at(0).name.value, u"lab-results"_s);
    QCOMPARE(model.at(1).name.value, u"clinic-cloud"_s);
}

void TestOverview::selectionStaysWithItsLink()
{
    LinkListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setOrder(LinkListModel::Order::WorstFirst);
    model.show(sample::snapshot());
    const QPersistentModelIndex chosen = model.index(model.rowOf(LinkName(u"clinic-cloud"_s)));
    const int before = chosen.row();
    model.show(sample::troubled());
    QVERIFY(chosen.isValid());
    QVERIFY(chosen.row() != before);
    QCOMPARE(chosen.data().toString(), u"clinic-cloud"_s);
}

void TestOverview::scopeShowsOneLink()
{
    LinkListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(sample::snapshot());
    model.setScope(LinkName(u"archive"_s));
    QCOMPARE(model.rowCount(), 1);
    model.setScope(std::nullopt);
    QCOMPARE(model.rowCount(), 4);
}

void TestOverview::recentTellsChangesOfStateOnce()
{
    RecentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.follow(sample::snapshot());
    QCOMPARE(model.rowCount(), 0);
    model.follow(sample::troubled());
    // lab-results down, clinic-cloud held, archive no longer paused.
    QCOMPARE(model.rowCount(), 3);
    model.follow(sample::troubled());
    QCOMPARE(model.rowCount(), 3);
}

void TestOverview::recentLeavesOutQuietCycles()
{
    RecentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    CycleRecord cycle;
    cycle.link = LinkName(u"clinic-cloud"_s);
    cycle.startedAt = sample::now();
    cycle.forward = 100;
    model.add(cycle);
    QCOMPARE(model.rowCount(), 0);
    cycle.errors = 2;
    model.add(cycle);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).text, u"2 rows refused and set aside; the rest went in"_s);
    cycle.startedAt = sample::now().addSecs(-60);
    cycle.errors = 0;
    cycle.conflicts = 1;
    model.add(cycle);
    QCOMPARE(model.at(1).text, u"1 conflict decided; the losing row is kept"_s);
}

QTEST_MAIN(TestOverview)
#include "tst_overview.moc"
