// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/fakesyncservice.h"
#include "ui/models/tablelook.h"
#include "ui/pages/tables/tablespage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void unknownCountsAreAWord();
    void directionThatALinkHasNotIsADash();
    void refreshKeepsTheSelection();
    void filterFindsByTableAndByLink();
    void numbersSortAsNumbers();
    void copyTakesTheSelectedRows();
    void columnsAreRemembered();

private:
    static int rowOf(const QAbstractItemModel& model, const QString& link, const QString& table);
};

int TestTables::rowOf(const QAbstractItemModel& model, const QString& link, const QString& table)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, TableListModel::Link).data().toString() == link &&
            model.index(row, TableListModel::Table).data().toString() == table)
            return row;
    }
    return -1;
}

void TestTables::unknownCountsAreAWord()
{
    TableListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(sample::snapshot());
    const int row = rowOf(model, u"lab-results"_s, u"results"_s);
    QCOMPARE(model.index(row, TableListModel::RowsB).data().toString(), u"unknown"_s);
}

void TestTables::directionThatALinkHasNotIsADash()
{
    TableListModel model;
    model.show(sample::snapshot());
    const int row = rowOf(model, u"lab-results"_s, u"results"_s);
    QCOMPARE(model.index(row, TableListModel::PendingReverse).data().toString(), u"—"_s);
    QCOMPARE(model.index(row, TableListModel::PendingForward).data(TableListModel::SortRole).toLongLong(), 84310);
}

void TestTables::refreshKeepsTheSelection()
{
    TableListModel model;
    TableFilter filter;
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    model.show(sample::snapshot());
    filter.sort(TableListModel::PendingForward, Qt::DescendingOrder);
    const QPersistentModelIndex chosen = filter.index(rowOf(filter, u"clinic-cloud"_s, u"public.notes"_s), 0);
    ServiceSnapshot later = sample::snapshot();
    later.links[2].tables[2].pendingForward = 999999;
    model.show(later);
    QVERIFY(chosen.isValid());
    QCOMPARE(chosen.row(), 0);
    QCOMPARE(chosen.sibling(chosen.row(), TableListModel::Table).data().toString(), u"public.notes"_s);
}

void TestTables::filterFindsByTableAndByLink()
{
    TableListModel model;
    TableFilter filter;
    filter.setSourceModel(&model);
    model.show(sample::snapshot());
    QCOMPARE(filter.rowCount(), 21);
    filter.setText(u"INVOICES"_s);
    QCOMPARE(filter.rowCount(), 3);
    filter.setText(u"lab-"_s);
    QCOMPARE(filter.rowCount(), 3);
    filter.setText({});
    filter.setLink(LinkName(u"archive"_s));
    QCOMPARE(filter.rowCount(), 6);
}

void TestTables::numbersSortAsNumbers()
{
    TableListModel model;
    TableFilter filter;
    filter.setSourceModel(&model);
    model.show(sample::snapshot());
    filter.sort(TableListModel::RowsA, Qt::AscendingOrder);
    QCOMPARE(filter.index(0, TableListModel::Table).data().toString(), u"public.rooms"_s);
    QCOMPARE(filter.index(20, TableListModel::Table).data().toString(), u"results"_s);
}

void TestTables::copyTakesTheSelectedRows()
{
    const Theme theme(Theme::Mode::Light);
    TableListModel model;
    model.show(sample::snapshot());
    QTableView view;
    view.setModel(&model);
    giveTableLook(view, theme);
    addCopyActions(view);
    view.setColumnHidden(TableListModel::State, true);
    view.selectRow(0);
    view.show();
    view.setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).startsWith(u"Table\tLink\tRows on a"_s));
    QVERIFY(lines.at(1).startsWith(u"public.patients\tclinic-billing\t12,880"_s));
}

void TestTables::columnsAreRemembered()
{
    QTemporaryDir dir;
    QSettings settings(dir.filePath(u"s.ini"_s), QSettings::IniFormat);
    Theme theme(Theme::Mode::Light);
    const Icons icons(theme);
    FakeSyncService service;
    const Permits permits;
    const PageContext context{service, theme, icons, settings, permits, u"ana"_s};
    {
        TablesPage page(context, nullptr);
        page.findChild<QTableView*>()->setColumnWidth(TableListModel::Table, 333);
        page.saveState();
    }
    const TablesPage page(context, nullptr);
    QCOMPARE(page.findChild<QTableView*>()->columnWidth(TableListModel::Table), 333);
}

QTEST_MAIN(TestTables)
#include "tst_tables.moc"
