// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that stay as they were received until somebody looks.
#include "sync/api/row.h"

#include <QtTest>

using namespace keel;

namespace {

/// Two rows: 1|a and 2|null.
class Received final : public PackedRows
{
public:
    [[nodiscard]] std::vector<Value> unpack(int row) const override
    {
        ++looks;
        return {Value(QByteArray::number(row + 1), Family::Integer), row == 0 ? Value("a", Family::Text) : Value()};
    }
    [[nodiscard]] qsizetype bytes(int row) const override { return row == 0 ? 2 : 1; }

    mutable int looks = 0;
};

} // namespace

class RowTest : public QObject
{
    Q_OBJECT

private slots:
    void unpacksOnceAndAtTheFirstLook();
    void saysItsSizeWithoutALook();
    void copiesAreRowsOfTheirOwn();
    void isEqualToARowOfTheSameValues();
};

void RowTest::unpacksOnceAndAtTheFirstLook()
{
    const auto received = std::make_shared<Received>();
    const Row row(received, 0);
    QCOMPARE(row.packed(), received.get());
    QCOMPARE(received->looks, 0);
    QCOMPARE(row.size(), std::size_t(2));
    QCOMPARE(row[0].text(), QByteArray("1"));
    QCOMPARE(row.back().text(), QByteArray("a"));
    QCOMPARE(received->looks, 1);
    QVERIFY(!row.packed());
    QCOMPARE(received.use_count(), 1L); // a row that is at hand holds nothing else in memory
}

void RowTest::saysItsSizeWithoutALook()
{
    const auto received = std::make_shared<Received>();
    const Row row(received, 1);
    QCOMPARE(row.bytes(), qsizetype(1));
    QCOMPARE(received->looks, 0);
    QVERIFY(row[1].isNull());
    QCOMPARE(row.bytes(), qsizetype(1));
}

void RowTest::copiesAreRowsOfTheirOwn()
{
    const auto received = std::make_shared<Received>();
    const Row row(received, 0);
    Row copy = row;
    copy[1] = Value("b", Family::Text);
    QVERIFY(row.packed());
    QCOMPARE(row[1].text(), QByteArray("a"));
    QCOMPARE(copy[1].text(), QByteArray("b"));
    Row grown(received, 1);
    grown.push_back(Value("c", Family::Text));
    QCOMPARE(grown.size(), std::size_t(3));
    QCOMPARE(grown[0].text(), QByteArray("2"));
}

void RowTest::isEqualToARowOfTheSameValues()
{
    const auto received = std::make_shared<Received>();
    QCOMPARE(Row(received, 0), (Row{Value("1", Family::Integer), Value("a", Family::Text)}));
    QVERIFY(!(Row(received, 0) == Row(received, 1)));
    QVERIFY(!(Row(received, 1) == Row{Value("2", Family::Integer), Value("", Family::Text)}));
    QVERIFY(Row().empty());
}

QTEST_GUILESS_MAIN(RowTest)
#include "tst_row.moc"
