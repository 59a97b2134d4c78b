// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/ids.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace keel {

/// Why someone is called.
enum class AlertCause {
    LinkDown,       ///< the link's health is down
    BrakeHolds,     ///< the brake waits for a person
    RowsHeld,       ///< conflicts wait for a person
    ErrorsOpen,     ///< more open error records than the check allows
    WatchdogGaveUp, ///< fresh connections were tried in vain
    ProofUnequal,   ///< the last comparison found both sides different
    CanaryLate,     ///< the probe row did not arrive in time
    ConfigRefused,  ///< a changed config was not taken over; of no link
};
/// "link_down", "brake_holds", …: stable names for the config and JSON.
[[nodiscard]] QString toText(AlertCause cause);
[[nodiscard]] std::optional<AlertCause> alertCause(const QString& text);
[[nodiscard]] const QList<AlertCause>& allAlertCauses();

/// One thing that stands, or is over. Names links, tables and counts, never the values of rows.
struct Alert
{
    AlertCause cause = AlertCause::LinkDown;
    LinkName link; ///< empty: of the service as a whole
    bool over = false;
    QString text; ///< one sentence
    QDateTime at; ///< UTC, when it was told
    friend bool operator==(const Alert&, const Alert&) = default;
};

} // namespace keel
