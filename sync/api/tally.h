// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QString>

/// Counts since start that a monitor adds up. They never become less while the service runs.
namespace keel {

/// What became of the rows of one table in one direction.
struct RowTally
{
    qint64 inserted = 0;
    qint64 updated = 0;
    qint64 deleted = 0;
    qint64 equal = 0;  ///< nothing to do: both sides agreed already
    qint64 failed = 0; ///< error records written, tries counted

    [[nodiscard]] qint64 carried() const { return inserted + updated + deleted; }
    RowTally& operator+=(const RowTally& o)
    {
        inserted += o.inserted;
        updated += o.updated;
        deleted += o.deleted;
        equal += o.equal;
        failed += o.failed;
        return *this;
    }
    friend bool operator==(const RowTally&, const RowTally&) = default;
};

struct ConflictTally
{
    QString conflictClass; ///< PostgreSQL's names: "update_origin_differs", …
    QString winner;        ///< "a", "b", or "held": a person decides
    qint64 count = 0;
    friend bool operator==(const ConflictTally&, const ConflictTally&) = default;
};

struct ErrorTally
{
    ErrorClass kind = ErrorClass::Row;
    qint64 count = 0; ///< tries counted
    friend bool operator==(const ErrorTally&, const ErrorTally&) = default;
};

} // namespace keel
