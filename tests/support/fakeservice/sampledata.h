// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"

/// Made-up but believable answers of a service: four links of a clinic, one of them in trouble.
namespace keel::sample {

/// The time at which all sample data stands: 2026-01-22 07:42:18 UTC (10:42:18 in Asia/Damascus).
[[nodiscard]] QDateTime now();

/// clinic-billing (Attention), lab-results (Catching up), clinic-cloud (In sync), archive (Paused).
[[nodiscard]] ServiceSnapshot snapshot(const QDateTime& at = now());
/// The same, with lab-results Down and clinic-cloud Held.
[[nodiscard]] ServiceSnapshot troubled(const QDateTime& at = now());
/// Two links, both In sync.
[[nodiscard]] ServiceSnapshot calm(const QDateTime& at = now());

/// The record with this id (1 is the newest) out of a list of any length: made on demand, always the same.
[[nodiscard]] ErrorRecord errorRecord(qint64 id, const QDateTime& at = now());
[[nodiscard]] ErrorDetail errorDetail(qint64 id, const QDateTime& at = now());
[[nodiscard]] QList<ConflictRecord> conflicts(const QDateTime& at = now());
[[nodiscard]] CycleRecord cycle(qint64 number, const QDateTime& at = now());
[[nodiscard]] QList<Sample> samples(const SampleQuery& query, const QDateTime& at = now());

} // namespace keel::sample
