// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include "app/exitcode.h"

#include <QJsonDocument>

#include <algorithm>

#include <unistd.h>

namespace keel {

namespace {

void put(std::FILE* file, const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
    std::fflush(file);
}

} // namespace

void Output::line(const QString& text) const
{
    if (!m_json)
        put(m_out, text.toUtf8() + '\n');
}

void Output::json(const QJsonObject& document) const
{
    if (m_json)
        put(m_out, QJsonDocument(document).toJson());
}

void Output::json(const QJsonArray& document) const
{
    if (m_json)
        put(m_out, QJsonDocument(document).toJson());
}

void Output::problem(const QString& text) const
{
    put(m_err, "evenkeel: " + text.toUtf8() + '\n');
}

int Output::fail(const Error& error) const
{
    problem(toText(error));
    return exitCodeOf(error);
}

bool Output::isTerminal() const
{
    return isatty(fileno(m_out)) == 1;
}

void Output::raw(const QString& text) const
{
    put(m_out, text.toUtf8());
}

QStringList aligned(const QList<QStringList>& rows, const QList<int>& numbers)
{
    QList<qsizetype> widths;
    for (const QStringList& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i > 0)
                line += QStringLiteral("  ");
            line += numbers.contains(static_cast<int>(i)) ? row[i].rightJustified(widths[i])
                                                          : row[i].leftJustified(widths[i]);
        }
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        lines.push_back(line);
    }
    return lines;
}

} // namespace keel
