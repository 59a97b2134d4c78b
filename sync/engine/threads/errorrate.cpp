// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/errorrate.h"

namespace keel {

namespace {

qint64 minuteOf(ErrorRate::Micros now)
{
    return std::chrono::duration_cast<std::chrono::minutes>(now).count();
}

} // namespace

void ErrorRate::add(Micros now, qint64 rows, qint64 errors)
{
    const qint64 number = minuteOf(now);
    Minute& minute = m_minutes[static_cast<std::size_t>(number % span)];
    if (minute.number != number)
        minute = {.number = number, .rows = 0, .errors = 0};
    minute.rows += rows;
    minute.errors += errors;
}

std::optional<double> ErrorRate::percent(Micros now) const
{
    const qint64 newest = minuteOf(now);
    qint64 rows = 0;
    qint64 errors = 0;
    for (const Minute& minute : m_minutes) {
        if (minute.number > newest - span && minute.number <= newest) {
            rows += minute.rows;
            errors += minute.errors;
        }
    }
    if (rows + errors < fewest)
        return std::nullopt;
    return 100.0 * static_cast<double>(errors) / static_cast<double>(rows + errors);
}

} // namespace keel
