// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/schema.h"

namespace keel {

Key TableBinding::keyOf(const Row& row) const
{
    Key result;
    result.values.reserve(key.size());
    for (const int column : key)
        result.values.push_back(row[static_cast<std::size_t>(column)]);
    return result;
}

QStringList TableBinding::columnNames() const
{
    QStringList names;
    for (const ColumnBinding& column : columns)
        names.append(column.name);
    return names;
}

bool sameRow(const TableBinding& binding, const Row& l, const Row& r)
{
    for (std::size_t i = 0; i < binding.columns.size(); ++i) {
        if (binding.columns[i].compared && !(l[i] == r[i]))
            return false;
    }
    return true;
}

} // namespace keel
