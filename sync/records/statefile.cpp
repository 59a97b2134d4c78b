// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/statefile.h"

#include "sync/records/filereplace.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QMutexLocker>
#include <QStringDecoder>

namespace keel {

namespace {

constexpr int knownVersion = 1;
// A cursor is the store's own text; one that is not UTF-8, or looks like this mark, is kept by its bytes.
const QLatin1StringView base64Mark("base64:");

QString cursorText(const QByteArray& cursor)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(cursor);
    if (!decoder.hasError() && text.toUtf8() == cursor && !text.startsWith(base64Mark))
        return text;
    return base64Mark + QString::fromLatin1(cursor.toBase64());
}

QByteArray cursorBytes(const QString& text)
{
    if (text.startsWith(base64Mark))
        return QByteArray::fromBase64(text.mid(base64Mark.size()).toLatin1());
    return text.toUtf8();
}

QString timeText(TimeUs at)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

bool isObjectOrAbsent(const QJsonObject& parent, QLatin1StringView key)
{
    return !parent.contains(key) || parent.value(key).isObject();
}

/// Every part that passed() and cursor() walk through is of the right kind.
bool hasKnownShape(const QJsonObject& root)
{
    if (!root.value(u"version").isDouble() || !isObjectOrAbsent(root, QLatin1StringView("links")))
        return false;
    for (const QJsonValue link : root.value(u"links").toObject()) {
        if (!link.isObject())
            return false;
        for (const QLatin1StringView name : {QLatin1StringView("forward"), QLatin1StringView("reverse")}) {
            const QJsonObject direction = link.toObject().value(name).toObject();
            if (!isObjectOrAbsent(link.toObject(), name) || !isObjectOrAbsent(direction, QLatin1StringView("tables")))
                return false;
            for (const QJsonValue table : direction.value(u"tables").toObject()) {
                if (!table.isObject())
                    return false;
            }
        }
    }
    return true;
}

} // namespace

Result<std::unique_ptr<StateFile>> StateFile::load(const QString& file)
{
    std::unique_ptr<StateFile> state(new StateFile(file));
    QFile stored(file);
    if (!stored.exists())
        return state;
    if (!stored.open(QIODevice::ReadOnly)) {
        Error error;
        error.kind = ErrorClass::Config;
        error.code = ErrorCode::AccessDenied;
        error.place = file;
        error.detail = stored.errorString();
        return fail(error);
    }
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(stored.readAll(), &fault);
    stored.close();
    if (fault.error != QJsonParseError::NoError || !document.isObject() || !hasKnownShape(document.object())) {
        const QString name = setAside(file);
        state->m_notice = name.isEmpty()
                              ? QStringLiteral("%1 is damaged and could not be renamed; it will be replaced.").arg(file)
                              : QStringLiteral("%1 was damaged; it is kept as %2 and a new one begun.").arg(file, name);
        return state;
    }
    const QJsonObject root = document.object();
    if (root.value(u"version").toInt() > knownVersion) {
        Error error;
        error.kind = ErrorClass::Config;
        error.code = ErrorCode::FileDamaged;
        error.place = file;
        error.detail = QStringLiteral("found version %1, expected at most %2: a newer Evenkeel wrote it")
                           .arg(root.value(u"version").toInt())
                           .arg(knownVersion);
        error.mend = QStringLiteral("use the newer version, or remove the file");
        return fail(error);
    }
    state->m_root = root;
    return state;
}

void StateFile::passed(const LinkName& link, Direction direction, const TableName& table, const QByteArray& cursor,
                       TimeUs at, qint64 rows)
{
    const QMutexLocker lock(&m_mutex);
    QJsonObject links = m_root.value(u"links").toObject();
    QJsonObject linkState = links.value(link.value).toObject();
    QJsonObject way = linkState.value(toText(direction)).toObject();
    QJsonObject tables = way.value(u"tables").toObject();
    QJsonObject entry = tables.value(table.value).toObject();
    const QString text = cursorText(cursor);
    m_changed = m_changed || rows != 0 || entry.value(u"cursor").toString() != text || !tables.contains(table.value);

    entry.insert(QStringLiteral("cursor"), text);
    entry.insert(QStringLiteral("lastSync"), timeText(at));
    entry.insert(QStringLiteral("rows"), entry.value(u"rows").toInteger() + rows);
    tables.insert(table.value, entry);
    way.insert(QStringLiteral("lastPollTime"), timeText(at));
    way.insert(QStringLiteral("tables"), tables);
    linkState.insert(toText(direction), way);
    links.insert(link.value, linkState);
    m_root.insert(QStringLiteral("version"), knownVersion);
    m_root.insert(QStringLiteral("links"), links);
}

QByteArray StateFile::cursor(const LinkName& link, Direction direction, const TableName& table) const
{
    const QMutexLocker lock(&m_mutex);
    return cursorBytes(m_root.value(u"links")
                           .toObject()
                           .value(link.value)
                           .toObject()
                           .value(toText(direction))
                           .toObject()
                           .value(u"tables")
                           .toObject()
                           .value(table.value)
                           .toObject()
                           .value(u"cursor")
                           .toString());
}

Result<void> StateFile::save()
{
    // Held over the write: a second worker's save waits and then finds its own change written.
    const QMutexLocker lock(&m_mutex);
    if (!m_changed)
        return {};
    KEEL_TRY(replaceFile(m_file, QJsonDocument(m_root).toJson()));
    m_changed = false;
    return {};
}

QJsonObject StateFile::document() const
{
    const QMutexLocker lock(&m_mutex);
    return m_root;
}

} // namespace keel
