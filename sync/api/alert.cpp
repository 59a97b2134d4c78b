// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/alert.h"

#include <array>
#include <utility>

namespace keel {

namespace {

constexpr std::array<std::pair<AlertCause, const char*>, 8> names{{
    {AlertCause::LinkDown, "link_down"},
    {AlertCause::BrakeHolds, "brake_holds"},
    {AlertCause::RowsHeld, "rows_held"},
    {AlertCause::ErrorsOpen, "errors_open"},
    {AlertCause::WatchdogGaveUp, "watchdog_gave_up"},
    {AlertCause::ProofUnequal, "proof_unequal"},
    {AlertCause::CanaryLate, "canary_late"},
    {AlertCause::ConfigRefused, "config_refused"},
}};

} // namespace

QString toText(AlertCause cause)
{
    for (const auto& [known, name] : names) {
        if (known == cause)
            return QLatin1String(name);
    }
    return {};
}

std::optional<AlertCause> alertCause(const QString& text)
{
    for (const auto& [known, name] : names) {
        if (text == QLatin1String(name))
            return known;
    }
    return std::nullopt;
}

const QList<AlertCause>& allAlertCauses()
{
    static const QList<AlertCause> all = [] {
        QList<AlertCause> list;
        for (const auto& [cause, name] : names)
            list.push_back(cause);
        return list;
    }();
    return all;
}

} // namespace keel
