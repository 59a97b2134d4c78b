// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/dotenv.h"

#include <QRegularExpression>

#include <optional>

namespace keel {

namespace {

std::optional<QString> quoted(QStringView text, QChar quote)
{
    QString value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == quote) {
            const QStringView rest = text.mid(i + 1).trimmed();
            return rest.isEmpty() || rest.startsWith(u'#') ? std::optional(value) : std::nullopt;
        }
        if (c == u'\\' && quote == u'"' && i + 1 < text.size()) {
            const QChar next = text[++i];
            value.append(next == u'n' ? QChar(u'\n') : next == u't' ? QChar(u'\t') : next);
        } else {
            value.append(c);
        }
    }
    return std::nullopt;
}

QString unquoted(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'#' && (i == 0 || text[i - 1].isSpace()))
            return text.left(i).trimmed().toString();
    }
    return text.trimmed().toString();
}

} // namespace

DotEnv parseDotEnv(const QString& text)
{
    static const QRegularExpression nameForm(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    DotEnv result;
    int number = 0;
    for (QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        line = line.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u"export "))
            line = line.mid(7).trimmed();
        const qsizetype equals = line.indexOf(u'=');
        const QString name = (equals < 0 ? QStringView() : line.left(equals).trimmed()).toString();
        if (!nameForm.match(name).hasMatch()) {
            result.faults.push_back({number, QStringLiteral("expected NAME=value")});
            continue;
        }
        const QStringView rest = line.mid(equals + 1).trimmed();
        if (!rest.startsWith(u'"') && !rest.startsWith(u'\'')) {
            result.values.insert(name, unquoted(rest));
        } else if (const auto value = quoted(rest, rest.front())) {
            result.values.insert(name, *value);
        } else {
            result.faults.push_back(
                {number, QStringLiteral("the value of %1 has no closing quote, or text behind it").arg(name)});
        }
    }
    return result;
}

} // namespace keel
