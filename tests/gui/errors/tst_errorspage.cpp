// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/parts/pagefixture.h"
#include "ui/models/errortablemodel.h"
#include "ui/models/recordselection.h"
#include "ui/pages/errors/causestrip.h"
#include "ui/pages/errors/errorspage.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace keel;

namespace {

struct Errors : PageFixture<ErrorsPage>
{
    QTableView* table = nullptr;
    ErrorTableModel* model = nullptr;

    void start()
    {
        open();
        model = find<ErrorTableModel>();
        for (QTableView* view : page->findChildren<QTableView*>()) {
            if (view->model() == model)
                table = view;
        }
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, page.get());
    }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {}) const
    {
        const QRect cell = table->visualRect(model->index(row, ErrorTableModel::Table));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers, cell.center());
    }
    void clickHeader(int column) const
    {
        QHeaderView* header = table->horizontalHeader();
        const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    }
    [[nodiscard]] QString ids(std::initializer_list<int> rows) const
    {
        QStringList texts;
        for (const int row : rows)
            texts.append(QString::number(model->idAt(row).value_or(-1)));
        return texts.join(u' ');
    }
    [[nodiscard]] bool shows(const QString& text) const
    {
        for (const QLabel* label : page->findChildren<QLabel*>()) {
            if (label->text() == text && label->isVisible())
                return true;
        }
        return false;
    }
};

} // namespace

class TstErrorsPage : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnOtherWarnings(); }

    void titleIsTheAnswer()
    {
        Errors e;
        e.start();
        // 16 of the 17 sample records are open.
        QTRY_COMPARE(e.page->answer(), u"16 rows wait, from 5 causes"_s);
        QTRY_COMPARE(e.model->rowCount(), 16);
    }

    void typedFilterIsAsked()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.page->focusFilter();
        QTest::keyClicks(e.find<QLineEdit>(), u"too long"_s);
        QTRY_COMPARE(e.service.errorQueries.last().filter.text, u"too long"_s);
        QTRY_COMPARE(e.page->answer(), u"4 errors match, from 1 cause"_s);
        QTRY_COMPARE(e.model->rowCount(), 4);
        QCOMPARE(e.model->recordAt(0)->code, ErrorCode::ValueRefused);
    }

    void filteredToNothingOffersToClear()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.page->focusFilter();
        QTest::keyClicks(e.find<QLineEdit>(), u"no such thing"_s);
        QTRY_VERIFY(e.shows(u"No error matches."_s));
        for (QPushButton* button : e.page->findChildren<QPushButton*>()) {
            if (button->text() == "Clear the filter"_L1)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_COMPARE(e.model->rowCount(), 16);
    }

    void causeCardNarrowsTheTableAndKeepsTheCards()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.page->findChildren<CauseCard*>().size(), 5);
        CauseCard* card = e.page->findChildren<CauseCard*>().at(1);
        const qint64 count = card->cause().count;
        QTest::mouseClick(card, Qt::LeftButton);
        QTRY_COMPARE(qint64(e.model->rowCount()), count);
        QCOMPARE(e.model->filter().code, std::optional(card->cause().code));
        QCOMPARE(e.page->findChildren<CauseCard*>().size(), 5);
        QTest::mouseClick(card, Qt::LeftButton);
        QTRY_COMPARE(e.model->rowCount(), 16);
    }

    void retrySendsTheSelectedIds()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.clickRow(0);
        e.clickRow(2, Qt::ControlModifier);
        e.clickRow(5, Qt::ControlModifier);
        const QString wanted = u"retry %1 ana"_s.arg(e.ids({0, 2, 5}));
        QTest::keyClick(e.table, Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(heard(e.service), QStringList{wanted});
        QTRY_COMPARE(e.model->rowCount(), 13);
    }

    void buttonsCarryTheCount()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.clickRow(1);
        e.clickRow(3, Qt::ShiftModifier);
        const QList<QAction*> actions = e.page->pageActions();
        QCOMPARE(actions.at(0)->text(), u"Retry 3"_s);
        QCOMPARE(actions.at(1)->text(), u"Resolve 3"_s);
        const QString wanted = u"ignore %1 ana"_s.arg(e.ids({1, 2, 3}));
        QTest::keyClick(e.table, Qt::Key_I, Qt::ControlModifier);
        QTRY_COMPARE(heard(e.service), QStringList{wanted});
    }

    void selectAllRetriesWhatMatches()
    {
        Errors e;
        e.service.errorCount = 900;
        e.start();
        QTRY_VERIFY(e.model->rowCount() > 600);
        e.table->setFocus();
        QTest::keyClick(e.table, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(e.find<RecordSelection>()->count(), qint64(e.model->rowCount()));
        const QString wanted = u"retryMatching %1 ana"_s.arg(e.model->rowCount());
        QTest::keyClick(e.table, Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(heard(e.service), QStringList{wanted});
        QTRY_COMPARE(e.page->answer(), u"No row waits"_s);
    }

    void selectAllResolvesRowsThatAreNotHeld()
    {
        Errors e;
        e.service.errorCount = 900;
        e.start();
        QTRY_VERIFY(e.model->rowCount() > 600);
        const int rows = e.model->rowCount();
        QVERIFY(e.model->rowsHeld() < rows);
        e.table->setFocus();
        QTest::keyClick(e.table, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(e.table, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(heard(e.service).size(), 1);
        // "resolve", the ids, "ana".
        QTRY_COMPARE(heard(e.service).first().split(u' ').size(), rows + 2);
    }

    void selectionStaysWithItsRecordWhenRowsMove()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.clickRow(4);
        const qint64 chosen = *e.model->idAt(4);
        e.service.resolveErrors(0, {*e.model->idAt(0), *e.model->idAt(1)}, u"bo"_s);
        QTRY_COMPARE(e.model->rowCount(), 14);
        QTRY_COMPARE(e.find<RecordSelection>()->ids(), QList<qint64>{chosen});
        QCOMPARE(e.table->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(e.table->selectionModel()->selectedRows().first().row(), 2);
    }

    void thirdClickOnAHeaderBringsBackTheDefaultOrder()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.clickHeader(ErrorTableModel::Tries);
        QTRY_COMPARE(e.service.errorQueries.last().sort, ErrorSort::Attempts);
        QVERIFY(!e.service.errorQueries.last().descending);
        e.clickHeader(ErrorTableModel::Tries);
        QTRY_VERIFY(e.service.errorQueries.last().descending);
        QCOMPARE(e.service.errorQueries.last().sort, ErrorSort::Attempts);
        e.clickHeader(ErrorTableModel::Tries);
        QTRY_COMPARE(e.service.errorQueries.last().sort, ErrorSort::LastTry);
        QVERIFY(e.service.errorQueries.last().descending);
    }

    void detailShowsTheDriversWords()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.clickRow(0);
        QTRY_VERIFY(e.shows(e.model->recordAt(0)->message));
    }

    void exportWritesEveryMatchingRecord()
    {
        Errors e;
        e.service.errorCount = 2500;
        e.start();
        QTRY_VERIFY(e.model->rowCount() > 1000);
        e.page->exportTo(e.dir.filePath(u"all.json"_s));
        QTRY_VERIFY(!e.read(u"all.json"_s).isEmpty());
        const QJsonArray all = QJsonDocument::fromJson(e.read(u"all.json"_s)).array();
        QCOMPARE(all.size(), e.model->rowCount());
    }

    void exportOfASelectionWritesOnlyThat()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.clickRow(1);
        e.clickRow(2, Qt::ShiftModifier);
        e.page->exportTo(e.dir.filePath(u"two.csv"_s));
        QTRY_COMPARE(e.read(u"two.csv"_s).count("\r\n"), 3);
    }

    void copyTakesTheSelectedRows()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        e.clickRow(0);
        QTest::keyClick(e.table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.first().contains(u"What happened"_s));
        QVERIFY(lines.last().contains(e.model->recordAt(0)->table.value));
    }

    void failureKeepsTheLastData()
    {
        Errors e;
        e.start();
        QTRY_COMPARE(e.model->rowCount(), 16);
        Error failure;
        failure.code = ErrorCode::FileDamaged;
        failure.place = u"history.db"_s;
        e.service.failWith = failure;
        e.service.changeRecords();
        const auto strip = [&e] {
            for (const QLabel* label : e.page->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(u"history.db"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(strip());
        QCOMPARE(e.model->rowCount(), 16);
    }

    void hundredThousandRecordsStaySmooth()
    {
        Errors e;
        e.service.errorCount = 100'000;
        e.open();
        // With closed ones too the fake makes only the rows that are asked for.
        e.find<QCheckBox>()->setChecked(false);
        e.model = e.find<ErrorTableModel>();
        e.table = e.page->findChild<QTableView*>();
        QTRY_COMPARE(e.model->rowCount(), 100'000);
        QCOMPARE(e.table->model(), e.model);
        QElapsedTimer beat;
        qint64 longest = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, this, [&] { longest = std::max(longest, beat.restart()); });
        heart.start(5);
        beat.start();
        QScrollBar* bar = e.table->verticalScrollBar();
        const int asked = e.model->pagesAsked();
        constexpr int steps = 200;
        int step = 0;
        QTimer drag;
        connect(&drag, &QTimer::timeout, this, [&] {
            ++step;
            const int down = step <= steps ? step : 2 * steps - step;
            bar->setValue(int(qint64(bar->maximum()) * down / steps));
            if (step == 2 * steps)
                drag.stop();
        });
        drag.start(2);
        QTRY_VERIFY_WITH_TIMEOUT(!drag.isActive(), 60'000);
        QTRY_VERIFY(e.model->recordAt(0));
        QCOMPARE(e.model->recordAt(0)->id, 1);
        qInfo("longest stall %lld ms, pages asked %d, rows held %d", longest, e.model->pagesAsked() - asked,
              e.model->rowsHeld());
        QVERIFY(e.model->pagesAsked() - asked < 3 * 2 * steps);
        QVERIFY(e.model->rowsHeld() <= PagedModel::PagesKept * PagedModel::PageSize);
        bar->setValue(bar->maximum());
        QTRY_VERIFY(e.model->recordAt(99'999));
        QCOMPARE(e.model->recordAt(99'999)->id, 100'000);
    }
};

QTEST_MAIN(TstErrorsPage)
#include "tst_errorspage.moc"
