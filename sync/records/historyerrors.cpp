// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/historyparts.h"
#include "sync/records/rowjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace keel {

using Durability = SqlFile::Durability;

namespace {

constexpr int maxCauses = 20;
constexpr int maxWaiting = 20;

/// Each order is one that an index has after `vis`; "!" stands for the direction.
QString orderOf(ErrorSort sort, bool descending)
{
    const char* columns = nullptr;
    switch (sort) {
    case ErrorSort::LastTry:
        columns = "last_try_at!, link!, table_name!, kind!, code!, id!";
        break;
    case ErrorSort::Created:
        columns = "created_at!, id!";
        break;
    case ErrorSort::Link:
        columns = "link!, direction!, table_name!, kind!, code!, constraint_name!, sql_state!, id!";
        break;
    case ErrorSort::Table:
        columns = "table_name!, id!";
        break;
    case ErrorSort::Key:
        columns = "key_json!, id!";
        break;
    case ErrorSort::Message:
        columns = "substr(message, 1, 60)!, id!";
        break;
    case ErrorSort::Attempts:
        columns = "attempts!, id!";
        break;
    }
    return QString::fromLatin1(columns).replace(QLatin1Char('!'), descending ? QStringLiteral(" DESC") : QString());
}

QString cacheKey(const ErrorWhere& where)
{
    QString key = where.sql;
    for (const QVariant& value : where.values)
        key += QChar(u'\x1f') + value.toString();
    return key;
}

} // namespace

ErrorWhere whereOf(const ErrorFilter& filter)
{
    ErrorWhere where;
    where.sql = filter.openOnly ? QStringLiteral(" WHERE vis = 1") : QStringLiteral(" WHERE vis IN (1, 2)");
    const auto add = [&](const char* condition, const QVariant& value) {
        where.sql += QLatin1String(condition);
        where.values.append(value);
    };
    if (filter.link)
        add(" AND link = ?", filter.link->value);
    if (filter.table)
        add(" AND table_name = ?", filter.table->value);
    if (filter.kind)
        add(" AND kind = ?", int(*filter.kind));
    if (filter.code)
        add(" AND code = ?", toText(*filter.code));
    if (filter.sqlState)
        add(" AND sql_state = ?", filter.sqlState->isNull() ? QStringLiteral("") : *filter.sqlState);
    if (filter.constraint)
        add(" AND constraint_name = ?", filter.constraint->isNull() ? QStringLiteral("") : *filter.constraint);
    if (filter.since)
        add(" AND last_try_at >= ?", filter.since->toMSecsSinceEpoch());
    if (!filter.text.isEmpty()) {
        add(" AND (key_json LIKE ? ESCAPE '\\'", likeAnywhere(filter.text));
        add(" OR message LIKE ? ESCAPE '\\')", likeAnywhere(filter.text));
    }
    return where;
}

namespace {

/// The groups are few, so that their sum is the total: one walk over the records answers both.
Result<History::Private::Causes> causesWhere(SqlFile& file, const ErrorWhere& where)
{
    History::Private::Causes result;
    QList<std::pair<ErrorCause, qint64>> found;
    {
        auto rows = file.run(QStringLiteral("SELECT link, table_name, kind, code, constraint_name, count(*), max(id),"
                                            " sql_state FROM error_records%1 GROUP BY link, direction, table_name,"
                                            " kind, code, constraint_name, sql_state ORDER BY 6 DESC, 7")
                                 .arg(where.sql),
                             where.values);
        if (!rows)
            return fail(rows.error());
        while (rows->next()) {
            result.total += rows->integer(5);
            if (found.size() < maxCauses)
                found.append({ErrorCause{ErrorClass(rows->integer(2)),
                                         errorCodeFromText(rows->text(3)),
                                         rows->text(7),
                                         rows->text(4),
                                         LinkName(rows->text(0)),
                                         TableName(rows->text(1)),
                                         rows->integer(5),
                                         {}},
                              rows->integer(6)});
        }
    }
    for (auto& [cause, newest] : found) {
        auto rows = file.run(QStringLiteral("SELECT message FROM error_records WHERE id = ?"), {newest});
        if (!rows)
            return fail(rows.error());
        if (rows->next())
            cause.sample = rows->text(0);
        result.causes.append(cause);
    }
    return result;
}

/// Open records that name this key as the parent they miss. PostgreSQL says "Key (patient_id)=(17) is not present in
/// table "patients"."; SQLite names neither, so there the list stays empty.
Result<QStringList> waitingBehind(SqlFile& file, const ErrorRecord& record)
{
    QStringList parts;
    for (const QJsonValue part : QJsonDocument::fromJson(record.keyJson.toUtf8()).array())
        parts.append(part.toString());
    if (parts.isEmpty())
        return QStringList();
    const QString words = QStringLiteral(")=(%1) is not present in table \"%2\"")
                              .arg(parts.join(u", "), record.table.value.section(u'.', -1));
    auto rows =
        file.run(QStringLiteral("SELECT table_name, key_json FROM error_records WHERE vis IN (0, 1) AND link = ?"
                                " AND direction = ? AND code = ? AND id <> ? AND message LIKE ? ESCAPE '\\'"
                                " ORDER BY id LIMIT %1")
                     .arg(maxWaiting),
                 {record.link.value, toNumber(record.direction), toText(ErrorCode::ForeignKeyViolation), record.id,
                  likeAnywhere(words)});
    if (!rows)
        return fail(rows.error());
    QStringList waiting;
    while (rows->next())
        waiting.append(rows->text(0) + QLatin1Char(' ') + keyToDisplay(keyFromJson(rows->text(1))));
    return waiting;
}

} // namespace

Result<ErrorPage> History::errors(const ErrorQuery& query)
{
    ErrorPage page;
    page.request = query.request;
    page.offset = query.offset;
    const ErrorWhere where = whereOf(query.filter);
    const auto stamp = d->stamp();
    if (!stamp)
        return fail(stamp.error());
    if (d->causesStamp != *stamp) {
        d->causesByFilter.clear();
        d->causesStamp = *stamp;
    }
    const QString key = cacheKey(where);
    if (!d->causesByFilter.contains(key)) {
        auto causes = causesWhere(*d->file, where);
        if (!causes)
            return fail(causes.error());
        d->causesByFilter.insert(key, std::move(*causes));
    }
    page.total = d->causesByFilter[key].total;
    page.causes = d->causesByFilter[key].causes;

    QList<qint64> ids;
    // The second half is walked from its end, so that no page is further than half the list away.
    const bool fromEnd = query.offset > page.total / 2 && query.offset < page.total;
    const qint64 count = fromEnd ? std::min(query.limit, page.total - query.offset) : query.limit;
    {
        QVariantList values = where.values;
        values << count << (fromEnd ? page.total - query.offset - count : query.offset);
        auto rows = d->file->run(QStringLiteral("SELECT id FROM error_records%1 ORDER BY %2 LIMIT ? OFFSET ?")
                                     .arg(where.sql, orderOf(query.sort, query.descending != fromEnd)),
                                 values);
        if (!rows)
            return fail(rows.error());
        while (rows->next())
            ids.append(rows->integer(0));
    }
    if (fromEnd)
        std::ranges::reverse(ids);
    auto records = errorsById(ids);
    if (!records)
        return fail(records.error());
    page.rows = std::move(*records);
    return page;
}

Result<QList<ErrorRecord>> History::errorsById(const QList<qint64>& ids)
{
    QList<ErrorRecord> records;
    for (const qint64 id : ids) {
        auto rows = d->file->run(QStringLiteral("SELECT %1 FROM error_records WHERE id = ?").arg(recordColumns), {id});
        if (!rows)
            return fail(rows.error());
        if (rows->next())
            records.append(recordOf(*rows));
    }
    return records;
}

Result<ErrorDetail> History::errorDetail(qint64 id)
{
    ErrorDetail detail;
    {
        auto rows = d->file->run(
            QStringLiteral("SELECT %1, row_json, operation FROM error_records WHERE id = ?").arg(recordColumns), {id});
        if (!rows)
            return fail(rows.error());
        if (!rows->next())
            return fail(notFound(QStringLiteral("error record"), id));
        detail.record = recordOf(*rows);
        detail.row = rowFromJson(rows->text(16));
        detail.isDelete = Operation(rows->integer(17)) == Operation::Delete;
    }
    detail.attempts.append({detail.record.lastTryAt, detail.record.message});
    {
        auto rows = d->file->run(QStringLiteral("SELECT at, said FROM error_attempts WHERE record = ?"
                                                " ORDER BY at DESC, rowid DESC"),
                                 {id});
        if (!rows)
            return fail(rows.error());
        while (rows->next())
            detail.attempts.append({fromMs(rows->integer(0)), rows->text(1)});
    }
    auto waiting = waitingBehind(*d->file, detail.record);
    if (!waiting)
        return fail(waiting.error());
    detail.waitsBehind = *waiting;
    return detail;
}

namespace {

QString idsText(const QList<qint64>& ids)
{
    QStringList shown;
    for (const qint64 id : ids.first(std::min<qsizetype>(ids.size(), 20)))
        shown.append(QString::number(id));
    if (ids.size() > shown.size())
        shown.append(QStringLiteral("and %1 more").arg(ids.size() - shown.size()));
    return shown.join(u", ");
}

} // namespace

Result<qint64> History::retry(const QList<qint64>& ids, const QString& who)
{
    qint64 affected = 0;
    KEEL_TRY(d->write(Durability::Flushed, [&]() -> Result<void> {
        for (const qint64 id : ids) {
            const auto rows = d->file->run(
                QStringLiteral("UPDATE error_records SET next_try_at = 0 WHERE id = ? AND state = 0"), {id});
            if (!rows)
                return fail(rows.error());
            affected += rows->affected();
        }
        return d->putLogLine(who, QStringLiteral("retry"), QStringLiteral("error records ") + idsText(ids));
    }));
    return affected;
}

Result<qint64> History::retryMatching(const ErrorFilter& filter, const QString& who)
{
    ErrorFilter open = filter;
    open.openOnly = true;
    const ErrorWhere where = whereOf(open);
    qint64 affected = 0;
    KEEL_TRY(d->write(Durability::Flushed, [&]() -> Result<void> {
        {
            const auto rows =
                d->file->run(QStringLiteral("UPDATE error_records SET next_try_at = 0") + where.sql, where.values);
            if (!rows)
                return fail(rows.error());
            affected = rows->affected();
        }
        return d->putLogLine(who, QStringLiteral("retry"), QStringLiteral("%1 error records by filter").arg(affected));
    }));
    return affected;
}

namespace {

Result<qint64> closeAs(SqlFile& file, const QList<qint64>& ids, ErrorState state, const QString& who, qint64 now)
{
    qint64 affected = 0;
    for (const qint64 id : ids) {
        const auto rows = file.run(QStringLiteral("UPDATE error_records SET state = ?, vis = 2, closed_by = ?,"
                                                  " closed_at = ? WHERE id = ? AND state = 0"),
                                   {int(state), who, now, id});
        if (!rows)
            return fail(rows.error());
        affected += rows->affected();
    }
    return affected;
}

} // namespace

Result<qint64> History::resolve(const QList<qint64>& ids, const QString& who)
{
    qint64 affected = 0;
    const auto done = d->write(Durability::Flushed, [&]() -> Result<void> {
        const auto closed = closeAs(*d->file, ids, ErrorState::Resolved, who, d->nowMs());
        KEEL_TRY(closed);
        affected = *closed;
        return d->putLogLine(who, QStringLiteral("resolve"), QStringLiteral("error records ") + idsText(ids));
    });
    KEEL_TRY(done);
    return affected;
}

Result<qint64> History::closeMatching(const ErrorFilter& filter, ErrorState how, const QString& who,
                                      QSet<LinkName>& links)
{
    ErrorFilter open = filter;
    open.openOnly = true;
    const ErrorWhere where = whereOf(open);
    qint64 affected = 0;
    const auto done = d->write(Durability::Flushed, [&]() -> Result<void> {
        {
            auto rows =
                d->file->run(QStringLiteral("SELECT DISTINCT link FROM error_records") + where.sql, where.values);
            if (!rows)
                return fail(rows.error());
            while (rows->next())
                links.insert(LinkName(rows->text(0)));
        }
        {
            const auto rows = d->file->run(
                QStringLiteral("UPDATE error_records SET state = ?, vis = 2, closed_by = ?, closed_at = ?") + where.sql,
                QVariantList{int(how), who, d->nowMs()} + where.values);
            if (!rows)
                return fail(rows.error());
            affected = rows->affected();
        }
        return d->putLogLine(who, how == ErrorState::Resolved ? QStringLiteral("resolve") : QStringLiteral("ignore"),
                             QStringLiteral("%1 error records by filter").arg(affected));
    });
    KEEL_TRY(done);
    return affected;
}

Result<qint64> History::ignore(const QList<qint64>& ids, const QString& who)
{
    qint64 affected = 0;
    const auto done = d->write(Durability::Flushed, [&]() -> Result<void> {
        const auto closed = closeAs(*d->file, ids, ErrorState::Ignored, who, d->nowMs());
        KEEL_TRY(closed);
        affected = *closed;
        return d->putLogLine(who, QStringLiteral("ignore"), QStringLiteral("error records ") + idsText(ids));
    });
    KEEL_TRY(done);
    return affected;
}

} // namespace keel
