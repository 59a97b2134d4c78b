// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QByteArrayView>

namespace keel::pg {

struct ErrorKind
{
    ErrorClass kind = ErrorClass::Row;
    ErrorCode code = ErrorCode::Unknown;
};

/// What a five-letter SQLSTATE asks for. An unknown one is taken for the row's, so that it stops no more than a row.
/// Source: PostgreSQL 15, appendix A.
[[nodiscard]] ErrorKind errorKindOf(QByteArrayView sqlState);

} // namespace keel::pg
