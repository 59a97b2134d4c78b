// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/ids.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

/// What the brake holds, for people: deletes that are not passed on without a person's word.
namespace keel {

enum class BrakeReason {
    Deletes,  ///< more than maxDeletes
    Share,    ///< more than maxDeletePercent of the table
    Truncate, ///< the table was truncated
    Parent,   ///< rows of a table that is held hang on these; deleting them would take those along
    Swapped,  ///< another database, or an older state of it, stands where the known one stood
};

enum class BrakeState {
    Held,
    Accepted, ///< decided; the next pass carries it out
    Reversed,
    Dropped,
    Done,
};

enum class BrakeDecision {
    Accept,  ///< the deletes are passed on
    Reverse, ///< the rows are restored at their origin, and the deletes forgotten
    Drop,    ///< the deletes are forgotten: the rows stay where they still are, and the two sides differ in them
};

struct BrakeSample
{
    QString keyJson;
    QString rowJson; ///< [{"column", "text"}], as the row stands on the other side
};

/// Deletes of one table on their way from `origin` to `side`.
struct BrakePlan
{
    qint64 id = 0;
    LinkName link;
    TableName table; ///< as configured on a
    Direction direction = Direction::Forward;
    EndpointName side;   ///< where the rows still are and would be deleted
    EndpointName origin; ///< where they were deleted
    qint64 deletes = 0;
    qint64 rows = 0; ///< of the table in `side`
    BrakeReason reason = BrakeReason::Deletes;
    QString cause;   ///< who deleted them, as far as the journal knows; may be empty
    QDateTime since; ///< UTC, of the first of these deletes, or when it was found
    QList<BrakeSample> samples;
    BrakeState state = BrakeState::Held;
    QString decidedBy;
    QDateTime decidedAt;
};

/// "deletes", "share", …: stable names for JSON.
[[nodiscard]] QString toText(BrakeReason reason);
[[nodiscard]] QString toText(BrakeState state);
/// "accept", "reverse", "drop".
[[nodiscard]] QString toText(BrakeDecision decision);
/// One sentence for logs and the command line: "12,431 rows of orders were deleted in clinic".
[[nodiscard]] QString brakeSentence(const BrakePlan& plan);

} // namespace keel

Q_DECLARE_METATYPE(keel::BrakePlan)
