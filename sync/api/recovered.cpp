// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/api/recovered.h"

#include <QStringList>

namespace keel {

namespace {

constexpr int tablesNamed = 8; // the rest as a number

/// Without its schema: the sentence is for people.
QString shortName(const TableName& table)
{
    return table.value.section(u'.', -1);
}

} // namespace

qint64 Recovered::rows() const
{
    qint64 sum = 0;
    for (const Table& table : tables)
        sum += table.forward + table.reverse;
    return sum;
}

QString toText(const Recovered& recovered)
{
    const qint64 rows = recovered.rows();
    if (rows == 0)
        return QStringLiteral("No changes were missed while away");
    QStringList parts;
    qint64 named = 0;
    for (const Recovered::Table& table : recovered.tables) {
        if (parts.size() == tablesNamed)
            break;
        const qint64 count = table.forward + table.reverse;
        named += count;
        parts += QStringLiteral("%1 %2").arg(count).arg(shortName(table.table));
    }
    if (named < rows)
        parts += QStringLiteral("%1 in other tables").arg(rows - named);
    return QStringLiteral("Recovered %1 %2 missed while away: %3")
        .arg(rows)
        .arg(rows == 1 ? QStringLiteral("change") : QStringLiteral("changes"), parts.join(u", "));
}

} // namespace keel
