// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgrows.h"

namespace keel::pg {

PgRows::PgRows(PgResult result, int firstColumn, std::vector<Family> families)
    : m_result(std::move(result)), m_firstColumn(firstColumn), m_families(std::move(families))
{}

std::vector<Value> PgRows::unpack(int row) const
{
    std::vector<Value> values;
    values.reserve(m_families.size());
    for (std::size_t i = 0; i < m_families.size(); ++i) {
        const auto value = text(row, i);
        values.push_back(value ? Value(value->toByteArray(), m_families[i]) : Value());
    }
    return values;
}

qsizetype PgRows::bytes(int row) const
{
    qsizetype bytes = 0;
    for (std::size_t i = 0; i < m_families.size(); ++i)
        bytes += m_result.view(row, m_firstColumn + static_cast<int>(i)).size();
    return bytes;
}

std::optional<QByteArrayView> PgRows::text(int row, std::size_t column) const
{
    const int at = m_firstColumn + static_cast<int>(column);
    return m_result.isNull(row, at) ? std::nullopt : std::optional(m_result.view(row, at));
}

} // namespace keel::pg
