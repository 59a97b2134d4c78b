// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/parts/pagefixture.h"
#include "ui/models/conflictlistmodel.h"
#include "ui/pages/conflicts/conflictdiff.h"
#include "ui/pages/conflicts/conflictspage.h"

#include <QAbstractItemModelTester>
#include <QBrush>
#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace keel;

class TstConflictsPage : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnOtherWarnings(); }

    void listsConflictsAndShowsTheFirst()
    {
        PageFixture<ConflictsPage> f;
        f.open();
        auto* list = f.find<ConflictListModel>();
        new QAbstractItemModelTester(list, QAbstractItemModelTester::FailureReportingMode::QtTest, f.page.get());
        auto* diff = f.find<ConflictDiffModel>();
        new QAbstractItemModelTester(diff, QAbstractItemModelTester::FailureReportingMode::QtTest, f.page.get());
        QTRY_COMPARE(list->rowCount(), 6);
        QCOMPARE(f.page->answer(), u"6 conflicts"_s);
        QTRY_COMPARE(diff->rowCount(), 9);
        QCOMPARE(list->index(0, 0).data(Qt::AccessibleTextRole).toString().section(u',', 0, 1),
                 u"public.patients 4c21-9f0e, The row was changed on both sides: cloud won"_s);
    }

    void differingColumnsCarryASignAndAGround()
    {
        PageFixture<ConflictsPage> f;
        f.open();
        auto* diff = f.find<ConflictDiffModel>();
        QTRY_COMPARE(diff->rowCount(), 9);
        QStringList differing;
        for (int row = 0; row < diff->rowCount(); ++row) {
            const bool ground = diff->index(row, ConflictDiffModel::SideA).data(Qt::BackgroundRole).isValid();
            const QString name = diff->index(row, ConflictDiffModel::Name).data().toString();
            QCOMPARE(name.startsWith(u'≠'), ground);
            if (ground)
                differing.append(name.mid(3));
        }
        QCOMPARE(differing, (QStringList{u"phone"_s, u"blood_type"_s, u"updated_at"_s}));
        QTest::mouseClick(f.find<QCheckBox>(), Qt::LeftButton);
        QCOMPARE(diff->rowCount(), 3);
    }

    void arrowKeyGoesToTheNext()
    {
        PageFixture<ConflictsPage> f;
        f.open();
        auto* diff = f.find<ConflictDiffModel>();
        QTRY_COMPARE(diff->rowCount(), 9);
        auto* list = f.find<QListView>();
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(list, Qt::Key_Down);
        // The fifth: the row was gone on b.
        QTRY_COMPARE(diff->index(0, ConflictDiffModel::SideB).data().toString(), u"gone"_s);
        // A link from cloud to archive.
        QCOMPARE(diff->headerData(ConflictDiffModel::SideA, Qt::Horizontal, Qt::DisplayRole).toString(),
                 u"cloud ✓ winner"_s);
    }

    void typedFilterNarrowsTheList()
    {
        PageFixture<ConflictsPage> f;
        f.open();
        auto* list = f.find<ConflictListModel>();
        QTRY_COMPARE(list->rowCount(), 6);
        f.page->focusFilter();
        QTest::keyClicks(f.find<QLineEdit>(), u"57902"_s);
        QTRY_COMPARE(list->rowCount(), 1);
        QCOMPARE(list->index(0, 0).data(ConflictListModel::WinnerRole).toString(), u"Held for you"_s);
        QTest::keyClicks(f.find<QLineEdit>(), u"nothing"_s);
        QTRY_COMPARE(f.page->answer(), u"No conflict matches"_s);
    }

    void aHeldRowIsDecidedByAButtonThatNamesTheSide()
    {
        PageFixture<ConflictsPage> f;
        f.open();
        auto* list = f.find<ConflictListModel>();
        QTRY_COMPARE(list->rowCount(), 6);
        f.find<QListView>()->setCurrentIndex(list->index(2, 0)); // the held one
        auto* take = f.page->findChild<QPushButton*>(u"takeB"_s);
        QTRY_VERIFY(take->isVisible());
        QVERIFY(take->text().contains(u"cloud"_s));
        QTest::mouseClick(take, Qt::LeftButton);
        QTRY_COMPARE(heard(f.service).value(heard(f.service).size() - 1).section(u' ', 0, 2),
                     u"resolveConflicts b 4"_s);
        auto* undo = f.page->findChild<QPushButton*>(u"undo"_s);
        QTRY_VERIFY(undo->isVisible());
        QVERIFY(!take->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(heard(f.service).value(heard(f.service).size() - 1).section(u' ', 0, 2),
                     u"resolveConflicts undo 4"_s);
    }

    void theLoserIsBroughtBackByAButton()
    {
        PageFixture<ConflictsPage> f;
        f.open();
        auto* back = f.page->findChild<QPushButton*>(u"bringBack"_s);
        QTRY_VERIFY(back->isVisible());
        QVERIFY(back->text().contains(u"clinic"_s)); // cloud won the first
        QTest::mouseClick(back, Qt::LeftButton);
        QTRY_COMPARE(heard(f.service).value(heard(f.service).size() - 1).section(u' ', 0, 2),
                     u"resolveConflicts bring-back 6"_s);
    }

    void storySaysWhoWonAndWhy_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<bool>("tie");
        QTest::addColumn<bool>("held");
        QTest::addColumn<int>("laterMs");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("start");
        QTest::newRow("newest") << u"newest"_s << false << false << 2157 << u"cloud won: it was written later"_s
                                << u"cloud was written 2.1 s after clinic."_s;
        QTest::newRow("tie") << u"newest"_s << true << false << 0 << u"cloud won: a tie"_s
                             << u"The times could not decide; clinic wins ties."_s;
        QTest::newRow("policy") << u"b-wins"_s << false << false << 5 << u"cloud won: the policy says so"_s
                                << u"The policy of this link is b-wins, whatever the times."_s;
        QTest::newRow("first load") << u"initial"_s << false << false << 5 << u"cloud won: first load"_s
                                    << u"Both sides had this row, with different values"_s;
        QTest::newRow("held") << u"manual"_s << false << true << 5
                              << u"Held for you: neither side overwrites the other"_s
                              << u"clinic and cloud keep their own version"_s;
    }
    void storySaysWhoWonAndWhy()
    {
        QFETCH(QString, policy);
        QFETCH(bool, tie);
        QFETCH(bool, held);
        QFETCH(int, laterMs);
        QFETCH(QString, start);
        ConflictRecord r;
        r.policy = policy;
        r.tie = tie;
        r.held = held;
        r.winner = Side::B;
        r.changedAtA = QDateTime(QDate(2026, 1, 22), QTime(7, 38), Qt::UTC);
        r.changedAtB = r.changedAtA->addMSecs(laterMs);
        r.a = r.b = QList<NamedValue>{{u"id"_s, u"1"_s}};
        const ConflictStory story = storyOf(r, u"clinic"_s, u"cloud"_s);
        QTEST(story.title, "title");
        QVERIFY2(story.reason.startsWith(start), qPrintable(story.reason));
    }
};

QTEST_MAIN(TstConflictsPage)
#include "tst_conflictspage.moc"
