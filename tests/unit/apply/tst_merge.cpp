// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/merge.h"

#include <QTest>

using namespace keel;

/// Rows of one letter a column; '.' is null.
class TestMerge : public QObject
{
    Q_OBJECT

private slots:
    void eachSidesColumnsAreTaken_data()
    {
        QTest::addColumn<QByteArray>("winner");
        QTest::addColumn<QByteArray>("loser");
        QTest::addColumn<QList<int>>("byWinner");
        QTest::addColumn<QList<int>>("byLoser");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QList<int>>("fromLoser");
        const auto row = [](const char* name, const char* winner, const char* loser, const QList<int>& byWinner,
                            const QList<int>& byLoser, const char* expected, const QList<int>& fromLoser) {
            QTest::newRow(name) << QByteArray(winner) << QByteArray(loser) << byWinner << byLoser
                                << QByteArray(expected) << fromLoser;
        };
        row("other columns", "kWbc", "kaLc", {1}, {2}, "kWLc", {2});
        row("the same column", "kWbc", "kLbc", {1}, {1}, "kWbc", {});
        row("one the same, one other", "kWbc", "kLbL", {1}, {1, 3}, "kWbL", {3});
        row("the loser changed nothing", "kWbc", "kabc", {1}, {}, "kWbc", {});
        row("the winner changed nothing", "kabc", "kaLL", {}, {2, 3}, "kaLL", {2, 3});
        row("to null", "kWbc", "ka.c", {1}, {2}, "kW.c", {2});
        row("from null", "kW.c", "kaLc", {1}, {2}, "kWLc", {2});
        row("both to the same value", "kXbc", "kXbc", {1}, {1}, "kXbc", {});
        row("changed and changed back", "kWbc", "kabc", {1}, {2}, "kWbc", {});
    }

    void eachSidesColumnsAreTaken()
    {
        QFETCH(QByteArray, winner);
        QFETCH(QByteArray, loser);
        QFETCH(QList<int>, byWinner);
        QFETCH(QList<int>, byLoser);
        QFETCH(QByteArray, expected);
        QFETCH(QList<int>, fromLoser);
        const auto rowOf = [](const QByteArray& letters) {
            Row row;
            for (const char letter : letters)
                row.push_back(letter == '.' ? Value() : Value(QByteArray(1, letter), Family::Text));
            return row;
        };
        const Merged merged = mergeRows(rowOf(winner), rowOf(loser), std::vector<int>(byWinner.begin(), byWinner.end()),
                                        std::vector<int>(byLoser.begin(), byLoser.end()));
        QVERIFY(merged.row == rowOf(expected));
        QCOMPARE(QList<int>(merged.fromLoser.begin(), merged.fromLoser.end()), fromLoser);
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
