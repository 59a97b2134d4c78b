// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/ledger.h"

#include <algorithm>

namespace keel::sim {

const Version* Ledger::find(int number) const
{
    const auto it = m_versions.find(number);
    return it == m_versions.end() ? nullptr : &it->second;
}

Version* Ledger::find(int number)
{
    const auto it = m_versions.find(number);
    return it == m_versions.end() ? nullptr : &it->second;
}

bool Ledger::descends(int number, int ancestor) const
{
    while (number != 0 && number != ancestor) {
        const Version* version = find(number);
        number = version ? version->parent : 0;
    }
    return number == ancestor;
}

std::vector<int> Ledger::lost(const std::set<int>& heirs) const
{
    std::set<int> accounted;
    for (int number : heirs) {
        while (number != 0 && accounted.insert(number).second) {
            const Version* version = find(number);
            number = version ? version->parent : 0;
        }
    }
    std::vector<int> missing;
    for (const auto& [number, version] : m_versions) {
        if (version.committed && version.promised && !accounted.contains(number))
            missing.push_back(number);
    }
    std::ranges::sort(missing);
    return missing;
}

bool Ledger::hasValue(const RowId& id, std::size_t column, const Value& value) const
{
    return std::ranges::any_of(m_versions, [&](const auto& item) {
        const Version& version = item.second;
        return version.id.table == id.table && version.id.key == id.key && column < version.row.size() &&
               version.row[column] == value;
    });
}

QString Ledger::describe(int number) const
{
    const Version* version = find(number);
    if (!version)
        return QStringLiteral("v%1 (unknown)").arg(number);
    return QStringLiteral("v%1 (born on %2, parent v%3%4)")
        .arg(number)
        .arg(QLatin1Char(static_cast<char>('a' + version->site)))
        .arg(version->parent)
        .arg(version->gone ? QStringLiteral(", a deletion") : QString());
}

} // namespace keel::sim
