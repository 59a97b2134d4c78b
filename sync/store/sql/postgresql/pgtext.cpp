// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/pgtext.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace keel::pg {

QByteArray quoteName(QStringView name)
{
    QByteArray text = name.toUtf8();
    if (const qsizetype nul = text.indexOf('\0'); nul >= 0)
        text.truncate(nul);
    return '"' + text.replace('"', "\"\"") + '"';
}

QByteArray quoteLiteral(QByteArrayView text)
{
    return '\'' + text.toByteArray().replace('\'', "''") + '\'';
}

QualifiedName splitName(const TableName& name)
{
    QStringList parts{QString()};
    bool quoted = false;
    const QString& text = name.value;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"' && quoted && i + 1 < text.size() && text[i + 1] == u'"')
            parts.last() += text[++i];
        else if (c == u'"')
            quoted = !quoted;
        else if (c == u'.' && !quoted && parts.size() < 2)
            parts.append(QString());
        else
            parts.last() += c;
    }
    return parts.size() == 1 ? QualifiedName{{}, parts[0]} : QualifiedName{parts[0], parts[1]};
}

TableName joinName(const QString& schema, const QString& table)
{
    const auto part = [](const QString& name) {
        const bool plain = !name.contains(u'.') && !name.contains(u'"');
        return plain ? name : QString::fromUtf8(quoteName(name));
    };
    return TableName(part(schema) + u'.' + part(table));
}

QByteArray quoteTable(const TableName& name)
{
    const QualifiedName parts = splitName(name);
    const QString schema = parts.schema.isEmpty() ? QStringLiteral("public") : parts.schema;
    return quoteName(schema) + '.' + quoteName(parts.table);
}

void ArrayText::add(const Value& value)
{
    if (value.isNull()) {
        separate();
        m_text += "NULL";
    } else {
        add(QByteArrayView(value.text()));
    }
}

void ArrayText::add(qint64 number)
{
    separate();
    m_text += QByteArray::number(number);
}

void ArrayText::add(QByteArrayView text)
{
    separate();
    m_text += '"';
    if (!text.contains('"') && !text.contains('\\')) {
        m_text.append(text);
    } else {
        for (const char c : text) {
            if (c == '"' || c == '\\')
                m_text += '\\';
            m_text += c;
        }
    }
    m_text += '"';
}

QByteArray ArrayText::take()
{
    if (m_text.isEmpty())
        return QByteArrayLiteral("{}");
    m_text += '}';
    return std::exchange(m_text, {});
}

/// Without a way out in the middle, so that the compiler looks at many characters at once.
static bool needsEscape(QByteArrayView text)
{
    unsigned found = 0;
    for (const char c : text) {
        found |= unsigned(c == '\\') | unsigned(c == '\n') | unsigned(c == '\r') | unsigned(c == '\t');
    }
    return found != 0;
}

void appendCopyField(QByteArray& line, std::optional<QByteArrayView> field)
{
    if (!field) {
        line += "\\N";
        return;
    }
    // Most texts have nothing to escape: they are searched and taken as a whole, since this is done for every cell.
    const QByteArrayView text = *field;
    if (!needsEscape(text)) {
        line.append(text);
        return;
    }
    qsizetype taken = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '\\' && c != '\n' && c != '\r' && c != '\t')
            continue;
        line.append(text.sliced(taken, i - taken));
        line += '\\';
        line += c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : '\\';
        taken = i + 1;
    }
    line.append(text.sliced(taken));
}

Result<void> refuseNul(std::span<const Value> values)
{
    if (std::ranges::none_of(values, [](const Value& v) { return v.text().contains('\0'); }))
        return {};
    return fail({.kind = ErrorClass::Row,
                 .code = ErrorCode::ValueRefused,
                 .detail = QStringLiteral("a text holds the character U+0000, which PostgreSQL cannot store"),
                 .sqlState = QStringLiteral("22021")});
}

} // namespace keel::pg
