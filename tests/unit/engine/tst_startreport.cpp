// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/startreport.h"

#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

namespace {

CycleReport moved(const char* table, qint64 forward, qint64 reverse, bool drained)
{
    CycleReport report;
    report.drained = drained;
    report.moved = {{TableName(QString::fromLatin1(table)), forward, reverse, {}}};
    return report;
}

} // namespace

class TestStartReport : public QObject
{
    Q_OBJECT

private slots:
    void slicesAreAddedUpUntilNothingWaits();
    void aCycleForSomeTablesDoesNotEndIt();
    void itIsToldOnce();
    void anInitialLoadIsNoAbsence();
    void sentences_data();
    void sentences();

private:
    const QDateTime m_now = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
};

void TestStartReport::slicesAreAddedUpUntilNothingWaits()
{
    StartReport report;
    QVERIFY(!report.take(moved("public.notes", 3, 0, false), true, m_now));
    QVERIFY(!report.take(moved("batches", 0, 9, false), true, m_now));
    const auto told = report.take(moved("public.notes", 1, 1, true), true, m_now);
    QVERIFY(told);
    QCOMPARE(toText(*told), u"Recovered 14 changes missed while away: 9 batches, 5 notes"_s);
}

void TestStartReport::aCycleForSomeTablesDoesNotEndIt()
{
    StartReport report;
    QVERIFY(!report.take(moved("notes", 3, 0, true), false, m_now));
    const auto told = report.take({}, true, m_now);
    QVERIFY(told);
    QCOMPARE(told->rows(), 3);
}

void TestStartReport::itIsToldOnce()
{
    StartReport report;
    QVERIFY(report.take({}, true, m_now));
    QVERIFY(!report.take(moved("notes", 3, 0, true), true, m_now));
}

void TestStartReport::anInitialLoadIsNoAbsence()
{
    StartReport report;
    CycleReport loading = moved("notes", 100, 0, false);
    loading.loading = true;
    QVERIFY(!report.take(loading, true, m_now));
    QVERIFY(!report.take(moved("notes", 1, 0, true), true, m_now));
    QVERIFY(!report.take(moved("notes", 1, 0, true), true, m_now));
}

void TestStartReport::sentences_data()
{
    QTest::addColumn<int>("tables");
    QTest::addColumn<int>("each");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0 << 0 << u"No changes were missed while away"_s;
    QTest::newRow("one") << 1 << 1 << u"Recovered 1 change missed while away: 1 t0"_s;
    QTest::newRow("many tables")
        << 10 << 2
        << u"Recovered 20 changes missed while away: 2 t0, 2 t1, 2 t2, 2 t3, 2 t4, 2 t5, 2 t6, 2 t7, 4 in other tables"_s;
}

void TestStartReport::sentences()
{
    QFETCH(int, tables);
    QFETCH(int, each);
    Recovered recovered;
    for (int i = 0; i < tables; ++i)
        recovered.tables.append({TableName(u"public.t%1"_s.arg(i)), each, 0});
    QTEST(toText(recovered), "text");
}

QTEST_APPLESS_MAIN(TestStartReport)
#include "tst_startreport.moc"
