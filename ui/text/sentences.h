// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QLocale>
#include <QTimeZone>

#include <optional>

/// The one place that turns codes and values into words for people. Numbers by the default QLocale, times in the zone
/// given (the snapshot's, see zoneOf). An unknown value is a word or a dash, never 0. Thread: GUI (translations).
namespace keel::say {

// States, classes, codes.
[[nodiscard]] QString word(LinkState state);         ///< "In sync"
[[nodiscard]] QString word(Health health);           ///< "Healthy"
[[nodiscard]] QString word(Environment environment); ///< "Production"
[[nodiscard]] QString word(ErrorClass kind);         ///< "row"
[[nodiscard]] QString word(ErrorState state);        ///< "Open"
[[nodiscard]] QString word(CycleRecord::Trigger trigger);
/// What happened, as a title: "Parent row missing".
[[nodiscard]] QString title(ErrorCode code);
/// What to do about it, one sentence; empty where there is nothing better than the driver's own words.
[[nodiscard]] QString advice(ErrorCode code);
/// "newest" stays as in the config; for tie and initial the words that people read.
[[nodiscard]] QString policy(const QString& policy, bool tie);
/// "The row was changed on both sides" for "update_origin_differs".
[[nodiscard]] QString conflictClass(const QString& conflictClass);
/// What a failed command or question says: what happened, then the mend.
[[nodiscard]] QString sentence(const Error& error);

// Health checks.
[[nodiscard]] QString checkName(HealthCheck::Kind kind);
[[nodiscard]] QString checkValue(const HealthCheck& check);
[[nodiscard]] QString checkLimit(const HealthCheck& check); ///< "limit 10 s", or empty

// A link.
/// The remark after the state's word in the pill: "proven 10:42", "4 min left", "by ana at 09:20"; may be empty.
[[nodiscard]] QString remark(const LinkSnapshot& link, const QTimeZone& zone);
/// "clinic (PostgreSQL)", isolated from the text around it.
[[nodiscard]] QString endpoint(const EndpointSnapshot& endpoint);
[[nodiscard]] const EndpointSnapshot& endpointOf(const LinkSnapshot& link, Side side);
/// "clinic to cloud".
[[nodiscard]] QString direction(const LinkSnapshot& link, Direction direction);

// Numbers.
[[nodiscard]] QString number(qint64 value);                       ///< "12,431"
[[nodiscard]] QString number(const std::optional<qint64>& value); ///< "unknown" for nullopt
[[nodiscard]] QString rate(double rowsPerSecond);                 ///< "486 rows/s"
[[nodiscard]] QString decimal(double value);                      ///< "0.12", "6.2", "84"
[[nodiscard]] QString percent(double zeroToOne);
[[nodiscard]] QString duration(Milliseconds span); ///< "340 ms", "6.2 s", "6 min", "1 h 22 min", "6 d 4 h"
[[nodiscard]] QString duration(const std::optional<Milliseconds>& span);
/// As duration, but tenths of a second below one: "0.4 s". For what runs on while it is read.
[[nodiscard]] QString age(Milliseconds span);
[[nodiscard]] QString compact(double value); ///< "18 k", "1 M"

// Times.
[[nodiscard]] QTimeZone zoneOf(const ServiceSnapshot& snapshot);
[[nodiscard]] QString clock(const QDateTime& at, const QTimeZone& zone);  ///< "10:42:18"
[[nodiscard]] QString minute(const QDateTime& at, const QTimeZone& zone); ///< "10:42"
/// "10:42:18" today, else with the date: "20 Nov 10:42".
[[nodiscard]] QString moment(const QDateTime& at, const QTimeZone& zone, const QDateTime& now);
/// Date, time and zone, for tooltips: "2026-01-22 10:42:18 UTC+03:00".
[[nodiscard]] QString exact(const QDateTime& at, const QTimeZone& zone);
/// "3 s ago", "in 0.8 s", "now"; the clock time when it is over an hour away.
[[nodiscard]] QString relative(const QDateTime& at, const QDateTime& now, const QTimeZone& zone);
/// "Asia/Damascus (UTC+03:00)".
[[nodiscard]] QString zoneName(const QTimeZone& zone, const QDateTime& now);

/// Keeps a name, path or SQL text in its own order inside a text of the other direction (U+2068 … U+2069).
[[nodiscard]] QString isolate(const QString& text);
[[nodiscard]] QString unknown(); ///< "unknown"
[[nodiscard]] QString dash();    ///< "—"

} // namespace keel::say
