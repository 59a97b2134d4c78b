// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/errorexport.h"

#include "app/json/recordjson.h"
#include "sync/api/value.h"

#include <QJsonDocument>
#include <QSaveFile>

#include <cstdio>

namespace keel {

namespace {

QString csvLine(const QStringList& cells)
{
    QStringList escaped;
    for (const QString& cell : cells)
        escaped += csvCell(cell);
    return escaped.join(QLatin1Char(',')) + QStringLiteral("\r\n");
}

QByteArray csv(const QList<ErrorRecord>& records)
{
    QString text = csvLine({QStringLiteral("id"), QStringLiteral("type"), QStringLiteral("code"),
                            QStringLiteral("link"), QStringLiteral("direction"), QStringLiteral("table"),
                            QStringLiteral("key"), QStringLiteral("message"), QStringLiteral("sqlState"),
                            QStringLiteral("attempts"), QStringLiteral("createdAt"), QStringLiteral("state")});
    for (const ErrorRecord& r : records)
        text += csvLine({QString::number(r.id), toText(r.kind), toText(r.code), r.link.value, toText(r.direction),
                         r.table.value, keyToDisplay(keyFromJson(r.keyJson)), r.message, r.sqlState,
                         QString::number(r.attempts), r.createdAt.toUTC().toString(Qt::ISODateWithMs),
                         json::errorStateName(r.state)});
    return text.toUtf8();
}

QByteArray jsonText(const QList<ErrorRecord>& records)
{
    QJsonArray array;
    for (const ErrorRecord& record : records)
        array.append(json::error(record));
    return QJsonDocument(array).toJson();
}

} // namespace

QString csvCell(QString text)
{
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend(QLatin1Char('\''));
    const bool plain = std::none_of(text.cbegin(), text.cend(), [](QChar c) {
        return c == QLatin1Char('"') || c == QLatin1Char(',') || c == QLatin1Char('\n') || c == QLatin1Char('\r');
    });
    if (plain)
        return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

Result<void> exportErrors(const QList<ErrorRecord>& records, const QString& file)
{
    const QByteArray content =
        file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive) ? csv(records) : jsonText(records);
    if (file == u"-") {
        std::fwrite(content.constData(), 1, static_cast<std::size_t>(content.size()), stdout);
        return {};
    }
    QSaveFile save(file);
    if (save.open(QIODevice::WriteOnly) && save.write(content) == content.size() && save.commit())
        return {};
    return fail({.kind = ErrorClass::Config,
                 .code = ErrorCode::FileUnwritable,
                 .detail = save.errorString(),
                 .place = file,
                 .mend = QStringLiteral("name a file in a folder that you may write to")});
}

} // namespace keel
