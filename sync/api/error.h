// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <tl/expected.hpp>

namespace keel {

/// What a failure asks for: transient is tried again, a row is set aside, a schema stops its table, config stops its
/// link, a bug is reported. Decided by SQLSTATE or driver code in the store that saw it.
enum class ErrorClass { Transient, Row, Schema, Config, Bug };

/// What kind of failure it is, for sentences and advice.
enum class ErrorCode {
    Unknown,
    Unreachable,  ///< no connection, or it broke
    AccessDenied, ///< wrong password, missing right
    Busy,         ///< a lock was not to be had in time, deadlock, serialization
    Timeout,
    ResourceShort, ///< disk, memory, connections
    UniqueViolation,
    ForeignKeyViolation,
    CheckViolation,
    NotNullViolation,
    ValueRefused, ///< the target cannot hold the value
    RefusedByTrigger,
    StoredDiffers, ///< a trigger of the target changed the row
    Truncated,     ///< the source table was truncated; waits for a person
    TableMissing,
    ColumnMissing,
    KeyMissing, ///< the table has no usable key
    SchemaDiffers,
    ConfigInvalid,
    DataDirHeld, ///< another process holds the data dir
    FileDamaged,
    FileUnwritable,
    Swapped,  ///< the database is older than what was read from it: restored or replaced
    Changed,  ///< the row is no longer as it was recorded, so a decision about it does not hold
    NotFound, ///< unknown link, record id…
    Cancelled,
    Internal,
};

struct Error
{
    ErrorClass kind = ErrorClass::Bug;
    ErrorCode code = ErrorCode::Unknown;
    /// The driver's own words, unchanged; for Evenkeel's own errors what was found. Never a secret.
    QString detail;
    /// The place: `links[0].tables[2].key`, an endpoint, a table, a file.
    QString place;
    /// What was expected or what to do about it, one sentence; may be empty.
    QString mend;
    QString sqlState;
    /// The constraint or column that the server named, if it did.
    QString constraint;

    [[nodiscard]] bool isTransient() const { return kind == ErrorClass::Transient; }
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// "place: detail (mend)", for logs and the command line.
[[nodiscard]] QString toText(const Error& error);
/// Stable lower-case names: "transient", "row", … as in files and JSON.
[[nodiscard]] QString toText(ErrorClass kind);
/// Stable lower_snake names: "unique_violation", …
[[nodiscard]] QString toText(ErrorCode code);
[[nodiscard]] ErrorClass errorClassFromText(QStringView text);
[[nodiscard]] ErrorCode errorCodeFromText(QStringView text);

} // namespace keel

/// Returns the error of a Result<void> or Result<T> expression from a function that returns a Result.
#define KEEL_TRY(expression)                                                                                           \
    do {                                                                                                               \
        if (auto keelTried = (expression); !keelTried)                                                                 \
            return tl::unexpected<keel::Error>(std::move(keelTried).error());                                          \
    } while (false)

Q_DECLARE_METATYPE(keel::Error)
