// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/capture/shadow.h"

#include <xxhash.h>

namespace keel {

QByteArray shadowHash(const TableBinding& table, const Row& row)
{
    QByteArray framed;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!table.columns[i].compared || static_cast<int>(i) == table.updatedAt)
            continue;
        if (row[i].isNull()) {
            framed.append('n');
            continue;
        }
        framed.append('v').append(QByteArray::number(row[i].text().size())).append(':').append(row[i].text());
    }
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(framed.constData(), static_cast<std::size_t>(framed.size())));
    return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

} // namespace keel
