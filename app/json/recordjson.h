// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"

#include <QJsonArray>
#include <QJsonObject>

/// Records in the shapes of the contract, section 2.
namespace keel::json {

[[nodiscard]] QJsonObject error(const ErrorRecord& record);
/// With `row`, `waitsBehind` and `attemptLog`.
[[nodiscard]] QJsonObject errorDetail(const ErrorDetail& detail);
[[nodiscard]] QJsonObject conflict(const ConflictRecord& record);
/// `samples` beside what `brake list` shows.
[[nodiscard]] QJsonObject brakePlan(const BrakePlan& plan, bool withSamples);
/// "id=4, name=Ana": a sample row on one line.
[[nodiscard]] QString sampleText(const BrakeSample& sample);
[[nodiscard]] QJsonObject cycle(const CycleRecord& cycle);
/// {"code", "message", "place", "mend"}
[[nodiscard]] QJsonObject failure(const Error& error);

[[nodiscard]] QString errorStateName(ErrorState state);

} // namespace keel::json
