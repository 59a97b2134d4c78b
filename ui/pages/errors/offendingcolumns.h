// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QStringList>

namespace keel {

/// Which of the row's columns the server complained about: the one it named, those in the name of the constraint
/// ("appointments_patient_id_fkey"), or those in its words ("Key (patient_id)=(8841)", "patients.phone"). Empty when it
/// named none.
[[nodiscard]] QStringList offendingColumns(const ErrorRecord& record, const QList<NamedValue>& row);

/// Two or three words beside such a column: "no such parent".
[[nodiscard]] QString offenceWords(ErrorCode code);

} // namespace keel
