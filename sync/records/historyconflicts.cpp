// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/historyparts.h"
#include "sync/records/rowjson.h"

namespace keel {

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;
constexpr qint64 countsAgeMs = 5000;

const QLatin1StringView conflictColumns("id, link, table_name, key_json, class, policy, winner, tie, at, changed_a,"
                                        " changed_b, row_a, row_b, held, merged, note, decision, decided_by,"
                                        " decided_at, undo");

std::optional<QDateTime> timeOf(const QVariant& us)
{
    return us.isNull() ? std::nullopt : std::optional(fromMs(us.toLongLong() / 1000));
}

std::optional<QList<NamedValue>> rowOf(const QVariant& json)
{
    return json.isNull() ? std::nullopt : std::optional(rowFromJson(json.toString()));
}

ConflictRecord conflictOf(const SqlRows& r)
{
    ConflictRecord record;
    record.id = r.integer(0);
    record.link = LinkName(r.text(1));
    record.table = TableName(r.text(2));
    record.keyJson = r.text(3);
    record.conflictClass = r.text(4);
    record.policy = r.text(5);
    record.winner = r.integer(6) == 0 ? Side::A : Side::B;
    record.tie = r.integer(7) != 0;
    record.at = fromMs(r.integer(8));
    record.changedAtA = timeOf(r.value(9));
    record.changedAtB = timeOf(r.value(10));
    record.a = rowOf(r.value(11));
    record.b = rowOf(r.value(12));
    record.held = r.integer(13) != 0;
    record.merged = columnsFromJson(r.text(14));
    record.note = r.text(15);
    record.decision = r.text(16);
    record.decidedBy = r.text(17);
    if (!r.value(18).isNull())
        record.decidedAt = fromMs(r.integer(18));
    record.undoable = r.integer(19) != 0;
    return record;
}

ErrorWhere whereOf(const ConflictQuery& query)
{
    ErrorWhere where;
    where.sql = QStringLiteral(" WHERE 1");
    if (query.link) {
        where.sql += QStringLiteral(" AND link = ?");
        where.values << query.link->value;
    }
    if (query.id) {
        where.sql += QStringLiteral(" AND id = ?");
        where.values << *query.id;
    }
    if (query.heldOnly)
        where.sql += QStringLiteral(" AND held = 1");
    if (query.since) {
        where.sql += QStringLiteral(" AND at >= ?");
        where.values << query.since->toMSecsSinceEpoch();
    }
    if (!query.text.isEmpty()) {
        where.sql += QStringLiteral(" AND (key_json LIKE ? ESCAPE '\\' OR table_name LIKE ? ESCAPE '\\'"
                                    " OR row_a LIKE ? ESCAPE '\\' OR row_b LIKE ? ESCAPE '\\')");
        for (int i = 0; i < 4; ++i)
            where.values << likeAnywhere(query.text);
    }
    return where;
}

Result<QList<OpenCounts::Count>> countBy(SqlFile& file, const QString& sql, const QVariantList& values)
{
    auto rows = file.run(sql, values);
    if (!rows)
        return fail(rows.error());
    QList<OpenCounts::Count> counts;
    while (rows->next())
        counts.append(
            {LinkName(rows->text(0)), directionOf(rows->integer(1)), TableName(rows->text(2)), rows->integer(3)});
    return counts;
}

} // namespace

Result<ConflictPage> History::conflicts(const ConflictQuery& query)
{
    ConflictPage page;
    page.request = query.request;
    page.offset = query.offset;
    const ErrorWhere where = whereOf(query);
    {
        auto rows = d->file->run(QStringLiteral("SELECT count(*) FROM conflicts") + where.sql, where.values);
        if (!rows)
            return fail(rows.error());
        page.total = rows->next() ? rows->integer(0) : 0;
    }
    QVariantList values = where.values;
    values << query.limit << query.offset;
    auto rows = d->file->run(QStringLiteral("SELECT %1 FROM conflicts WHERE id IN (SELECT id FROM conflicts%2"
                                            " ORDER BY at DESC, id DESC LIMIT ? OFFSET ?) ORDER BY at DESC, id DESC")
                                 .arg(conflictColumns, where.sql),
                             values);
    if (!rows)
        return fail(rows.error());
    while (rows->next())
        page.rows.append(conflictOf(*rows));
    return page;
}

Result<ConflictRecord> History::conflict(qint64 id)
{
    auto rows = d->file->run(QStringLiteral("SELECT %1 FROM conflicts WHERE id = ?").arg(conflictColumns), {id});
    if (!rows)
        return fail(rows.error());
    if (!rows->next())
        return fail(notFound(QStringLiteral("conflict"), id));
    return conflictOf(*rows);
}

Result<OpenCounts> History::openCounts()
{
    const auto stamp = d->stamp();
    if (!stamp)
        return fail(stamp.error());
    if (d->countsStamp == *stamp && d->countsAge.isValid() && d->countsAge.elapsed() < countsAgeMs)
        return d->counts;
    auto errors = countBy(*d->file,
                          QStringLiteral("SELECT link, direction, table_name, count(*) FROM error_records"
                                         " WHERE vis = 1 GROUP BY link, direction, table_name"),
                          {});
    if (!errors)
        return fail(errors.error());
    // The plus keeps SQLite from grouping by the unique index, which walks through every conflict that is kept.
    auto conflicts = countBy(*d->file,
                             QStringLiteral("SELECT link, 0, table_name, count(*) FROM conflicts WHERE at >= ?"
                                            " GROUP BY +link, +table_name"),
                             {d->nowMs() - dayMs});
    if (!conflicts)
        return fail(conflicts.error());
    auto held = countBy(*d->file,
                        QStringLiteral("SELECT link, 0, table_name, count(*) FROM conflicts WHERE held = 1"
                                       " GROUP BY link, table_name"),
                        {});
    if (!held)
        return fail(held.error());
    d->counts.held = *held;
    d->counts.errors = *errors;
    d->counts.conflicts = *conflicts;
    d->countsStamp = *stamp;
    d->countsAge.start();
    return d->counts;
}

} // namespace keel
