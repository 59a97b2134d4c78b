// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alertlog.h"

#include "sync/records/filereplace.h"

#include <QFile>
#include <QJsonDocument>

#include <unistd.h>

namespace keel {

namespace {

constexpr qint64 mostBytes = 1024 * 1024;

Error unwritable(const QFile& file)
{
    Error error;
    error.kind = ErrorClass::Transient;
    error.code = ErrorCode::FileUnwritable;
    error.place = file.fileName();
    error.detail = file.errorString();
    return error;
}

std::optional<Alert> alertOf(const QByteArray& line)
{
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    const auto cause = alertCause(json.value(u"cause").toString());
    const QDateTime at = QDateTime::fromString(json.value(u"at").toString(), Qt::ISODateWithMs);
    if (!cause || !at.isValid())
        return std::nullopt;
    return Alert{*cause, LinkName(json.value(u"link").toString()), json.value(u"over").toBool(),
                 json.value(u"text").toString(), at.toUTC()};
}

} // namespace

QJsonObject AlertLog::toJson(const Alert& alert)
{
    return {{QStringLiteral("at"), alert.at.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("cause"), toText(alert.cause)},
            {QStringLiteral("link"), alert.link.isEmpty() ? QJsonValue() : QJsonValue(alert.link.value)},
            {QStringLiteral("over"), alert.over},
            {QStringLiteral("text"), alert.text}};
}

Result<void> AlertLog::add(const QList<Alert>& alerts) const
{
    if (alerts.isEmpty())
        return {};
    QFile file(m_file);
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::ReadWrite))
        return fail(unwritable(file));
    if (isNew)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    QByteArray lines;
    // A line that a crash cut off must not swallow the next one.
    if (file.size() > 0 && file.seek(file.size() - 1) && file.read(1) != "\n")
        lines += '\n';
    for (const Alert& alert : alerts)
        lines += QJsonDocument(toJson(alert)).toJson(QJsonDocument::Compact) + '\n';
    if (!file.seek(file.size()) || file.write(lines) != lines.size() || !file.flush() || ::fsync(file.handle()) != 0)
        return fail(unwritable(file));
    const bool full = file.size() > mostBytes;
    file.close();
    return full ? shorten() : Result<void>();
}

Result<QList<Alert>> AlertLog::last(int limit) const
{
    QFile file(m_file);
    if (!file.exists())
        return QList<Alert>();
    if (!file.open(QIODevice::ReadOnly))
        return fail(unwritable(file));
    QList<Alert> alerts;
    const QByteArrayList lines = file.readAll().split('\n');
    for (auto line = lines.crbegin(); line != lines.crend() && alerts.size() < limit; ++line) {
        if (const auto alert = alertOf(*line))
            alerts.prepend(*alert);
    }
    return alerts;
}

Result<void> AlertLog::shorten() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(unwritable(file));
    const QByteArray all = file.readAll();
    file.close();
    return replaceFile(m_file, all.mid(all.indexOf('\n', all.size() / 2) + 1));
}

} // namespace keel
