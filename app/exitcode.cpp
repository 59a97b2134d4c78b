// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exitcode.h"

namespace keel {

int exitCodeOf(const Error& error)
{
    if (error.code == ErrorCode::DataDirHeld)
        return ExitHeld;
    switch (error.kind) {
    case ErrorClass::Transient:
        return ExitUnreachable;
    case ErrorClass::Config:
    case ErrorClass::Schema:
        return ExitUsage;
    case ErrorClass::Row:
    case ErrorClass::Bug:
        return ExitFindings;
    }
    return ExitFindings;
}

} // namespace keel
