// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply/order.h"

#include <QTest>

using namespace keel;

namespace {

TableBinding table(const char* name, std::initializer_list<const char*> parents = {})
{
    TableBinding binding;
    binding.name = TableName(QString::fromLatin1(name));
    for (const char* parent : parents)
        binding.foreignKeys.push_back(
            {.name = {}, .columns = {}, .parent = TableName(QString::fromLatin1(parent)), .parentColumns = {}});
    return binding;
}

using Order = std::vector<int>;

} // namespace

class TestOrder : public QObject
{
    Q_OBJECT

private slots:
    void parentsComeBeforeTheirChildren();
    void withoutForeignKeysTheGivenOrderStays();
    void theHigherPriorityGoesFirstWhereForeignKeysLeaveAChoice();
    void aTableThatRefersToItselfIsNoCircle();
    void aCircleLosesNoTable();
};

void TestOrder::parentsComeBeforeTheirChildren()
{
    const std::vector<TableBinding> tables{table("notes", {"appointments"}), table("appointments", {"patients"}),
                                           table("patients")};
    QCOMPARE(parentsFirst(tables), (Order{2, 1, 0}));
}

void TestOrder::withoutForeignKeysTheGivenOrderStays()
{
    const std::vector<TableBinding> tables{table("b"), table("a"), table("c")};
    QCOMPARE(parentsFirst(tables), (Order{0, 1, 2}));
}

void TestOrder::theHigherPriorityGoesFirstWhereForeignKeysLeaveAChoice()
{
    const std::vector<TableBinding> tables{table("log"), table("users"), table("orders", {"users"}), table("tags")};
    const std::vector<int> priorities{0, 0, 10, 5};
    QCOMPARE(parentsFirst(tables, priorities), (Order{3, 0, 1, 2}));
}

void TestOrder::aTableThatRefersToItselfIsNoCircle()
{
    const std::vector<TableBinding> tables{table("child", {"staff"}), table("staff", {"staff"})};
    QCOMPARE(parentsFirst(tables), (Order{1, 0}));
}

void TestOrder::aCircleLosesNoTable()
{
    const std::vector<TableBinding> tables{table("x", {"y"}), table("y", {"x"}), table("z", {"x"})};
    auto order = parentsFirst(tables);
    QCOMPARE(order.size(), std::size_t(3));
    QCOMPARE(order.back(), 2);
}

QTEST_APPLESS_MAIN(TestOrder)
#include "tst_order.moc"
