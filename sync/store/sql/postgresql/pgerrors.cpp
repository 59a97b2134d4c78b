// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PgStore that serves operators: sync_errors, and figures for the health of a link.
#include "sync/store/sql/postgresql/pgstore.h"

#include "sync/store/errormetadata.h"
#include "sync/store/sql/postgresql/pgtext.h"

namespace keel::pg {

namespace {

/// One statement is one transaction. A record is known by link, direction, table and key.
const QByteArray upsertErrors =
    "with n as (select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],"
    " $7::jsonb[], $8::int[], $9::timestamptz[], $10::boolean[], $11::timestamptz[], $12::text[]) as n(error_type,"
    " link, table_name, record_key, message, stack_trace, metadata, attempts, created_at, resolved, resolved_at,"
    " resolved_by)),"
    " known as (update evenkeel.sync_errors e set error_type = n.error_type, message = n.message,"
    " stack_trace = n.stack_trace, metadata = n.metadata, attempts = n.attempts, resolved = n.resolved,"
    " resolved_at = n.resolved_at, resolved_by = n.resolved_by from n where e.link = n.link"
    " and e.table_name = n.table_name and e.record_key = n.record_key"
    " and e.metadata ->> 'direction' = n.metadata ->> 'direction'"
    " returning e.link, e.table_name, e.record_key, e.metadata ->> 'direction' as direction)"
    " insert into evenkeel.sync_errors (error_type, link, table_name, record_key, message, stack_trace, metadata,"
    " attempts, created_at, resolved, resolved_at, resolved_by)"
    " select * from n where not exists (select from known k where k.link = n.link and k.table_name = n.table_name"
    " and k.record_key = n.record_key and k.direction = n.metadata ->> 'direction')";

/// PostgreSQL's text holds no U+0000, neither does its jsonb.
QByteArray clean(const QString& text)
{
    QString copy = text;
    return copy.remove(QChar(u'\0')).toUtf8();
}

QByteArray timeText(const QDateTime& time)
{
    return time.toUTC().toString(Qt::ISODateWithMs).toUtf8();
}

class ErrorColumns
{
public:
    void add(const MirroredError& error)
    {
        const ErrorRecord& r = error.record;
        const bool resolved = r.state != ErrorState::Open;
        text(0, toText(r.kind).toUtf8());
        text(1, r.link.value.toUtf8());
        text(2, r.table.value.toUtf8());
        text(3, clean(r.keyJson));
        text(4, clean(r.message));
        text(5, error.attempts.isEmpty() ? std::nullopt : std::optional(clean(error.attempts)));
        text(6, errorMetadata(error).replace("\\u0000", "\\ufffd"));
        text(7, QByteArray::number(r.attempts));
        text(8, timeText(r.createdAt));
        text(9, QByteArray(resolved ? "t" : "f"));
        text(10, resolved && r.closedAt ? std::optional(timeText(*r.closedAt)) : std::nullopt);
        text(11, resolved ? std::optional(closedBy(r).toUtf8()) : std::nullopt);
    }
    [[nodiscard]] Parameters take()
    {
        Parameters parameters;
        for (ArrayText& column : m_columns)
            parameters.emplace_back(column.take());
        return parameters;
    }

private:
    void text(std::size_t column, const std::optional<QByteArray>& value)
    {
        if (value)
            m_columns[column].add(QByteArrayView(*value));
        else
            m_columns[column].add(Value());
    }

    std::array<ArrayText, 12> m_columns;
};

} // namespace

Result<void> PgStore::mirrorErrors(std::span<const MirroredError> errors)
{
    if (errors.empty())
        return {};
    ErrorColumns columns;
    for (const MirroredError& error : errors)
        columns.add(error);
    const auto done = m_connection->execute(upsertErrors, columns.take());
    return done ? Result<void>() : Result<void>(fail(done.error()));
}

Result<StoreVitals> PgStore::vitals()
{
    // Other users' transactions are shown to those who may read all statistics.
    auto results = m_connection->executeAll(
        "select pg_has_role('pg_read_all_stats', 'usage');"
        "select pid, extract(epoch from clock_timestamp() - since), who from ("
        "select pid, xact_start, usename || ' (' || coalesce(application_name, '') || ')' from pg_stat_activity"
        " where backend_xid is not null and xact_start is not null and datname = current_database()"
        " and pid <> pg_backend_pid() and application_name not like 'evenkeel %' union all"
        " select 0, prepared, owner || ' (prepared transaction ' || gid || ')' from pg_prepared_xacts"
        " where database = current_database()) held(pid, since, who) order by since limit 1;"
        "select pg_stat_get_live_tuples(to_regclass('evenkeel.change_log'));"
        "select count(*) from pg_stat_activity where datname = current_database() and application_name like"
        " 'evenkeel %' and usename = current_user");
    if (!results)
        return fail(results.error());
    StoreVitals vitals;
    vitals.knowsTransactions = results->at(0).flag(0, 0);
    if (const PgResult& held = results->at(1); held.rows() == 1) {
        vitals.oldest = StoreVitals::Transaction{
            .pid = held.number(0, 0), .seconds = held.view(0, 1).toByteArray().toDouble(), .who = held.text(0, 2)};
    }
    if (!results->at(2).isNull(0, 0))
        vitals.journalEntries = results->at(2).number(0, 0);
    vitals.connections = static_cast<int>(results->at(3).number(0, 0));
    return vitals;
}

} // namespace keel::pg
