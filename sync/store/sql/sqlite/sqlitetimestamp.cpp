// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/sqlite/sqlitetimestamp.h"

#include <QDateTime>
#include <QTimeZone>

#include <cmath>

namespace keel {

namespace {

/// Units in a second: a count of seconds passes 1e11 in the year 5138, one of milliseconds 1e14.
double unitsPerSecond(double magnitude)
{
    if (magnitude >= 1e14)
        return 1e6;
    return magnitude >= 1e11 ? 1e3 : 1;
}

QByteArray earlierText(const QByteArray& time, std::chrono::milliseconds window)
{
    constexpr qsizetype wholeSeconds = 19; // "2026-01-21T14:00:00"
    const QString text = QString::fromLatin1(time.left(wholeSeconds));
    const QChar separator = text.size() == wholeSeconds ? text[10] : QChar(u'T');
    QDateTime at = QDateTime::fromString(QString(text).replace(10, 1, u'T'), QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
    if (text.size() < wholeSeconds || !at.isValid())
        return {};
    at.setTimeSpec(Qt::UTC);
    // Whole seconds, rounded down: a shorter text sorts before every longer one that begins with it.
    at = at.addMSecs(-window.count() - 1000);
    return at.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).replace(10, 1, separator).toLatin1();
}

} // namespace

SqliteCell earlier(const SqliteCell& time, std::chrono::milliseconds window)
{
    const double seconds = static_cast<double>(window.count()) / 1000;
    if (const auto* number = std::get_if<qint64>(&time)) {
        const double units = unitsPerSecond(std::abs(static_cast<double>(*number)));
        return *number - static_cast<qint64>(std::ceil(seconds * units)) - 1;
    }
    if (const auto* real = std::get_if<double>(&time))
        return *real - seconds * unitsPerSecond(std::abs(*real));
    if (const auto* text = std::get_if<QByteArray>(&time))
        return earlierText(*text, window);
    return {};
}

} // namespace keel
