// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/ids.h"

#include <QDateTime>
#include <QList>

namespace keel {

/// What a link's first cycles after start carried until nothing waited: changes made while the service was away. The
/// initial load is none of it.
struct Recovered
{
    struct Table
    {
        TableName table; ///< as configured on a
        qint64 forward = 0;
        qint64 reverse = 0;
        friend bool operator==(const Table&, const Table&) = default;
    };
    QDateTime at;        ///< UTC, when nothing waited any more
    QList<Table> tables; ///< with rows only, most first

    [[nodiscard]] qint64 rows() const;
    friend bool operator==(const Recovered&, const Recovered&) = default;
};
/// "Recovered 7 changes missed while away: 5 notes, 2 batches".
[[nodiscard]] QString toText(const Recovered& recovered);

} // namespace keel
