// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/lane.h"

#include "sync/apply/order.h"

#include <algorithm>

namespace keel {

const QString Lane::mainName = QStringLiteral("*");

QString Lane::loadName(const TableName& onA)
{
    return QStringLiteral("load:") + onA.value;
}

void Lane::add(const BoundTable& table)
{
    configs.push_back(table.config);
    a.push_back(table.a);
    b.push_back(table.b);
    loads.emplace_back();
    estimatedRows.push_back(std::max(table.estimatedRowsA, table.estimatedRowsB));
    renumber();
}

void Lane::remove(int index)
{
    const auto at = static_cast<std::ptrdiff_t>(index);
    configs.erase(configs.begin() + at);
    a.erase(a.begin() + at);
    b.erase(b.begin() + at);
    loads.erase(loads.begin() + at);
    estimatedRows.erase(estimatedRows.begin() + at);
    renumber();
}

void Lane::renumber()
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i].index = b[i].index = static_cast<int>(i);
    std::vector<int> priorities;
    for (const TableConfig& config : configs)
        priorities.push_back(config.priority);
    orderOnA = parentsFirst(a, priorities);
    orderOnB = parentsFirst(b, priorities);
}

std::size_t Lane::userTables() const
{
    return static_cast<std::size_t>(std::ranges::count(a, false, &TableBinding::probes));
}

bool Lane::hasLoaded() const
{
    for (std::size_t i = 0; i < loads.size(); ++i) {
        if (loads[i].done && !a[i].probes)
            return true;
    }
    return false;
}

bool Lane::isLoaded() const
{
    return std::ranges::all_of(loads, &LoadPosition::done);
}

} // namespace keel
