// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/since.h"

#include <QRegularExpression>

namespace keel {

std::optional<QDateTime> sinceFromText(const QString& text, const QDateTime& now)
{
    static const QRegularExpression ago(QStringLiteral("^(\\d{1,9})([smhd])$"));
    if (const auto match = ago.match(text); match.hasMatch()) {
        const qint64 number = match.captured(1).toLongLong();
        switch (match.capturedView(2).front().unicode()) {
        case 's':
            return now.addSecs(-number);
        case 'm':
            return now.addSecs(-number * 60);
        case 'h':
            return now.addSecs(-number * 3600);
        default:
            return now.addDays(-number);
        }
    }
    QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!at.isValid())
        return std::nullopt;
    if (at.timeSpec() == Qt::LocalTime)
        at.setTimeSpec(Qt::UTC);
    return at.toUTC();
}

} // namespace keel
