// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/row.h"

#include <utility>

namespace keel {

void Row::unpack() const
{
    const auto packed = std::exchange(m_packed, nullptr);
    m_values = packed->unpack(m_row);
}

qsizetype Row::bytes() const
{
    if (m_packed)
        return m_packed->bytes(m_row);
    qsizetype bytes = 0;
    for (const Value& value : m_values)
        bytes += value.text().size();
    return bytes;
}

} // namespace keel
