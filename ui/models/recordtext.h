// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QStringList>

namespace keel {

/// How records stand in files that other programs read: names as in `--json`, times ISO 8601 in UTC, numbers plain, in
/// no language.
[[nodiscard]] QStringList errorColumns();
[[nodiscard]] QStringList errorCells(const ErrorRecord& record);
/// One compact JSON object, as in `evenkeel errors list --json`.
[[nodiscard]] QByteArray errorJson(const ErrorRecord& record);

[[nodiscard]] QStringList cycleColumns();
[[nodiscard]] QStringList cycleCells(const CycleRecord& cycle);

[[nodiscard]] QStringList sampleColumns();
[[nodiscard]] QStringList sampleCells(const Sample& sample);

} // namespace keel
