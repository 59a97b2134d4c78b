// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/pgconnection.h"

#include <span>

namespace keel::pg {

/// What a walk over staged rows came to. Rows are named by their ord.
struct Walked
{
    std::vector<int> written;
    std::vector<std::pair<int, Error>> refused;
    /// Rows that the statement did not touch, though it should have: they appeared, or a trigger kept them out.
    std::vector<int> untouched;
};

/// A statement over rows of a staging table `s`, for one part of them at a time.
struct WalkedStatement
{
    /// SQL with walkedPart where rows of `s` are chosen, and walkedMark in the first value that it makes of a row.
    QByteArray text;
    bool touchesAll = true; ///< a row that it leaves out is `untouched`; else that is its own business
};

/// Within a condition: ` and s.ctid = any (…)`.
inline const QByteArray walkedPart = QByteArrayLiteral("/*part*/");
/// A condition that is true, and remembers the row.
inline const QByteArray walkedMark = QByteArrayLiteral("/*mark*/");

/// Runs each statement over the staged rows with its ords, part by part in the server, each part in a savepoint of its
/// own: what is refused is narrowed down to single rows, all others are kept, in one round trip. The caller's
/// savepoint stays as it is. Fails as a whole, and is then to be rolled back, where a statement fails for another
/// reason than its rows.
[[nodiscard]] Result<Walked> walkRows(PgConnection& connection, const QByteArray& stagingTable,
                                      std::span<const std::pair<WalkedStatement, std::vector<int>>> statements);

} // namespace keel::pg
