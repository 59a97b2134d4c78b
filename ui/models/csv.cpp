// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/csv.h"

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

QString csvCell(const QString& text)
{
    QString cell = text;
    if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    const bool quoted = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    if (!quoted)
        return cell;
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QString csvLine(const QStringList& cells)
{
    QStringList parts;
    parts.reserve(cells.size());
    for (const QString& cell : cells)
        parts.append(csvCell(cell));
    return parts.join(u',') + u"\r\n"_s;
}

QString clipboardLine(const QStringList& cells)
{
    QStringList parts;
    parts.reserve(cells.size());
    for (QString cell : cells) {
        for (const QChar breaking : {u'\t', u'\n', u'\r'})
            cell.replace(breaking, u' ');
        parts.append(cell);
    }
    return parts.join(u'\t');
}

} // namespace keel
